"""Every reader and the files made to harm it: one sentence that says where and why, in bounded time and memory."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.design import DesignError
from studio.document.decode import parse_json
from tests.attack.readers import readers

ROOT = Path(__file__).resolve().parents[2]
READERS = [reader.name for reader in readers()]
UNTRIED = {"any file", "expressions", "study file", "study part"}
"""Without crafted files: packed tables, which the attack damages; what tells kinds apart; what “typed” tries."""
LONGEST = 4.0
"""Twice what the attack allows [s of the processor]: a machine that tests has not always its best hour."""
LARGEST = 500
"""[MB]."""


@pytest.mark.parametrize("reader", [name for name in READERS if name not in UNTRIED])
def test_one_sentence_that_says_where_and_why(tmp_path: Path, reader: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tests.attack.crafted_run", str(tmp_path), reader]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    *told, left = json.loads(done.stdout.splitlines()[-1])
    assert left == {"left": []}
    assert len(told) >= 2
    assert [(one, fault) for one in told if (fault := _fault(one))] == []


def _fault(one: dict[str, Any]) -> str:
    """What is wrong with what came of a file."""
    outcome, words, must = one["outcome"], one["words"], one["told"]
    if outcome not in {"taken", "refused"} or (outcome == "taken" and must is not None):
        return "is not refused"
    if outcome == "refused" and not (words and words.isprintable() and len(words) < 1_000):
        return "is no sentence"
    if must and must not in words:
        return f"does not say {must}"
    if one["seconds"] > LONGEST or one["megabytes"] > LARGEST:
        return "takes too much"
    return "does more than read" if one["heard"] else ""


def test_the_checks_can_fail() -> None:
    good = {"outcome": "refused", "words": "row 2: no", "told": "row 2", "seconds": 0.1, "megabytes": 1, "heard": []}
    assert _fault(good) == ""
    for other in ({"outcome": "taken"}, {"outcome": "KeyError"}, {"words": "a\nb"}, {"words": "no"}, {"seconds": 9.0},
                  {"megabytes": 600}, {"heard": ["opens x to write"]}):  # fmt: skip
        assert _fault(good | other)


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": -Infinity}', '{"a": 1e999}', '{"a": 1, "a": 2}'])
def test_the_standard_reader_would_take_them(text: str) -> None:
    assert json.loads(text)
    if "e999" in text or "N" in text or "I" in text:
        with pytest.raises(DesignError, match="finite"):
            from_design(text)
    else:
        with pytest.raises(DesignError, match="“a” is given twice"):
            parse_json(text.encode())


def from_design(text: str) -> None:
    """Read the number as an altitude."""
    from studio.document.decode import design_of

    design_of({"mission": {"altitude": parse_json(text.encode())["a"]}})  # type: ignore[index]
