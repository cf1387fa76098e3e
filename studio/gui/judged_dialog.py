"""Asks for a result and a bound that it is held against: what requirements and claims of one's own have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from studio.analysis import RESULTS
from studio.design.error import DesignError
from studio.design.quantity import NUMBER, Quantity
from studio.gui.answer_buttons import answer_buttons
from studio.gui.font_follower import in_ems
from studio.gui.result_box import ResultBox
from studio.gui.session import Session
from studio.gui.value_text import result_text
from studio.text import tr

_RELATION_EMS = 8


class JudgedDialog(QDialog):
    """`wanted` carries what was typed; :meth:`answer` closes the dialog or says why it cannot be.

    One line of text stands above the result and one below the bound: subclasses say what they are, and write `_ask`.
    """

    wanted = Signal(object)

    def __init__(
        self, session: Session, name: str, result: str | None, labels: tuple[str, str, str, str], parent: QWidget
    ) -> None:
        """`labels` are those of the upper line, the result, the bound and the lower line."""
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        self.first_line = QLineEdit(self)
        self.judged = ResultBox(result, self)
        self.now = QLabel(self)
        self.now.setProperty("look", "muted")
        self.relation = QComboBox(self)
        self.relation.addItem(tr("at least (≥)"), ">=")
        self.relation.addItem(tr("at most (≤)"), "<=")
        in_ems(self.relation, self.relation.setMinimumWidth, _RELATION_EMS)
        self.bound = QLineEdit(self)
        self.last_line = QLineEdit(self)
        self.problem = QLabel(self)
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        for part, widget in (("first", self.first_line), ("result", self.judged), ("relation", self.relation),
                             ("bound", self.bound), ("last", self.last_line), ("problem", self.problem)):  # fmt: skip
            widget.setObjectName(f"{name}-{part}")
        buttons = answer_buttons(self, self._ask)
        held = QHBoxLayout()
        held.addWidget(self.relation)
        held.addWidget(self.bound, 1)
        above, judged, bound, below = labels
        form = QFormLayout(self)
        self.relation.setAccessibleName(bound)
        self.bound.setAccessibleName(tr("Bound"))
        form.addRow(above, self.first_line)
        form.addRow(judged, self.judged)
        form.addRow("", self.now)
        form.addRow(bound, held)
        form.addRow(below, self.last_line)
        form.addRow(self.problem)
        form.addRow(buttons)

    def answer(self, refusal: Exception | None) -> None:
        """Close, or say why what was typed is refused."""
        if refusal is None:
            self.accept()
        else:
            self._say(refusal.text if isinstance(refusal, DesignError) else str(refusal))

    def _ask(self) -> None:
        """Read what was typed, and emit `wanted` or say what is wrong with it."""
        raise NotImplementedError

    @property
    def _quantity(self) -> Quantity:
        info = RESULTS.get(self.judged.chosen)
        return info.quantity if info else NUMBER

    def _value_now(self) -> object:
        """What the result is now; None where it is not computed."""
        return self._session.results().get(self.judged.chosen)

    def _tell_now(self) -> None:
        """Say what the result is now."""
        name = self.judged.chosen
        self.now.setText(tr("now {value}", value=result_text(name, self._value_now()) if name in RESULTS else "–"))

    def _say(self, problem: str) -> None:
        self.problem.setText(problem[:1].upper() + problem[1:])
        self.problem.show()
        self.adjustSize()
