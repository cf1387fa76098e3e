"""What a closing found: the design, the steps that led there, or the requirement that stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.analysis.engine import Results
from studio.analysis.judge import Verdict
from studio.analysis.stages import RESULTS
from studio.design import Design, get_value
from studio.design.edit import field_at
from studio.design.quantity import MASS, NUMBER, TEMPERATURE, TEMPERATURE_RISE, Quantity
from studio.design.requirement import Requirement
from studio.design.unit_text import readable
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Step:
    """One point on the way: `values` of what is free by path [SI], `margins` by the name of a requirement [SI].

    A margin is positive where the requirement is met, and missing where its result could not be computed. `binding`
    is the requirement that is missed by most, or met by least, in proportion.
    """

    number: int
    action: str
    values: Mapping[str, float]
    margins: Mapping[str, float]
    binding: str
    mass: float | None
    met: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A requirement that cannot be met, and by how much it is missed at the least [SI].

    `proven` says that everything else was met with this requirement left out, and `beside` the others that had to be
    left out with it; `fixed` that nothing free acts on it. `values` are those of what is free where it is missed by
    least, `bounds` the paths that are at a bound there, and `remedies` those that would act on it if they were free.
    """

    requirement: Requirement
    shortfall: float | None
    values: Mapping[str, float]
    bounds: tuple[str, ...]
    proven: bool = False
    fixed: bool = False
    beside: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()

    def sentence(self, design: Design) -> str:
        """What stands in the way, as one sentence."""
        short = tr(mark("an unknown amount")) if self.shortfall is None else readable(
            self.shortfall, _difference(self.requirement.result))  # fmt: skip
        name = self.requirement.name
        if self.fixed and self.remedies:
            return tr(mark("“{name}” is missed by {short}; nothing that is free acts on it. Free as well: {fields}."),
                      name=name, short=short, fields=tr(mark(" or ")).join(
                          tr(field_at(design, path).label) for path in self.remedies))  # fmt: skip
        if self.fixed:
            return tr(mark("“{name}” is missed by {short}; nothing that is free acts on it."), name=name, short=short)
        ends = tr(mark(" with {fields} at the bound"), fields=", ".join(
            tr(field_at(design, path).label) for path in self.bounds)) if self.bounds else ""  # fmt: skip
        if self.beside:
            return tr(mark("“{name}” is missed by {short}{ends}; only without it and {others} all else closes."),
                      name=name, short=short, ends=ends, others=", ".join(f"“{one}”" for one in self.beside))
        if self.proven:
            return tr(mark("“{name}” binds: it is missed by {short} at the least{ends}; without it all else closes."),
                      name=name, short=short, ends=ends)  # fmt: skip
        return tr(mark("“{name}” is missed by {short}{ends}."), name=name, short=short, ends=ends)


def _difference(result: str) -> Quantity:
    """The quantity of a distance between two values of a result: one of temperatures has no zero to begin at."""
    quantity = RESULTS[result].quantity if result in RESULTS else NUMBER
    return TEMPERATURE_RISE if quantity == TEMPERATURE else quantity


@dataclass(frozen=True, slots=True)
class Closing:
    """`design` meets everything required where `closed`; otherwise it is the one that misses least."""

    before: Design
    design: Design
    results: Results
    closed: bool
    free: tuple[str, ...]
    steps: tuple[Step, ...]
    verdicts: tuple[Verdict, ...]
    binding: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
    evaluations: int

    @property
    def changes(self) -> dict[str, tuple[float, float]]:
        """Value before and after [SI] of everything that is free, by path."""
        return {path: (get_value(self.before, path), get_value(self.design, path)) for path in self.free}

    def summary(self) -> str:
        """One sentence or a few: closed at what mass and what binds, or what stands in the way."""
        if not self.closed:
            return " ".join((tr(mark("Cannot close.")), *(one.sentence(self.design) for one in self.obstacles)))
        mass = self.results.get("mass.satellite")
        weight = readable(mass, MASS) if mass is not None else "–"
        if not self.binding:
            return tr(mark("Closes at {mass}; no requirement binds."), mass=weight)
        return tr(mark("Closes at {mass}; what binds: {names}."), mass=weight, names=", ".join(self.binding))
