"""Monte Carlo: a design computed for many draws of what is not known exactly."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from studio.analysis.bounds import margins, obstacle, results_needed
from studio.analysis.engine import Results, closure, evaluate, parts_behind
from studio.analysis.many import Memory
from studio.analysis.result import FloatArray
from studio.analysis.sampling import QUICK, Sampling
from studio.analysis.stages import RESULTS
from studio.analysis.study.uncertainty.anchor import Anchor, anchor
from studio.analysis.study.uncertainty.chance import Chance, all_holding, chance, holding
from studio.analysis.study.uncertainty.draw import Method, columns_of, unit_places
from studio.analysis.study.uncertainty.slabs import evaluate_in_slabs
from studio.analysis.study.uncertainty.uncertain import Uncertain, uncertain_numbers
from studio.design import Design
from studio.design.check import refuse
from studio.design.requirement import Requirement
from studio.numerals import set_count
from studio.text import mark, tr

MOST_SAMPLES = 1_000_000
BANDS = ("power.life_array", "power.life_battery", "power.life_margin", "radiation.life_remaining")
"""Series that are asked for so that bands can be drawn about them."""
_ROUNDING = 1e-9
ASSUMPTION = mark("Every number is drawn by itself: no two are taken to go together.")


@dataclass(frozen=True, slots=True)
class Summary:
    """A result over the samples that have it [SI]; `missing` counts those that do not."""

    p10: float
    p50: float
    p90: float
    mean: float
    deviation: float
    least: float
    most: float
    missing: int


@dataclass(frozen=True)
class Judged:
    """A requirement with the chance that it holds and its margin [SI]; neither where its result says nothing."""

    requirement: Requirement
    chance: Chance | None
    margin: Summary | None
    reason: str = ""


@dataclass(frozen=True)
class Band:
    """Three quantiles of a series at each of its times [SI]."""

    name: str
    time: FloatArray
    p10: FloatArray
    p50: FloatArray
    p90: FloatArray


@dataclass(frozen=True)
class MonteCarlo:
    """The samples of one design: `columns` hold its results (N,), brought to those of the fine look (see `anchors`)."""

    design: Design
    numbers: tuple[Uncertain, ...]
    samples: int
    seed: int
    method: Method
    drawn: Mapping[str, np.ndarray[Any, Any]]
    """By path, what each sample took."""
    columns: Mapping[str, np.ndarray[Any, Any]]
    series: Mapping[str, np.ndarray[Any, Any]]
    times: Mapping[str, FloatArray]
    nominal: Mapping[str, float]
    """What the design says as it stands, looked at finely; a result that does not apply is absent."""
    anchors: Mapping[str, Anchor]
    failures: Mapping[int, str]
    seconds: float = field(default=0.0, compare=False)

    def summary(self, name: str) -> Summary | None:
        """The spread of a result; None where no sample has it."""
        return summarised(self.columns[name])

    def histogram(self, name: str, bins: int = 30) -> tuple[FloatArray, FloatArray]:
        """(bins,) samples in each bin, and (bins + 1,) its edges [SI]; nothing where no sample has the result."""
        known = _finite(self.columns[name])
        if known.size == 0:
            return np.zeros(0), np.zeros(0)
        least, most = float(known.min()), float(known.max())
        if most - least <= _ROUNDING * max(abs(least), abs(most)):  # one value, in a bin that can be seen
            half = 1e-3 * abs(least) or 0.5
            return np.array([float(known.size)]), np.array([least - half, most + half])
        counts, edges = np.histogram(known, bins)
        return counts.astype(np.float64), edges

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Each requirement of the design, in order."""
        return tuple(self._judged(requirement) for requirement in self.design.requirements)

    @cached_property
    def all_hold(self) -> Chance | None:
        """The chance that all requirements which can be judged hold at once; None where there are none."""
        known = [one.requirement for one in self.judged if one.chance is not None]
        return chance(all_holding(known, self.design, self._known, self.samples)) if known else None

    def band(self, name: str) -> Band | None:
        """Quantiles of a series over its time; None where the samples do not have it."""
        rows, time = self.series.get(name), self.times.get(name)
        if rows is None or time is None or rows.shape[1] != time.size or not rows.size:
            return None
        whole = rows[np.isfinite(rows).all(axis=1)]
        if not len(whole):
            return None
        low, middle, high = np.quantile(whole, (0.1, 0.5, 0.9), axis=0)
        return Band(name, time, low, middle, high)

    def _judged(self, requirement: Requirement) -> Judged:
        lacking = next((name for name in results_needed(requirement) if name not in self.columns), None)
        if lacking is not None:
            reason = tr(mark("there is no number “{name}” to be judged"), name=lacking)
            return Judged(requirement, None, None, reason)
        reason = obstacle(requirement, self.design)
        if reason:
            return Judged(requirement, None, None, reason)
        held = chance(holding(requirement, self.design, self._known))
        known = summarised(margins(requirement, self.design, self._known))
        return Judged(requirement, held, known, "" if known is not None else tr(mark("not computed")))

    @cached_property
    def _known(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """What each sample took and what came of it: a result may be held against a field that is drawn."""
        return {**self.drawn, **self.columns}


def known_numbers() -> tuple[str, ...]:
    """Every result that is a single number."""
    return tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer"})


def monte_carlo(
    design: Design,
    outcomes: Sequence[str] | None = None,
    *,
    samples: int = 1000,
    seed: int = 1,
    method: Method = "latin",
    sampling: Sampling = QUICK,
    fine: Results | None = None,
    memory: Memory | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> MonteCarlo:
    """The results of `design` over draws of its uncertain numbers (see `uncertain_numbers`).

    The numbers are taken to be independent: what goes together in truth is not known to the design.

    Parameters
    ----------
    design
        Where every other number stays.
    outcomes
        Names of results; by default all single numbers. Those that requirements ask for always belong to them.
    samples
        Draws.
    seed
        The same seed gives the same samples.
    method
        How they are drawn (see `unit_places`).
    sampling
        How finely each sample is looked at; results are brought to a fine look at the design as it stands.
    fine
        Results of that look, where they are at hand.
    memory
        What an earlier call left.
    checkpoint
        Told the fraction done; raises to stop.

    Raises
    ------
    DesignError
        Where the design contradicts itself.
    ValueError
        Where a name is no single number, or the number of samples or the seed is none.
    """
    began = time.perf_counter()
    refuse(design)
    if not 1 <= samples <= MOST_SAMPLES:
        raise ValueError(tr(mark("{count} samples are not between 1 and {most}"), count=samples,
                            most=set_count(MOST_SAMPLES)))  # fmt: skip
    names = _asked(design, outcomes)
    series = tuple(name for name in BANDS if name in RESULTS and outcomes is None)
    clocks = tuple(dict.fromkeys(RESULTS[name].time or name for name in series))
    stages = closure(tuple({RESULTS[name].stage for name in (*names, *series)}))
    numbers = uncertain_numbers(design)
    places = unit_places([number.path for number in numbers], samples, seed, method)
    read = {part for stage in stages for part in parts_behind(stage)}
    reached = [place for place, number in enumerate(numbers) if number.path.partition(".")[0] in read]
    drawn = columns_of([numbers[place] for place in reached], places[:, reached])
    now = {numbers[place].path: numbers[place].value for place in reached}
    asked = {path: np.concatenate(([now[path]], column)) for path, column in drawn.items()}
    looked, failed = evaluate_in_slabs(design, asked, (*names, *series, *clocks), sampling=sampling, memory=memory,
                                       checkpoint=checkpoint)  # fmt: skip
    if not asked:  # nothing is uncertain: one is all
        looked = {name: np.repeat(column, samples + 1, axis=0) for name, column in looked.items()}
    if fine is None or not set(stages) <= set(fine.outcomes):
        fine = evaluate(design, only=tuple(stages))
    found = {name: _number(fine.get(name)) for name in names}
    anchors: dict[str, Anchor] = {}
    columns: dict[str, np.ndarray[Any, Any]] = {}
    for name in names:
        info, values = RESULTS[name], looked.pop(name)  # so that only one column is there twice
        anchors[name] = anchor(_number(values[0]), found[name], values[1:], info.quantity, whole=info.kind == "integer")
        columns[name] = anchors[name].brought(values[1:])
    # With another life in each sample its years are not the same.
    rows, axes = ({}, {}) if "mission.lifetime" in drawn else _all_series(series, looked, fine)
    failures = {row - 1: reason for row, reason in failed.items() if row > 0}
    return MonteCarlo(design, tuple(numbers[place] for place in reached), samples, seed, method, drawn, columns, rows,
                      axes, {name: value for name, value in found.items() if value is not None}, anchors, failures,
                      time.perf_counter() - began)  # fmt: skip


def _all_series(
    names: Sequence[str], looked: Mapping[str, np.ndarray[Any, Any]], fine: Results
) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, FloatArray]]:
    """Each series of the samples, brought to the fine look at the design, and the times of that."""
    rows: dict[str, np.ndarray[Any, Any]] = {}
    axes: dict[str, FloatArray] = {}
    for name in names:
        time_name, wanted = RESULTS[name].time, fine.get(name)
        axis = None if time_name is None else fine.get(time_name)
        if time_name is not None and wanted is not None and axis is not None:
            axes[name] = np.asarray(axis, dtype=np.float64)
            rows[name] = _brought_series(looked[name], looked[time_name][0], axes[name],
                                         np.asarray(wanted, dtype=np.float64))  # fmt: skip
    return rows, axes


def _asked(design: Design, outcomes: Sequence[str] | None) -> tuple[str, ...]:
    known = known_numbers()
    if outcomes is None:
        return known
    for name in outcomes:
        if name not in RESULTS:
            raise ValueError(tr(mark("there is no result “{name}”"), name=name))
        if name not in known:
            raise ValueError(tr(mark("{name} is no single number, so that it has no spread"), name=name))
    judged = (name for requirement in design.requirements for name in results_needed(requirement) if name in known)
    return tuple(dict.fromkeys((*outcomes, *judged)))


def summarised(values: np.ndarray[Any, Any]) -> Summary | None:
    """Quantiles (linear between samples), mean and standard deviation of what is known of samples (N,)."""
    known = _finite(values)
    if known.size == 0:
        return None
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9)).tolist()
    deviation = float(np.std(known, ddof=1)) if known.size > 1 else 0.0
    return Summary(low, middle, high, float(known.mean()), deviation, float(known.min()), float(known.max()),
                   int(values.size - known.size))  # fmt: skip


def _finite(values: np.ndarray[Any, Any]) -> FloatArray:
    known = np.asarray(values, dtype=np.float64)
    return known[np.isfinite(known)]


def _number(value: Any) -> float | None:
    """A finite number, or None."""
    if value is None or not np.isfinite(value):
        return None
    return float(value)


def _brought_series(
    rows: np.ndarray[Any, Any], time: np.ndarray[Any, Any], axis: FloatArray, fine: FloatArray
) -> np.ndarray[Any, Any]:
    """(N, T) The samples of a series at the times of the fine look, each moved by what the coarse one misses there."""
    if time.size == 0 or rows.shape[1] != time.size or not np.isfinite(time).all():
        return rows[1:, :0]
    place = np.clip(np.searchsorted(time, axis, side="right") - 1, 0, max(time.size - 2, 0))
    after = np.minimum(place + 1, time.size - 1)
    width = np.where(after > place, time[after] - time[place], 1.0)
    share = np.clip((axis - time[place]) / np.where(width > 0.0, width, 1.0), 0.0, 1.0)
    straight = rows[:, place] + share * (rows[:, after] - rows[:, place])
    found: np.ndarray[Any, Any] = straight[1:] + (fine - straight[0])
    return found
