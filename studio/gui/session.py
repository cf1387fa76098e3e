"""Where the document, the worker and the views meet: edits go in here, outcomes come out as signals."""

import dataclasses
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

from studio.analysis import Outcome, Results, issues, wanted_keys
from studio.design import Design, DesignError, Issue, same_design
from studio.design.shown import plainly
from studio.document.document import Document
from studio.gui.clock import DAY, Clock
from studio.gui.currency import Currency
from studio.gui.guard import gui_only
from studio.gui.life_year import LifeYear
from studio.gui.links import Links
from studio.gui.members import Members
from studio.gui.notices import Notices
from studio.gui.preferences import Preferences
from studio.gui.restyle import restyled
from studio.gui.theme import Theme
from studio.gui.units_shown import UnitsShown
from studio.jobs.remote import ProcessWorker
from studio.jobs.run import Callbacks
from studio.text import tr

if TYPE_CHECKING:
    from studio.analysis.study.uncertainty import MonteCarlo

Status = Literal["fresh", "outdated", "running", "failed", "not_run"]
_log = logging.getLogger(__name__)


class Session(QObject):
    """The open design with its outcomes.

    `design_changed` follows every edit; `outcome_changed(stage)` every stage that was computed; `status_changed`
    whenever a stage may have become outdated, running or fresh; `run_done` when a whole walk is through, of the
    newest design or not; `settled` when the newest design is all computed;
    `file_changed` when the path or the saved mark may differ; `defect` carries the text of a program error;
    `vary_requested` the path of a field that a study is to vary; `note_requested` the field or result that a note is to
    be written on.
    """

    design_changed = Signal()
    outcome_changed = Signal(str)
    status_changed = Signal()
    settled = Signal()
    run_done = Signal(int)
    file_changed = Signal()
    defect = Signal(str)
    sample_changed = Signal()
    vary_requested = Signal(str)
    looked_at = Signal()
    """Something is about to be computed for the design as it is seen: what is being typed belongs to it."""
    acted = Signal(str)
    """What was done besides editing, as the line of a script that does it again."""
    note_requested = Signal(str)
    progressed = Signal(float)

    _stage_done = Signal(int, object)
    _all_done = Signal(int, object)
    _advanced = Signal(int, float)
    _broke = Signal(int, str)
    _stopped = Signal(int)

    def __init__(
        self,
        document: Document,
        theme: Theme,
        worker: Callable[..., Any] = ProcessWorker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.theme = theme
        self.clock = Clock(self)
        self.currency = Currency(lambda: self.document.design, self._choose_currency, self)
        self.notices = Notices(self)
        self.preferences = Preferences(parent=self)
        self.links = Links(lambda: self.preferences, self)
        self.life = LifeYear(self)
        self.units = UnitsShown(
            lambda: self.document.design, self.preferences, lambda edit: self.edit(tr("Units"), edit), self
        )
        self.units.changed.connect(self.currency.changed)
        self.members = Members(self)
        self.revision = 0
        self._outcomes: dict[str, Outcome] = {}
        self._good: dict[str, Outcome] = {}
        self._keys = wanted_keys(document.design)
        self._busy = False
        queued = Qt.ConnectionType.QueuedConnection
        self._stage_done.connect(self._take_stage, queued)
        self._all_done.connect(self._take_results, queued)
        self._advanced.connect(self._take_progress, queued)
        self._broke.connect(self._take_defect, queued)
        self._stopped.connect(self._take_stop, queued)
        self._worker = worker(
            Callbacks(
                on_stage=self._stage_done.emit,
                on_done=self._all_done.emit,
                on_progress=self._advanced.emit,
                on_error=self._broke.emit,
                on_stopped=self._stopped.emit,
            )
        )
        self._sample: MonteCarlo | None = None
        self._shown_design = document.design
        document.on_change = self._document_changed

    @property
    def design(self) -> Design:
        return self.document.design

    @gui_only
    def edit(self, label: str, edit: Callable[[Design], Design], gesture: object = None) -> DesignError | None:
        """Apply `edit`; edits with one `gesture` are one undo step, each made anew from where the gesture began.

        The refusal is returned, not raised.
        """
        try:
            design = edit(self.document.base_of(gesture))
        except DesignError as refusal:
            return refusal
        self.document.edit(label, design, gesture)
        return None

    @gui_only
    def end_gesture(self) -> None:
        """The drag or the typing is over: the next edit is a step of its own."""
        self.document.end_gesture()

    @gui_only
    def undo(self) -> None:
        self.document.undo()

    @gui_only
    def redo(self) -> None:
        self.document.redo()

    @gui_only
    def go_to_step(self, position: int) -> None:
        """Make the design after so many steps of the history the current one."""
        self.document.go_to(position)

    def start(self) -> None:
        """Ask for the results of the current design."""
        self._submit()

    @gui_only
    def cancel(self) -> None:
        """Stop what is being computed; what is done stays."""
        self._worker.cancel()
        self._busy = False
        self.status_changed.emit()

    def close(self) -> None:
        """Stop the clock and the worker and wait for them."""
        self.clock.play(False)
        self.life.close()
        self._worker.close()
        self.units.close()

    def table(self, stage: str) -> Any:
        """The last good table of a stage, or None: it may be older than the design (see `status`)."""
        outcome = self._good.get(stage)
        return outcome.computed if outcome else None

    def results(self) -> Results:
        """The last good outcome of every stage as results of the current design."""
        return Results(self.design, dict(self._good))

    def exact_results(self) -> Results | None:
        """What is known of the design as it is now, failures included; None while it is being computed."""
        if self._busy:
            return None
        known = {stage: outcome for stage, outcome in self._outcomes.items() if outcome.key == self._keys[stage]}
        return Results(self.design, known)

    def issues(self) -> tuple[Issue, ...]:
        """What is to be said of the design, and what the stages that are up to date found, errors first."""
        fresh = {stage: outcome for stage, outcome in self._good.items() if self.status(stage) == "fresh"}
        with plainly():
            found = issues(Results(self.design, fresh))
        return tuple(dataclasses.replace(issue, text=restyled(issue.text)) for issue in found)

    @property
    def sample(self) -> "MonteCarlo | None":
        """How sure the design is, where that was asked of the design as it is now."""
        return self._sample if self._sample is not None and same_design(
            self._sample.design, self.design) else None

    @gui_only
    def share_sample(self, sample: "MonteCarlo") -> None:
        """Let all views know how sure the design is."""
        self._sample = sample
        self.sample_changed.emit()

    def failure(self, stage: str) -> str:
        """Why the newest computation of a stage failed; empty where it did not."""
        outcome = self._outcomes.get(stage)
        if outcome is None or outcome.ok or outcome.key != self._keys[stage]:
            return ""
        return restyled(outcome.failure)

    def status(self, stage: str) -> Status:
        """Derived from keys each time it is asked for, so it can never be stale itself."""
        outcome = self._outcomes.get(stage)
        if outcome is not None and outcome.key == self._keys[stage]:
            return "fresh" if outcome.ok else "failed"
        if self._busy:
            return "running"
        return "outdated" if stage in self._good else "not_run"

    @property
    def busy(self) -> bool:
        return self._busy

    def _choose_currency(self, code: str) -> None:
        self.units.choose(self.units.of_project, code)

    def _document_changed(self) -> None:
        if self.design is not self._shown_design:
            self._shown_design = self.design
            self._submit()
            self.units.follow_design()
            self.currency.follow()
            self.design_changed.emit()
            self.status_changed.emit()
        self.file_changed.emit()

    def _submit(self) -> None:
        self.revision += 1
        self._keys = wanted_keys(self.design)
        self._busy = True
        self._worker.submit(self.revision, self.design)

    @Slot(int, object)
    def _take_stage(self, revision: int, outcome: Outcome) -> None:
        self._outcomes[outcome.stage] = outcome
        if outcome.ok:
            self._good[outcome.stage] = outcome
            if outcome.stage == "illumination":
                table = outcome.computed
                days = round(float(table.season.elapsed[-1]) / DAY + 0.5)
                self.clock.set_orbit(float(table.season.period), days, table.day_step)
        self.outcome_changed.emit(outcome.stage)

    @Slot(int, object)
    def _take_results(self, revision: int, results: Results) -> None:
        for stage, outcome in results.outcomes.items():
            # A stage that was reused was not sent on its own, and after an undo an older outcome may be shown.
            if self._outcomes.get(stage) is not outcome:
                self._take_stage(revision, outcome)
        self.run_done.emit(revision)
        if revision == self.revision:
            self._busy = False
            self.status_changed.emit()
            self.settled.emit()

    @Slot(int, float)
    def _take_progress(self, revision: int, fraction: float) -> None:
        if revision == self.revision and self._busy:
            self.progressed.emit(fraction)

    @Slot(int)
    def _take_stop(self, revision: int) -> None:
        if revision == self.revision:
            self._busy = False
            self.status_changed.emit()

    @Slot(int, str)
    def _take_defect(self, revision: int, text: str) -> None:
        if revision == self.revision:  # else a newer design is still being computed
            self._busy = False
        _log.error("the analysis stopped on a program error:\n%s", text)
        self.status_changed.emit()
        self.defect.emit(text)
