"""`dawnline run`: a script on a design without a window; what goes wrong is one sentence with its line."""

import json
from pathlib import Path

import pytest

from studio.analysis import evaluate
from studio.design import set_value
from studio.document import preset
from studio.document.files import read
from tests.cli.test_commands import call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> str:
    (folder / "job.py").write_text(text, encoding="utf-8")
    return "job.py"


def test_a_script_edits_looks_and_saves(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = write(here, """
def period():
    return results["orbit.period"]

before = period()
studio.set("mission.altitude", "700 km")
print(float(before), float(period()), studio.get("mission.altitude"))
""")
    status, out, err = call(capsys, "run", script, "--design", "suncatcher-cluster", "--out", "out.json")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    design = read(here / "out.json")
    assert design.mission.altitude == 700e3
    before, after, *shown = lines[0].split(" ", 2)
    assert float(before) == evaluate(preset("suncatcher-cluster"))["orbit.period"]
    assert float(after) == evaluate(design)["orbit.period"]
    assert shown == ["700 km"]
    assert lines[1:] == ["out.json"]


def test_a_sweep_is_what_evaluate_says_one_by_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = write(here, """
import json
found = sweep("mission.altitude", ["600 km", 700e3], ["orbit.period", "power.margin_eol"])
print(json.dumps({name: list(row) for name, row in found.results.items()}))
plot(found)
""")
    status, out, err = call(capsys, "run", script, "--design", "ai1-120kw", "--set", "mission.altitude=650 km")
    assert status == 0
    assert err.strip() == "Plot: plot-1.png"
    assert (here / "plot-1.png").read_bytes()[:4] == b"\x89PNG"
    rows = json.loads(out)
    for position, altitude in enumerate((600e3, 700e3)):
        exact = evaluate(set_value(preset("ai1-120kw"), "mission.altitude", altitude))
        for name, row in rows.items():
            assert row[position] == exact[name]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('x = 1\nstudio.set("mission.altitude", "1 Gm")', "job.py, line 2: mission.altitude: "),
        ('studio.set("mission.nothing", 1)', "job.py, line 1: mission.nothing: there is no “nothing”"),
        ('studio.open("nowhere.json")', "job.py, line 1: nowhere.json: "),
        ('studio.export("pfd", "x.pdf")', "job.py, line 1: ValueError: “pfd” is not a format"),
        ("1/0", "job.py, line 1: ZeroDivisionError: division by zero"),
        ("def f(:", "job.py, line 1: "),
        ('with studio.step():\n    studio.undo()', "job.py, line 2: undo() does not go inside a step"),
        ('plot([1, 2], [1])', "job.py, line 1: a plot takes two rows of numbers of one length"),
        ('sweep("mission.altitude", [1], "nothing")', "job.py, line 1: there is no result “nothing”"),
        ('studio.put("stack.layers", [3])', "job.py, line 1: stack.layers[0]: is not an object with fields"),
        ('studio.put("stack.layers", object())', "job.py, line 1: stack.layers: nothing of this kind fits here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    status, out, err = call(capsys, "run", write(here, text), "--out", "out.json")
    assert (status, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert not (here / "out.json").exists()


def test_a_script_that_is_not_there_or_no_text_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "job.py").write_bytes(b"\xff\xfe\x00")
    assert call(capsys, "run", "job.py")[::2] == (2, "job.py: is not text in UTF-8\n")
    assert call(capsys, "run", "none.py")[0] == 2


def test_the_status_that_a_script_asks_for_is_that_of_the_command(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(capsys, "run", write(here, "raise SystemExit(7)"))[0] == 7


def test_a_step_that_fails_leaves_nothing_and_one_that_works_is_one_undo_step(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = write(here, """
title = design.title
try:
    with studio.step("both"):
        studio.set("title", "half")
        studio.set("mission.altitude", "-5 km")
except ValueError as error:
    print(type(error).__name__)
assert design.title == title
with studio.step("both"):
    studio.set("title", "whole")
    studio.set("mission.altitude", "620 km")
assert design.title == "whole"
studio.undo()
assert design.title == title and not studio.undo()
""")
    assert call(capsys, "run", script) == (0, "DesignError\n", "")
