"""The wheel and the source archive, built twice with the locked tools; two that differ are not handed out."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import project

ROOT = Path(__file__).resolve().parents[1]


def build(folder: Path, python: str = sys.executable, root: Path = ROOT) -> list[Path]:
    """Build `root` into `folder`; the paths of the source archive and the wheel. Ends the program where that fails."""
    with tempfile.TemporaryDirectory(prefix="dawnline-") as made:
        first, second = (_once(Path(made, name), python, root) for name in ("first", "second"))
        differ = [one.name for one, other in zip(first, second, strict=True)
                  if (one.name, digest(one)) != (other.name, digest(other))]  # fmt: skip
        if differ:
            sys.exit(f"Two builds of the same tree differ: {', '.join(differ)}")
        folder.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copy2(path, folder)) for path in first]


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _once(folder: Path, python: str, root: Path) -> list[Path]:
    # Hash order and the mask of new files differ from one run to the next, and must not show.
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(project.epoch(root)), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"The wheel could not be built:\n{done.stdout}{done.stderr}")
    return sorted(folder.iterdir())
