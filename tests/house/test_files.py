"""Files stay small, and none refers to a place that only one machine has."""

import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (".ci", ".github", "packaging", "resources", "studio", "tests")
LONGEST = 600
MEDIAN = 200
PRIVATE = re.compile(
    r"(?<![\w.])/(work|root)/"  # folders of one machine
    r"|(?<![\w./])/home/\w"
    r"|pypi\.org|python[h]osted|pkg\.dev|artifact-?[r]egistry|--(extra-)?index-url|-[-]find-links"  # package indexes
)


def committed_files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")  # in a linked checkout
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts):
                yield path


def test_files_are_short_enough_to_read() -> None:
    lengths = {path.relative_to(ROOT): path.read_text().count("\n") for path in (ROOT / "studio").rglob("*.py")}
    assert lengths
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
    assert statistics.median(length for length in lengths.values() if length) <= MEDIAN


def test_nothing_but_the_project_stands_at_the_top() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:  # an unpacked archive has no list
        return
    top = {path.partition("/")[0] for path in listed.stdout.splitlines()}
    assert top <= {*FOLDERS, ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml",
                   "requirements.lock"}  # fmt: skip


def test_no_file_refers_to_one_machine() -> None:
    found = []
    for path in committed_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # an image or other binary
        for number, line in enumerate(lines, 1):
            if PRIVATE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert found == []
