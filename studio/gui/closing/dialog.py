"""One action that closes the design: choose what is free and what is required, watch the steps, take it or leave it."""

from collections.abc import Callable, Iterable

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.closing import Closing, Step, standard_requirements
from studio.analysis.closing import close as solve
from studio.design import Design, DesignError, set_value
from studio.gui.closing.free_rows import FreeRows, more
from studio.gui.closing.required_rows import RequiredRows
from studio.gui.closing.steps_table import StepsTable
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.task_dialog import TaskDialog
from studio.text import tr

Solve = Callable[..., Closing]


class CloseDialog(TaskDialog):
    """Nothing is changed before Apply, which is one undo step."""

    def __init__(self, session: Session, parent: QWidget | None = None, solve: Solve = solve) -> None:
        super().__init__(session, parent, window="close-design-dialog", name="closing", task="close",
                         title=tr("Close the design"), progress=tr("Progress of the closing"))  # fmt: skip
        self._solve = solve
        self.closing: Closing | None = None
        self.tasks.reported.connect(self._show_step)
        self._design = session.design
        self.free = FreeRows(session.design, self)
        self.required = RequiredRows(standard_requirements(session.design), session.results(), session.theme, self)
        self.adding = self._adding()
        self.steps = StepsTable(self)
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.start = self._button("start", tr("Close the design"), self._begin)
        self.cancel = self._button("stop", tr("Stop"), self.tasks.cancel)
        self.use = self._button("apply", tr("Apply"), self.apply)
        self.leave = self._button("leave", tr("Leave"), self.reject)
        self._lay_out()
        session.status_changed.connect(self._refresh)
        self._refresh()
        self.start.setFocus()
        self._tell(tr("Tick what may change and what has to be met. The lightest satellite is sought; where the "
                      "payload is free, the one with most of it."))  # fmt: skip

    def apply(self) -> None:
        """Give the design the values that were found, and leave."""
        closing = self.closing
        if closing is None:
            return
        refusal = self._session.edit(tr("Close the design"), lambda design: with_values(design, closing))
        if refusal is not None:
            self._tell(refusal.text, error=True)
        else:
            self.accept()

    def _begin(self) -> None:
        design = self._session.design
        try:
            free, required = self.free.read(design), self.required.read()
            if not required:
                raise DesignError("", tr("nothing is required, so that any values will do"))
        except DesignError as refusal:
            self._tell(refusal.text, error=True)
            return
        self.closing = None
        self._design = design
        self.free.show_found({})
        self.required.show_margins(None)
        self.steps.begin(design, free)
        self.progress.setValue(0)
        solve = self._solve
        self.tasks.run(lambda checkpoint, report: solve(design, free, required, checkpoint, report))
        self._tell(tr("Searching …"))
        self._refresh()

    def _show_step(self, step: Step) -> None:
        self.steps.add(step)
        self.free.show_found(step.values)
        self.required.show_margins(step.margins)

    def _done(self, closing: Closing) -> None:
        self.closing = closing
        self.progress.setValue(1000)
        self.free.show_found({path: after for path, (_, after) in closing.changes.items()})
        self.required.show_margins(
            {one.requirement.name: one.margin for one in closing.verdicts if one.margin is not None}
        )
        self.use.setText(tr("Apply") if closing.closed else tr("Apply the nearest"))
        self._offer(path for one in closing.obstacles for path in one.remedies)
        self._tell(closing.summary(), error=not closing.closed)
        self._refresh()
        if closing.closed:
            self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stopped(self) -> None:
        self.progress.setValue(0)
        self._tell(tr("Stopped; nothing was changed."))
        self._refresh()

    def _refresh(self) -> None:
        busy = self.tasks.busy
        fresh = self._session.status("mass") in {"fresh", "failed"}
        self.start.setEnabled(not busy and fresh)
        self.start.setToolTip("" if fresh else tr("The results of this design are awaited first."))
        self.cancel.setEnabled(busy)
        self.use.setEnabled(not busy and self.closing is not None)
        for widget in (self.free, self.required, self.adding):
            widget.setEnabled(not busy)

    def _add_field(self, position: int) -> None:
        path = self.adding.itemData(position)
        if not path:
            return
        try:
            self.free.add(path, ticked=True)
        except DesignError as refusal:
            self._tell(refusal.text, error=True)
        else:
            self.adding.removeItem(position)
        # The completer writes what was chosen once more when this returns.
        QTimer.singleShot(0, self.adding, lambda: self.adding.setCurrentIndex(0))

    def _offer(self, paths: Iterable[str]) -> None:
        """Fields that would help stand among the rows, to be ticked."""
        for path in paths:
            position = self.adding.findData(path)
            if position > 0:
                self.free.add(path, ticked=False)
                self.adding.removeItem(position)

    def _adding(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("closing-add")
        box.setAccessibleName(tr("Add a field that is free"))
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem(tr("Add a field …"), "")
        for spec in more(self._session.design, self.free.paths()):
            box.addItem(f"{tr(spec.label)} — {spec.path}", spec.path)
        completer = box.completer()
        assert completer is not None  # every editable box has one
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.activated.connect(self._add_field)
        return box

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, em // 2, 0)
        column.addWidget(self.free)
        column.addWidget(self.adding)
        column.addStretch(1)
        choices = QSplitter(Qt.Orientation.Horizontal, self)
        choices.addWidget(scrolling(left))
        choices.addWidget(scrolling(self.required))
        choices.setChildrenCollapsible(False)
        choices.setSizes([left.sizeHint().width() + em, self.required.sizeHint().width() + em])
        rooms = QSplitter(Qt.Orientation.Vertical, self)
        rooms.addWidget(choices)
        rooms.addWidget(self.steps)
        rooms.setChildrenCollapsible(False)
        rooms.setStretchFactor(0, 3)
        rooms.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.addWidget(rooms, 1)
        self._finish(whole, (self.start, self.cancel), (self.use, self.leave))
        room = self.screen().availableGeometry()
        self.resize(min(round(em * 78), room.width() - 40), min(round(em * 42), room.height() - 80))


def with_values(design: Design, closing: Closing) -> Design:
    """`design` with what was found: the closed design itself, or its values where the design has moved on since."""
    if design == closing.before:
        return closing.design
    for path, (_, after) in closing.changes.items():
        design = set_value(design, path, after)
    found = {path: closing.design.sources[path] for path in closing.free if path in closing.design.sources}
    return msgspec.structs.replace(design, sources={**design.sources, **found})
