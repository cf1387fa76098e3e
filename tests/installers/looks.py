"""How parts of the window look, drawn by the source tree: python -m tests.installers.looks FOLDER

What runs elsewhere is looked for on its screen by these pictures, so that nobody has to know where things stand.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studio.gui import app
from studio.gui.inspector.label import FieldLabel
from studio.gui.preferences import Preferences
from studio.gui.theme import Theme
from studio.gui.theme.chosen import use_preferences
from studio.gui.window import MainWindow

CARD, LABEL = "card.png", "altitude.png"
PRESET = "ai1-120kw"
_EVERY_MS, _SAME = 500, 6


def main(folder: Path) -> int:
    made = app.make_application()
    settings, theme = QSettings("Dawnline", "Dawnline"), Theme()
    use_preferences(theme, Preferences(settings))
    window = MainWindow(theme, settings)
    window.show()
    app._open(window, None)
    wanted: dict[str, Callable[[], QWidget | None]] = {
        CARD: lambda: window.findChild(QAbstractButton, f"start-card:{PRESET}"),
        LABEL: lambda: _label(window),
    }

    seen: list[QImage] = []

    def look() -> None:
        name = next(iter(wanted))
        widget = wanted[name]()
        if widget is None or not widget.isVisible():
            return
        # As it is on the screen, once it no longer changes: pictures of cards come later.
        corner = widget.mapToGlobal(QPoint(0, 0))
        image = widget.screen().grabWindow(0, corner.x(), corner.y(), widget.width(), widget.height()).toImage()
        if seen and image != seen[-1]:
            seen.clear()
        seen.append(image)
        if len(seen) < _SAME:
            return
        seen.clear()
        image.save(str(folder / name))
        del wanted[name]
        if isinstance(widget, QAbstractButton):
            widget.click()
        if not wanted:
            timer.stop()
            window.close()
            QApplication.exit(0)

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(_EVERY_MS)
    QTimer.singleShot(120_000, lambda: QApplication.exit(3))
    return made.exec()


def _label(window: MainWindow) -> QWidget | None:
    labels = (one for one in window.findChildren(FieldLabel) if one.text() == "Altitude" and one.isVisible())
    return next(labels, None)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
