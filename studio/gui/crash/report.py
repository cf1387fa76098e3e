"""What a report of a crash says: enough to mend it, and nothing of the user's folders."""

import importlib.metadata
import platform
import re
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

import studio
from studio import __version__
from studio.gui.space.trial import works
from studio.state.crash import Fallen
from studio.state.session_log import LINES

LOG_LINES = 50
_PACKAGES = ("PySide6-Essentials", "vtk", "pyqtgraph", "numpy", "scipy", "numba")
_RENDERER, _VERSION = 0x1F01, 0x1F02
_found: list[str] = []


def report(what: str, trace: str, *, title: str = "", actions: Iterable[str] = (), saved: str = "",
           log: Iterable[str] | None = None, opengl: str | None = None) -> str:  # fmt: skip
    """The report as plain text."""
    lines = LINES.last(LOG_LINES) if log is None else list(log)[-LOG_LINES:]
    parts = [
        f"Dawnline {__version__}: {what}",
        time.strftime("%Y-%m-%d %H:%M:%S %z"),
        f"Design: {title}" if title else "",
        saved,
        "",
        trace.strip(),
        "",
        *versions(),
        f"OpenGL: {opengl if opengl is not None else open_gl()}",
        "",
        "Last actions:",
        *(f"  {action}" for action in actions),
        "",
        f"Last {len(lines)} lines of the log:",
        *lines,
        "",
    ]
    return scrubbed("\n".join(parts))


def fallen_report(fallen: Fallen) -> str:
    """The report of a crash that an earlier instance wrote down."""
    began = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(fallen.began))
    what = f"the program crashed (version {fallen.version}, begun {began})"
    return report(what, fallen.trace, log=fallen.log)


def versions() -> list[str]:
    """What runs here."""
    found = [f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"]
    screen = QGuiApplication.primaryScreen()
    if screen is not None:
        size = screen.size()
        found.append(f"Screen {size.width()}×{size.height()} at {screen.devicePixelRatio():g}, "
                     f"platform {QGuiApplication.platformName()}")  # fmt: skip
    packages = []
    for name in _PACKAGES:
        try:
            packages.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return [*found, ", ".join(packages)]


def open_gl() -> str:
    """The renderer and version of OpenGL, asked for once."""
    if not works():
        return "does not work"
    if not _found:
        surface, context = QOffscreenSurface(), QOpenGLContext()
        surface.create()
        if context.create() and context.makeCurrent(surface):
            functions = context.functions()
            _found.append(f"{functions.glGetString(_RENDERER)}, {functions.glGetString(_VERSION)}")
            context.doneCurrent()
        else:
            _found.append("none")
        surface.destroy()
    return _found[0]


def scrubbed(text: str) -> str:
    """`text` without the folders of this user: those of the program are named, and the home is "~"."""
    program = str(Path(studio.__file__).parents[1])
    places = [(program, "<dawnline>"), (sys.prefix, "<python>"), (sys.base_prefix, "<python>"),
              (str(Path.home()), "~"), (tempfile.gettempdir(), "<temporary>")]  # fmt: skip
    for place, name in places:
        if len(place) > 1:
            for form in {place, place.replace("\\", "/"), place.replace("\\", "\\\\")}:
                text = re.sub(rf"{re.escape(form)}(?=[\\/\"'\s:,;)]|$)", name.replace("\\", r"\\"), text)
    return text
