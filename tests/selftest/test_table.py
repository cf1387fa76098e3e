"""The table of the self-test and its verdict, and how it is asked for."""

import pytest

from studio.cli.app import run
from studio.selftest import table
from studio.selftest.check import Absent, Check
from studio.text import use_language


def _absent() -> str:
    raise Absent("comes with an extra")


def _fails() -> str:
    raise RuntimeError("broken")


def listed(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> tuple[int, list[str]]:
    monkeypatch.setattr(table, "_checks", lambda display: iter(checks))
    lines: list[str] = []
    return table.self_test(True, lines.append), lines


def test_what_is_absent_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    status, lines = listed(monkeypatch, Check("one", lambda: "fine"), Check("中文", _absent))
    assert status == 0
    assert [line.split() for line in lines[:3]] == [
        ["Part", "Outcome", "Seconds", "Detail"], ["one", "works", "0.0", "fine"],
        ["中文", "not", "here", "0.0", "comes", "with", "an", "extra"]]  # fmt: skip
    assert lines[1].index("fine") - 2 == lines[2].index("comes")  # in columns of a terminal, where 中文 takes four
    assert lines[3] == "1 parts work, 1 are not here, 0 fail."


def test_one_failure_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    status, lines = listed(monkeypatch, Check("one", _fails), Check("two", lambda: "fine"))
    assert status == 1
    assert lines[1].endswith("RuntimeError: broken")
    assert lines[-1] == "1 parts work, 0 are not here, 1 fail."


def test_the_table_speaks_the_language_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("qps")
    _, lines = listed(monkeypatch, Check("one", lambda: "fine"))
    assert lines[0].split() == ["‹Part›", "‹Outcome›", "‹Seconds›", "‹Detail›"]
    assert "‹works›" in lines[1]


@pytest.mark.parametrize("status", [0, 1])
def test_the_command_line_asks_for_it(status: int) -> None:
    def never(_: str | None) -> int:
        raise AssertionError("the window must not be asked for")

    assert run(never, ["--self-test"], lambda: status) == status


def test_it_goes_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda _: 0, ["--self-test", "presets"], lambda: 0) == 2
    assert capsys.readouterr() == ("", "--self-test goes without a command\n")
