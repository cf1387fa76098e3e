"""One line that asks what is wanted: a result, and what it has to be."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from studio.analysis import RESULTS
from studio.design.quantity import NUMBER
from studio.design.unit_text import display, parse
from studio.gui.result_box import ResultBox
from studio.gui.session import Session
from studio.gui.value_text import result_text, result_unit
from studio.text import tr


class GoalLine(QWidget):
    """The result, the relation, the value, and what the result is now."""

    def __init__(self, session: Session, result: str, relation: str, value: float | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.result = ResultBox(result, self)
        self.result.setObjectName("seek-result")
        self.result.setAccessibleName(tr("Result"))
        self.relation = QComboBox(self)
        self.relation.setObjectName("seek-relation")
        self.relation.setAccessibleName(tr("How the result is held against the value"))
        for text, data in ((tr("equal to (=)"), "="), (tr("at least (≥)"), ">="), (tr("at most (≤)"), "<=")):
            self.relation.addItem(text, data)
        self.value = QLineEdit(self)
        self.value.setObjectName("seek-value")
        self.value.setAccessibleName(tr("Value that is wanted"))
        self.now = QLabel(self)
        self.now.setProperty("look", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.result, 3)
        row.addWidget(self.relation)
        row.addWidget(self.value, 1)
        row.addWidget(self.now)
        self._unit = ""
        self.result.choose(result)
        self.relation.setCurrentIndex(max(self.relation.findData(relation), 0))
        self._write(value)
        self.result.currentIndexChanged.connect(lambda _: self._write(None))

    @property
    def name(self) -> str:
        return self.result.chosen

    def read(self) -> tuple[str, float]:
        """The relation and the value [SI]; ValueError where what is typed is none."""
        return str(self.relation.currentData()), parse(self.value.text(), RESULTS[self.name].quantity,
                                                       self._unit or None)  # fmt: skip

    def _write(self, value: float | None) -> None:
        """Begin with what holds now, where nothing is asked for."""
        info = RESULTS.get(self.name)
        now = self._session.results().get(self.name)
        if value is None:
            value = float(now) if isinstance(now, int | float) else 0.0
        self._unit = result_unit(info, value or float(now or 0.0)) if info else ""
        quantity = info.quantity if info else NUMBER
        if quantity.unit(self._unit) is None:
            self._unit = quantity.shown
        self.value.setText(display(value, quantity, self._unit, 6))
        self.result.search.setCursorPosition(0)
        self.now.setText(tr("now {value}", value=result_text(self.name, now) if info else "–"))
