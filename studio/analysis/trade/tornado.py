"""What drives a result: every field moved both ways by what its source leaves open, and how far the result swings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio.analysis.half_width import half_width, known_source, scale_of, share_of
from studio.analysis.stages import RESULTS
from studio.analysis.trade.model import Model
from studio.analysis.trade.variable import field_name, field_words, numeric_fields
from studio.design import Design, DesignError, Field, get_value
from studio.design.check import refuse
from studio.design.edit import counts, field_at
from studio.text import mark, tr

CONVENTIONS = frozenset({"cost.price_year", "cost.quoted_year", "cost.cny_per_usd", "cost.sgd_per_usd"})
"""Fields that say in what money a number is told, not how large it is: moved only where they are named."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One field: moved from `low` to `high` [SI] it takes the result from `at_low` to `at_high` [SI].

    A result that could not be computed is None, and `reason` says why. `confidence` is that of the source of the
    value, empty where nobody said where it comes from.
    """

    path: str
    field: Field
    value: float
    low: float
    high: float
    at_low: float | None
    at_high: float | None
    base: float
    confidence: str
    reason: str = ""

    @property
    def least(self) -> float:
        return min(self._ends)

    @property
    def most(self) -> float:
        return max(self._ends)

    @property
    def size(self) -> float:
        """From the least to the most of the result, its value now included."""
        return self.most - self.least

    @property
    def _ends(self) -> list[float]:
        return [self.base, *(one for one in (self.at_low, self.at_high) if one is not None)]

    @property
    def label(self) -> str:
        """What the field is called."""
        return field_name(self.path, self.field)

    def words(self, value: float) -> str:
        """A value of the field as people read it."""
        return field_words(self.field, value)


@dataclass(frozen=True, slots=True)
class Tornado:
    """`bars` are sorted by their size; `still` are fields that do not move the result; `left` those that could not be
    moved, with the reason."""

    name: str
    base: float
    bars: tuple[Swing, ...]
    still: tuple[str, ...]
    left: Mapping[str, str]
    evaluations: int

    @property
    def failed(self) -> tuple[Swing, ...]:
        """The fields at one end of which, or both, the result could not be computed."""
        return tuple(bar for bar in self.bars if bar.reason)


def tornado(
    design: Design,
    result: str,
    paths: Sequence[str] | None = None,
    share: float | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> Tornado:
    """How far `result` swings with each of the fields `paths`, the widest first.

    Parameters
    ----------
    design
        Where every field but one stays.
    result
        Name of a result that is a single number.
    paths
        Of number fields; by default all that the result can follow from.
    share
        How far each is moved both ways, in proportion; by default by the confidence of its source, as in
        `resources/catalogue/spreads.json` or as the design wants it.
    ranges
        Lower and upper value [SI] of single fields, by path.
    checkpoint
        Called with the share done before each evaluation; what it raises ends the work.

    Raises
    ------
    DesignError
        Where a path is no number field, or the design contradicts itself.
    ValueError
        Where the result is none or cannot be computed for the design itself, or the share is not between 0 and 1.
    """
    if share is not None and not 0.0 < share < 1.0:
        raise ValueError(tr(mark("a share of {share} is not between 0 and 1"), share=share))
    refuse(design)
    model = Model(design, [result], checkpoint)
    base = model.start.get(result)
    if base is None:
        raise ValueError(model.start.reason)
    chosen = [spec.path for spec in numeric_fields(design)] if paths is None else list(dict.fromkeys(paths))
    if paths is None:
        chosen = [path for path in chosen if path not in CONVENTIONS and model.depends_on(path)]
    bars: list[Swing] = []
    still: list[str] = []
    left: dict[str, str] = {}
    for place, path in enumerate(chosen):
        spec = _field(design, path)
        ends = _ends(design, spec, path, share, (ranges or {}).get(path))
        if isinstance(ends, str):
            left[path] = ends
            continue
        bar = _swing(model, spec, path, ends, base, place / len(chosen))
        if bar.size > 0.0 or bar.reason:
            bars.append(bar)
        else:
            still.append(path)
    bars.sort(key=lambda bar: (-bar.size, bar.path))
    return Tornado(result, base, tuple(bars), tuple(still), left, model.evaluations)


def _field(design: Design, path: str) -> Field:
    spec = field_at(design, path)
    if spec.kind not in {"number", "integer"}:
        raise DesignError(path, tr(mark("holds no number, so that it cannot be varied")))
    return spec


def _confidence(design: Design, path: str) -> str:
    source = known_source(design, path)
    return source.confidence if source is not None else ""


def _ends(
    design: Design, spec: Field, path: str, share: float | None, given: tuple[float, float] | None
) -> tuple[float, float] | str:
    """The lower and the upper value, or why there are none."""
    value = get_value(design, path)
    if value is None:
        return tr(mark("has no value"))
    if not counts(design, spec):
        return tr(mark("does not count with the other choices of this design"))
    low, high = (-float("inf") if spec.low is None else spec.low), (float("inf") if spec.high is None else spec.high)
    if given is not None:
        if not low <= given[0] <= given[1] <= high:
            raise DesignError(path, tr(mark("{least:g} to {most:g} is not within {low:g} to {high:g}"),
                                       least=given[0], most=given[1], low=low, high=high))  # fmt: skip
        return given
    if share is not None:
        width = share * scale_of(spec, value)
    else:
        width = half_width(spec, value, share_of(design, _confidence(design, path)))
    if spec.kind == "integer":
        width = float(max(round(width), 1))
    if width == 0.0:
        return tr(mark("is zero or whole, of which there is no share"))
    return max(value - width, low), min(value + width, high)


def _swing(model: Model, spec: Field, path: str, ends: tuple[float, float], base: float, share: float) -> Swing:
    values = [round(end) if spec.kind == "integer" else end for end in ends]
    readings = [model.at(path, value, share) for value in values]
    at = [reading.get(model.names[0]) for reading in readings]
    reason = next((reading.reason for reading, found in zip(readings, at, strict=True) if found is None), "")
    value = float(get_value(model.design, path))
    return Swing(path, spec, value, float(values[0]), float(values[1]), at[0], at[1], base,
                 _confidence(model.design, path), reason)  # fmt: skip


def known_results() -> tuple[str, ...]:
    """Every result that is a single number."""
    return tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer"})
