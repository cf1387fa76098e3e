"""Lets the wheels in a frozen folder share what several of them brought: the run-time library of Fortran."""

from pathlib import Path

STEMS = ("libgfortran-", "libquadmath-")
"""Files whose names go on with a number of the wheel's maker and end alike where their interface is the same."""


def share(folder: Path, host: str) -> None:
    """Those of other wheels in the `folder` become links to those of the `host`, which must be the newest of them."""
    for stem in STEMS:
        one = next((folder / host).glob(f"{stem}*"))
        for path in sorted(folder.glob(f"*.libs/{stem}*")):
            if path.parent != one.parent and _interface(path) == _interface(one):
                path.unlink()
                path.symlink_to(f"../{host}/{one.name}")
                # What the host's file loads is looked for beside the link.
                for other in STEMS:
                    needed = next((folder / host).glob(f"{other}*"))
                    beside = path.parent / needed.name
                    if not beside.is_symlink():
                        beside.symlink_to(f"../{host}/{needed.name}")


def _interface(path: Path) -> str:
    return path.name.partition(".so.")[2]
