"""Which satellites of the fleet are seen beside one another, whatever view they were picked in."""

from PySide6.QtCore import QObject, Signal

from studio.gui.guard import gui_only

_MOST = 6
"""Planes that can be picked: the satellite of the design and the plane with the least light are there as well."""


class Members(QObject):
    """`changed` follows what is picked."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.planes: tuple[int, ...] = ()
        """Places in the layout of the fleet, those picked last first."""

    @gui_only
    def pick(self, plane: int) -> None:
        """See a plane beside the others."""
        planes = (plane, *(one for one in self.planes if one != plane))[:_MOST]
        if planes != self.planes:
            self.planes = planes
            self.changed.emit()

    @gui_only
    def forget(self) -> None:
        """Let go of what was picked."""
        if self.planes:
            self.planes = ()
            self.changed.emit()
