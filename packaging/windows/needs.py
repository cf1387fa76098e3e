"""Tells what the studio needs of other packages on Windows; run with the Python of the checkout."""

import importlib
import importlib.metadata
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("fleet",)
"""What the installed program has beside the least; the CAD kernel would double its size."""

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
"""The machine of the user, in the words in which packages name what they need."""

NATIVE = ("PySide6", "pyarrow", "vtkmodules")
"""Packages of which the studio uses a small part."""


def packages() -> list[str]:
    """The names of every package that the studio needs there, itself not among them, normalised."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    needed: dict[str, set[str]] = {}
    waiting = [("dawnline", set(EXTRAS))]
    while waiting:
        name, extras = waiting.pop()
        known = needed.get(name)
        if known is not None and extras <= known:
            continue
        needed[name] = extras | (known or set())
        for text in importlib.metadata.requires(name) or ():
            requirement = Requirement(text)
            marker = requirement.marker
            if marker is None or any(marker.evaluate({**WINDOWS, "extra": extra}) for extra in ("", *needed[name])):
                waiting.append((canonicalize_name(requirement.name), set(requirement.extras)))
    return sorted(set(needed) - {"dawnline"})


def modules() -> list[str]:
    """The modules of the native packages that are loaded for all that the studio and its plots name of them."""
    pattern = re.compile(rf"^\s*(?:from|import) ((?:{'|'.join(NATIVE)})[\w.]*)", re.MULTILINE)
    named = {name for path in (ROOT / "studio").rglob("*.py") for name in pattern.findall(path.read_text("utf-8"))}
    for name in sorted({*named, "pyqtgraph"}):
        importlib.import_module(name)
    return sorted(name for name in sys.modules if name.partition(".")[0] in NATIVE)


def main() -> None:
    print(json.dumps({"packages": packages(), "modules": modules()}))


if __name__ == "__main__":
    main()
