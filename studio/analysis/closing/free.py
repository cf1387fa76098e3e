"""What a closing may change: numeric fields with a lowest and a highest value, seen on a scale from 0 to 1."""

import math
from dataclasses import dataclass

from studio.design import Design, DesignError, Field, get_value
from studio.design.edit import field_at
from studio.design.quantity import NUMBER
from studio.design.requirement import Requirement
from studio.design.unit_text import display
from studio.text import mark, tr

REACH = 100.0
"""Without bounds of its own a free field may become so many times larger or smaller; from nothing, anything."""
LOW_ORBITS = {"mission.altitude": (160e3, 2000e3)}
"""Where a field that lies within is looked for: above, the belts begin, and the tables of the dose end [m]."""
PAYLOAD = ("payload.power", "payload.count")
"""Fields of which more is better: where one is free, the largest is sought."""


@dataclass(frozen=True, slots=True)
class Free:
    """A field and its bounds [SI]; `whole` where it counts."""

    path: str
    low: float
    high: float
    whole: bool = False

    @property
    def logarithmic(self) -> bool:
        return self.low > 0.0 and self.high > 10.0 * self.low

    def value(self, place: float) -> float | int:
        """The value at `place`, which runs from 0 at the lowest to 1 at the highest."""
        share = min(max(place, 0.0), 1.0)
        if share in (0.0, 1.0):
            found = self.high if share else self.low
        elif self.logarithmic:
            found = math.exp(math.log(self.low) + share * math.log(self.high / self.low))
        elif self.low == 0.0:
            found = self.high * share**3  # as fine near nothing as a logarithm, and it gets there
        else:
            found = self.low + share * (self.high - self.low)
        found = min(max(found, self.low), self.high)
        return round(found) if self.whole else found

    def place(self, value: float) -> float:
        """Where `value` lies from 0 to 1; beyond the bounds it is at the nearer one."""
        inside = min(max(value, self.low), self.high)
        if self.logarithmic:
            return math.log(inside / self.low) / math.log(self.high / self.low)
        share = (inside - self.low) / (self.high - self.low)
        return share ** (1 / 3) if self.low == 0.0 else share


def free_field(
    design: Design, path: str, low: float | None = None, high: float | None = None, expected: float | None = None
) -> Free:
    """The field at `path`, free within bounds; those not given lie `REACH` times below and above the value now, or
    where `LOW_ORBITS` says.

    What is `expected` of it lies as far inside of them.

    Raises
    ------
    DesignError
        Where the field does not exist, holds no number, or the bounds are not in order or beyond the field's own.
    """
    spec, value = field_at(design, path), get_value(design, path)
    if spec.kind not in {"number", "integer"} or spec.low is None or spec.high is None:
        raise DesignError(path, tr(mark("only a number can be free")))
    if value is None:
        raise DesignError(path, tr(mark("has no value to begin from; give it one first")))
    around = abs(value)
    narrow = spec.low > 0.0 and spec.high <= REACH * spec.low
    signed = spec.low < 0.0
    near = [size for size in (around, expected or 0.0) if size > 0.0]
    unbounded = narrow or signed or not near
    usual_low = spec.low if unbounded else max(spec.low, min(near) / REACH)
    usual_high = spec.high if unbounded else min(spec.high, max(near) * REACH)
    if path in LOW_ORBITS and LOW_ORBITS[path][0] <= value <= LOW_ORBITS[path][1]:
        usual_low, usual_high = LOW_ORBITS[path]
    lowest, highest = usual_low if low is None else low, usual_high if high is None else high
    for bound in (lowest, highest):
        if not (math.isfinite(bound) and spec.low <= bound <= spec.high):
            raise DesignError(path, tr(mark("a bound of {bound} is outside {low} to {high}"), bound=_words(spec, bound),
                                       low=_words(spec, spec.low), high=_words(spec, spec.high)))  # fmt: skip
    if not lowest < highest:
        raise DesignError(path, tr(mark("the lower bound {low} is not below the upper, {high}"),
                                   low=_words(spec, lowest), high=_words(spec, highest)))  # fmt: skip
    return Free(path, float(lowest), float(highest), spec.kind == "integer")


def _words(spec: Field, value: float) -> str:
    return display(value, spec.quantity or NUMBER, spec.unit or None, 6)


def standard_free(design: Design) -> tuple[str, ...]:
    """What is usually sized: the array, the battery, and the radiator by its area or by its temperature."""
    radiator = "given_area" if design.thermal.radiator_sizing == "check" else "target_temperature"
    return ("array.area", "battery.energy", f"thermal.{radiator}")


def standard_requirements(design: Design) -> tuple[Requirement, ...]:
    """The requirements of the design; where it has none, that its power closes on the worst day."""
    if design.requirements:
        return design.requirements
    limit = design.battery.depth_of_discharge_limit
    return (
        Requirement(tr(mark("Power at end of life")), "power.margin_eol", ">=", 0.0),
        Requirement(tr(mark("No load shed")), "power.load_shed_energy", "<=", 0.0),
        Requirement(tr(mark("Depth of discharge")), "power.depth_of_discharge", "<=", limit),
    )
