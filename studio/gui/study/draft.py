"""What a study is going to vary and to ask: edited on the page, and made into a plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from studio.analysis import RESULTS
from studio.analysis.study import Plan
from studio.analysis.study.plan import MOST_FACTORS, Factor
from studio.design import Design, DesignError, Field, fields, get_value
from studio.design.edit import counts, field_at
from studio.gui.inspector.useful import USEFUL
from studio.gui.inspector.words import catalogue_entries
from studio.gui.margins.view import KEY_FIGURES
from studio.gui.study.column import choice_label
from studio.gui.value_text import field_label
from studio.text import mark, tr

STACK = "stack"
"""The whole panel stack, exchanged for one of those that ship."""
KINDS: dict[str, str] = {
    "grid": mark("Grid: every combination"),
    "sobol": mark("Sobol sequence"),
    "latin": mark("Latin hypercube"),
    "random": mark("Random"),
}
_REACH = 0.2
_COUNT = 10
SAMPLE = (("mission.altitude", 500e3, 1400e3, 10), ("thermal.target_temperature", 300.0, 360.0, 7))
"""A study to begin with: path, bounds [SI] and values of each factor."""


@dataclass(frozen=True)
class Varied:
    """One factor as it is typed in: bounds, or values that are listed, or ticked among `options`."""

    path: str
    label: str
    spec: Field | None = None
    low: float = 0.0
    high: float = 0.0
    count: int = _COUNT
    logarithmic: bool = False
    values: tuple[float, ...] = ()
    """Numbers that are listed in place of bounds."""
    options: tuple[tuple[Any, str], ...] = ()
    """What can be chosen: value and words."""
    ticked: frozenset[int] = frozenset()

    @property
    def whole(self) -> bool:
        return self.spec is not None and self.spec.kind == "integer"

    @property
    def levels(self) -> int:
        """Values that it has on a grid."""
        return len(self.ticked) if self.options else len(self.values) or self.count

    def factor(self) -> Factor:
        """What a plan knows of it; ValueError with one sentence where it cannot be."""
        if self.options:
            chosen = [self.options[place] for place in sorted(self.ticked)]
            if not chosen:
                raise ValueError(tr("{label}: tick what is to be tried", label=self.label))
            values, names = zip(*chosen, strict=True)
            return Factor(self.path, values=values, names=names)
        if self.values:
            return Factor(self.path, values=self.values, whole=self.whole)
        if not self.low < self.high:
            raise ValueError(tr("{label}: the range ends where it begins, or before", label=self.label))
        if self.logarithmic and self.low <= 0.0:
            raise ValueError(tr("{label}: steps of one ratio begin above zero", label=self.label))
        if self.count < 2:
            raise ValueError(tr("{label}: a range has at least two values", label=self.label))
        return Factor(self.path, self.low, self.high, self.count, self.logarithmic, self.whole)


@dataclass(frozen=True)
class Draft:
    """A study as it is being set up."""

    varied: tuple[Varied, ...] = ()
    sampling: str = "grid"
    samples: int = 1000
    seed: int = 1
    outcomes: tuple[str, ...] = ()
    fine: bool = False

    @property
    def size(self) -> int:
        """Points of the study."""
        if not self.varied:
            return 0
        if self.sampling != "grid":
            return self.samples
        size = 1
        for one in self.varied:
            size *= max(one.levels, 0)
        return size

    def plan(self) -> Plan:
        """The study; ValueError with one sentence where it is none yet."""
        if not self.varied:
            raise ValueError(tr("add a field that is to be varied first"))
        if not self.outcomes:
            raise ValueError(tr("tick at least one result that is to be asked for"))
        factors = tuple(one.factor() for one in self.varied)
        samples, seed = (0, 0) if self.sampling == "grid" else (self.samples, self.seed)
        return Plan(factors, self.outcomes, self.sampling, samples, seed,  # type: ignore[arg-type]
                    "fine" if self.fine else "quick")  # fmt: skip

    def with_varied(self, one: Varied) -> "Draft":
        """Another draft with this factor, in the place of the one with its path or behind the others."""
        paths = [other.path for other in self.varied]
        if one.path in paths:
            place = paths.index(one.path)
            return replace(self, varied=(*self.varied[:place], one, *self.varied[place + 1 :]))
        if len(self.varied) >= MOST_FACTORS:
            raise ValueError(tr("a study varies at most {most} fields", most=MOST_FACTORS))
        return replace(self, varied=(*self.varied, one))

    def without(self, path: str) -> "Draft":
        return replace(self, varied=tuple(one for one in self.varied if one.path != path))


@dataclass(frozen=True)
class Offered:
    """A field that can be varied."""

    path: str
    label: str
    words: str = field(default="", compare=False)


def offered(design: Design) -> Iterator[Offered]:
    """Everything that can be varied and counts in `design`, whole stacks first."""
    yield Offered(STACK, tr("Cell technology with its whole stack"))
    for spec in fields(Design):
        if "[]" in spec.path or spec.hidden or spec.part == "review" or not counts(design, spec):
            continue
        if _can_vary(spec):
            yield Offered(spec.path, tr(spec.label))
    for position, layer in enumerate(design.stack.layers):
        for name in ("thickness", "coverage"):
            path = f"stack.layers[{layer.name or position}].{name}"
            yield Offered(path, field_label(path, field_at(design, path).label))


def _can_vary(spec: Field) -> bool:
    numeric = spec.kind in {"number", "integer"} and spec.low is not None and spec.high is not None
    return numeric or spec.kind in {"switch", "choice"} or bool(spec.catalogue)


def begin(design: Design, path: str) -> Varied:
    """The factor that a field is varied by to begin with; DesignError where it cannot be."""
    if path == STACK:
        return _stacks(design)
    spec = field_at(design, path)
    if not _can_vary(spec):
        raise DesignError(path, tr("cannot be varied"))
    label, value = field_label(path, spec.label), get_value(design, path)
    if spec.kind in {"number", "integer"}:
        low, high = around(spec, path, value)
        count = min(_COUNT, round(high - low) + 1) if spec.kind == "integer" else _COUNT
        return Varied(path, label, spec, low, high, max(count, 2))
    if spec.kind == "switch":
        choices: tuple[Any, ...] = (False, True)
    else:
        choices = tuple(catalogue_entries(spec.catalogue)) if spec.catalogue else spec.choices
    options = tuple((one, choice_label(spec, one)) for one in choices)
    ticked = frozenset(range(len(options))) if len(options) <= 6 else frozenset(
        place for place, (one, _) in enumerate(options) if one == value)  # fmt: skip
    return Varied(path, label, spec, options=options, ticked=ticked)


def around(spec: Field, path: str, value: Any) -> tuple[float, float]:
    """A range about the value of a field, within its bounds."""
    least, most = spec.low or 0.0, spec.high if spec.high is not None else 1.0
    if value is None or value == 0.0:
        useful = USEFUL.get(path)
        low, high = useful[:2] if useful is not None else (least, most)
    else:
        low, high = sorted((value * (1.0 - _REACH), value * (1.0 + _REACH)))
        if spec.kind == "integer":
            low, high = float(min(round(low), value - 1)), float(max(round(high), value + 1))
    return max(low, least), min(high, most)


def _stacks(design: Design) -> Varied:
    from studio.catalogue.technology import technologies
    from studio.document.stack_text import with_technology

    options: list[tuple[Any, str]] = [(design.stack, tr("As in this design"))]
    for id, technology in technologies().items():
        options.append((with_technology(design, id).stack, tr(technology.name)))
    return Varied(STACK, tr("Cell technology"), options=tuple(options), ticked=frozenset(range(1, len(options))))


def default_outcomes(design: Design) -> tuple[str, ...]:
    """The key figures, and what the requirements are about."""
    wanted = [name for _, names in KEY_FIGURES for name in names]
    wanted += [one.result for one in design.requirements]
    wanted += ["power.margin_eol", "panel.specific_power_eol", "mass.specific_power_eol", "panel.cost_per_watt",
               "cost.capex_per_watt", "cost.array_per_watt", "cost.orbited_per_watt"]
    return tuple(dict.fromkeys(name for name in wanted if name in RESULTS and can_ask(name)))


def can_ask(name: str) -> bool:
    """Whether a study can ask for a result: one number, or one text, of each point."""
    return RESULTS[name].kind in {"number", "integer", "text", "switch"}


def sample(design: Design) -> Draft:
    """A study to begin with, that runs in seconds."""
    draft = Draft(outcomes=default_outcomes(design))
    for path, low, high, count in SAMPLE:
        one = begin(design, path)
        draft = draft.with_varied(replace(one, low=low, high=high, count=count))
    return draft
