"""Space against the ground in one table: what each costs to build, and per watt, per energy and per work done."""

from dataclasses import dataclass

from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
from studio.text import mark, tr

PAIRS = (
    (mark("Capital"), "cost.capex", "ground.capex"),
    (mark("Capital per watt of computers"), "cost.capex_per_watt", "ground.capex_per_watt"),
    (mark("Electricity"), "cost.lcoe", "ground.lcoe"),
    (mark("Power for a year: launch; electricity"), "cost.launched_power_price", "ground.power_price"),
    (mark("Accelerator-hour"), "cost.accelerator_hour", "ground.accelerator_hour"),
    (mark("Delivered compute"), "cost.compute_price", "ground.compute_price"),
)
"""Label, result in orbit and result on the ground of each line."""
_GROUND = {space: ground for _, space, ground in PAIRS}
STAGES = ("cost", "centre")
"""What has to be evaluated for the table."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: the results of both sides by name, their values [SI], None where they do not apply, and the ratio."""

    label: str
    space: str
    ground: str
    in_space: float | None
    on_ground: float | None

    @property
    def ratio(self) -> float | None:
        """Space over ground; None where one of them is missing or the ground costs nothing."""
        if self.in_space is None or not self.on_ground:
            return None
        return self.in_space / self.on_ground


def counterpart(space: str) -> str | None:
    """The result on the ground that stands beside one in orbit; None where none does."""
    return _GROUND.get(space)


def space_and_ground(results: Results) -> tuple[Pair, ...]:
    """The lines of which at least one side is known."""
    pairs = (Pair(tr(label), space, ground, _value(results, space), _value(results, ground))
             for label, space, ground in PAIRS)  # fmt: skip
    return tuple(pair for pair in pairs if pair.in_space is not None or pair.on_ground is not None)


def _value(results: Results, name: str) -> float | None:
    return results.get(name) if name in RESULTS else None
