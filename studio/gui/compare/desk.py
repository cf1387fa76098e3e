"""The columns of the Compare tab: which designs stand in them, in which order, and their results.

The open design is live; every other one is read and computed once, beside the window, and what it shares with a
design that is known already is taken over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.analysis import STAGES, Outcome, evaluate, wanted_keys
from studio.design import Design, DesignError
from studio.design.baseline import Baseline
from studio.document import files
from studio.document.baselines import with_baselines_of
from studio.document.presets import preset, presets
from studio.gui.compare.entry import KINDS, Entry, Found, Kind
from studio.gui.inspector.words import sentence
from studio.gui.panel.compare.pins import Pin, with_pinned
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import tr

MOST = 100
OPEN = 0
"""The number of the column of the open design."""
_Todo = tuple[int, Callable[[], Design]]


class CompareDesk(QObject):
    """One set for a session. `changed`: other columns, another order or reference; `computed`: a column has results.

    `told` carries a sentence and whether it is about something that went wrong.
    """

    changed = Signal()
    computed = Signal(int)
    busy_changed = Signal()
    told = Signal(str, bool)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.entries: list[Entry] = [Entry(OPEN, "open", "", "open")]
        self.reference = OPEN
        self.current = OPEN
        """The column that the buttons are about."""
        self.progress = 0.0
        self._found: dict[int, Found] = {}
        self._next = OPEN + 1
        self._hidden: set[str] = set()
        self.tasks = Tasks(self, "compare")
        self.tasks.reported.connect(self._take)
        self.tasks.progressed.connect(self._advance)
        self.tasks.done.connect(lambda _: self._go_on())
        self.tasks.failed.connect(lambda reason: self._break(reason))
        self.tasks.stopped.connect(self.busy_changed)
        self._stopped = False
        session.design_changed.connect(self._follow)
        self._follow()

    @staticmethod
    def of(session: Session) -> "CompareDesk":
        """The desk of a session, made when first asked for."""
        known = session.findChild(CompareDesk)
        return known if isinstance(known, CompareDesk) else CompareDesk(session)

    # What stands there

    @property
    def busy(self) -> bool:
        return self.tasks.busy

    def entry(self, number: int) -> Entry:
        return next(entry for entry in self.entries if entry.number == number)

    def has(self, number: int) -> bool:
        """Whether the column is there: a table that waits to be drawn anew still shows those that are gone."""
        return any(entry.number == number for entry in self.entries)

    def title(self, entry: Entry) -> str:
        """The whole name of a column."""
        return entry.name if entry.kind != "open" else self.session.design.title or tr("Untitled")

    def label(self, entry: Entry) -> str:
        """The name of a column where its origin does not stand beside it: with that where two have the same name."""
        title = self.title(entry)
        alike = [other for other in self.entries if self.title(other) == title]
        if len(alike) == 1:
            return title
        if sum(other.kind == entry.kind for other in alike) == 1:
            return f"{title} ({self.origin(entry)})"
        return f"{title} ({self.origin(entry)} {alike.index(entry) + 1})"

    def origin(self, entry: Entry) -> str:
        """Where the design of a column is from, in words."""
        return tr(KINDS[entry.kind])

    def found(self, number: int) -> Found:
        """The design and the results of a column, as far as they are known."""
        if number == OPEN:
            return Found(self.session.design, self.session.results())
        return self._found.get(number, Found())

    def known(self) -> list[tuple[Entry, Found]]:
        """The columns whose designs are known, the reference first among equals, in their order."""
        pairs = [(entry, self.found(entry.number)) for entry in self.entries]
        return [(entry, found) for entry, found in pairs if found.design is not None]

    def waiting(self) -> list[Entry]:
        """The columns that have neither results nor a reason why not."""
        return [entry for entry in self.entries if entry.kind != "open"
                and (found := self.found(entry.number)).results is None and not found.failure]  # fmt: skip

    @property
    def full(self) -> bool:
        """Whether there are as many columns as there may be."""
        return len(self.entries) >= MOST

    # Changing it

    def add(self, kind: Kind, name: str, key: str, load: Callable[[], Design], note: str = "") -> bool:
        """Add a column; False, with a sentence, where that is not possible or it is there."""
        known = next((entry for entry in self.entries if entry.key == key), None)
        if known is not None:
            self.choose(known.number)
            self.told.emit(tr("“{name}” is there already.", name=self.title(known)), False)
            return False
        if self.full:
            self.told.emit(tr("{most} designs are compared at most: remove one first.", most=MOST), True)
            return False
        self._append(kind, name, key, load, note)
        self._stopped = False
        self.changed.emit()
        self._start()
        return True

    def add_preset(self, name: str) -> None:
        title = next(tr(one.title) for one in presets() if one.name == name)
        self.add("preset", title, f"preset:{name}", lambda: preset(name))

    def add_file(self, path: Path) -> None:
        self.add("file", path.name, f"file:{path.absolute()}", lambda: files.read(path), str(path))

    def add_study_rows(self, path: Path, rows: Iterable[int]) -> None:
        """Add rows of a study by their numbers."""
        for row in rows:
            name = tr("{study}, row {row}", study=path.name, row=row)
            added = self.add("study", name, f"study:{path.absolute()}#{row}", _row_of(path, row), str(path))
            if not added and self.full:
                return

    def pin(self, name: str = "") -> None:
        """Keep the open design as it is now in a column of its own, for as long as the window is open."""
        design = self.session.design
        number = 1 + sum(entry.kind == "pinned" for entry in self.entries)
        title = name or tr("{title} (pinned {number})", title=design.title or tr("Untitled"), number=number)
        self.add("pinned", title, f"pinned:{self._next}", lambda: design)

    def add_stack(self, pin: Pin) -> None:
        """Add the open design with a stack that is pinned in the Panel tab."""
        try:
            design = with_pinned(self.session.design, pin)
        except DesignError as refusal:
            self.told.emit(sentence(refusal.text), True)
            return
        self.add("pinned", pin.title, f"pinned:{self._next}", lambda: design)

    def remove(self, number: int) -> None:
        """Take a column away; the design itself stays where it is."""
        if number == OPEN or not self.has(number):
            return
        entry = self.entry(number)
        if entry.kind == "baseline":
            self._hidden.add(entry.key)
        self._drop(entry)
        self.changed.emit()

    def remove_all(self) -> None:
        """Leave only the open design."""
        for entry in list(self.entries):
            if entry.kind == "baseline":
                self._hidden.add(entry.key)
            if entry.kind != "open":
                self._drop(entry)
        self.changed.emit()

    def show_baselines(self) -> None:
        """Show the baselines that were taken away, too."""
        self._hidden.clear()
        self._follow()

    def move(self, number: int, step: int) -> None:
        """Move a column to the left or the right."""
        if not self.has(number):
            return
        place = self.entries.index(self.entry(number))
        target = min(max(place + step, 0), len(self.entries) - 1)
        if target != place:
            self.entries.insert(target, self.entries.pop(place))
            self.changed.emit()

    def order(self, numbers: Iterable[int]) -> None:
        """Put the columns into this order; those that are not named come last."""
        places = {number: place for place, number in enumerate(numbers)}
        self.entries.sort(key=lambda entry: places.get(entry.number, len(places)))
        self.changed.emit()

    def refer_to(self, number: int) -> None:
        """Hold all columns against this one."""
        if number != self.reference and self.has(number):
            self.reference = number
            self.changed.emit()

    def choose(self, number: int) -> None:
        """The buttons are about this column."""
        if self.has(number):
            self.current = number

    def restore(self, number: int) -> bool:
        """Make the design of a column the one that is open, in one undo step."""
        design = self.found(number).design
        if number == OPEN or design is None or not self.has(number):
            return False
        entry = self.entry(number)
        label = tr("Take over {name}", name=self.title(entry))
        refusal = self.session.edit(label, lambda now: with_baselines_of(design, now))
        if refusal is not None:
            self.told.emit(sentence(refusal.text), True)
            return False
        self.told.emit(tr("“{name}” is the open design now; Undo brings the one before back.",
                          name=self.title(entry)), False)  # fmt: skip
        return True

    def stop(self) -> None:
        """Stop computing; the columns that wait stay without results until `go_on`."""
        self._stopped = True
        self.tasks.cancel()

    def go_on(self) -> None:
        """Compute what still waits."""
        self._stopped = False
        self._start()

    def close(self) -> None:
        self.tasks.close()

    # Inside

    def _append(self, kind: Kind, name: str, key: str, load: Callable[[], Design], note: str) -> None:
        self.entries.append(Entry(self._next, kind, name, key, load, note))
        self._next += 1

    def _drop(self, entry: Entry) -> None:
        self.entries.remove(entry)
        self._found.pop(entry.number, None)
        if self.reference == entry.number:
            self.reference = OPEN
        if self.current == entry.number:
            self.current = OPEN

    def _follow(self) -> None:
        """Have a column for each baseline of the open design that nobody took away."""
        wanted: dict[str, Baseline] = {}
        for one in self.session.design.baselines:
            key = f"baseline:{one.design}"  # the name may be another tomorrow
            while key in wanted:
                key += "+"
            wanted[key] = one
        before = [(entry.key, entry.name, entry.note) for entry in self.entries]
        for entry in [entry for entry in self.entries if entry.kind == "baseline" and entry.key not in wanted]:
            self._drop(entry)
        have = {entry.key: place for place, entry in enumerate(self.entries)}
        for key, one in wanted.items():
            note = "  ".join(part for part in (one.date, one.note) if part)
            if key in have:
                self.entries[have[key]] = replace(self.entries[have[key]], name=one.name, note=note)
            elif key not in self._hidden and len(self.entries) < MOST:
                self._append("baseline", one.name, key, partial(files.kept_design, one.design), note)
        if before != [(entry.key, entry.name, entry.note) for entry in self.entries]:
            self.changed.emit()
            self._start()

    def _start(self) -> None:
        if self.tasks.busy or self._stopped:
            return
        todo: list[_Todo] = [(entry.number, entry.load) for entry in self.waiting() if entry.load is not None]
        if not todo:
            self.busy_changed.emit()
            return
        pool = Pool()
        pool.add(self.session.results().outcomes)
        for found in self._found.values():
            if found.results is not None:
                pool.add(found.results.outcomes)
        self.progress = 0.0
        self.tasks.run(lambda checkpoint, report: _compute(todo, pool, checkpoint, report))
        self.busy_changed.emit()

    def _take(self, what: tuple[int, Found]) -> None:
        number, found = what
        if self.has(number):
            self._found[number] = found
            self.computed.emit(number)

    def _advance(self, share: float) -> None:
        self.progress = share
        self.busy_changed.emit()

    def _go_on(self) -> None:
        self._start()

    def _break(self, reason: str) -> None:
        for entry in self.waiting():
            self._found[entry.number] = Found(failure=reason)
        self.changed.emit()
        self.busy_changed.emit()


class Pool:
    """Outcomes of stages by their inputs, to be taken over by other designs with the same."""

    def __init__(self) -> None:
        self._known: dict[str, list[Outcome]] = {stage: [] for stage in STAGES}

    def add(self, outcomes: Mapping[str, Outcome]) -> None:
        for stage, outcome in outcomes.items():
            if outcome.ok and all(outcome is not known for known in self._known[stage]):
                self._known[stage].append(outcome)

    def for_design(self, design: Design) -> dict[str, Outcome]:
        """The outcomes that a walk over `design` may take over."""
        found = {}
        for stage, key in wanted_keys(design).items():
            same = [outcome for outcome in self._known[stage] if outcome.key == key]
            if same:
                found[stage] = min(same, key=lambda outcome: outcome.hollow)  # a whole one where there is one
        return found


def _compute(todo: list[_Todo], pool: Pool, checkpoint: Callable[[float], None], report: Callable[[Any], None]) -> None:
    for place, (number, load) in enumerate(todo):
        share = place / len(todo)
        checkpoint(share)
        try:
            design = load()
        except (ValueError, OSError) as error:
            report((number, Found(failure=sentence(str(error)))))
            continue
        within = partial(_within, checkpoint, share, len(todo))
        results = evaluate(design, pool.for_design(design), checkpoint=within)
        pool.add(results.outcomes)
        first = next((one for one in results.outcomes.values() if one.failure and not one.skipped), None)
        report((number, Found(design, results, first.failure if first is not None else "")))


def _within(checkpoint: Callable[[float], None], share: float, count: int, part: float) -> None:
    checkpoint(share + part / count)


def _row_of(path: Path, row: int) -> Callable[[], Design]:
    def load() -> Design:
        from studio.jobs.study import StudyFile  # which brings in pyarrow

        with StudyFile.open(path) as study:
            return study.design_at(study.position_of(row))

    return load


