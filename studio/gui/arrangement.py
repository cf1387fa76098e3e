"""The layout everybody starts with."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.gui.places import DOCKS

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_ROOM_FOR_TWO = 1500
"""Width from which the two plots stand side by side at first; below it they are tabs."""


def arrange(window: "MainWindow") -> None:
    """The layout everybody starts with."""
    for key, (_, area) in DOCKS.items():
        window.docks[key].setFloating(False)
        window.addDockWidget(area, window.docks[key])
        window.docks[key].show()
    window.tabifyDockWidget(window.docks["margins"], window.docks["explain"])
    window.docks["margins"].raise_()
    width, height = window.width(), window.height()
    if width < _ROOM_FOR_TWO:
        window.tabifyDockWidget(window.docks["power"], window.docks["thermal"])
        window.docks["power"].raise_()
    else:
        window.splitDockWidget(window.docks["power"], window.docks["thermal"], Qt.Orientation.Horizontal)
    side = max(290, min(width // 5, 420))
    window.resizeDocks([window.docks["design"], window.docks["margins"]], [side, side + 20], Qt.Orientation.Horizontal)
    low = max(200, height * 28 // 100)
    window.resizeDocks([window.docks["power"], window.docks["thermal"]], [low, low], Qt.Orientation.Vertical)
    half = (width - 2 * side) // 2
    window.resizeDocks([window.docks["power"], window.docks["thermal"]], [half, half], Qt.Orientation.Horizontal)
