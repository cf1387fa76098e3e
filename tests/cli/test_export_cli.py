"""export and formats: what goes out of a terminal, and what is said where nothing can."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.design import set_value
from studio.document import preset
from studio.document.files import read
from studio.export import formats
from studio.export.formats import FORMATS, GROUPS
from studio.text import PSEUDO, use_language
from tests.cli.test_commands import call
from tests.export import export_fakes

ROOT = Path(__file__).resolve().parents[2]
AI1 = "ai1-120kw"


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The design, the folder and formats that need no more than a moment."""
    export_fakes.seen.clear()
    kept = {name: FORMATS[name] for name in ("design", "folder")}
    monkeypatch.setattr(formats, "FORMATS", {**kept, **export_fakes.FAKES})


def test_formats_are_listed_within_a_narrow_terminal(capsys):
    status, out, err = call(capsys, "formats")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    names = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert sorted(names) == sorted(FORMATS)
    assert [line for line in lines if line[0] != " "] == [title for group, title in GROUPS.items()
                                                          if any(one.group == group for one in FORMATS.values())]


def test_formats_say_what_may_be_chosen(capsys, fakes):
    _, out, _ = call(capsys, "formats")
    for said in ('--option step="1 min"  Step, ', "--option lines=4  Lines, 1 to 1000", "--option bold=no",
                 "--option frame=inertial  Frame: inertial, fixed", 'pip install "dawnline[step]"'):  # fmt: skip
        assert " ".join(said.split()) in " ".join(out.split())
    _, out, _ = call(capsys, "formats", "--json")
    listed = {one["name"]: one for one in json.loads(out)}
    assert set(listed) == {"design", "folder", *export_fakes.FAKES}
    assert listed["text"]["options"][0] == {"name": "step", "label": "Step", "default": 60.0, "unit": "s",
                                            "help": "Time between two lines", "choices": []}  # fmt: skip
    assert [listed["absent"]["available"], listed["text"]["available"]] == [False, True]


def test_a_file_is_written_and_named(capsys, tmp_path):
    out_path = tmp_path / "x.json"
    status, out, err = call(capsys, "export", AI1, "--to", "design", "--out", str(out_path))
    assert (status, out, err) == (0, f"{out_path}\n", "")
    assert read(out_path) == preset(AI1)


def test_fields_are_set_first(capsys, tmp_path):
    out_path = tmp_path / "x.json"
    assert call(capsys, "export", AI1, "--to", "design", "--out", str(out_path), "--set", "mission.altitude=650 km",
                "--set", "title=Mine")[0] == 0  # fmt: skip
    assert read(out_path) == set_value(set_value(preset(AI1), "mission.altitude", 650e3), "title", "Mine")


def test_options_take_units_and_notes_go_to_stderr(capsys, tmp_path, fakes):
    out_path = tmp_path / "x.txt"
    status, out, err = call(capsys, "export", AI1, "--to", "text", "--out", str(out_path), "--option", "step=2 min",
                            "--option", "lines=2", "--option", "bold=yes", "--language", "zh_CN")  # fmt: skip
    assert (status, out, err) == (0, f"{out_path}\n", "Every line is a fake.\n")
    assert export_fakes.seen == [("text", {"step": 120.0, "lines": 2, "bold": True, "frame": "inertial"}, "zh_CN")]
    assert out_path.read_text().splitlines()[1].endswith(" 1 120")


@pytest.mark.parametrize(("arguments", "said"), [
    (["--to", "texd"], "“texd” is not a format; `dawnline formats` lists them; did you mean “text”?"),
    (["--to", "text", "--option", "step"], "--option step: write it as NAME=VALUE"),
    (["--to", "text", "--option", "step=3 h"], "step: 180 min is above 60 min"),
    (["--to", "text", "--option", "step=3 kg"], "step: “3 kg”: “kg” is not a unit of"),
    (["--to", "text", "--option", "lines=many"], "lines: “many” is not a whole number"),
    (["--to", "text", "--option", "bold=perhaps"], "bold: “perhaps” is neither yes nor no"),
    (["--to", "text", "--option", "frame=moon"], "frame: “moon” is not one of inertial, fixed"),
    (["--to", "text", "--option", "x=1"], "text has no option “x” (it has step, lines, bold, frame)"),
    (["--to", "none"], "this design has nothing to write"),
    (["--to", "absent"], 'Absent needs the extra “step”: pip install "dawnline[step]"'),
    (["--to", "text", "--set", "mission.altitude=-5 km"], "mission.altitude: -5 km is below"),
    (["--to", "text", "--set", "mission"], "--set mission: write it as PATH=VALUE"),
    (["--to", "folder", *(f"--option={group}=no" for group in GROUPS if group != "everything")],
     "nothing is asked for: every group is switched off"),
    (["--to", "text", "--language", "xx"], "Invalid value for '--language'"),
])  # fmt: skip
def test_what_cannot_be_used_is_said_in_one_line_and_nothing_is_written(capsys, tmp_path, fakes, arguments, said):
    status, out, err = call(capsys, "export", AI1, *arguments, "--out", str(tmp_path / "x"))
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("design", "said"), [("no-such", "no-such"), ("x\0y", "")])
def test_a_design_that_is_not_there(capsys, tmp_path, fakes, design, said):
    status, out, err = call(capsys, "export", design, "--to", "text", "--out", str(tmp_path / "x"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_what_is_there_stays_unless_forced(capsys, tmp_path, fakes):
    target = tmp_path / "x.txt"
    target.write_text("mine")
    command = ("export", AI1, "--to", "text", "--out", str(target))
    assert call(capsys, *command) == (2, "", "x.txt: exists already; --force writes over it\n")
    assert export_fakes.seen == []  # told before the work
    assert target.read_text() == "mine"
    assert call(capsys, *command, "--force")[0] == 0
    assert target.read_text() != "mine"


def test_a_folder_that_is_not_empty_stays_unless_forced(capsys, tmp_path, fakes):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    command = ("export", AI1, "--to", "files", "--out", str(tmp_path / "out"))
    assert call(capsys, *command) == (2, "", "out: is not empty; --force writes over it\n")
    status, out, _ = call(capsys, *command, "--force")
    assert status == 0
    assert out.splitlines() == [str(tmp_path / "out" / "a.txt"), str(tmp_path / "out" / "deep" / "b.txt")]
    assert (tmp_path / "out" / "mine").read_text() == "mine"


@pytest.mark.parametrize(("place", "said"), [
    ("no/x.txt", "x.txt: there is no folder"), ("", "names no file"), ("..", "“..” names no file"),
    (".", "“” names no file"), ("a" * 300, "cannot be written: file name too long"),
])  # fmt: skip
def test_places_that_cannot_be_written(capsys, tmp_path, monkeypatch, fakes, place, said):
    monkeypatch.chdir(tmp_path)
    status, out, err = call(capsys, "export", AI1, "--to", "text", "--out", place)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err or "is a folder" in err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ordinary_file_is_not_replaced(capsys, tmp_path, fakes):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert call(capsys, "export", AI1, "--to", "text", "--out", str(pipe), "--force") == (
        2, "", "pipe: cannot be written: not an ordinary file\n")  # fmt: skip
    assert pipe.is_fifo()


def test_standard_output_takes_one_file_as_it_is():
    command = [sys.executable, "-m", "studio", "export", AI1, "--to", "design", "--out", "-"]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, check=True)
    assert json.loads(done.stdout)["design"]["title"] == preset(AI1).title
    assert done.stderr == b""


def test_standard_output_takes_no_folder(capsys, fakes, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert call(capsys, "export", AI1, "--to", "folder", "--out", "-") == (
        2, "", "folder writes a folder, which does not fit into standard output\n")  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_the_folder_says_what_was_left_out(capsys, tmp_path, fakes):
    status, out, err = call(capsys, "export", AI1, "--to", "folder", "--out", str(tmp_path / "all"), "--option",
                            "orbit=no")  # fmt: skip
    assert status == 0, err
    assert "Left out: A none: this design has nothing to write\n" in err
    assert not (tmp_path / "all" / "orbit").exists()
    assert sorted(out.split()) == sorted(str(path) for path in (tmp_path / "all").rglob("*") if path.is_file())


def test_words_are_translated(capsys, fakes):
    use_language(PSEUDO)
    _, out, _ = call(capsys, "formats")
    assert "‹A text›" in out
    assert "‹Design›" in out


SLOW = """
import sys
from studio.export import formats
from tests.export.export_fakes import FAKES
formats.FORMATS.clear()
formats.FORMATS["slow"] = FAKES["slow"]
from studio.__main__ import main
print("ready", flush=True)
sys.exit(main())
"""


def test_interrupted_nothing_is_left(tmp_path):
    command = [sys.executable, "-c", SLOW, "export", AI1, "--to", "slow", "--out", str(tmp_path / "x.slow")]
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(1.0)  # it is at work for a minute
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b""), err
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_a_report_is_a_design_to_every_command(capsys, tmp_path, kind):
    path = tmp_path / f"report.{kind}"
    status, _, err = call(capsys, "export", AI1, "--to", kind, "--out", str(path), "--option", "appendices=no",
                          "--language", "zh_CN")  # fmt: skip
    assert (status, "按原文给出" in err) == (0, True)
    design = call(capsys, "evaluate", AI1, "--json")
    assert call(capsys, "evaluate", str(path), "--json") == design
    status, out, _ = call(capsys, "diff", str(path), AI1)
    assert (status, "do not differ" in out) == (0, True)
    path.write_bytes(path.read_bytes()[:5000])
    status, out, err = call(capsys, "evaluate", str(path))
    assert (status, out) == (2, "")
    assert err.startswith(f"report.{kind}: ")
    assert len(err.splitlines()) == 1
