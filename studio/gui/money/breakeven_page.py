"""The page on break-even: on one input above, by year below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui.money.breakeven_view import BreakEvenView
from studio.gui.money.years_view import YearsView
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.text import tr


class BreakEvenPage(QWidget):
    """What is held against what is chosen once, for both."""

    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breakeven-page")
        self.setAccessibleName(tr("Break-even"))
        self.input = BreakEvenView(session, self)
        self.years = YearsView(session, self)
        self.years.after = self.input
        for view in (self.input, self.years):
            view.explain_requested.connect(self.explain_requested)
            view.field_requested.connect(self.field_requested)
        self.input.pair.activated.connect(lambda _: self.years.show_pair(*self.input.both))
        page = QWidget(self)
        rooms = QVBoxLayout(page)
        rooms.setContentsMargins(0, 0, 0, 0)
        rooms.addWidget(self.input, 1)
        rooms.addWidget(self.years, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(page, self, sideways=False))
