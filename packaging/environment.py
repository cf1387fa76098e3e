"""Makes the checkout ready to run: its own .venv with the locked packages, and the studio itself in it."""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "tests" / "requirements.lock"
BUILD_LOCK = ROOT / "packaging" / "build.lock"
WEB = ROOT / "tests" / "web"


def python() -> Path:
    """The interpreter of the environment, whether it exists yet or not."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(lock: Path, commands: dict[str, str]) -> None:
    """Have everything that `lock` lists and every command of `commands` ready; ends the program where that fails."""
    exists = _works()
    system.prepare(commands, {} if exists else _missing_for_venv())
    stamp = FOLDER / f"ready-{'-'.join(lock.relative_to(ROOT).parts)}"
    wanted = _digest(lock)
    if exists and stamp.exists() and stamp.read_text() == wanted:
        return
    if not exists:
        _create()
    system.say(f"Installing the packages of {lock.relative_to(ROOT)} into {FOLDER} (the first time takes some minutes)")
    _pip("--only-binary=:all:", "--require-hashes", "-r", str(lock))
    _pip("--only-binary=:all:", "--require-hashes", "-r", str(BUILD_LOCK))
    # Editable, so that the checkout is what runs; built with the locked tools, so nothing comes from outside the locks.
    _pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    stamp.write_text(wanted)


def prepare_web() -> None:
    """Have the programs in JavaScript that read exports in the tests ready; says so where that fails."""
    stamp = WEB / "node_modules" / "ready"
    wanted = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    system.say(f"Installing the packages of {(WEB / 'package-lock.json').relative_to(ROOT)}")
    npm = shutil.which("npm")
    command = [npm or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm is None or subprocess.run(command, cwd=WEB, stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode:
        system.say("Without npm and its packages, the tests of globe files and of 3D models fail.")
        return
    stamp.write_text(wanted)


def _digest(lock: Path) -> str:
    """Changes whenever the installation has to be made again."""
    texts = [path.read_bytes() for path in (lock, BUILD_LOCK, ROOT / "pyproject.toml")]
    return hashlib.sha256(b"\0".join([str(ROOT).encode(), *texts])).hexdigest()


def _works() -> bool:
    """Whether the environment is there, whole, and of a Python that is new enough."""
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(python()), "-c", probe], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _missing_for_venv() -> dict[str, str]:
    """Debian keeps what a virtual environment is made with in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return {}
    return {"ensurepip": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"}


def _create() -> None:
    importlib.invalidate_caches()
    if _missing_for_venv():
        sys.exit("Without ensurepip this Python cannot make the virtual environment that Dawnline runs in.")
    system.say(f"Making {FOLDER} with Python {sys.version.split()[0]}")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], stdout=sys.stderr).returncode:
        sys.exit(f"{FOLDER} could not be made.")


def _pip(*arguments: str) -> None:
    command = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    if not sys.stderr.isatty():
        command += ["--quiet", "--progress-bar=off"]
    status = subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode
    if status:
        sys.exit(f"The packages could not be installed (pip ended with {status}); what pip said stands above.")
