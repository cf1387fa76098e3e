"""The program starts itself anew from its source and, frozen, without an interpreter."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio import child

STUDIO = Path(__file__).resolve().parents[2] / "studio"
FROZEN = "import sys; sys.frozen = True; from studio.__main__ import main; sys.exit(main())"
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LD_LIBRARY_PATH": "/inside", "DYLD_LIBRARY_PATH": "",
               "LD_LIBRARY_PATH_ORIG": "/outside"}  # fmt: skip


def frozen(*arguments: str, code: str = FROZEN, told: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code, *arguments], input=told, capture_output=True, text=True,
                          env=ENVIRONMENT, timeout=120, check=False)  # fmt: skip


@pytest.mark.parametrize("part", child.PARTS)
def test_every_part_is_a_program_of_its_own(part: str) -> None:
    spec = importlib.util.find_spec(part)
    assert spec is not None
    assert spec.origin
    assert '\nif __name__ == "__main__":\n' in Path(spec.origin).read_text(encoding="utf-8")
    assert child.command(part, "a b")[-2:] == [part, "a b"]


def test_a_frozen_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command(child.PARTS[0], "7") == [sys.executable, child.RUN, child.PARTS[0], "7"]


def test_a_frozen_program_becomes_the_part_it_is_told(tmp_path: Path) -> None:
    bars = [{"what": "A", "ratio": 3.0, "label": "3 ×", "peer": "B", "target": 2.0}]
    told = json.dumps({"bars": bars, "machine": "one"})
    done = frozen(child.RUN, "studio.gui.bench_plot", str(tmp_path / "ä 星.svg"), told=told)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "<svg" in (tmp_path / "ä 星.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [(), ("studio.gui.app",), ("os",)])
def test_nothing_else_is_run(words: tuple[str, ...]) -> None:
    assert frozen(child.RUN, *words).returncode == 2


def test_other_programs_find_their_own_libraries() -> None:
    code = """
import sys, os
from studio import child
sys.frozen = True
child.begin()
print([os.environ.get(name) for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG",
                                            "PYINSTALLER_RESET_ENVIRONMENT")])
"""
    assert frozen(code=code).stdout.strip() == "['/outside', None, None, '1']"


def test_a_worker_of_a_frozen_program_never_sees_the_command_line() -> None:
    """What multiprocessing starts is the program itself, with words that only `freeze_support` knows."""
    code = ("import sys, multiprocessing; sys.frozen = True; from studio import child\n"
            "multiprocessing.freeze_support = lambda: sys.exit(7)\n"
            "child.begin()")  # fmt: skip
    assert frozen(code=code).returncode == 7


def test_no_other_place_starts_an_interpreter() -> None:
    """Other machines and a peer with a Python of its own are asked for by the two that say what holds when frozen."""
    names = {str(path.relative_to(STUDIO)) for path in STUDIO.rglob("*.py")
             if "sys.executable" in path.read_text(encoding="utf-8")}  # fmt: skip
    assert names == {"child.py", "cli/bench/basilisk.py", "jobs/study/cluster/ssh.py"}
