"""The statements of the founding article and one's own, each with its verdict, as worded and for the open design."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from studio.analysis import Results
from studio.analysis.claims import (
    KINDS,
    Finding,
    Judged,
    Kind,
    add_claim,
    each_statement,
    judge_here,
    judge_own,
    remove_claim,
    replace_claim,
)
from studio.catalogue.claim import KINDS as CLASSES
from studio.catalogue.claim import statements
from studio.design import DesignError
from studio.design.own_claim import OwnClaim
from studio.document.claim import incumbent
from studio.gui.claims.detail import Detail
from studio.gui.claims.entry import OWN, Entry, of_own, passes
from studio.gui.claims.own_dialog import OwnClaimDialog
from studio.gui.claims.statement_list import StatementList
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.tasks import Report, Tasks
from studio.gui.theme.lettered import lettered
from studio.jobs.task import Checkpoint
from studio.text import mark, tr, tr_count

_LIVE_MS = 120
"""Least time between two rounds of the quick verdicts while a hand is on a slider."""
_QUIET_MS = 350
"""Everything else waits until it rests."""
_WIDE_EMS = 62


_HEADLINE: dict[Kind, tuple[str, str]] = {
    "holds": (mark("{count} holds"), mark("{count} hold")),
    "holds only if": (mark("{count} holds only if …"), mark("{count} hold only if …")),
    "does not hold": (mark("{count} does not hold"), mark("{count} do not hold")),
    "cannot be checked here": (mark("{count} cannot be checked here"), mark("{count} cannot be checked here")),
}
"""What is said of the statements that a design decides, one and many."""


class StatementsPage(QWidget):
    """The verdicts for the design that are quick follow every computed design; all others are found in a task."""

    explain_requested = Signal(str)
    field_requested = Signal(str)
    case_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims-statements")
        self.setAccessibleName(tr("Statements"))
        self.session = session
        self._general: dict[str, Finding] = {}
        self._here: dict[str, Finding] = {}
        self._position = 0
        self._wanted: Results | None = None
        self._judged: Results | None = None
        self._since = QElapsedTimer()
        self._live, self._quiet = (self._timer(work) for work in (self._judge_live, self._judge_all))
        self.tasks = Tasks(self, "claims")
        self.tasks.reported.connect(self._take)
        self.tasks.done.connect(lambda _: self._refresh())
        self.tasks.failed.connect(self._fail)
        self._make()
        session.run_done.connect(self._run_done)
        session.design_changed.connect(self._design_changed)
        session.theme.changed.connect(self._theme_changed)
        session.currency.changed.connect(lambda: self.detail.show_entry(self.list.current))
        self._own = session.design.claims
        self._theme_changed()
        self._show()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every line, whether the filter lets it through or not."""
        return (*self._of_article(), *self._of_own())

    def add_own(self) -> None:
        """Ask for a statement of one's own."""
        self._open(OwnClaimDialog(self.session, None, self), self._add)

    def edit_own(self) -> None:
        """Ask for changes of the own statement that is chosen."""
        position = self._chosen_own()
        if position is not None:
            self._position = position
            self._open(OwnClaimDialog(self.session, self.session.design.claims[position], self), self._replace)

    def remove_own(self) -> None:
        """Take the own statement that is chosen out of the design; undo brings it back."""
        position = self._chosen_own()
        if position is not None:
            self.session.edit(tr("Remove claim"), lambda design: remove_claim(design, position))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run_done(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._live.stop()
        self._quiet.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().height() * _WIDE_EMS
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.split.setSizes([3, 2] if wide else [1, 1])
        self.list.set_compact(not wide)
        self.split_up.setVisible(wide)

    def _run_done(self, revision: int) -> None:
        if not self.isVisible():
            return
        rest = max(_LIVE_MS - self._since.elapsed(), 0) if self._since.isValid() else 0
        if not self._live.isActive():
            self._live.start(rest)
        self._quiet.start(_QUIET_MS if self._general else 0)

    def _design_changed(self) -> None:
        if self.session.design.claims != self._own:
            self._own = self.session.design.claims
            self._show()

    def _results(self) -> Results:
        """The last good results, without those of a stage that has failed since: nothing rests on what was."""
        results = self.session.results()
        good = {name: one for name, one in results.outcomes.items() if not self.session.failure(name)}
        return Results(results.design, good)

    def _judge_live(self) -> None:
        self._since.start()
        self._here |= dict(judge_here(self._results(), slow=False))
        self._show()

    def _judge_all(self) -> None:
        if self.session.busy and self._general:
            self._quiet.start(_QUIET_MS)  # a design is on its way
            return
        results = self._results()
        if self._judged is not None and _same(results, self._judged):
            return
        self._wanted = results

        def work(checkpoint: Checkpoint, report: Report) -> None:
            for judged in each_statement(results, incumbent(results.design), checkpoint):
                report(judged)

        self.tasks.run(work)

    def _take(self, judged: Judged) -> None:
        self._general[judged.statement.id] = judged.general
        if judged.here is not None:
            self._here[judged.statement.id] = judged.here
        if len(self._general) % 8 == 0:  # a list that is laid out anew for each would flicker
            self._show()

    def _refresh(self) -> None:
        self._judged = self._wanted
        self._show()

    def _fail(self, reason: str) -> None:
        self.counts.setText(reason)

    def _of_article(self) -> tuple[Entry, ...]:
        return tuple(Entry(id, one.kind, tr(one.statement), one, None, self._general.get(id), self._here.get(id))
                     for id, one in statements().items())  # fmt: skip

    def _of_own(self) -> tuple[Entry, ...]:
        return tuple(of_own(place, judged) for place, judged in enumerate(judge_own(self._results())))

    def _show(self) -> None:
        entries = self.entries
        chosen = self.kind.currentData(), self.verdict.currentData(), self.search.text()
        shown = [entry for entry in entries if passes(entry, *chosen)]
        self.list.show_entries(shown)
        self.none.setVisible(not shown)
        if self.list.current != self.detail.entry:
            self.detail.show_entry(self.list.current)
        self._count(entries)
        self._show_buttons()

    def _count(self, entries: tuple[Entry, ...]) -> None:
        here = Counter(entry.here.kind for entry in entries if entry.here is not None)
        general = Counter(entry.general.kind for entry in entries if entry.general is not None)
        if not here:
            self.counts.setText(tr("Computing …"))
            return
        count = sum(here.values())
        about = tr_count("{count} statement that this design decides", "{count} statements that this design decides",
                         count)  # fmt: skip
        said = [tr_count(*words, here[kind]) for kind, words in _HEADLINE.items() if here[kind]]
        self.counts.setText(tr("Of {about}, {said}.", about=about, said=", ".join(said)))
        self.split_up.setText(tr("As worded, for any design: {kinds}.", kinds=_kinds(general)) if general else "")
        self.split_up.setVisible(bool(general))

    def _show_buttons(self) -> None:
        own = self._chosen_own() is not None
        self.edit_button.setVisible(own)
        self.remove_button.setVisible(own)

    def _chosen_own(self) -> int | None:
        entry = self.list.current
        return int(entry.key) - 1 if entry is not None and entry.kind == OWN else None

    def _chosen(self, entry: Entry | None) -> None:
        self.detail.show_entry(entry)
        self._show_buttons()

    def _open(self, dialog: OwnClaimDialog, take: object) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(take)
        dialog.open()

    def _add(self, claim: OwnClaim) -> None:
        refusal = self.session.edit(tr("Add claim"), lambda design: add_claim(design, claim))
        self._answer(refusal)
        if refusal is None:
            self._reveal(len(self.session.design.claims))

    def _replace(self, claim: OwnClaim) -> None:
        position = self._position
        self._answer(self.session.edit(tr("Change claim"), lambda design: replace_claim(design, position, claim)))

    def _answer(self, refusal: DesignError | None) -> None:
        dialog = self.findChild(OwnClaimDialog)
        if dialog is not None:
            dialog.answer(refusal)

    def show_statement(self, id: str) -> None:
        """Bring a statement of the article into sight, whatever was filtered."""
        self.kind.setCurrentIndex(0)
        self.verdict.setCurrentIndex(0)
        self.search.clear()
        self.list.choose("", id)

    def _reveal(self, number: int) -> None:
        """Bring an own statement into sight, whatever was filtered."""
        self.kind.setCurrentIndex(self.kind.findData(OWN))
        self.verdict.setCurrentIndex(0)
        self.search.clear()
        self.list.choose(OWN, f"{number}")

    def _theme_changed(self) -> None:
        self.detail.theme_changed()
        self.list.viewport().update()

    def _timer(self, work: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(work)
        return timer

    def _make(self) -> None:
        em = self.fontMetrics().height()
        self.counts, self.split_up = QLabel(self), QLabel(self)
        self.counts.setObjectName("claims-counts")
        lettered(self.counts)
        self.split_up.setProperty("look", "muted")
        self.kind = self._choice("claims-kind", tr("Kind"), {"": tr("All kinds"), **{
            key: tr(label) for key, label in CLASSES.items()}, OWN: tr("your own")})  # fmt: skip
        self.verdict = self._choice("claims-verdict", tr("Verdict"), {"": tr("All verdicts"), **{
            key: tr(label) for key, label in KINDS.items()}})  # fmt: skip
        self.search = QLineEdit(self)
        self.search.setObjectName("claims-search")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.add_button, self.edit_button, self.remove_button = (
            self._button(name, text, run) for name, text, run in (
                ("add_claim", tr("Add a claim …"), self.add_own), ("edit_claim", tr("Edit …"), self.edit_own),
                ("remove_claim", tr("Remove"), self.remove_own)))  # fmt: skip
        self.list = StatementList(self.session.theme, self)
        self.list.chosen.connect(self._chosen)
        self.none = QLabel(tr("No statement passes this filter."), self)
        self.none.setProperty("look", "muted")
        self.detail = Detail(self.session.theme, self)
        for name in ("explain_requested", "field_requested", "case_requested"):
            getattr(self.detail, name).connect(getattr(self, name))
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.list)
        self.split.addWidget(scrolling(self.detail, self, sideways=False))
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        filters = QHBoxLayout()
        for widget, stretch in ((self.kind, 0), (self.verdict, 0), (self.search, 1)):
            filters.addWidget(widget, stretch)
        for button in (self.add_button, self.edit_button, self.remove_button):
            filters.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.4), round(em * 0.4), round(em * 0.3))
        column.setSpacing(round(em * 0.3))
        for label in (self.counts, self.split_up):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addLayout(filters)
        column.addWidget(self.none)
        column.addWidget(self.split, 1)

    def _choice(self, name: str, title: str, options: Mapping[str, str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        for key, text in options.items():
            box.addItem(text, key)
        box.currentIndexChanged.connect(self._show)
        return box

    def _button(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(run)
        return button


def _same(one: Results, other: Results) -> bool:
    """Whether both hold the very same outcomes of every stage."""
    return one.outcomes.keys() == other.outcomes.keys() and all(
        outcome is other.outcomes[stage] for stage, outcome in one.outcomes.items()
    )


def _kinds(counts: Mapping[Kind, int]) -> str:
    return ", ".join(f"{tr(label)} ({counts[kind]})" for kind, label in KINDS.items() if counts[kind])
