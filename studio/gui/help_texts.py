"""Help inside the program: the keyboard, and what Dawnline is."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio import __version__
from studio.text import mark, tr

_MOUSE = (
    (mark("Drag a field's label"), mark("changes its value live; one drag is one undo step")),
    (mark("Up and Down in a field"), mark("step by 1 %, with Shift by 10 %")),
    (mark("Drag in the orbit view"), mark("turns it; with Shift it moves, the wheel zooms, a click picks")),
    (mark("Drag in the satellite view"), mark("turns it; the wheel zooms, a click reads a part out, two explain it")),
    (mark("Click in a plot or the season map"), mark("sets the time")),
    (mark("Alt+Up, Alt+Down in the stack"), mark("move the layer")),
    (mark("Ins, Ctrl+D, Del in the stack"), mark("add, duplicate, remove a layer")),
    (mark("Ctrl+C, Ctrl+V in the stack"), mark("copy and paste a layer as text; with Shift the whole stack")),
    (mark("Click on a figure, or Enter"), mark("explains it up to its sources")),
    (mark("Click in a what-if chart"), mark("sets the thickness or the gap to what is pointed at")),
)
_NATIVE = QKeySequence.SequenceFormat.NativeText


def show_keys(window: QMainWindow) -> None:
    """Every shortcut of the menus, menu by menu, and what the mouse does."""
    menus = [action.menu() for action in window.menuBar().actions()]
    parts = [_part(menu.title().replace("&", ""), list(_shortcuts(menu))) for menu in menus if isinstance(menu, QMenu)]
    half = len(parts) // 2
    mouse = _part(tr("Mouse and fields"), [(tr(what), tr(does)) for what, does in _MOUSE])
    dialog = QDialog(window)
    dialog.setObjectName("help")
    dialog.setWindowTitle(tr("Keyboard and mouse"))
    em = dialog.fontMetrics().height()
    content = QWidget(dialog)
    columns = QHBoxLayout(content)
    columns.setContentsMargins(em, round(em * 0.5), em, em)
    columns.setSpacing(2 * em)
    for words in ("".join(parts[:half]), "".join([*parts[half:], mouse])):
        label = QLabel(words, content)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        columns.addWidget(label, 1)
    scroll = QScrollArea(dialog)
    scroll.setObjectName("help-keys")
    scroll.setWidgetResizable(True)
    scroll.setWidget(content)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=dialog)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(scroll, 1)
    layout.addWidget(buttons)
    # As large as its words where the screen is, which it must not leave.
    room = window.screen().availableGeometry()
    wide = min(58 * em, room.width() * 9 // 10)
    high = columns.heightForWidth(wide - 3 * em) + 6 * em
    dialog.resize(wide, min(high, room.height() * 8 // 10, max(window.height() - 4 * em, 20 * em)))
    dialog.exec()
    dialog.deleteLater()


def show_about(window: QMainWindow) -> None:
    """What the program is, and whose pictures it shows."""
    text = tr(
        "<p><b>Dawnline {version}</b></p>"
        "<p>Designs constellations of solar-powered orbital data centres: orbit, panel, power, heat, compute, links, "
        "mass, launch, cost and factories, live. "
        "Every result carries its equation and its source: press F2 or click a number.</p>"
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


def _shortcuts(menu: QMenu) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _shortcuts(inner)
        elif not action.shortcut().isEmpty():
            yield action.shortcut().toString(_NATIVE), _name(action)


def _name(action: QAction) -> str:
    return action.text().replace("&", "")


def _part(title: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"<tr><td><b>{key}</b>&nbsp;&nbsp;&nbsp;</td><td>{does}</td></tr>" for key, does in rows)
    return f"<p><b>{title}</b></p><table cellpadding='1'>{lines}</table>"
