"""The layer rule holds, and it bites."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as main; main()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_house_stands_on_its_layers() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("physics/upward.py", "import studio.analysis"),
        ("document/sideways.py", "import studio.jobs"),
        ("analysis/window.py", "from PySide6 import QtCore"),
        ("design/array.py", "import numpy"),
        ("misplaced/__init__.py", ""),
    ],
)
def test_layer_rule_bites(tmp_path: Path, file: str, text: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (contract, *_) = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    for name in ["", *re.findall(r"\w+", " ".join(contract["layers"]))]:
        (tmp_path / "studio" / name).mkdir()
        (tmp_path / "studio" / name / "__init__.py").touch()
    offender = tmp_path / "studio" / file
    offender.parent.mkdir(exist_ok=True)
    offender.write_text(text + "\n")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert (offender.parent.name if offender.stem == "__init__" else offender.stem) in result.stdout
