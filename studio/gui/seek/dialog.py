"""Which value of a field gives a wanted result: the curve, every value that does, and one undo step."""

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.study.seek import Sought, Stretch
from studio.analysis.study.seek import seek as solve
from studio.analysis.study.seek_words import goal_words, sentence
from studio.analysis.trade import variable
from studio.design import Design, DesignError, set_value
from studio.gui.charts.two_curves import Curves, TwoCurves
from studio.gui.seek.field_line import FieldLine, suggested
from studio.gui.seek.goal_line import GoalLine
from studio.gui.session import Session
from studio.gui.task_dialog import TaskDialog
from studio.gui.value_text import result_text, typeset
from studio.text import mark, tr

Solve = Callable[..., Sought]
_MOST_DOTS = 8


class SeekDialog(TaskDialog):
    """Nothing is changed before Apply, which is one undo step."""

    def __init__(
        self, session: Session, result: str, relation: str = "=", value: float | None = None,
        path: str | None = None, parent: QWidget | None = None, solve: Solve = solve,
    ) -> None:  # fmt: skip
        super().__init__(session, parent, window="seek-dialog", name="seek", task="seek",
                         title=tr("Find a value"), progress=tr("Progress of the search"))  # fmt: skip
        self._solve = solve
        self.sought: Sought | None = None
        self.goal = GoalLine(session, result, relation, value, self)
        self.field = FieldLine(session.design, self)
        self.field.choose(path or suggested(session.design, self.goal.name))
        self.curves = TwoCurves(session, "seek-chart", tr("The result over the field"), self)
        self.empty = QLabel(tr("The result over the field is drawn here."), self)
        self.empty.setProperty("look", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.room = QStackedWidget(self)
        self.room.addWidget(self.empty)
        self.room.addWidget(self.curves)
        self.values = QComboBox(self)
        self.values.setObjectName("seek-values")
        self.values.setAccessibleName(tr("Value that is applied"))
        self.values.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.start = self._button("start", tr("Find"), self._begin)
        self.cancel = self._button("stop", tr("Stop"), self.tasks.cancel)
        self.use = self._button("apply", tr("Apply"), self.apply)
        self.leave = self._button("leave", tr("Leave"), self.reject)
        self._lay_out()
        session.theme.changed.connect(self._restyle)
        session.currency.changed.connect(self._show)
        self.goal.result.currentIndexChanged.connect(lambda _: self._forget())
        self.field.chosen.connect(self._forget)
        self._refresh()
        self._tell(tr("Choose what is wanted and which field may change; all else stays as it is."))

    def apply(self) -> None:
        """Give the field the value that was chosen, and leave."""
        sought, value = self.sought, self.values.currentData()
        if sought is None or value is None:
            return
        path, free = sought.variable.path, sought.variable.free

        def edit(design: Design) -> Design:
            # What had to be chosen so that the field counts is chosen in this design as well.
            fitting = variable(design, path, free.low, free.high).design
            return set_value(fitting, path, round(value) if free.whole else value)

        refusal = self._session.edit(tr("Find “{label}”", label=sought.variable.label), edit)
        if refusal is not None:
            self._tell(refusal.text, error=True)
        else:
            self.accept()

    def _begin(self) -> None:
        design = self._session.design
        self.field.use(design)
        try:
            low, high = self.field.read()
            relation, target = self.goal.read()
        except DesignError as refusal:
            self._tell(refusal.text, error=True)
            return
        except ValueError as error:
            self._tell(str(error), error=True)
            return
        self._forget()
        solve, path, name = self._solve, self.field.path, self.goal.name
        self.tasks.run(lambda checkpoint, _: solve(design, path, name, relation, target, low, high, checkpoint))
        self._tell(tr("Searching …"))
        self._refresh()

    def _forget(self) -> None:
        """What was found belongs to another question."""
        self.sought = None
        self.values.clear()
        self.progress.setValue(0)
        if hasattr(self, "use"):
            self._refresh()

    def _done(self, sought: Sought) -> None:
        self.sought = sought
        self.progress.setValue(1000)
        self._offer(sought)
        self._show()
        self._refresh()
        if sought.met:
            self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, sought: Sought) -> None:
        """Every value that meets the goal, or else the one that comes nearest."""
        words, free = sought.variable.words, sought.variable.free
        edges = [place for one in sought.stretches for place, how in ((one.low, one.begins), (one.high, one.ends))
                 if how == "edge"]  # fmt: skip
        choices = [(value, typeset(words(value))) for value in dict.fromkeys(edges or sought.values)]
        if not choices:
            value = sought.nearest[0]
            choices = [(value, tr("{value}, the nearest", value=typeset(words(value))))]
        self.values.clear()
        for value, text in choices:
            self.values.addItem(text, value)
        now = free.place(sought.now) if sought.now is not None else 0.5
        nearest = min(range(len(choices)), key=lambda at: abs(free.place(choices[at][0]) - now))
        self.values.setCurrentIndex(nearest)

    def _show(self) -> None:
        """Draw and tell what was found, in the colours and the currency of now."""
        sought = self.sought
        if sought is None:
            return
        self._tell(typeset(sentence(sought, _words)), error=not sought.met)
        if sought.x.size < 2:
            return
        field = sought.variable
        now = None
        if sought.now is not None and field.free.low <= sought.now <= field.free.high:
            now = (sought.now, tr("now {value}", value=typeset(field.words(sought.now))))
        goal = typeset(goal_words(sought, _words))
        self.curves.show_curves(Curves(
            sought.x, sought.result, np.full(sought.x.size, sought.target), sought.name,
            (tr(RESULTS[sought.name].label), goal), (sought.name, ""), field.label,
            lambda value: typeset(field.words(value)), field.free.logarithmic, tuple(self._dots(sought)), now,
            field.free.whole, mark("Result"), from_zero=False,
        ))  # fmt: skip
        self.room.setCurrentWidget(self.curves)

    def _dots(self, sought: Sought) -> list[tuple[float, float, str]]:
        """The edges of what meets the goal; an end of what was looked at is none."""
        words = sought.variable.words

        def level(one: Stretch) -> float:
            return one.level if one.single else sought.target

        found = [(place, level(one), typeset(words(place))) for one in sought.stretches
                 for place, how in dict.fromkeys(((one.low, one.begins), (one.high, one.ends))) if how == "edge"]
        if not sought.met:
            found = [(*sought.nearest, typeset(words(sought.nearest[0])))]
        return found[:_MOST_DOTS]

    def _restyle(self, *_: Any) -> None:
        self.curves.use_theme()
        self._show()

    def _stopped(self) -> None:
        self.progress.setValue(0)
        self._tell(tr("Stopped; nothing was changed."))
        self._refresh()

    def _refresh(self) -> None:
        busy, sought = self.tasks.busy, self.sought
        self.start.setEnabled(not busy)
        self.cancel.setEnabled(busy)
        self.use.setEnabled(not busy and sought is not None)
        self.use.setText(tr("Apply the nearest") if sought is not None and not sought.met else tr("Apply"))
        self.values.setEnabled(not busy and self.values.count() > 1)
        self.values.setVisible(self.values.count() > 0)
        self.apply_label.setVisible(self.values.count() > 0)
        for widget in (self.goal, self.field):
            widget.setEnabled(not busy)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        form = QFormLayout()
        form.addRow(tr("Wanted"), self.goal)
        form.addRow(tr("May change"), self.field)
        self.apply_label = QLabel(tr("Value"), self)
        chosen = QHBoxLayout()
        chosen.addWidget(self.apply_label)
        chosen.addWidget(self.values)
        chosen.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addLayout(form)
        whole.addWidget(self.room, 1)
        whole.addLayout(chosen)
        self._finish(whole, (self.start, self.cancel), (self.use, self.leave))
        room = self.screen().availableGeometry()
        self.resize(min(round(em * 56), room.width() - 40), min(round(em * 36), room.height() - 80))


def _words(name: str, value: float) -> str:
    """A value of a result; one that counts is whole, but what is wanted of it need not be."""
    whole = RESULTS[name].kind == "integer" and value == round(value)
    return result_text(name, round(value) if whole else value)
