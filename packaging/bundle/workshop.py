"""The environment that installers are built in: a Python of its own with the locked packages and tools."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bundle-venv"
LOCKS = (Path(__file__).with_name("packages.lock"), Path(__file__).with_name("tools.lock"))


def python() -> Path:
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare() -> None:
    """Have the environment ready; ends the program where that fails."""
    system.prepare({"strip": "binutils"}, {})
    stamp = FOLDER / "ready"
    parts = [str(ROOT).encode(), sys.version.encode(), *(lock.read_bytes() for lock in LOCKS)]
    wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    system.say(f"Making {FOLDER} with Python {sys.version.split()[0]} (some minutes)")
    shutil.rmtree(FOLDER, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(FOLDER)])
    for lock in LOCKS:
        _run([str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
              "--only-binary=:all:", "--require-hashes", "-r", str(lock)])  # fmt: skip
    stamp.write_text(wanted)


def _run(command: list[str]) -> None:
    status = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
    if status:
        sys.exit(f"The environment for building could not be made ({command[3]} ended with {status}).")
