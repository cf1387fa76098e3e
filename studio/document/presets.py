"""The designs that ship, and opening a design by its name or its path."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio import resource
from studio.design import Design
from studio.document import decode, files
from studio.document.error import FileError
from studio.text import tr

START = "suncatcher-cluster"
"""The preset that opens where there is no last design."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A shipped design file; `summary` is the first sentence of its description."""

    name: str
    title: str
    summary: str
    path: Path


@cache
def presets() -> tuple[Preset, ...]:
    """The shipped designs, the one to start with first, the others by name."""
    paths = sorted(resource.path("presets").glob("*.json"), key=lambda path: (path.stem != START, path.stem))
    return tuple(_preset(path) for path in paths)


def preset(name: str) -> Design:
    """The shipped design called `name`; FileError where there is none."""
    path = _path(name)
    if path is None:
        names = _names()
        hint = decode.nearest(name, names) or tr("; there are {names}", names=", ".join(names))
        raise FileError(name, tr("is neither a preset nor a file{hint}", hint=hint))
    return files.read(path)


def open_any(name_or_path: str | Path) -> tuple[Design, Path | None]:
    """The design of a preset or of a report, with None, or of a design file, with its path; FileError where it is
    none of them.

    A name without folder and suffix is a preset where one is called so: write ./name for the file.
    """
    design, path, _ = open_marked(name_or_path)
    return design, path


def open_marked(name_or_path: str | Path) -> tuple[Design, Path | None, str]:
    """The same, and the mark of the file, by which it is known again when it is saved."""
    text = str(name_or_path)
    if isinstance(name_or_path, str) and _path(text) is not None:
        return preset(text), None, ""
    path = Path(text)
    looks_like_path = isinstance(name_or_path, Path) or path.suffix != "" or path.name != text
    if not text or not (looks_like_path or _exists(path)):
        return preset(text), None, ""
    design, mark = files.read_any(path)
    return design, path if mark else None, mark


def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in resource.path("presets").glob("*.json")))


def _path(name: str) -> Path | None:
    return resource.path("presets", f"{name}.json") if name in _names() else None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _preset(path: Path) -> Preset:
    design = files.read(path)
    summary = re.split(r"(?<=[.!?。])\s+", design.description.strip(), maxsplit=1)[0]
    return Preset(path.stem, design.title, summary, path)
