"""Choosing one result out of all that are single numbers: a box that is searched by typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from studio.analysis import RESULTS
from studio.text import tr


def judged_results() -> tuple[str, ...]:
    """The names of the results that can be held against a number."""
    return tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer"})


class ResultBox(QComboBox):
    """Every such result by label and name; one that no longer exists is shown by its name."""

    def __init__(self, known: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        for name in judged_results():
            self.addItem(f"{tr(RESULTS[name].label)} — {name}", name)
        if known is not None and self.findData(known) < 0:
            self.addItem(known, known)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(28)
        self.search = QLineEdit(self)
        self.setLineEdit(self.search)  # makes it editable
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)

    def choose(self, name: str) -> None:
        """Show the result called `name`, or the first where there is none."""
        self.setCurrentIndex(max(self.findData(name), 0))

    def quantity_at(self, place: object) -> str:
        """What is explained here: the result that is chosen."""
        return self.chosen

    @property
    def chosen(self) -> str:
        """The name of the result that is shown."""
        return str(self.currentData())
