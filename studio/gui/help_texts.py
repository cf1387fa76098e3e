"""Help inside the program: the keyboard, and what Dawnline is."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMessageBox

from studio import __version__
from studio.text import mark, tr

_MOUSE = (
    (mark("Drag a field's label"), mark("changes its value live; one drag is one undo step")),
    (mark("Up and Down in a field"), mark("step by 1 %, with Shift by 10 %")),
    (mark("Drag in the orbit view"), mark("turns it; with Shift it moves, the wheel zooms, a click picks")),
    (mark("Click in a plot or the season map"), mark("sets the time")),
    (mark("Alt+Up, Alt+Down in the stack"), mark("move the layer")),
)


def show_keys(window: QMainWindow) -> None:
    """Every shortcut of the menus, and what the mouse does."""
    rows = "".join(
        f"<tr><td><b>{action.shortcut().toString()}</b>&nbsp;&nbsp;</td><td>{action.text().replace('&', '')}</td></tr>"
        for action in window.findChildren(QAction)
        if not action.shortcut().isEmpty()
    )
    mouse = "".join(f"<tr><td><b>{tr(what)}</b>&nbsp;&nbsp;</td><td>{tr(does)}</td></tr>" for what, does in _MOUSE)
    _show(window, tr("Keyboard and mouse"), f"<table>{rows}</table><br><table>{mouse}</table>")


def show_about(window: QMainWindow) -> None:
    """What the program is, and whose pictures it shows."""
    text = tr(
        "<p><b>Dawnline {version}</b></p>"
        "<p>Designs constellations of solar-powered orbital data centres: orbit, panel, power, heat and mass, live. "
        "Every result carries its equation and its source: press F1 or click a number.</p>"
        "<p>Earth pictures: NASA Visible Earth (Blue Marble, Earth at Night), public domain.</p>",
        version=__version__,
    )
    _show(window, tr("About Dawnline"), text)


def _show(window: QMainWindow, title: str, text: str) -> None:
    box = QMessageBox(window)
    box.setWindowTitle(title)
    box.setText(text)
    box.setObjectName("help")
    box.exec()
    box.deleteLater()
