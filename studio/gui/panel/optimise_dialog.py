"""A search for the thicknesses that serve a goal best, watched as it goes."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from studio.analysis import RESULTS
from studio.analysis.stack.optimise import GOALS, Found
from studio.analysis.stack.optimise import optimise as search
from studio.design import DesignError
from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.panel.optimise_bounds import Bounds, first_bounds, in_order, read_bound, with_thicknesses
from studio.gui.panel.words import thickness_text, thickness_unit
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.task_dialog import TaskDialog
from studio.gui.value_text import result_text
from studio.text import mark, tr

Search = Callable[..., Found]


class _Line:
    """One layer of the list: whether it moves, from where to where, and the best so far."""

    def __init__(self, bounds: Bounds, parent: QWidget) -> None:
        self.bounds = bounds
        self.box = QCheckBox(bounds.layer, parent)
        self.box.setObjectName(f"optimise-layer:{bounds.layer}")
        self.box.setChecked(bounds.moves)
        self.box.setToolTip(tr("Let the search change the thickness of {layer}", layer=bounds.layer))
        self.now = QLabel(thickness_text(bounds.now, 3), parent)
        self.low = self._edit("low", tr("Least thickness of {layer}", layer=bounds.layer), bounds.low, parent)
        self.high = self._edit("high", tr("Greatest thickness of {layer}", layer=bounds.layer), bounds.high, parent)
        self.best = QLabel("–", parent)
        self.best.setObjectName(f"optimise-best:{bounds.layer}")
        for label in (self.now, self.best):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _edit(self, which: str, name: str, value: float, parent: QWidget) -> LineEdit:
        edit = LineEdit(parent)
        edit.setObjectName(f"optimise-{which}:{self.bounds.layer}")
        edit.setAccessibleName(name)
        edit.setToolTip(name)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setText(thickness_text(value, 3))
        return edit

    def read(self) -> tuple[float, float]:
        """What is typed; DesignError, and the line marked, where it is no thickness."""
        found = []
        for edit, value in ((self.low, self.bounds.low), (self.high, self.bounds.high)):
            try:
                found.append(read_bound(edit.text(), thickness_unit(value)))
            except DesignError:
                edit.refuse()
                raise
            edit.setModified(False)
        return in_order(self.bounds.layer, *found)


class OptimiseDialog(TaskDialog):
    """Nothing is changed before Apply, which is one undo step."""

    def __init__(self, session: Session, parent: QWidget | None = None, search: Search = search) -> None:
        super().__init__(session, parent, window="optimise-dialog", name="optimise", task="optimise",
                         title=tr("Optimise thickness"), progress=tr("Progress of the search"))  # fmt: skip
        self._search = search
        self.found: Found | None = None
        self.tasks.reported.connect(self._show)
        em = self.fontMetrics().height()
        self.goal = QComboBox(self)
        self.goal.setObjectName("optimise-goal")
        self.goal.setAccessibleName(tr("Goal"))
        for name, sign in GOALS.items():
            label = tr(RESULTS[name].label)
            self.goal.addItem(tr("Most: {what}", what=label) if sign > 0 else tr("Least: {what}", what=label), name)
        self.lines = tuple(_Line(bounds, self) for bounds in first_bounds(session.design))
        self.start = self._button("start", tr("Start"), self._begin)
        self.cancel = self._button("cancel", tr("Stop"), self.tasks.cancel)
        self.use = self._button("apply", tr("Apply"), self.apply)
        self.leave = self._button("close", tr("Close"), self.reject)
        self._lay_out(em)
        session.status_changed.connect(self._refresh)
        self._refresh()
        self._tell(tr("Choose the layers whose thickness may change, and the goal."))

    def apply(self) -> None:
        """Give the layers what was found, and close."""
        if self.found is None:
            return
        values = self.found.values
        refusal = self._session.edit(tr("Optimise thickness"), lambda design: with_thicknesses(design, values))
        if refusal is not None:
            self._tell(refusal.text, error=True)
        else:
            self.accept()

    def _begin(self) -> None:
        try:
            bounds = {line.bounds.path: line.read() for line in self.lines if line.box.isChecked()}
            if not bounds:
                raise DesignError("", tr("no layer is chosen"))
        except DesignError as refusal:
            self._tell(refusal.text, error=True)
            return
        design, results, goal, search = (self._session.design, self._session.results(), str(self.goal.currentData()),
                                         self._search)  # fmt: skip
        self.found = None
        for line in self.lines:
            line.best.setText("–")
        self.progress.setValue(0)
        self.tasks.run(lambda checkpoint, report: search(design, results, bounds, goal, checkpoint, report))
        self._tell(tr("Searching …"))
        self._refresh()

    def _show(self, found: Found, *, final: bool = False) -> None:
        if not found.values:
            return
        self.found = found
        for line in self.lines:
            value = found.values.get(line.bounds.path)
            line.best.setText("–" if value is None else thickness_text(value, 4))
        self._tell(self._summary(found, final=final))

    def _summary(self, found: Found, *, final: bool) -> str:
        goal = str(self.goal.currentData())
        now = self._session.results().get(goal)
        words = mark("{goal}: {now} now, {best} at best so far, {count} stacks computed")
        if final:
            words = mark("{goal}: {now} now, {best} at best, of {count} stacks computed")
        return tr(words, goal=tr(RESULTS[goal].label), now=result_text(goal, now),
                  best=result_text(goal, found.goal), count=found.evaluations)  # fmt: skip

    def _done(self, found: Found) -> None:
        self.progress.setValue(1000)
        self._show(found, final=True)
        self._refresh()
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, reason: str) -> None:
        self.found = None
        super()._failed(reason)

    def _stopped(self) -> None:
        """A search that is stopped has still found what it told of last."""
        self.progress.setValue(0)
        if self.found is None:
            self._tell(tr("Stopped; nothing was changed."))
        else:
            best = self._summary(self.found, final=False)
            self._tell(tr("Stopped; nothing is changed before Apply. {best}", best=best))
        self._refresh()

    def _refresh(self) -> None:
        busy, fresh = self.tasks.busy, self._session.status("panel") == "fresh"
        self.start.setEnabled(not busy and fresh)
        self.start.setToolTip("" if fresh else tr("The results of this design are awaited first."))
        self.cancel.setEnabled(busy)
        self.use.setEnabled(not busy and self.found is not None)
        self.goal.setEnabled(not busy)
        for line in self.lines:
            for widget in (line.box, line.low, line.high):
                widget.setEnabled(not busy)

    def _lay_out(self, em: int) -> None:
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(round(em * 0.7))
        for place, text in enumerate((tr("Layer"), tr("Now"), tr("From"), tr("To"), tr("Best"))):
            head = QLabel(text, page)
            head.setProperty("look", "muted")
            if place:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(head, 0, place)
        for row, line in enumerate(self.lines, 1):
            for place, widget in enumerate((line.box, line.now, line.low, line.high, line.best)):
                grid.addWidget(widget, row, place)
        for place, ems in enumerate((9, 5, 6, 6, 6)):
            grid.setColumnMinimumWidth(place, em * ems)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(self.lines) + 1, 1)
        goal = QLabel(tr("Goal"), self)
        goal.setBuddy(self.goal)
        top = QHBoxLayout()
        top.addWidget(goal)
        top.addWidget(self.goal, 1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(scrolling(page, self), 1)
        self._finish(column, (self.start, self.cancel), (self.use, self.leave))
        self.resize(round(em * 42), round(em * 32))
