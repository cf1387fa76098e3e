"""What a table of speeds was measured on."""

import importlib.metadata
import os
import platform
import sys
from pathlib import Path

from studio import __version__

_PACKAGES = ("numpy", "scipy", "numba", "vtk", "PySide6_Essentials", "sgp4", "heyoka", "satkit", "brahe",
             "orekit-jpype", "tmm", "pvlib")  # fmt: skip


def machine() -> dict[str, str]:
    """Processor, system, load at the start, and the versions of what takes part."""
    found = {
        "processor": _processor(),
        "cores": str(os.cpu_count() or 1),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }
    if hasattr(os, "getloadavg"):
        found["load at the start"] = f"{os.getloadavg()[0]:.1f}"
    found["versions"] = ", ".join([f"dawnline {__version__}", f"Python {sys.version.split()[0]}", *_versions()])
    return found


def _versions() -> list[str]:
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
