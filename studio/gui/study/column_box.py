"""Choosing one column of a study, by typing any part of its name."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from studio.gui.question import caret_home
from studio.gui.study.points import Points
from studio.text import tr


class ColumnBox(QComboBox):
    """The factors, then the results; where it is `optional`, no column comes first."""

    def __init__(self, name: str, title: str, parent: QWidget, *, optional: str = "") -> None:
        super().__init__(parent)
        self._optional = optional
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        typed, completer = self.lineEdit(), self.completer()
        assert typed is not None  # as every editable box has one
        assert completer is not None  # as well
        self.currentIndexChanged.connect(lambda _: QTimer.singleShot(0, self, lambda: caret_home(self)))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    @property
    def chosen(self) -> str:
        """The name of the column; empty where there is none."""
        return str(self.currentData() or "")

    def fill(self, points: Points, wanted: str = "", names: tuple[str, ...] | None = None) -> None:
        """Offer the columns of `points`; what was chosen stays where it is among them, else `wanted` is."""
        before = self.chosen
        self.blockSignals(True)
        self.clear()
        if self._optional:
            self.addItem(self._optional, "")
        for name in names if names is not None else points.names:
            column = points.column(name)
            self.addItem(column.label, name)
            tip = tr("{name}: what is varied", name=name) if column.factor else name
            self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        for name in (before, wanted):
            if name and self.findData(name) >= 0:
                self.setCurrentIndex(self.findData(name))
                break
        else:
            self.setCurrentIndex(0 if self.count() else -1)
        typed = self.lineEdit()
        assert typed is not None  # as above
        typed.home(False)
        self.blockSignals(False)

    def choose(self, name: str) -> None:
        """Show the column called `name`."""
        place = self.findData(name)
        if place >= 0:
            self.setCurrentIndex(place)
