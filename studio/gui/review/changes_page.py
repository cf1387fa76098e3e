"""Changes: what is otherwise than in a baseline, and the way back for one field or for everything."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from studio.design import Design
from studio.document.baselines import baseline_designs, restored
from studio.gui.baseline_dialog import BaselineDialog
from studio.gui.margins.light import WORDS, light_icon
from studio.gui.review.changes import ChangeLine, changes, restored_field
from studio.gui.review.page import ReviewPage
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import mark, tr, tr_count

_KINDS = {"verdict": mark("Verdicts that turned"), "field": mark("Fields"), "result": mark("Results")}
_ARROWS = {1: "▲ ", -1: "▼ ", 0: ""}
_LINE = Qt.ItemDataRole.UserRole
_QUIET_MS = 400
"""A baseline is computed again only when the hand rests."""


class ChangesPage(ReviewPage):
    """The baseline is computed in a task; what is shown stays until the new comes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "changes", tr("Changes"), parent)
        self.lines: tuple[ChangeLine, ...] = ()
        self._shown: tuple[Design, str] | None = None
        self._asked: tuple[Design, str] | None = None
        self.tasks = Tasks(self, "review-changes")
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._compute)
        self.baseline = QComboBox(self)
        self.baseline.setObjectName("review-changes-baseline")
        self.baseline.setAccessibleName(tr("Baseline to compare with"))
        self.baseline.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.baseline.setMinimumContentsLength(24)
        self.baseline.activated.connect(lambda _: self.refresh())
        label = QLabel(tr("Since"), self)
        label.setBuddy(self.baseline)
        self.about = QLabel(self)
        self.about.setObjectName("review-changes-about")
        self.about.setProperty("look", "muted")
        self.about.setWordWrap(True)
        self.search = QLineEdit(self)
        self.search.setObjectName("review-changes-search")
        self.search.setAccessibleName(tr("Search the changes"))
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._fill())
        self.all_results = QCheckBox(tr("Results"), self)
        self.all_results.setObjectName("review-changes-results")
        self.all_results.setToolTip(tr("Every result that differs as well"))
        self.all_results.setChecked(True)
        self.all_results.toggled.connect(lambda _: self._fill())
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("review-changes-tree")
        self.tree.setAccessibleName(tr("Changes"))
        self.tree.setHeaderLabels([tr("What"), tr("Baseline"), tr("Now"), tr("Difference")])
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setStyleSheet("QTreeWidget::item { padding: 2px 0px; }")
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.tree.itemSelectionChanged.connect(self._show_buttons)
        self.tree.itemActivated.connect(lambda *_: self.go())
        self.restore = self.button("restore", tr("Restore the field"), self.restore_field,
                                   tr("Put the chosen field back to what it was, in one undo step"))  # fmt: skip
        self.restore_all = self.button("restore-all", tr("Restore everything"), self.restore_design,
                                       tr("Put the design back to the baseline, in one undo step; notes, signatures "
                                          "and baselines stay"))  # fmt: skip
        self.go_button = self.button("go", tr("Go to"), self.go, tr("Show the field or where the result comes from"))
        self.keep = self.button("keep", tr("Keep as baseline…"), self.keep_baseline)
        self.body.addLayout(self.row(label, self.baseline, self.search, self.all_results))
        self.body.addWidget(self.about)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addLayout(self.wrap(self.restore, self.restore_all, self.go_button, self.keep))
        self.body.addWidget(self.status)

    @property
    def chosen(self) -> str:
        """The name of the baseline; empty where there is none."""
        return str(self.baseline.currentData() or "")

    def refresh(self) -> None:
        self._fill_baselines()
        there = bool(self.chosen)
        self.teach("" if there else tr(
            "No baseline yet. “Keep as baseline…” keeps the design as it is now inside its file; from then on this "
            "page tells what has changed since, and puts back what should not have."),
            (self.tree, self.about, self.search, self.all_results, self.restore, self.restore_all,
             self.go_button))  # fmt: skip
        if not there:
            self.say("")
            self._show_buttons()
            return
        one = next(base for base in self.design.baselines if base.name == self.chosen)
        self.about.setText(", ".join(text for text in (one.date, one.note) if text))
        self.about.setVisible(bool(self.about.text()))
        if (self.design, self.chosen) != self._shown and (self.design, self.chosen) != self._asked:
            self.say(tr("The baseline is being compared …"))
            self._quiet.start(_QUIET_MS if self._shown is not None else 0)
        self._show_buttons()

    def restore_field(self) -> None:
        """Put the chosen field back."""
        line = self._line()
        if line is None or not line.can_restore:
            return
        before = baseline_designs(self.design)[self.chosen]
        if self.edit(tr("Restore {what}", what=line.label), partial(restored_field, before=before, path=line.path)):
            self.say(tr("{what} is {value} again.", what=line.label, value=line.before))

    def restore_design(self) -> None:
        """Put everything back; undo brings it here again."""
        name = self.chosen
        if name and self.edit(tr("Restore baseline {name}", name=name), lambda design: restored(design, name)):
            self.say(tr("The design is that of the baseline again; undo goes back."))

    def keep_baseline(self) -> None:
        """Ask for the name under which the design is kept."""
        BaselineDialog(self.session, self).open()

    def go(self) -> None:
        """Show the field, or where the result comes from."""
        line = self._line()
        if line is not None and line.path:
            if line.kind == "field":
                self.field_requested.emit(line.path)
            else:
                self.explain_requested.emit(line.path)

    def close_view(self) -> None:
        """Stop what is being computed."""
        self._quiet.stop()
        self.tasks.close()

    def _fill_baselines(self) -> None:
        names = [(one.name, f"{one.name} ({one.date})" if one.date else one.name) for one in self.design.baselines]
        known = [self.baseline.itemData(place) for place in range(self.baseline.count())]
        if known == [name for name, _ in names]:
            return
        before = self.chosen
        self.baseline.clear()
        for name, text in names:
            self.baseline.addItem(text, name)
        place = self.baseline.findData(before)
        self.baseline.setCurrentIndex(place if place >= 0 else self.baseline.count() - 1)

    def _compute(self) -> None:
        if not self.isVisible() or not self.chosen:
            return
        if self.outdated:  # what is known is of an earlier design: `run_done` asks again
            return
        name, design, known = self.chosen, self.design, self.results()
        self._asked = (design, name)
        before = baseline_designs(design)[name]
        self.tasks.run(lambda checkpoint, _: (design, name, changes(before, design, known, WORDS, checkpoint)))  # type: ignore[arg-type]

    def _take(self, answer: Any) -> None:
        design, name, self.lines = answer
        self._shown, self._asked = (design, name), None
        self._fill()
        counts = {kind: sum(line.kind == kind for line in self.lines) for kind in _KINDS}
        self.say(tr("{fields} and {results} differ from the baseline; {verdicts}.",
                    fields=tr_count("{count} field", "{count} fields", counts["field"]),
                    results=tr_count("{count} result", "{count} results", counts["result"]),
                    verdicts=tr_count("{count} verdict has turned", "{count} verdicts have turned", counts["verdict"]))
                 if self.lines else tr("Nothing has changed since this baseline."))  # fmt: skip
        if (self.design, self.chosen) != self._shown:
            self._quiet.start(_QUIET_MS)

    def _fail(self, reason: str) -> None:
        """Say why; the next refresh asks again."""
        self._asked = None
        self.say(reason, True)

    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        chosen = self._line()
        self.tree.clear()
        colours, side = self.session.theme.colours, self.fontMetrics().height()
        for kind, title in _KINDS.items():
            if kind == "result" and not self.all_results.isChecked():
                continue
            lines = [line for line in self.lines if line.kind == kind and all(
                word in f"{line.group} {line.label} {line.path}".casefold() for word in words)]  # fmt: skip
            if not lines:
                continue
            top = QTreeWidgetItem(self.tree, [f"{tr(title)} ({len(lines)})"])
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            top.setFirstColumnSpanned(True)
            for line in lines:
                label = line.label if kind == "verdict" else f"{line.group}: {line.label}" if line.group else line.label
                item = QTreeWidgetItem(top, [label, line.before, line.now, f"{_ARROWS[line.better]}{line.difference}"])
                item.setData(0, _LINE, line)
                for column in range(4):
                    item.setToolTip(column, f"{item.text(column)}\n{line.path}")
                if line.lights is not None:
                    for column, light in zip((1, 2), line.lights, strict=True):
                        item.setIcon(column, light_icon(light, colours, side, self.devicePixelRatioF()))
                if line.better:
                    item.setForeground(3, QColor(colours.green if line.better > 0 else colours.red))
                if chosen is not None and (line.kind, line.path) == (chosen.kind, chosen.path):
                    self.tree.setCurrentItem(item)
            top.setExpanded(True)
        self._fit()
        self._show_buttons()

    def _fit(self) -> None:
        room = self.tree.viewport().width()
        for column, share in enumerate((0.41, 0.19, 0.19)):
            self.tree.setColumnWidth(column, round(room * share))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _line(self) -> ChangeLine | None:
        item = self.tree.currentItem()
        line = item.data(0, _LINE) if item is not None else None
        return line if isinstance(line, ChangeLine) else None

    def _show_buttons(self) -> None:
        line = self._line()
        self.restore.setEnabled(line is not None and line.can_restore)
        self.restore_all.setEnabled(bool(self.chosen) and bool(self.lines))
        self.go_button.setEnabled(line is not None and bool(line.path))
