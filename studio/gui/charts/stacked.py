"""Widgets one under the other, as a page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def stacked(*widgets: QWidget, grows: bool = False) -> QWidget:
    """A page of `widgets`; the first takes the room that is left where it `grows`, and else nothing does."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for place, widget in enumerate(widgets):
        column.addWidget(widget, 1 if grows and place == 0 else 0)
    if not grows:
        column.addStretch(1)
    return page
