"""Finds a Python that is new enough. This file, start.py and test.py must themselves also run on an old one."""

import os
import subprocess
import sys

OLDEST = (3, 11)
NAMES = ("python3.13", "python3.12", "python3.11", "python3.14")


def ensure() -> None:
    """Go on with this Python where it is new enough, else with one on the PATH, else say so and end."""
    if sys.version_info >= OLDEST:
        return
    for name in NAMES:
        try:
            # A version manager leaves names on the PATH that lead nowhere.
            subprocess.check_output([name, "--version"], stderr=subprocess.STDOUT)
        except (OSError, subprocess.CalledProcessError):
            continue
        command = [name, *sys.argv]
        if os.name == "posix":
            os.execvp(name, command)
        sys.exit(subprocess.call(command))
    here, oldest = sys.version.split()[0], ".".join(map(str, OLDEST))
    sys.exit(f"Dawnline needs Python {oldest} or newer; this is {here}, and no newer one is on the PATH.")
