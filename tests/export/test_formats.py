"""The list of formats holds together, and what is chosen about one is checked."""

from collections import Counter

import pytest

from studio.design.quantity import DURATION
from studio.export.formats import FORMATS, GROUPS, Format, Option, Source, find_format
from studio.text import PSEUDO, language, speaking, tr


def test_each_file_has_a_name_of_its_own_in_the_folder_of_its_group() -> None:
    assert {one.group for one in FORMATS.values()} <= set(GROUPS)
    names = Counter((one.group, one.suffix) for one in FORMATS.values() if one.suffix)
    assert [name for name, count in names.items() if count > 1] == []
    assert all(one.suffix == "" or one.suffix.startswith(".") for one in FORMATS.values())


def test_defaults_are_allowed() -> None:
    for one in FORMATS.values():
        assert one.settled({}) == {option.name: option.check(option.default) for option in one.options}


def test_unknown_format_says_which_is_near() -> None:
    with pytest.raises(ValueError, match="did you mean “design”"):
        find_format("desing")


STEP = Option("step", "Step", 60.0, quantity=DURATION, low=1.0, high=3600.0)


@pytest.mark.parametrize(("typed", "value"), [("90", 90.0), ("2 min", 120.0), ("1 h", 3600.0)])
def test_option_reads_units(typed: str, value: float) -> None:
    assert STEP.read(typed) == value


@pytest.mark.parametrize("typed", ["0", "2 h", "-1", "x", "", "nan", "1,5"])
def test_option_refuses_in_one_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^step: .") as told:
        STEP.read(typed)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("option", [Option("n", "n", 3, low=1, high=5), Option("b", "b", True),
                                    Option("c", "c", "a", choices=(("a", "A"), ("b", "B")))])  # fmt: skip
def test_option_refuses_what_is_of_another_kind(option: Option) -> None:
    for typed in ("7x", "maybe", "9", "nan"):
        with pytest.raises(ValueError, match=f"^{option.name}: "):
            option.read(typed)


def test_format_refuses_options_it_does_not_have() -> None:
    one = Format("x", "X", "orbit", ".x", "", "no:where", (STEP,))
    with pytest.raises(ValueError, match="has no option “stepp”"):
        one.settled({"stepp": 1.0})
    with pytest.raises(ValueError, match="above"):
        one.settled({"step": 1e9})


def test_missing_library_is_named_with_its_extra() -> None:
    one = Format("x", "X", "orbit", ".x", "", "no:where", needs=(("no_such_module_here", "step"),))
    assert "dawnline[step]" in one.missing()


def test_one_thread_speaks_another_language() -> None:
    with speaking(PSEUDO):
        assert (tr("Altitude"), language()) == ("‹Altitude›", PSEUDO)
    assert (tr("Altitude"), language()) == ("Altitude", "en")


def test_results_are_computed_once_for_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.design import Design
    from studio.export.formats import source as module

    seen: list[str] = []
    monkeypatch.setattr(module, "evaluate", lambda design, checkpoint: seen.append(language()) or len(seen))
    one = Source(Design(), b"", "x")
    assert [one.results(lambda _: None) for _ in range(2)] == [1, 1]
    with speaking(PSEUDO):
        assert one.results(lambda _: None) == 2
    assert seen == ["en", PSEUDO]
