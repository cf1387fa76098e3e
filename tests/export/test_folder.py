"""The folder with everything: what is in it for whom, and what is left out and why."""

import hashlib
from html.parser import HTMLParser
from typing import Any

import pytest

from studio.design import Design, set_value
from studio.document import preset
from studio.document.files import dump
from studio.export import formats
from studio.export.everything.audiences import AUDIENCES
from studio.export.everything.choices import choices
from studio.export.everything.index_page import FIGURES, SUMS, size_text
from studio.export.everything.opens_with import opens_with
from studio.export.folder import TWINS
from studio.export.formats import FORMATS, GROUPS, Product, Source, find_format
from studio.text import PSEUDO, speaking
from tests.export import export_fakes

NOTHING: Any = lambda share: None  # noqa: E731


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: FORMATS[name] for name in ("design", "folder")}
    fast = {name: one for name, one in export_fakes.FAKES.items() if name != "slow"}
    monkeypatch.setattr(formats, "FORMATS", {**kept, **fast})


REAL = FORMATS["3le"]


def made(of: Design | None = None, **options: Any) -> Product:
    one = of if of is not None else preset("ai1-120kw")
    return find_format("folder").write(Source(one, dump(one), "x"), options, NOTHING)


class Page(HTMLParser):
    """Every element must be closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert tag not in {"script", "img", "iframe"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_everybody_finds_what_is_for_them() -> None:
    groups = [group for who in AUDIENCES for group in who.groups]
    assert sorted(groups) == sorted(set(GROUPS) - {"everything"})
    for who in AUDIENCES:
        assert all(FORMATS[name].group in who.groups for name in who.first if name in FORMATS)
    assert set(FORMATS) >= TWINS


def test_figures_of_the_page_are_results() -> None:
    from studio.analysis import RESULTS

    assert set(FIGURES) <= set(RESULTS)


def test_every_format_is_in_the_folder_of_its_group() -> None:
    product = made()
    assert set(product.files) == {
        "design/x.json", "orbit/x.txt", "shape/x.svg", "shape/x.model", "report/x.pdf", "report/x.html",
        "tables/x/a.txt", "tables/x/deep/b.txt", "index.html", SUMS}  # fmt: skip
    assert product.notes == (
        "Left out: A none: this design has nothing to write",
        'Left out: Absent: Absent needs the extra “step”: pip install "dawnline[step]"',
        "index.html holds 1 note on limits and differences.")  # fmt: skip


def test_the_page_names_every_file_figure_and_reason() -> None:
    product = made()
    page = Page(product.files["index.html"].decode())
    inner = {link for link in page.links if link.startswith("#")}
    assert inner == {"#reviewer", "#analyst", "#mechanical", "#buyer", "#designer"}
    assert set(page.links) - inner == set(product.files) - {"index.html", SUMS}
    words = " ".join(" ".join(page.words).split())
    for said in ("AI1 satellite, 120 kW", "At a glance", "1.2 kB", "Every line is a fake.", "Requirements",
                 "this design has nothing to write", "To fly it", "Money is in US dollars of 2026."):  # fmt: skip
        assert said in words, said


def test_a_bound_of_nothing_is_in_the_unit_of_the_value() -> None:
    words = " ".join(Page(made().files["index.html"].decode()).words)
    assert "874.4 W ≥ 0 W" in words
    with speaking("zh_CN"):
        assert "最高结温" in Page(made().files["index.html"].decode()).words


def test_the_folder_holds_elements_of_the_whole_fleet() -> None:
    design = preset("suncatcher-cluster")
    assert choices("3le", design) == {"satellites": "all"}
    assert choices("3le", preset("gigawatt-27kw")) == {"satellites": "planes"}  # 39,731 satellites in 67 planes
    assert choices("3le", preset("filing-million")) == {"satellites": "first"}
    assert choices("oem", design) == {}
    source = Source(design, dump(design), "x")
    some = REAL.write(source, {"satellites": "planes"}, NOTHING)
    assert "1 of 81 satellites are in it; the option “satellites” chooses which." in some.notes
    every = REAL.write(source, choices("3le", design), NOTHING)
    assert len(every.files[""].splitlines()) == 3 * 81
    assert not [note for note in every.notes if "of 81" in note]


def test_sums_are_those_of_the_files() -> None:
    product = made()
    listed = dict(reversed(line.split("  ", 1)) for line in product.files[SUMS].decode().splitlines())
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in product.files.items() if name != SUMS}


def test_the_same_design_gives_the_same_bytes() -> None:
    assert made().files == made().files


def test_what_people_typed_is_no_markup() -> None:
    title = '<script>alert("1")</script> & <b>x'
    page = Page(made(set_value(preset("ai1-120kw"), "title", title)).files["index.html"].decode())
    assert title in page.words


def test_groups_can_be_left_out() -> None:
    product = made(orbit=False, report=False)
    assert not [name for name in product.files if name.startswith(("orbit/", "report/"))]
    with pytest.raises(ValueError, match="every group is switched off"):
        made(**{group: False for group in GROUPS if group != "everything"})


def test_twins_are_left_out_unless_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.export import folder

    monkeypatch.setattr(folder, "TWINS", {"text"})
    assert "orbit/x.txt" not in made().files
    assert "orbit/x.txt" in made(twins=True).files


def test_where_nothing_can_be_written_the_reasons_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    only = {"folder": FORMATS["folder"], "none": export_fakes.FAKES["none"]}
    monkeypatch.setattr(formats, "FORMATS", only)
    with pytest.raises(ValueError, match=r"^this design has nothing to write$"):
        made()


def test_progress_goes_up_and_says_what_is_written() -> None:
    design, seen, said = preset("ai1-120kw"), [], []
    source = Source(design, dump(design), "x", tell=said.append)
    find_format("folder").write(source, {}, seen.append)
    assert said[0] == "Computing the design"
    assert said[1:] == [one.title for name, one in formats.FORMATS.items() if name != "folder"]
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_all_words_are_translated() -> None:
    with speaking(PSEUDO):
        page = Page(made().files["index.html"].decode())
    plain = [word.strip() for word in page.words if word.strip() and not word.strip().startswith("‹")]
    design = preset("ai1-120kw")
    allowed = {design.title, design.description.split("\n")[0], *(one.name for one in design.requirements)}
    loose = [word for word in plain if word not in allowed and any(letter.isalpha() for letter in word)
             and not word.startswith("body {") and "x" not in word]  # fmt: skip
    assert [word for word in loose if " " in word and not any(letter.isdigit() for letter in word)] == [
        "Every line is a fake.", "this design has nothing to write"]  # fmt: skip


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (99_499, "99.5 kB"),
                                             (999_400, "999 kB"), (999_600, "1.0 MB"), (1_552_202, "1.6 MB"),
                                             (2_500_000_000, "2.5 GB"), (250_000_000_000, "250 GB")])  # fmt: skip
def test_sizes(count: int, text: str) -> None:
    assert size_text(count) == text


def test_endings_are_told_apart() -> None:
    assert "XML" in opens_with("a/b.OEM.XML")
    assert "GMAT" in opens_with("a.oem")
    assert opens_with("a.unknown") == ""
    assert all(opens_with(f"x{one.suffix}") for one in FORMATS.values() if one.suffix)


def test_the_page_speaks_chinese() -> None:
    with speaking("zh_CN"):
        page = Page(made().files["index.html"].decode())
    for said in ("概览", "供评审"):
        assert said in page.words
