"""The two commands of the README: what they do with failures, old interpreters and missing libraries."""

import ast
import importlib
import os
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
NAMES = ("checks", "environment", "interpreter", "system")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], types.ModuleType]]:
    monkeypatch.syspath_prepend(PACKAGING)
    yield importlib.import_module
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen]:
    """The processes that the test begins."""
    found: list[subprocess.Popen] = []

    class Process(subprocess.Popen):
        def __init__(self, *arguments, **options) -> None:
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Process)
    return found


@pytest.mark.parametrize("name", ["interpreter", "start", "test"])
def test_old_interpreter_can_read_what_it_reads_first(name: str) -> None:
    ast.parse((PACKAGING / f"{name}.py").read_text(), feature_version=(3, 7))


def test_old_interpreter_says_what_is_needed(load, monkeypatch: pytest.MonkeyPatch) -> None:
    interpreter = load("interpreter")
    monkeypatch.setattr(interpreter, "OLDEST", (99, 0))
    monkeypatch.setattr(interpreter, "NAMES", ("no-such-python",))
    with pytest.raises(SystemExit, match=r"needs Python 99\.0 or newer"):
        interpreter.ensure()


def test_old_interpreter_hands_over_to_a_newer_one(load, monkeypatch: pytest.MonkeyPatch) -> None:
    interpreter = load("interpreter")
    monkeypatch.setattr(interpreter, "OLDEST", (99, 0))
    monkeypatch.setattr(interpreter, "NAMES", ("no-such-python", sys.executable))
    monkeypatch.setattr(sys, "argv", ["script.py", "argument"])
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(subprocess, "call", lambda command: command)
    with pytest.raises(SystemExit) as end:
        interpreter.ensure()
    assert end.value.code == [sys.executable, "script.py", "argument"]


def test_status_is_that_of_the_first_failure_and_every_step_runs(load, capfd: pytest.CaptureFixture[str]) -> None:
    checks = load("checks")

    def step(name: str, code: str):
        return checks.Step(name, [sys.executable, "-c", code], dict(os.environ))

    steps = [
        step("good", "print('one')"),
        step("bad", "import time; time.sleep(1); raise SystemExit(3)"),
        step("worse", "import os; os.kill(os.getpid(), 9)"),
        step("beside", "print('three')"),
        step("last", "print('four')"),
    ]
    assert checks.run_steps(steps) == 3
    output = capfd.readouterr().out
    assert {word for word in output.split() if word in {"one", "three", "four"}} == {"one", "three", "four"}
    table = output.split("==\n")[-1].splitlines()
    assert [line.split()[0] for line in table] == ["good", "bad", "worse", "beside", "last"]
    assert "failed with 3" in output
    assert "failed with 137" in output


def test_two_steps_run_at_the_same_time_and_a_third_when_one_is_through(
    load, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = load("checks")
    # Each waits for the other's mark: one after the other they would wait for ever.
    code = ("import pathlib, sys, time\nhere, there = map(pathlib.Path, sys.argv[1:])\nhere.touch()\n"
            "end = time.monotonic() + 60\n"
            "while not there.exists():\n    assert time.monotonic() < end\n    time.sleep(0.01)")  # fmt: skip
    marks = [str(tmp_path / name) for name in ("a", "b")]
    steps = [checks.Step(name, [sys.executable, "-c", code, *both], dict(os.environ))
             for name, both in (("first", marks), ("second", marks[::-1]))]  # fmt: skip
    steps.append(checks.Step("third", [sys.executable, "-c", "print('three')"], dict(os.environ)))
    assert checks.run_steps(steps, at_once=2) == 0
    assert "three" in capfd.readouterr().out


def test_what_is_said_beside_the_first_is_kept_until_that_is_through(load, capfd: pytest.CaptureFixture[str]) -> None:
    checks = load("checks")
    slow = "import time; print('a', flush=True); time.sleep(1.5); print('b', flush=True)"
    steps = [checks.Step(name, [sys.executable, "-c", code], dict(os.environ))
             for name, code in (("slow", slow), ("quick", "print('c')"))]  # fmt: skip
    assert checks.run_steps(steps, at_once=2) == 0
    assert capfd.readouterr().out.split()[:7] == ["==", "slow", "a", "b", "==", "quick", "c"]


def test_what_runs_ends_with_the_checks(load, begun, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = load("checks")
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checks.time, "sleep", interrupt)
    steps = [checks.Step(name, [sys.executable, "-c", "import time; time.sleep(100)"], dict(os.environ))
             for name in ("one", "two", "three")]  # fmt: skip
    with pytest.raises(KeyboardInterrupt):
        checks.run_steps(steps, at_once=2)
    assert [process.returncode is not None for process in begun] == [True, True]


def test_every_test_is_in_one_of_the_parts(load) -> None:
    def takes(part: list[str], file: str) -> bool:
        left_out = [f"{one.removeprefix('--ignore=')}/" for one in part if one.startswith("--ignore=")]
        return file.startswith(tuple(f"{one}/" for one in part)) and not file.startswith(tuple(left_out))

    checks = load("checks")
    parts = list(checks.parts().values())
    root = Path(__file__).resolve().parents[2]
    for path in (root / "tests").rglob("test_*.py"):
        file = path.relative_to(root).as_posix()
        assert [takes(part, file) for part in parts].count(True) == 1, file
    for one in (one.removeprefix("--ignore=") for part in parts for one in part):
        assert any((root / one).rglob("test_*.py")), one


def test_checks_do_not_see_the_settings_of_the_user(load, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("QT_SCALE_FACTOR", "LIBGL_ALWAYS_SOFTWARE", "XDG_CONFIG_HOME", "WAYLAND_DISPLAY", "PYTHONPATH"):
        monkeypatch.setenv(name, "2")
    variables = load("checks").clean_environment(tmp_path, {"DISPLAY": ":7"})
    assert not {"QT_SCALE_FACTOR", "LIBGL_ALWAYS_SOFTWARE", "XDG_CONFIG_HOME", "WAYLAND_DISPLAY"} & set(variables)
    assert "PYTHONPATH" not in variables
    assert variables["HOME"] == str(tmp_path)
    assert variables["DISPLAY"] == ":7"
    assert variables["PATH"] == os.environ["PATH"]


def test_virtual_display_ends_with_the_checks(load, begun) -> None:
    checks = load("checks")
    def interrupted() -> None:
        with checks.virtual_display() as display:
            assert begun[0].poll() is None
            assert display["QT_QPA_PLATFORM"] == "xcb"
            assert display["DISPLAY"].removeprefix(":").isdecimal()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [server.poll() is not None for server in begun] == [True]


def test_no_display_server_means_drawing_off_screen(load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with load("checks").virtual_display() as display:
        assert display == {"QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.parametrize("debian", [True, False])
def test_what_is_missing_is_named(
    load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], debian: bool
) -> None:
    system = load("system")
    monkeypatch.setattr(system, "LIBRARIES", {"libc.so.6": "libc6", "libno-such.so.1": "libno1"})
    monkeypatch.setattr(system, "is_debian", lambda: debian)
    monkeypatch.setattr(system, "is_root", lambda: False)
    system.prepare({"no-such-command": "xno"}, {"ensurepip": "pyno"})
    said = capsys.readouterr().err
    assert "This system lacks ensurepip, no-such-command, libno-such.so.1" in said
    assert ("sudo apt-get install pyno xno libno1" in said) is debian


def test_nothing_is_said_where_nothing_is_missing(
    load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = load("system")
    monkeypatch.setattr(system, "LIBRARIES", {"libc.so.6": "libc6"})
    system.prepare({"sh": "dash"}, {})
    assert capsys.readouterr() == ("", "")
