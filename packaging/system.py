"""What Qt and VTK need from the operating system: named once, found, and on Debian and its kin installed."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = {
    # Qt and VTK need these even where nothing is shown.
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    # Qt needs these to open a window.
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # VTK warns without this one.
    "libXcursor.so.1": "libxcursor1",
}
"""Each shared library, and the Debian package it comes in."""

VIRTUAL_DISPLAY = {"Xvfb": "xvfb"}
"""Each command that the tests of the window need, and the Debian package it comes in."""

READERS = {
    "soffice": "libreoffice-calc-nogui",
    "pdftotext": "poppler-utils",
    "chromium": "chromium",
    "node": "nodejs",
    "npm": "npm",
    # gmsh, which reads STEP, needs these.
    "libGLU.so.1": "libglu1-mesa",
    "libXft.so.2": "libxft2",
    "libXinerama.so.1": "libxinerama1",
}
"""Each program and library that reads in the tests what the studio exports, and the Debian package it comes in."""


def say(text: str) -> None:
    """Tell the user on stderr: stdout belongs to the studio's results."""
    print(text, file=sys.stderr, flush=True)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def is_debian() -> bool:
    """Debian, or one of the systems made from it."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def prepare(commands: dict[str, str], known_missing: dict[str, str]) -> None:
    """Make the libraries, the `commands` and what is known to be missing present, or say by name what is not."""
    if not sys.platform.startswith("linux"):
        return  # there the wheels bring everything with them
    missing = {**known_missing, **_missing(commands)}
    if not missing:
        return
    packages = list(missing.values())
    if is_debian() and is_root():
        say(f"Installing the system packages {' '.join(packages)}")
        if _install(packages):
            return
    elif is_debian():
        say(f"To install what is missing, run: sudo apt-get install {' '.join(packages)}")
    say(f"This system lacks {', '.join(missing)}; going on without.")


def _missing(commands: dict[str, str]) -> dict[str, str]:
    """The libraries and commands this system lacks, each with its Debian package; `commands` may name libraries too."""
    programs = {name: package for name, package in commands.items() if ".so." not in name}
    missing = {name: package for name, package in programs.items() if shutil.which(name) is None}
    for name, package in (*LIBRARIES.items(), *(one for one in commands.items() if ".so." in one[0])):
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    return missing


def _install(packages: list[str]) -> bool:
    install = ["install", "--yes", "--no-install-recommends", *packages]
    # The lists may be absent or old; fetching them takes longer than most installations, so only then.
    outcome = _apt(install)
    if outcome.returncode:
        _apt(["update"])
        outcome = _apt(install)
    if outcome.returncode:
        say(outcome.stdout)
    return outcome.returncode == 0


def _apt(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0", *arguments]
    return subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
