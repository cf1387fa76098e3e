"""Makes everything ready that the installer for Windows is built with, and builds it."""

import os
import subprocess
import sys

import environment

from windows import cpython

TOOLS = environment.ROOT / ".venv-windows"
LOCKS = [environment.ROOT / "packaging" / name / "tools.lock" for name in ("windows", "bundle")]
COMMANDS = {"makensis": "nsis", "osslsigncode": "osslsigncode", "git": "git"}
"""Each command that is needed, and the Debian package it comes in."""


def run() -> int:
    """Build the installer; returns the exit status."""
    if not sys.platform.startswith("linux"):
        sys.exit("The installer for Windows is built on Debian or one of its kin, with its NSIS and osslsigncode.")
    if sys.version_info[:2] != cpython.VERSION:
        sys.exit("The installer for Windows is built with Python 3.11, the one inside: modules are compiled for it.")
    environment.prepare(environment.RUN_LOCK, COMMANDS)
    python = TOOLS / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(TOOLS)], check=True)
    install = ["install", "--disable-pip-version-check", "--quiet", "--only-binary=:all:", "--require-hashes"]
    for lock in LOCKS:
        subprocess.run([str(python), "-m", "pip", *install, "-r", str(lock)], check=True)
    command = [str(python), "-m", "windows.assemble", str(environment.python())]
    variables = {**os.environ, "PYTHONPATH": str(environment.ROOT / "packaging")}
    return subprocess.run(command, cwd=environment.ROOT, env=variables).returncode
