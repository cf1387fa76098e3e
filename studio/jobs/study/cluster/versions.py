"""Whether a worker computes what this program would: the same program, on libraries that understand each other."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from studio.text import mark, tr

_SAME = ("dawnline", "msgspec", "numpy", "python")
"""What must be the same at both ends: the program in full, of the others the first two numbers."""
Versions = dict[str, str]


def versions() -> Versions:
    """What this process runs on."""
    import studio

    found = {"dawnline": studio.__version__, "python": platform.python_version()}
    for name in ("msgspec", "numpy", "scipy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # a bundle without the notes of its packages
            found[name] = ""
    return found


def asked() -> Versions:
    """What a worker answers, which computes with arrays from then on: it keeps its memory."""
    from studio.jobs.memory import keep_memory

    keep_memory()
    threads = os.environ.get("OPENBLAS_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return {**versions(), "threads": threads}


def difference(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What of a worker does not fit, as "numpy 2.1.0, here 2.4.1"; empty where all does."""
    found = [
        tr(mark("{name} {theirs}, here {ours}"), name=name, theirs=theirs.get(name) or "?", ours=ours[name])
        for name in _SAME
        if _told(name, ours[name]) != _told(name, theirs.get(name, ""))
    ]
    return "; ".join(found)


def _told(name: str, number: str) -> str:
    return number if name == "dawnline" else ".".join(number.split(".")[:2])
