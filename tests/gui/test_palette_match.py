"""What was typed finds what it means, the likeliest first, and quickly in the way it works."""

from hypothesis import given
from hypothesis import strategies as st

from studio.gui.palette.match import Text, highlighted, query_of, scattered

NAMES = ("Altitude", "Altitude of the figure", "Save", "Save as…", "Sun-synchronous", "Sunlit share of the year",
         "Write the report…", "Find a value…", "Depth of discharge", "Radiator area")  # fmt: skip


def found(typed: str, names: tuple[str, ...] = NAMES) -> list[str]:
    query = query_of(typed)
    scored = [(Text(name).score(query), name) for name in names]
    return [name for score, name in sorted(scored, key=lambda pair: (-pair[0], len(pair[1]))) if score > 0.0]


def test_the_whole_name_comes_before_a_longer_one() -> None:
    assert found("altitude")[:2] == ["Altitude", "Altitude of the figure"]
    assert found("save")[:2] == ["Save", "Save as…"]


def test_words_may_come_in_any_order_and_in_parts() -> None:
    assert found("report write")[0] == "Write the report…"
    assert found("year sunl")[0] == "Sunlit share of the year"
    assert found("sun sync") == ["Sun-synchronous"]


def test_initials_and_scattered_letters_find_it_too() -> None:
    assert found("dod")[0] == "Depth of discharge"
    assert found("fav")[0] == "Find a value…"
    assert found("rdtr")[0] == "Radiator area"


def test_every_word_has_to_fit() -> None:
    assert found("altitude zebra") == []
    assert found("zzz") == []


def test_english_and_what_is_shown_are_both_names() -> None:
    text = Text("轨道高度", "Altitude", "任务 · mission.altitude")
    assert text.score(query_of("altitude")) > 0.0
    assert text.score(query_of("高度")) > 0.0
    assert text.score(query_of("mission.alt")) > 0.0


def test_a_name_counts_more_than_what_is_said_about_it() -> None:
    named = Text("Margin of power")
    said = Text("Battery", about="has a margin of power")
    query = query_of("margin power")
    assert named.score(query) > said.score(query) > 0.0


def test_what_was_typed_is_marked_in_the_title() -> None:
    title = "Sunlit share of the year"
    marks = highlighted(title, query_of("year sunl"))
    assert [title[at : at + length] for at, length in marks] == ["Sunl", "year"]
    assert highlighted("Depth of discharge", query_of("dod")) == [(0, 1), (6, 1), (9, 1)]


@given(st.text(max_size=30), st.text(max_size=12))
def test_marks_lie_within_the_title_and_apart(title: str, typed: str) -> None:
    end = -1
    for start, length in highlighted(title, query_of(typed)):
        assert start > end
        assert length > 0
        end = start + length
    assert end <= len(title)


@given(st.text(min_size=1, max_size=30), st.data())
def test_letters_in_their_order_are_found(name: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(name) - 1), min_size=1)))
    word = "".join(name[at] for at in places)
    hits = scattered(name, word)
    assert "".join(name[at] for at in hits) == word
    assert list(hits) == sorted(set(hits))


@given(st.sampled_from(NAMES), st.integers(1, 30))
def test_the_beginning_of_a_name_finds_it(name: str, length: int) -> None:
    typed = name[:length]
    assert name in found(typed)
