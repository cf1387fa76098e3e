"""Rows on studies: many designs in one call, over the workers of an engine, and for what is not known exactly."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from studio import child
from studio.analysis import RESULTS, evaluate
from studio.analysis.sampling import FINE, QUICK, Sampling
from studio.cli.bench.case import Measured, Run
from studio.cli.bench.clock import side_by_side, timing
from studio.cli.bench.peers import Missing, peer
from studio.cli.bench.row import Accuracy
from studio.design import Design, set_value
from studio.design.quantity import YEAR
from studio.document.presets import START, preset
from studio.jobs.memory import keep_memory
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.study import Plan
    from studio.jobs.study import BatchAnswer, Engine, StudyFile

WORKERS = 2
_EXACT = mark("largest relative difference of a result from that of the single evaluation")
_FIRST_LOOK = mark("relative difference from the fine look that nine of ten results keep, at its worst design")
_NUMBERS = mark("share of the points that failed")
_ABSENT = mark("the study ended: {reason}")
_MEGABYTE = 1e6
_TIMEOUT = 900.0


def start_plan(samples: int, outcomes: tuple[str, ...] = ()) -> tuple[Design, "Plan"]:
    """The design that the window opens with, and a Sobol sample of six of its numbers, for all results there are."""
    from studio.analysis.study import Factor, Plan

    design = preset(START)
    cover = design.stack.layers[0].thickness
    spans = {
        "mission.altitude": (500e3, 1200e3),
        "mission.lifetime": (3.0 * YEAR, 8.0 * YEAR),
        "array.area": (0.8 * design.array.area, 1.3 * design.array.area),
        "battery.energy": (0.5 * design.battery.energy, 2.0 * design.battery.energy),
        "thermal.target_temperature": (300.0, 340.0),
        "stack.layers[0].thickness": (0.5 * cover, 1.5 * cover),
    }
    factors = tuple(Factor(path, low, high) for path, (low, high) in spans.items())
    return design, Plan(factors, outcomes or every_result(), "sobol", samples, 1)


def every_result() -> tuple[str, ...]:
    """The results of one value a design: numbers, counts and texts of all stages."""
    return tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer", "text"})


def relative(one: Any, other: Any) -> np.ndarray[Any, Any]:
    """Relative differences of two columns; infinite where only one of them has a number."""
    left, right = (np.asarray(each, dtype=np.float64) for each in (one, other))
    both = np.isfinite(left) & np.isfinite(right)
    scale = np.maximum(np.abs(left), np.abs(right))
    same = ~both & ((left == right) | (np.isnan(left) & np.isnan(right)))
    found = np.where(same, 0.0, np.inf)
    found[both] = np.abs(left[both] - right[both]) / np.where(scale[both] > 0.0, scale[both], 1.0)
    return found


def judged_results() -> tuple[str, ...]:
    """The numbers whose digits mean something: what is left of a balance is rounding."""
    return tuple(name for name in every_result() if RESULTS[name].kind != "text" and not name.endswith("_closure"))


def _beside_single(run: Run, sampling: Sampling, judged: Callable[[np.ndarray[Any, Any]], float],
                   accuracy: tuple[float, str]) -> Measured:  # fmt: skip
    """Designs a second of one call in one process, beside the evaluation of one design at a time, called in a loop."""
    from studio.analysis.many import Memory, evaluate_many

    keep_memory()
    design, plan = start_plan(run.size(1024, 24))
    names, memory = every_result(), Memory()
    columns = plan.columns(0, plan.size)

    def ours() -> Any:
        return evaluate_many(design, columns, names, sampling=QUICK, memory=memory)

    few = run.size(8, 2)
    designs = []
    for row in range(few):
        one = design
        for path, values in columns.items():
            one = set_value(one, path, float(values[row]))
        designs.append(one)

    def theirs() -> Any:
        return [evaluate(one, sampling=sampling) for one in designs]

    answer, singles = ours(), theirs()
    apart = []
    for name in judged_results():
        alone = [results[name] if name in results and results[name] is not None else np.nan for results in singles]
        apart.append(relative(answer.columns[name][:few], alone))
    mine, their = side_by_side([ours, theirs], run.size(7, 2))
    return Measured(ours=mine.rate(plan.size), theirs=their.rate(few),
                    accuracy=Accuracy(judged(np.array(apart)), *accuracy[:1], "", accuracy[1]))  # fmt: skip


def beside_the_same(run: Run) -> Measured:
    return _beside_single(run, QUICK, lambda apart: float(apart.max()), (1e-8, _EXACT))


def beside_the_fine(run: Run) -> Measured:
    return _beside_single(run, FINE, lambda apart: float(np.quantile(apart, 0.9, axis=0).max()), (0.02, _FIRST_LOOK))


@dataclass
class Watched:
    """An engine of which every answer is noted."""

    engine: "Engine"
    answers: list[tuple[float, float, "BatchAnswer"]] = field(default_factory=list)
    """When each came, and how long this process had worked then [s]"""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def completed(self, timeout: float) -> Iterator["BatchAnswer"]:
        for answer in self.engine.completed(timeout):
            self.answers.append((time.perf_counter(), time.process_time(), answer))
            yield answer

    def steady(self) -> "Steady":
        """From when every worker had answered once to the last answer; from the first one where none came after that.

        Raises
        ------
        Missing
            If there was one answer only.
        """
        if len(self.answers) < 2:
            raise Missing(tr(mark("the study was over at once")))
        first: dict[str, tuple[float, float]] = {}
        for at, worked, answer in self.answers:
            first.setdefault(answer.worker, (at, worked))
        end, after, _ = self.answers[-1]
        begin, before = max(first.values())
        if begin == end:
            begin, before = min(first.values())
        within = [answer for at, _, answer in self.answers if at > begin]
        return Steady(end - begin, len(first), sum(answer.size for answer in within),
                      sum(answer.seconds for answer in within), after - before)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Steady:
    """What came of a study while all its workers computed."""

    wall: float
    """[s]"""
    workers: int
    points: int
    busy: float
    """Time of all workers on batches [s]"""
    own: float
    """Time that the process which hands them out worked [s]"""

    @property
    def rate(self) -> float:
        """Points a second."""
        return self.points / self.wall

    @property
    def spare(self) -> float:
        """Share of the workers' time that is no work on a batch, with what handing out takes."""
        whole = self.workers * self.wall
        return max(0.0, 1.0 - self.busy / whole) + self.own / whole


@dataclass(frozen=True, slots=True)
class Swept:
    """A study from its start to its file."""

    steady: Steady
    failed: float
    """Share of the points"""


def swept(plan: "Plan", design: Design, engine: "Engine", batch: int | None = None) -> Swept:
    """Compute a study into a file and see how.

    Raises
    ------
    Missing
        If it comes to no end.
    """
    from studio.jobs.study import StudyCallbacks, StudyRun

    watched = Watched(engine)
    ends: list[StudyFile | str] = []
    with tempfile.TemporaryDirectory() as folder:
        calls = StudyCallbacks(on_done=ends.append, on_failed=ends.append, on_error=ends.append)
        study = StudyRun(design, plan, Path(folder) / "study.parquet", watched, calls, batch=batch)
        study.start()
        study.wait()
        end = ends[0]
        if isinstance(end, str):
            raise Missing(tr(_ABSENT, reason=end.strip().splitlines()[-1]))
        with end:
            failed = len(end.failures()) / plan.size
    return Swept(watched.steady(), failed)


Rounds = tuple[list[Swept], list[Swept]]
"""By one worker, and by two."""


def _in_turn(run: Run, engine: "Callable[[int], Engine]", batch: int | None) -> Rounds:
    """The same study by one worker and by two, in turn, so that whatever else the machine does meets both."""
    design, plan = start_plan(run.size(8_192, 96))
    found: Rounds = ([], [])
    for _ in range(run.size(3, 1)):
        for studies, workers in zip(found, (1, WORKERS), strict=True):
            studies.append(swept(plan, design, engine(workers), batch))
    return found


def _local(run: Run) -> Rounds:
    from studio.jobs.study import LocalEngine

    found: Rounds = run.once("study-local", lambda: _in_turn(run, LocalEngine, 16 if run.quick else None))
    return found


def _whole(swept: list[Swept]) -> Accuracy:
    return Accuracy(max(one.failed for one in swept), 0.0, "", _NUMBERS)


def _two_beside_one(found: Rounds) -> Measured:
    one, two = (timing([each.steady.rate for each in studies]) for studies in found)
    return Measured(ours=two, theirs=one, accuracy=_whole(found[0] + found[1]))


def two_workers(run: Run) -> Measured:
    return _two_beside_one(_local(run))


def overhead(run: Run) -> Measured:
    _, two = _local(run)
    return Measured(ours=timing([100.0 * each.steady.spare for each in two]), accuracy=_whole(two))


def dask_workers(run: Run) -> Measured:
    """Two workers of a Dask scheduler on this machine beside one."""
    peer("distributed", extra="dask")
    from studio.jobs.study.cluster import DaskEngine, Local

    return _two_beside_one(_in_turn(run, lambda workers: DaskEngine(Local(workers)), run.size(512, 16)))


def carlo(run: Run) -> Measured:
    """A thousand draws of the start design, every result, as the window asks for them while the design is open."""
    from studio.analysis.many import Memory
    from studio.analysis.study.uncertainty import monte_carlo

    keep_memory()
    design = preset(START)
    fine, memory = evaluate(design), Memory()
    samples = run.size(1000, 20)

    def ours() -> Any:
        return monte_carlo(design, samples=samples, fine=fine, memory=memory)

    failed = len(ours().failures) / samples
    (mine,) = side_by_side([ours], run.size(7, 2))
    return Measured(ours=mine, accuracy=Accuracy(failed, 0.0, "", _NUMBERS))


def million(run: Run) -> Measured:
    """Most memory that the process of a study of a million points ever held, measured in a process of its own."""
    count = run.size(1_000_000, 2_000)
    command = child.command("studio.cli.bench.studies", str(count))
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise Missing(tr(mark("the study took longer than {limit:.0f} s"), limit=_TIMEOUT)) from None
    if done.returncode:
        raise Missing(tr(_ABSENT, reason=(done.stderr.strip().splitlines() or [""])[-1]))
    found = json.loads(done.stdout)
    lost = abs(found["rows"] / count - 1.0) + found["failed"]
    return Measured(ours=timing([found["peak"] / _MEGABYTE]), accuracy=Accuracy(lost, 0.0, "", _NUMBERS))


def _peak() -> float:
    """Most memory that this process held [bytes]."""
    import resource

    # What the system counts by itself goes on with the count of the process that started this one.
    for line in Path("/proc/self/status").read_text().splitlines() if Path("/proc/self/status").exists() else ():
        if line.startswith("VmHWM:"):
            return 1024.0 * float(line.split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most) if sys.platform == "darwin" else 1024.0 * most


def main(count: int) -> None:
    """A study of so many points with the orbit's results alone, which any machine computes in a minute or two."""
    from studio.jobs.study import LocalEngine, StudyCallbacks, StudyFile, StudyRun

    outcomes = tuple(name for name in every_result() if RESULTS[name].stage == "orbit")
    design, plan = start_plan(count, outcomes)
    ends: list[StudyFile | str] = []
    with tempfile.TemporaryDirectory() as folder:
        calls = StudyCallbacks(on_done=ends.append, on_failed=ends.append, on_error=ends.append)
        study = StudyRun(design, plan, Path(folder) / "study.parquet", LocalEngine(WORKERS), calls)
        study.start()
        study.wait()
        end = ends[0]
        if isinstance(end, str):
            sys.exit(end)
        peak = _peak()  # before the whole file is looked at
        with end:
            rows, failed = end.count, len(end.failures()) / count
    sys.stdout.write(json.dumps({"peak": peak, "rows": rows, "failed": failed}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
