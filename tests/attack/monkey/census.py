"""What there is in the process: memory, handles, threads, timers, widgets and objects of VTK, counted by kind."""

import gc
import os
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

Census = dict[str, int]


def census() -> Census:
    """All that is counted, after what can be let go of is let go of."""
    gc.collect()
    counted: Counter[str] = Counter()
    core = sys.modules.get("vtkmodules.vtkCommonCore")
    vtk = core.vtkObjectBase if core is not None else None
    for thing in gc.get_objects():
        kind = type(thing)  # never isinstance: that would ask lazy objects for their __class__
        if vtk is not None and issubclass(kind, vtk):
            counted[f"vtk {kind.__name__}"] += 1
        elif issubclass(kind, QTimer) and isValid(thing) and thing.isActive():
            counted[f"timer of {_owner(thing)}"] += 1
        elif issubclass(kind, QThread) and isValid(thing) and thing.isRunning():
            counted["running QThread"] += 1
    for thread in threading.enumerate():
        counted[f"thread {thread.name.rstrip('0123456789_-')}"] += 1
    for top in QApplication.topLevelWidgets():
        if top.parent() is None:
            counted[f"window {_kind(top)}"] += 1
            for child in top.findChildren(QObject):
                counted[f"object {_kind(child)}"] += 1
    counted["threads of the system"] = len(os.listdir("/proc/self/task"))
    counted["handles"] = len(os.listdir("/proc/self/fd"))
    counted["processes"] = len(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
    return dict(counted)


def resident() -> int:
    """Bytes of memory that this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def handles() -> tuple[int, int]:
    """Open handles, and threads of the system."""
    return len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))


def _kind(thing: QObject) -> str:
    return str(thing.metaObject().className())


def _owner(timer: Any) -> str:
    parent = timer.parent()
    return f"{_kind(parent)} {parent.objectName()}".strip() if parent is not None else "nobody"
