"""Pictures of the studio without a display: the window and each of its views, drawn off-screen to PNG."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from studio.document.document import Document
from studio.gui.app import make_application
from studio.gui.theme import Theme
from studio.gui.window import MainWindow

SIZE = (1600, 1000)


def draw(name_or_path: str, folder: Path, *, dark: bool = True, size: tuple[int, int] = SIZE) -> tuple[Path, ...]:
    """Draw the design and write the pictures; the paths written."""
    from studio.gui.session import Session
    from studio.jobs.immediate import ImmediateWorker

    app = make_application()
    theme = Theme()
    theme.use(dark)
    document = Document()
    document.open(name_or_path)
    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(theme, QSettings(str(folder / ".settings.ini"), QSettings.Format.IniFormat))
    window.resize(*size)
    session = Session(document, theme, ImmediateWorker, parent=window)
    window.attach(session, build=False)
    window.show()
    window.build_all()
    written = []
    for index, tab in enumerate(("window", "panel", "satellite", "season")):
        window.tabs.setCurrentIndex(index)
        _settle(app)
        written.append(_save(window, folder / f"{tab}.png"))
        if index == 0:
            for key in ("orbit", "power", "thermal"):
                written.append(_save(window.views[key], folder / f"{key}.png"))
    window.close()
    window.deleteLater()
    _settle(app)
    (folder / ".settings.ini").unlink(missing_ok=True)
    return tuple(written)


def _save(widget, path: Path) -> Path:  # type: ignore[no-untyped-def]
    picture = widget.grab_image() if hasattr(widget, "grab_image") else widget.grab()
    if not picture.save(str(path)):
        raise OSError(f"{path} could not be written")
    return path


def _settle(app: QApplication) -> None:
    """Let every queued signal, draw and layout happen."""
    for _ in range(20):
        app.processEvents()


def _without_screen(kind: QtMsgType, context: object, message: str) -> None:
    # The platform without a screen says this of every window with a least size.
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201


def main() -> int:
    """`python -m studio.gui.still FILE|PRESET FOLDER`."""
    qInstallMessageHandler(_without_screen)
    draw(sys.argv[1], Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
