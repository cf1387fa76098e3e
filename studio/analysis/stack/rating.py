"""A cell at its rating: under a reference sun, at the temperature that goes with it, with its curves and its losses."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np

from studio.analysis.columns import plain
from studio.analysis.result import FloatArray
from studio.analysis.stack import electric
from studio.analysis.stack.electric import COEFFICIENT_STEP, Junctions
from studio.analysis.stack.grid import EDGES, Sun, ground, space
from studio.analysis.stack.model import Optical
from studio.design.junction import Terminals
from studio.design.panel import Stack
from studio.physics.cell.detailed_balance import limit as balance_limit
from studio.physics.cell.diode import Diode, MaximumPower, maximum_power
from studio.physics.cell.losses import Waterfall, waterfall
from studio.physics.cell.tandem import (
    current_matching,
    series_maximum_power,
    without_series_resistance,
)
from studio.physics.constants import ELEMENTARY_CHARGE
from studio.physics.optics.stack_light import StackLight
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Rating:
    """What one cell, or each of many, gives in space and on the ground, at the temperature of that rating."""

    quantum_efficiency: FloatArray
    """(…, J, W)"""
    diode: Diode
    """(…, J) In space."""
    photocurrents: FloatArray
    """(…, J) In space [A/m²]."""
    photocurrents_ground: FloatArray
    power: Any
    """In space [W/m²]."""
    power_ground: Any
    power_without_resistance: Any
    temperature_coefficient: Any
    point: MaximumPower | None
    """Of the junctions in series; None where each has its own terminals."""

    @property
    def surplus(self) -> FloatArray:
        """(J,) Share by which each photocurrent exceeds the smallest."""
        return current_matching(self.photocurrents).surplus

    def limiting(self, *, ground: bool = False) -> Any:
        return np.argmin(self.photocurrents_ground if ground else self.photocurrents, axis=-1)


def rate(stack: Stack, junctions: Junctions, light: StackLight, shade: Any) -> Rating:
    """The junctions of one stack or many under both suns: one call for all that is asked of the diodes."""
    efficiency = electric.response(junctions, light.absorptance, shade)
    in_space, on_ground = (electric.photocurrents(efficiency, sun) for sun in (space(), ground()))
    warm = space().temperature + COEFFICIENT_STEP
    cases = [
        electric.diodes(junctions, in_space, space().temperature),
        electric.diodes(junctions, on_ground, ground().temperature),
        electric.diodes(junctions, in_space, warm),
    ]
    cases.append(without_series_resistance(cases[0]))
    all_of_them = _stacked(cases)
    if stack.terminals == "series":
        found = series_maximum_power(all_of_them)
        powers = found.power
        point = MaximumPower(*(getattr(found, field.name)[0] for field in fields(found)))
    else:
        powers, point = electric.delivered(all_of_them, "independent"), None
    power = plain(powers[0])
    change = np.divide(powers[2], powers[0], out=np.ones_like(powers[0]), where=powers[0] > 0.0) - 1.0
    return Rating(
        quantum_efficiency=efficiency,
        diode=cases[0],
        photocurrents=in_space,
        photocurrents_ground=on_ground,
        power=power,
        power_ground=plain(powers[1]),
        power_without_resistance=plain(powers[3]),
        temperature_coefficient=plain(change / COEFFICIENT_STEP),
        point=point,
    )


def _stacked(cases: list[Diode]) -> Diode:
    """Several cells as one, along a new first axis."""
    shape = np.broadcast_shapes(*(getattr(case, field.name).shape for case in cases for field in fields(Diode)))
    return Diode(*(
        np.stack([np.broadcast_to(getattr(case, field.name), shape) for case in cases]) for field in fields(Diode)
    ))  # fmt: skip


def limit(junctions: Junctions, terminals: Terminals, sun: Sun, *, opaque: bool = False) -> Any:
    """Detailed-balance efficiency of the same gaps under the same sun, of one cell or many.

    Raises
    ------
    ValueError
        Where in some of many cells two gaps are equal.
    """
    gaps = electric.gap_at(junctions, sun.temperature)
    transparent = not opaque and terminals == "series" and gaps.shape[-1] > 1
    if gaps.ndim > 1:
        different, inverse = np.unique(np.sort(gaps, axis=-1)[:, ::-1], axis=0, return_inverse=True)
        if np.any(different[:, 1:] == different[:, :-1]):
            raise ValueError("two of the gaps are equal")
        found = balance_limit(different, *sun.points, sun.temperature, terminals, transparent_top=transparent)
        return found[inverse.reshape(-1)]
    # A junction behind a smaller gap gets nothing: the limit is that of the gaps in their best order.
    ordered = tuple(sorted({float(gap) for gap in gaps}, reverse=True))
    return _limit(ordered, terminals, sun, not opaque and terminals == "series" and len(ordered) > 1)


def limit_of_one(gap: float, sun: Sun) -> float:
    """Detailed-balance efficiency of one junction of this gap [J]."""
    return _limit((gap,), "series", sun, False)


@lru_cache(maxsize=64)
def _limit(gaps: tuple[float, ...], terminals: Terminals, sun: Sun, transparent: bool) -> float:
    return float(balance_limit(gaps, *sun.points, sun.temperature, terminals, transparent_top=transparent))


def losses(
    stack: Stack, seen: Optical, junctions: Junctions, light: StackLight, rated: Rating
) -> tuple[tuple[str, float], ...]:
    """Where the sunlight goes that a cell does not turn into electricity, in order [W/m²]: with the power they add up
    to the sun's."""
    belongs = {row: number for number, row in enumerate(junctions.rows)}
    own = maximum_power(without_series_resistance(rated.diode)).power
    found = waterfall(
        irradiance_bins=space().bins,
        edges=EDGES,
        reflectance=light.reflectance,
        transmittance=light.transmittance,
        absorptance=light.absorptance,
        junction_of_layer=[belongs.get(row) for row in range(len(seen.places))],
        gaps=junctions.band_gap,
        photocurrents=rated.photocurrents,
        own_power=own,
        ideal_power=rated.power_without_resistance,
        rated_power=rated.power,
    )
    grid, collection, below_gap = _grid_and_collection(found, junctions, rated, seen.shade)
    recombination = found.recombination + np.minimum(below_gap, 0.0)  # the heat that lifts photons from below the gap
    names = [stack.layers[place].name for place in seen.places]
    items: list[tuple[str, float]] = [(tr(mark("Reflection")), float(found.reflection))]
    items += [
        (tr(mark("Absorbed in {layer}"), layer=name), float(loss))
        for row, (name, loss) in enumerate(zip(names, found.parasitic, strict=True)) if row not in belongs
    ]  # fmt: skip
    through = tr(mark("Absorbed behind the layers")) if seen.backed else tr(mark("Through the panel"))
    items += [(through, float(found.transmission)), (tr(mark("Grid shading")), grid)]
    for label, values in (
        (mark("Below the gap, {layer}"), np.maximum(below_gap, 0.0)),
        (mark("Thermalisation, {layer}"), found.thermalisation),
        (mark("Collection, {layer}"), collection),
        (mark("Recombination and voltage, {layer}"), recombination),
    ):
        items += [
            (tr(label, layer=stack.layers[place].name), float(value))
            for place, value in zip(junctions.places, values, strict=True)
        ]
    items += [(tr(mark("Current mismatch")), float(found.mismatch)),
              (tr(mark("Series resistance")), float(found.series_resistance))]  # fmt: skip
    return tuple(items)


def _grid_and_collection(
    found: Waterfall, junctions: Junctions, rated: Rating, shade: float
) -> tuple[float, FloatArray, FloatArray]:
    """What the grid takes, what is not collected, and what is absorbed below the gap less what that gives after all.

    Silicon turns some photons below its gap into current: they count against what is lost there.
    """
    usable = found.collection + rated.photocurrents * junctions.band_gap / ELEMENTARY_CHARGE
    shaded = shade * usable
    rest = found.collection - shaded
    return float(shaded.sum()), np.maximum(rest, 0.0), found.below_gap + np.minimum(rest, 0.0)
