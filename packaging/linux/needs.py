"""What the packages for Linux need of the system, by the names of Debian and of Fedora and its kin."""

import sys
from collections.abc import Set
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import system

DEBIAN = {
    **system.LIBRARIES,
    "libfreetype.so.6": "libfreetype6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXrender.so.1": "libxrender1",
    "libxcb.so.1": "libxcb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libz.so.1": "zlib1g",
    "libexpat.so.1": "libexpat1",  # of Debian's own Python; others have it inside
    "libzstd.so.1": "libzstd1",
    **dict.fromkeys(("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libmvec.so.1", "libpthread.so.0",
                     "librt.so.1"), "libc6 (>= 2.35)"),
}  # fmt: skip
"""Each library that the bundle may load and does not hold, and its package."""

OPTIONAL = {
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Of printing and of Wayland: their plugins alone load these, and without them there is paper and X still."""

INSIDE = {"libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1"}
"""Packages whose libraries the bundle holds."""

DEBIAN_LATER = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64", "libcups2": "libcups2 | libcups2t64"}


def depends(of_system: Set[str]) -> tuple[list[str], list[str]]:
    """What the package depends on and what it recommends, given the libraries that the bundle lacks."""
    unknown = of_system - set(DEBIAN) - set(OPTIONAL)
    if unknown:
        raise ValueError(f"no package is named for {', '.join(sorted(unknown))}")
    opened = {"libXcursor.so.1", "libEGL.so.1", "libGL.so.1"}  # by their names, by VTK and Qt
    must = {DEBIAN[name] for name in (of_system | opened) & set(DEBIAN)} - INSIDE
    may = {OPTIONAL[name] for name in of_system & set(OPTIONAL)}
    return [sorted(DEBIAN_LATER.get(name, name) for name in group) for group in (must, may)]  # type: ignore[return-value]


def fedora(of_system: Set[str]) -> list[str]:
    """The same for RPM, which knows libraries by their own names."""
    known = set(DEBIAN) & of_system | {"libXcursor.so.1"}
    known -= {"ld-linux-x86-64.so.2"}
    return sorted(f"{name}()(64bit)" for name in known)
