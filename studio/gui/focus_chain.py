"""What comes next where Tab goes, asked for in a way that leaves nothing behind."""

from PySide6.QtWidgets import QWidget


def neighbour(widget: QWidget, *, forward: bool) -> QWidget | None:
    """The widget that comes after `widget` in the focus chain of its window, or before it.

    PySide takes what these two methods of QWidget return for a child of `widget`, and for gone once that is: a menu
    bar, or the window itself, for the child of a button of a notice. Given its own parent again, which to Qt is
    nothing new, it is taken for what it is.
    """
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    if found is not None and found is not widget:
        QWidget.setParent(found, found.parentWidget())
    return found
