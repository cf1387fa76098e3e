"""What comes next where Tab goes, asked for in a way that leaves nothing behind.

PySide takes what a method without arguments returns for a child of the widget that was asked, and for gone once that
is: a menu bar, or the window itself, for the child of a button of a notice; a spin box for the child of its own line.
Given its own parent again, which to Qt is nothing new, it is taken for what it is.
"""

import shiboken6
from PySide6.QtWidgets import QWidget


def neighbour(widget: QWidget, *, forward: bool) -> QWidget | None:
    """The widget that comes after `widget` in the focus chain of its window, or before it."""
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    return _restored(found) if found is not widget else found


def stands_in(widget: QWidget) -> bool:
    """Whether another widget takes the keyboard for this one."""
    return _restored(widget.focusProxy()) is not None


def _restored(found: QWidget | None) -> QWidget | None:
    """None of what is taken for gone all the same: to ask it anything would raise."""
    if found is None or not shiboken6.isValid(found):
        return None
    QWidget.setParent(found, found.parentWidget())
    return found if shiboken6.isValid(found) else None
