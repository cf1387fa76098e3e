"""Sizes that are stated in terms of the font follow it when texts are made larger or smaller."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _Follower(QObject):
    def __init__(self, widget: QWidget, apply: Callable[[], None]) -> None:
        super().__init__(widget)
        self._apply = apply
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self._apply()
        return False


def with_font(widget: QWidget, apply: Callable[[], None]) -> None:
    """Call `apply` now, and again whenever `widget` gets another font."""
    apply()
    _Follower(widget, apply)


def in_ems(widget: QWidget, resize: Callable[[int], None], ems: float) -> None:
    """Call `resize` with so many heights of the font of `widget`, now and whenever it gets another font."""
    with_font(widget, lambda: resize(round(ems * widget.fontMetrics().height())))
