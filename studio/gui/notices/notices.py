"""What the window has to say without being asked: one line each, with details for who wants them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, Signal

from studio.gui.guard import gui_only

MOST = 300
"""Notices that are kept."""
Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing said; `details` may be long; `offer` names what `take` does, such as showing a folder."""

    text: str
    level: Level = "info"
    details: str = ""
    offer: str = ""
    take: Callable[[], object] | None = None
    time: float = field(default_factory=time.time, compare=False)
    """When it was said [s since 1970]."""


class Notices(QObject):
    """`told` carries each :class:`Notice` as it is said; those said so far are kept in `said`."""

    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said: list[Notice] = []

    @gui_only
    def tell(
        self, text: str, level: Level = "info", *, details: str = "", offer: str = "",
        take: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Say something; it is already in the language of the window."""
        notice = Notice(text, level, details, offer, take)
        self.said = [*self.said, notice][-MOST:]
        self.told.emit(notice)
