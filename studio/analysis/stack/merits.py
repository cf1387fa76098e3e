"""The figures of merit of many stacks in one orbit: optics, J–V, temperature, end of life, mass and price in one go.

What differs from the stages of the analysis is the heat balance: the panel is in equilibrium with the mean of what
falls on it in sunlight instead of following the orbit. `anchored` takes the difference from the design's results.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np

from studio.analysis.columns import gathered
from studio.analysis.engine import Results
from studio.analysis.result import FloatArray
from studio.analysis.stack import batch, electric, faces
from studio.analysis.stack.ageing import course_of_life
from studio.analysis.stack.damage_curve import damage_curve
from studio.analysis.stack.grid import RATING_TEMPERATURE, space
from studio.analysis.stack.heat import sunlit_equilibrium
from studio.analysis.stack.model import Optical, seen_from_front
from studio.analysis.stack.particles import damage_of_many, particles
from studio.analysis.stack.price import panel_price
from studio.analysis.stack.shield import shields
from studio.analysis.stages.cell import cell_figures
from studio.design import Design
from studio.design.panel import Stack
from studio.design.quantity import YEAR
from studio.physics.cell.temperature import power_share
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
    design, first = place.design, block.first
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
    watts = rated * power_share(first.temperature, coefficient=coefficient, reference_temperature=RATING_TEMPERATURE)
    watts = watts * design.environment.solar_constant
    _, price, _ = panel_price(block.stack)
    per_watt = np.where(watts > _NOTHING, np.nan if price is None else price, np.nan) / np.maximum(watts, _NOTHING)
    wrong = faces.thin_slabs(many, light) if light is not None else False
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


def _electric(block: batch.Block, seen: Optical, light: StackLight | None) -> tuple[Any, Any]:
    """(V,) Power per cell area under the rating sun [W/m²] and its temperature coefficient [1/K]; with a data sheet the
    efficiency in its place."""
    first = block.first
    if first.electrical == "data_sheet":
        return cell_figures(block.stack)
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
    first = block.first
    alpha_front, alpha_back, front, back = (
        getattr(getattr(block.stack, side), what) for what in ("absorptance", "emittance") for side in ("front", "back")
    )
    if first.front.source == "layers" and light is not None:
        over_cells = faces.taken(light, space().power, seen.backed)
        alpha_front = faces.front_absorptance(block, over_cells)
        front = _known(faces.front_emittance(block, rough=True)[0], front)
    if first.back.source == "layers":
        behind = faces.back_absorptance(block)
        alpha_back = alpha_back if behind is None else behind
        back = _known(faces.back_emittance(block, rough=True)[0], back)
    return (alpha_front, alpha_back), (front, back)


def _known(emittance: Any, stated: Any) -> Any:
    """The computed emittance, and the stated one where there is none."""
    return stated if emittance is None else np.where(np.isnan(emittance), stated, emittance)


def _remaining(place: Place, block: batch.Block, temperature: FloatArray) -> FloatArray:
    """(V,) What is left of the power at the end of life; new, the cells are so warm in sunlight [K]."""
    design, ageing = place.design, place.design.ageing
    life = design.mission.lifetime
    own = msgspec.structs.replace(design, stack=block.first)
    curve = damage_curve(own)
    confidence = ageing.proton_confidence if ageing.solar_protons else None
    found = particles(design.mission.altitude, float(place.tables["orbit"].inclination), life, confidence,
                      ageing.active_share, ageing.exact_flux)  # fmt: skip
    areal = gathered(shields(block.stack, curve))
    year = damage_of_many(found, curve, areal)
    fluence, dose = (total.sum(axis=-1, keepdims=True) * life / YEAR for total in (year.fluence, year.dose))
    course = course_of_life(own, place.tables, curve, fluence, dose, np.array([life]),
                            np.asarray(temperature)[..., None])  # fmt: skip
    left: FloatArray = course.remaining[..., -1]
    return left

