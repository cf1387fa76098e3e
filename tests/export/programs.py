"""Programs that read what is exported; one that is missing fails the test and names its Debian package."""

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = {"chromium": "chromium", "node": "nodejs", "npm": "npm", "pdftotext": "poppler-utils",
            "pdftoppm": "poppler-utils"}  # fmt: skip
WEB = Path(__file__).parents[1] / "web"


def run_program(name: str, *arguments: str, folder: Path | None = None, text: str | None = None) -> str:
    """What the program writes to its standard output."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} reads in this test what is exported: apt-get install {PACKAGES[name]}")
    if name == "node" and not (WEB / "node_modules").is_dir():
        pytest.fail("the packages that read in this test what is exported are missing: npm ci in tests/web")
    outcome = subprocess.run([found, *arguments], cwd=folder, input=text, capture_output=True, text=True, timeout=120)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout
