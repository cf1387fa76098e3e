"""The short form of the attacks, each in a process of its own; the long form is the same command with --long."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.attack.__main__ import NAMES
from tests.attack.outcome import Outcome, Tally, markdown

ROOT = Path(__file__).resolve().parents[2]


SHORT = [name for name in NAMES if name != "soak"]
"""A soak that is short is none: `tests/attack/test_soak.py` tries how it judges."""


@pytest.mark.parametrize("name", SHORT)
def test_nothing_falls_and_every_naive_twin_does(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.attack", "--only", name, "--report", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280)
    fallen = [line for line in done.stdout.splitlines() if "| holds" not in line]
    assert (done.returncode, fallen) == (0, []), done.stderr
    report = (tmp_path / f"{name}.md").read_text(encoding="utf-8")
    rows = [line for line in report.splitlines() if line.startswith("| ")][1:]
    assert rows
    assert all("holds" in row for row in rows)


def test_an_attack_that_finds_nothing_in_the_twin_does_not_count() -> None:
    good, fallen = Tally(100), Tally(10, 3, ["torn"])
    assert Outcome("kill", "save", good, fallen).holds
    assert not Outcome("kill", "save", good, Tally(10)).holds
    assert not Outcome("kill", "save", fallen, fallen).holds
    assert not Outcome("kill", "save", Tally(0), fallen).holds
    table = markdown([Outcome("kill", "save", fallen, Tally(10))], "# Head")
    assert "| kill | save | 10 | 3 | 0 of 10 |" in table
    assert "* kill, save: torn" in table
