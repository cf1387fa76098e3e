"""What every package says of the studio, each from the one place where it stands: version, time, maintainer."""

import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EPOCH = 1_577_836_800
"""The time that files inside have where neither git nor the environment says one: the first of 2020."""


def version(root: Path = ROOT) -> str:
    """The version of the studio."""
    names: dict[str, str] = {}
    exec((root / "studio" / "__init__.py").read_text("utf-8"), names)  # noqa: S102 - a file of this repository
    return names["__version__"]


def epoch(root: Path = ROOT) -> int:
    """The time that everything built carries: what SOURCE_DATE_EPOCH says, or that of the last commit.

    Two builders of the same tree have it in common.
    """
    if (told := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        return int(told)
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout.strip()
    except OSError:
        return EPOCH
    return int(said) if said.isdigit() else EPOCH


def maintainer(root: Path = ROOT) -> str:
    """Whom packages name as their maintainer: the first of `maintainers` in pyproject.toml, with the address if any."""
    told = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["maintainers"][0]
    return f"{told['name']} <{told['email']}>" if "email" in told else told["name"]
