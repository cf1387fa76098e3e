"""Whether the graphics of this machine draw at all: tried in a child, since a driver that is broken ends its process.

What was found good is kept, taken away at each start and put back once the window stands: after a start that the
graphics ended, they are tried anew. `python -m studio.gui.space.trial` is the child.
"""

import contextlib
import hashlib
import os
import sys

from studio import __version__
from studio.state.place import cache_folder
from studio.text import tr

_TELLING = ("LIBGL", "MESA", "GALLIUM", "VTK_", "QT_", "DISPLAY", "WAYLAND_DISPLAY", "__GL", "__EGL", "VK_")
_PATIENCE_MS = 60_000
DRAWN = 42
"""What the child ends with when all was drawn: a driver that ends its process may well do so with 0."""
_state = {"works": True}


class NoGraphicsError(ValueError):
    """Nothing can be drawn in three dimensions here; the text says so."""

    def __init__(self) -> None:
        super().__init__(words())


def words() -> str:
    """What is off, in a sentence."""
    return tr("The graphics of this machine do not work: 3D views are not drawn. Everything else works.")


def works() -> bool:
    """Whether pictures can be drawn; True until a trial has failed."""
    return _state["works"]


def look() -> bool:
    """Try, unless it is known; the event loop goes on meanwhile."""
    path = cache_folder() / "graphics"
    known = ""
    with contextlib.suppress(OSError, ValueError):
        known = path.read_text(encoding="ascii")
        path.unlink()
    _state["works"] = known == _machine() or _tried()
    return works()


def keep() -> None:
    """The window stands: the next start need not try."""
    if not works():
        return
    with contextlib.suppress(OSError):
        cache_folder().mkdir(parents=True, exist_ok=True)
        (cache_folder() / "graphics").write_text(_machine(), encoding="ascii")


def _machine() -> str:
    told = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_TELLING))
    return hashlib.sha256("\n".join([__version__, sys.prefix, *told]).encode(errors="replace")).hexdigest()


def _tried() -> bool:
    from PySide6.QtCore import QEventLoop, QProcess, QTimer

    from studio.child import command

    process, loop = QProcess(), QEventLoop()
    timer = QTimer(singleShot=True, interval=_PATIENCE_MS)
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    for over in (process.finished, process.errorOccurred, timer.timeout):
        over.connect(lambda *_: loop.quit())
    program, *arguments = command("studio.gui.space.trial")
    process.start(program, arguments)
    timer.start()
    if process.state() != QProcess.ProcessState.NotRunning:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if process.state() != QProcess.ProcessState.NotRunning:
        process.kill()
        process.waitForFinished(1000)
        return False
    return process.exitStatus() == QProcess.ExitStatus.NormalExit and process.exitCode() == DRAWN


def main() -> int:
    """Draw once, in every way that the window does."""
    from PySide6.QtGui import QGuiApplication
    from vtkmodules.vtkCommonCore import vtkPoints
    from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

    from studio.gui.crash.report import open_gl
    from studio.gui.space import messages, scene
    from studio.gui.space.offscreen import SAMPLES, Offscreen

    app = QGuiApplication(["dawnline"])
    messages.forward_to_log()
    open_gl()
    assert scene.__name__  # what it imports registers what draws
    renderer = vtkRenderer()
    renderer.SetBackground(0.2, 0.6, 0.9)
    # A triangle, since a driver too old for its shaders may well fill a picture with one colour.
    points, cells, shape, mapper, actor = vtkPoints(), vtkCellArray(), vtkPolyData(), vtkPolyDataMapper(), vtkActor()
    cells.InsertNextCell(3)
    for x, y in ((-1.0, -1.0), (1.0, -1.0), (0.0, 1.0)):
        cells.InsertCellPoint(points.InsertNextPoint(x, y, 0.0))
    shape.SetPoints(points)
    shape.SetPolys(cells)
    mapper.SetInputData(shape)
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.GetProperty().SetColor(0.9, 0.2, 0.1)
    renderer.AddActor(actor)
    renderer.ResetCamera()
    window = Offscreen(renderer)
    if not window.can_draw():
        return 1
    image = window.image(64, 64, SAMPLES).astype(int)
    window.close()
    del app
    sky, body = image[1, 1], image[32, 32]
    return DRAWN if sky[0] < sky[1] < sky[2] and body[0] > body[1] and body[0] > body[2] else 1


if __name__ == "__main__":
    sys.exit(main())
