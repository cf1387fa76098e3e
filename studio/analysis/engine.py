"""Design in, results out: the walk over the stages, with reuse of every stage whose inputs are unchanged.

Synchronous and without threads: `on_stage` is called as each stage is done, `checkpoint` by long stages.
"""

import dis
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.sampling import FINE, Sampling
from studio.analysis.stages import RESULTS, STAGES, Stage
from studio.design import Design, Issue, check
from studio.design.shown import plainly
from studio.text import mark, tr

_log = logging.getLogger(__name__)
_RAISE = dis.opmap["RAISE_VARARGS"]
Checkpoint = Callable[[float], None]
Key = tuple[Any, ...]


class Cancelled(Exception):
    """Raised out of a checkpoint when nobody wants the answer any more."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one stage: its computed table, or the reason why there is none.

    A `hollow` one lacks the maps that only later stages read (:attr:`Stage.inner`).
    """

    stage: str
    key: Key
    computed: Any = None
    failure: str = ""
    skipped: bool = False
    seconds: float = 0.0
    hollow: bool = False

    @property
    def ok(self) -> bool:
        return self.computed is not None


@dataclass(frozen=True)
class Results(Mapping[str, Any]):
    """Every result of one design by name; `results.stage("orbit")` is the whole table of a stage.

    A value is read from its table when it is asked for: a window makes results anew with every stage that comes in.
    """

    design: Design
    outcomes: Mapping[str, Outcome]

    def __getitem__(self, name: str) -> Any:
        known = RESULTS[name]
        value = getattr(self.stage(known.stage), known.attribute, None)
        if value is None:  # not computed, or it does not apply
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for name in RESULTS if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def stage(self, name: str) -> Any:
        """The computed table of a stage, or None where it has none."""
        outcome = self.outcomes.get(name)
        return outcome.computed if outcome else None


def _all_reads() -> dict[str, tuple[str, ...]]:
    """The parts of the design that each stage depends on, its own and those of the stages before it."""
    found: dict[str, tuple[str, ...]] = {}
    for stage in STAGES.values():
        parts = {*stage.reads, *(part for need in stage.needs for part in found[need])}
        found[stage.name] = tuple(part for part in Design.__struct_fields__ if part in parts)
    return found


_PARTS = _all_reads()


def parts_behind(stage: str) -> tuple[str, ...]:
    """The parts of the design that a stage depends on, through the stages before it as well."""
    return _PARTS[stage]


def wanted_keys(design: Design) -> dict[str, Key]:
    """The key that a fresh outcome of each stage would have: two equal keys mean the same outcome.

    Flat, since a key that held those of the stages before it would hold most parts many times over, and be compared
    for as long: a window asks for the state of every stage many times in each turn of a drag.
    """
    return {name: tuple(getattr(design, part) for part in parts) for name, parts in _PARTS.items()}


def evaluate(
    design: Design,
    previous: Mapping[str, Outcome] | None = None,
    *,
    only: tuple[str, ...] | None = None,
    whole: tuple[str, ...] = (),
    on_stage: Callable[[Outcome], None] | None = None,
    checkpoint: Checkpoint | None = None,
    sampling: Sampling = FINE,
) -> Results:
    """The results of `design`; stages in `previous` whose key is unchanged are taken over as they are.

    `only` limits the walk to those stages and what they need. A hollow outcome is not taken over where a stage that
    is run reads what it lacks, or where its stage is among those to be had `whole`. A stage that fails carries its
    reason, the stages that need it are skipped, and the rest goes on. `sampling` says how finely the season is looked
    at; what is taken over must have been computed with the same.
    """
    wanted = closure(only) if only is not None else set(STAGES)
    refusal = next((issue for issue in check(design) if issue.severity == "error"), None)
    keys = wanted_keys(design)
    taken = _taken_over(previous or {}, keys, wanted, whole)
    outcomes: dict[str, Outcome] = {}
    for position, stage in enumerate(STAGES.values()):
        if stage.name not in wanted:
            continue
        if checkpoint is not None:
            checkpoint(position / len(STAGES))
        if (known := taken.get(stage.name)) is not None:
            outcomes[stage.name] = known
            continue
        within = _share(checkpoint, position) if checkpoint is not None else None
        outcome = _run(stage, design, keys[stage.name], outcomes, refusal, within, sampling)
        outcomes[stage.name] = outcome
        if on_stage is not None:
            on_stage(outcome)
    return Results(design, outcomes)


def _taken_over(
    previous: Mapping[str, Outcome], keys: Mapping[str, Key], wanted: set[str], whole: tuple[str, ...]
) -> dict[str, Outcome]:
    """Those of the outcomes before that are those of the stages now, and have what the stages to be run will read."""
    taken: dict[str, Outcome] = {}
    read = set(whole)
    for stage in reversed(STAGES.values()):
        if stage.name not in wanted:
            continue
        known, key = previous.get(stage.name), keys[stage.name]
        same = known is not None and known.ok and (known.key is key or known.key == key)
        if known is not None and same and not (known.hollow and stage.name in read):
            taken[stage.name] = known
        else:
            read.update(stage.maps)
    return taken


def _share(checkpoint: Checkpoint, position: int) -> Checkpoint:
    """The checkpoint of one stage, whose fraction is a part of the whole walk's."""
    return lambda fraction: checkpoint((position + fraction) / len(STAGES))


def _run(
    stage: Stage,
    design: Design,
    key: Key,
    outcomes: Mapping[str, Outcome],
    refusal: Issue | None,
    checkpoint: Checkpoint | None,
    sampling: Sampling = FINE,
) -> Outcome:
    if refusal is not None:
        return Outcome(stage.name, key, failure=f"{refusal.where}: {refusal.text}")
    missing = next((need for need in stage.needs if not outcomes[need].ok), None)
    if missing is not None:
        reason = tr(mark("waits for {stage}, which failed"), stage=tr(STAGES[missing].label))
        return Outcome(stage.name, key, failure=reason, skipped=True)
    began = time.perf_counter()
    try:
        tables = {need: outcomes[need].computed for need in stage.needs}
        with plainly():  # what a stage says does not depend on who looks at it
            computed = stage.run(design, {**tables, "sampling": sampling}, checkpoint)
    except (ValueError, ArithmeticError) as error:
        # What a design can ask for but physics cannot give; anything else is a defect and must surface.
        if not _refused(error):
            _log.error("the stage %s failed with words that are not ours", stage.name, exc_info=error)
        return Outcome(stage.name, key, failure=str(error), seconds=time.perf_counter() - began)
    return Outcome(stage.name, key, computed, seconds=time.perf_counter() - began)


def _refused(error: Exception) -> bool:
    """Whether somebody raised an error in so many words; else a library or arithmetic met what it cannot work with."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last is not None and last.tb_frame.f_code.co_code[last.tb_lasti] == _RAISE


def closure(names: tuple[str, ...]) -> set[str]:
    """The stages called `names` and all that they need."""
    wanted: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name not in STAGES:
            raise ValueError(f"there is no stage “{name}”; the stages are {', '.join(STAGES)}")
        if name not in wanted:
            wanted.add(name)
            pending.extend(STAGES[name].needs)
    return wanted
