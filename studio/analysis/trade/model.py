"""Designs that differ in little, and single results of them: every stage that does not change is taken over."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio.analysis.engine import Outcome, Results, evaluate, parts_behind
from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError, set_value
from studio.text import mark, tr

Checkpoint = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Results of one design by name [SI]; what could not be computed is left out, and `reason` says why."""

    values: Mapping[str, float]
    reason: str = ""

    def get(self, name: str) -> float | None:
        return self.values.get(name)


class Model:
    """Reads the results `names` of designs near `design`, and counts how often it had to evaluate."""

    def __init__(self, design: Design, names: Sequence[str], checkpoint: Checkpoint | None = None) -> None:
        for name in names:
            check_result(name)
        self.design = design
        self.names = tuple(dict.fromkeys(names))
        self.evaluations = 0
        self._only = tuple(dict.fromkeys(RESULTS[name].stage for name in self.names))
        self._checkpoint = checkpoint
        self._known: dict[tuple[str, float], Reading] = {}
        self._base: Mapping[str, Outcome] = {}
        self.results = self._evaluate(design, 0.0)
        self._base = self.results.outcomes
        self.start = self._reading(self.results)

    def depends_on(self, path: str) -> bool:
        """Whether any of the results can follow from the field at all."""
        part = path.partition(".")[0]
        return any(part in parts_behind(stage) for stage in self._only)

    def at(self, path: str, value: float | int, share: float = 0.0) -> Reading:
        """The results with `value` [SI] in the field at `path`; `share` of the work is done."""
        key = (path, float(value))
        if key not in self._known:
            self._known[key] = self._changed(path, value, share)
        return self._known[key]

    def of(self, design: Design, share: float = 0.0) -> Reading:
        """The results of a design of its own."""
        return self._reading(self._evaluate(design, share))

    def _changed(self, path: str, value: float | int, share: float) -> Reading:
        try:
            design = set_value(self.design, path, value)
        except DesignError as refusal:
            return Reading({}, str(refusal))
        return self.of(design, share)

    def _evaluate(self, design: Design, share: float) -> Results:
        within = None
        if self._checkpoint is not None:
            tell = self._checkpoint
            tell(share)
            within = lambda _: tell(share)  # noqa: E731
        self.evaluations += 1
        return evaluate(design, self._base, only=self._only, checkpoint=within)

    def _reading(self, results: Results) -> Reading:
        values = {}
        for name in self.names:
            value = results.get(name)
            if value is not None and math.isfinite(value):
                values[name] = float(value)
        if len(values) == len(self.names):
            return Reading(values)
        failed = next((one for one in results.outcomes.values() if one.failure and not one.skipped), None)
        if failed is not None:
            return Reading(values, failed.failure)
        lacking = next(name for name in self.names if name not in values)
        return Reading(values, tr(mark("“{label}” does not apply"), label=tr(RESULTS[lacking].label)))


def check_result(name: str) -> None:
    """Refuse what is no single number.

    Raises
    ------
    ValueError
        Where there is no result called `name`, or it is a series or a text.
    """
    if name not in RESULTS:
        raise ValueError(tr(mark("there is no result “{name}”"), name=name))
    if RESULTS[name].kind not in {"number", "integer"}:
        raise ValueError(tr(mark("“{name}” is not a single number"), name=name))
