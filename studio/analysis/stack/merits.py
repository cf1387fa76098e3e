"""The figures of merit of many stacks in one orbit: optics, J–V, temperature, end of life, mass and price in one go.

What differs from the stages of the analysis is the heat balance: the panel is in equilibrium with the mean of what
falls on it in sunlight instead of following the orbit. `anchored` takes the difference from the design's results.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np

from studio.analysis.engine import Results
from studio.analysis.result import FloatArray
from studio.analysis.stack import batch, electric, faces
from studio.analysis.stack.ageing import course_of_life
from studio.analysis.stack.damage_curve import damage_curve
from studio.analysis.stack.grid import RATING_TEMPERATURE, space
from studio.analysis.stack.heat import sunlit_equilibrium
from studio.analysis.stack.model import Optical, seen_from_back, seen_from_front
from studio.analysis.stack.particles import damage_of_many, particles
from studio.analysis.stack.price import panel_price
from studio.analysis.stack.shield import shields
from studio.analysis.stages.cell import cell_figures
from studio.design import Design
from studio.design.panel import Stack
from studio.design.quantity import YEAR
from studio.physics.optics.stack_light import StackLight
from studio.physics.stack import areal_mass
from studio.text import mark, tr

MERITS: Final = (
    "panel.power_density_operating_bol", "panel.power_density_operating_eol", "panel.specific_power_operating_bol",
    "panel.specific_power_operating_eol", "panel.efficiency_cell", "panel.temperature", "panel.remaining_factor",
    "panel.areal_mass", "panel.cost_per_watt",
)  # fmt: skip
"""Results that are computed for every stack; the price only where there is one."""
_NOTHING: Final = 1e-9
"""Power [W/m²] that nobody would pay for."""
_OFFSET: Final = ("panel.temperature",)


@dataclass(frozen=True, slots=True)
class Place:
    """What of the design's results a stack is judged in: everything but the stack itself."""

    design: Design
    tables: dict[str, Any]

    @classmethod
    def of(cls, results: Results) -> "Place":
        """Where the design of `results` is, for other stacks in its stead.

        Raises
        ------
        ValueError
            Where the orbit was not computed.
        """
        tables = {name: results.stage(name) for name in ("orbit", "illumination", "environment")}
        if any(table is None for table in tables.values()):
            raise ValueError(tr(mark("the orbit has to be computed before stacks can be compared in it")))
        return cls(results.design, tables)


def merits_of(place: Place, stacks: Sequence[Stack]) -> dict[str, FloatArray]:
    """(V,) Each of `MERITS` for every stack; NaN where a stack has no price, or no optics of slabs."""
    found = {name: np.full(len(stacks), np.nan) for name in MERITS}
    for block in batch.blocks(stacks):
        for name, values in _of_block(place, block).items():
            found[name][block.rows] = values
    return found


def anchored(results: Results, stacks: Sequence[Stack]) -> dict[str, FloatArray]:
    """As :func:`merits_of`, brought to the results of the design's own stack: by ratio, temperatures by difference."""
    found = merits_of(Place.of(results), [results.design.stack, *stacks])
    brought = {}
    for name, values in found.items():
        own, known = values[0], results.get(name)
        if known is None or not np.isfinite(own) or own == 0.0:
            brought[name] = values[1:]
        else:
            brought[name] = values[1:] + (known - own) if name in _OFFSET else values[1:] * (known / own)
    return brought


def _of_block(place: Place, block: batch.Block) -> dict[str, FloatArray]:
    design, first = place.design, block.stacks[0]
    seen = seen_from_front(first)
    many = batch.seen_by_all(block, seen)
    light = faces.lit(many) if seen.places else None
    power, coefficient = _electric(block, seen, light)
    array = design.array
    efficiency = power / space().total if first.electrical == "layers" else power
    rated = efficiency * array.packing_factor * array.wiring_efficiency
    sun, surfaces = place.tables["environment"].sunlit, _faces(block, many, light)
    new, produced = sunlit_equilibrium(sun, *surfaces, rated, coefficient)
    remaining = _remaining(place, block, new)
    temperature, produced_old = sunlit_equilibrium(sun, *surfaces, rated * remaining, coefficient)
    mass = areal_mass(*(batch.layer_numbers(block, name) for name in ("thickness", "density", "coverage")))
    watts = rated * (1.0 + coefficient * (first.temperature - RATING_TEMPERATURE))
    watts *= design.environment.solar_constant
    prices = np.array([np.nan if price is None else price for _, price, _ in map(panel_price, block.stacks)])
    per_watt = np.divide(prices, watts, out=np.full_like(watts, np.nan), where=watts > _NOTHING)
    wrong = faces.thin_slabs(many, light) if light is not None else np.zeros(len(block.stacks), dtype=bool)
    found = {
        "panel.power_density_operating_bol": produced,
        "panel.power_density_operating_eol": produced_old,
        "panel.specific_power_operating_bol": produced / mass,
        "panel.specific_power_operating_eol": produced_old / mass,
        "panel.efficiency_cell": efficiency,
        "panel.temperature": temperature,
        "panel.remaining_factor": remaining,
        "panel.areal_mass": mass,
        "panel.cost_per_watt": per_watt,
    }
    return {name: np.where(wrong, np.nan, values) for name, values in found.items()}


def _electric(block: batch.Block, seen: Optical, light: StackLight | None) -> tuple[FloatArray, FloatArray]:
    """(V,) Power per cell area under the rating sun [W/m²] and its temperature coefficient [1/K]; with a data sheet the
    efficiency in its place."""
    first = block.stacks[0]
    if first.electrical == "data_sheet":
        figures = np.array([cell_figures(stack) for stack in block.stacks])
        return figures[:, 0], figures[:, 1]
    junctions = batch.junctions_of_all(block, seen)
    if light is None or not junctions.places:
        raise ValueError(tr(mark("stack.layers: no layer has a junction, so the layers give no electricity")))
    caught = electric.response(junctions, light.absorptance, seen.shade)
    currents = electric.photocurrents(caught, space())
    cold, warm = (
        electric.delivered(electric.diodes(junctions, currents, temperature), first.terminals)
        for temperature in (RATING_TEMPERATURE, RATING_TEMPERATURE + electric.COEFFICIENT_STEP)
    )
    change = np.divide(warm, cold, out=np.ones_like(cold), where=cold > 0.0) - 1.0
    return cold, change / electric.COEFFICIENT_STEP


def _faces(
    block: batch.Block, seen: Optical, light: StackLight | None
) -> tuple[tuple[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]:
    """(V,) Solar absorptance of front and back, and emittance of both."""
    first = block.stacks[0]
    stated = [np.array([getattr(getattr(stack, side), what) for stack in block.stacks])
              for what in ("absorptance", "emittance") for side in ("front", "back")]  # fmt: skip
    alpha_front, alpha_back, front, back = stated
    if first.front.source == "layers" and light is not None:
        over_cells = faces.taken(light, space().power, seen.backed)
        alpha_front = np.array([faces.front_absorptance(stack, float(one))
                                for stack, one in zip(block.stacks, over_cells, strict=True)])  # fmt: skip
        front = _emittances(block, faces.front_emittance, front)
    if first.back.source == "layers":
        behind = seen_from_back(first)
        if behind.places:
            part = faces.lit(batch.seen_by_all(block, behind), at_=faces.COARSE_AT)
            alpha_back = faces.taken(part, faces.coarse_power(), behind.backed)
        back = _emittances(block, faces.back_emittance, back)
    return (alpha_front, alpha_back), (front, back)


def _emittances(block: batch.Block, of: Any, otherwise: FloatArray) -> FloatArray:
    found = [of(stack, rough=True)[0] for stack in block.stacks]
    return np.array([stated if one is None else one for one, stated in zip(found, otherwise, strict=True)])


def _remaining(place: Place, block: batch.Block, temperature: FloatArray) -> FloatArray:
    """(V,) What is left of the power at the end of life; new, the cells are so warm in sunlight [K]."""
    design, ageing = place.design, place.design.ageing
    life = design.mission.lifetime
    own = msgspec.structs.replace(design, stack=block.stacks[0])
    curve = damage_curve(own)
    confidence = ageing.proton_confidence if ageing.solar_protons else None
    found = particles(design.mission.altitude, float(place.tables["orbit"].inclination), life, confidence,
                      ageing.active_share, ageing.exact_flux)  # fmt: skip
    areal = np.array([shields(stack, curve) for stack in block.stacks])
    year = damage_of_many(found, curve, areal)
    fluence, dose = (total.sum(axis=-1, keepdims=True) * life / YEAR for total in (year.fluence, year.dose))
    course = course_of_life(own, place.tables, curve, fluence, dose, np.array([life]),
                            temperature[:, None])  # fmt: skip
    left: FloatArray = course.remaining[..., -1]
    return left

