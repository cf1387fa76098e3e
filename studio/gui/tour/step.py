"""What a step of the tour is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from studio.design import Design

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Target:
    """What is pointed at: a widget, or a rectangle of it."""

    widget: QWidget
    part: QRect | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """How things stood when a step began."""

    design: Design
    position: int
    """Steps of the history that were done."""
    explained: str
    time: float


def _nothing(window: "MainWindow") -> None:
    """Nothing to bring in front or to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """Title and text are marked; without `done` a step is only read, and without `target` it points at nothing.

    `prepare` brings in front what is pointed at, `done` says whether the user has done it, `show` does it in the
    user's place, by the same ways and with the same undo.
    """

    key: str
    title: str
    text: str
    target: Callable[["MainWindow"], Target | None] = field(default=lambda window: None)
    prepare: Callable[["MainWindow"], None] = _nothing
    done: Callable[["MainWindow", Entry], bool] | None = None
    show: Callable[["MainWindow"], None] = _nothing
