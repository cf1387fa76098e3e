"""Plots over the same thing are read together: a zoom of one is one of all, and so is where the pointer is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from studio.gui.preferences import Preferences

LINKED = "linked_plots"
"""The preference that says whether plots are tied to one another."""


class Group(QObject):
    """Plots over one orbit, over the life or over the year.

    `ranged` carries who zoomed, the ends along x and whether that is less than the whole; `pointed` who is pointed
    at, and the place along x or None. Both only where plots are linked.
    """

    ranged = Signal(object, float, float, bool)
    pointed = Signal(object, object)

    def __init__(self, linked: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._linked = linked
        self.shown: tuple[float, float, bool] | None = None
        """What the plot shows that was zoomed last."""

    def show(self, who: object, low: float, high: float, zoomed: bool) -> None:
        """Tell the others what is shown."""
        self.shown = (low, high, zoomed)
        if self._linked():
            self.ranged.emit(who, low, high, zoomed)

    def point(self, who: object, x: float | None) -> None:
        """Tell the others where the pointer is."""
        if self._linked():
            self.pointed.emit(who, x)


class Links(QObject):
    """The groups of one window; x is in seconds over the orbit and over the life, in days over the year."""

    def __init__(self, preferences: Callable[[], Preferences], parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.orbit, self.life, self.year = (Group(self._on, self) for _ in range(3))

    def _on(self) -> bool:
        return self._preferences().is_on(LINKED)
