"""Sizes that are stated in terms of the font follow it when texts are made larger or smaller."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtWidgets import QWidget

_FOLLOWS = "_follows_font"
_followers: WeakKeyDictionary[QWidget, None] = WeakKeyDictionary()
"""In the order in which they came: what holds others is sized after them."""


def with_font(widget: QWidget, apply: Callable[[], None]) -> None:
    """Call `apply` now, and again whenever texts are given another size."""
    # No filter of its events: there are over a thousand such widgets, and Python would see all that happens to each.
    apply()
    kept: list[Callable[[], None]] = getattr(widget, _FOLLOWS, [])
    setattr(widget, _FOLLOWS, [*kept, apply])  # with the widget, which it must not outlive
    _followers[widget] = None


def in_ems(widget: QWidget, resize: Callable[[int], None], ems: float) -> None:
    """Call `resize` with so many heights of the font of `widget`, now and whenever texts are given another size."""
    with_font(widget, lambda: resize(round(ems * widget.fontMetrics().height())))


def follow_font() -> None:
    """The fonts are others now."""
    for widget in list(_followers):
        if shiboken6.isValid(widget):
            for apply in getattr(widget, _FOLLOWS):
                apply()
