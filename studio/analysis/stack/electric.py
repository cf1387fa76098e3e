"""From the light absorbed in the junctions to current and voltage, for one stack or many."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio.analysis.columns import gathered, trail
from studio.analysis.result import FloatArray
from studio.analysis.stack.grid import EDGES, RATING_TEMPERATURE, WAVELENGTH, Sun
from studio.analysis.stack.model import Optical
from studio.design.junction import Terminals
from studio.design.panel import Stack
from studio.design.quantity import ELECTRONVOLT
from studio.physics.cell.detailed_balance import radiative_saturation_current
from studio.physics.cell.diode import Diode
from studio.physics.cell.spectrum import photon_current
from studio.physics.cell.tandem import independent_maximum_power, series_maximum_power
from studio.physics.cell.temperature import band_gap, saturation_current
from studio.physics.constants import PLANCK, SPEED_OF_LIGHT

COEFFICIENT_STEP: Final = 40.0
"""Rise above the rating temperature [K] over which the temperature coefficient is taken."""
_SCALE_CURRENT: Final = 200.0
"""Current density [A/m²], typical of one sun, at which a radiative efficiency means the voltage it names for a diode
of another ideality than one."""
TAIL: Final = 0.1 * ELECTRONVOLT
"""How far below its gap [J] a junction still turns photons into current: the tails of the measured edges, silicon's
phonons among them, end there."""
_PHOTON: Final = PLANCK * SPEED_OF_LIGHT / WAVELENGTH


@dataclass(frozen=True, slots=True)
class Junctions:
    """The junctions of a stack from the Sun side; each array (…, J)."""

    places: tuple[int, ...]
    """Position of each absorber in the stack."""
    rows: tuple[int, ...]
    """Row of each absorber among the layers that light meets."""
    band_gap: FloatArray
    collection: FloatArray
    radiative_efficiency: FloatArray
    ideality: FloatArray
    saturation_2: FloatArray
    series_resistance: FloatArray
    shunt_resistance: FloatArray
    current_coefficient: FloatArray
    gap_slope: FloatArray


FIELDS: Final = ("band_gap", "collection", "radiative_efficiency", "ideality", "saturation_2", "series_resistance",
                 "shunt_resistance", "current_coefficient", "gap_slope")  # fmt: skip


def junctions_of(stack: Stack, seen: Optical) -> Junctions:
    """The junctions of the layers that light meets, in its order, of one stack or many."""
    rows = tuple(row for row, place in enumerate(seen.places) if stack.layers[place].junction is not None)
    places = tuple(seen.places[row] for row in rows)
    found = [stack.layers[place].junction for place in places]
    return Junctions(places, rows, *(gathered(getattr(one, name) for one in found) for name in FIELDS))


def response(junctions: Junctions, absorptance: FloatArray, shade: Any) -> FloatArray:
    """(…, J, W) External quantum efficiency: absorbed in the layer, collected, and not under the grid.

    What the layer takes far below the gap is heat, whatever the n and k that it was given. Where it takes next to
    nothing, what the sums over films and slabs leave of it may be a little below 0, which no junction responds to.
    """
    able = junctions.band_gap[..., None] <= _PHOTON + TAIL
    share = (1.0 - trail(shade, 2)) * junctions.collection[..., None]
    caught: FloatArray = share * np.maximum(absorptance[..., list(junctions.rows), :], 0.0) * able
    return caught


def photocurrents(efficiency: FloatArray, sun: Sun) -> FloatArray:
    """(…, J) Photocurrent density of each junction under a reference sun [A/m²]."""
    return photon_current(efficiency, sun.bins, EDGES)


def saturation_1(junctions: Junctions) -> FloatArray:
    """(…, J) Saturation current of the first diode at 28 °C [A/m²], from the radiative efficiency.

    J₀ = J_s (J₀,rad / (ERE · J_s))^(1/n): the detailed-balance current over the efficiency for n = 1, and for another
    ideality the diode with the same voltage at J_s, a current of one sun.
    """
    radiative = radiative_saturation_current(junctions.band_gap, RATING_TEMPERATURE)
    share = radiative / (junctions.radiative_efficiency * _SCALE_CURRENT)
    current: FloatArray = _SCALE_CURRENT * share ** (1.0 / junctions.ideality)
    return current


def diodes(junctions: Junctions, photocurrent: FloatArray, temperature: float | FloatArray) -> Diode:
    """The diodes (…, J) at a temperature [K], with the photocurrent that is stated for 28 °C."""
    first, second = (
        saturation_current(current, temperature, ideality=ideality, gap=junctions.band_gap,
                           gap_coefficient=junctions.gap_slope, reference_temperature=RATING_TEMPERATURE)
        for current, ideality in ((saturation_1(junctions), junctions.ideality), (junctions.saturation_2, 2.0))
    )  # fmt: skip
    rise = np.asarray(temperature) - RATING_TEMPERATURE
    return Diode(
        photocurrent=np.maximum(photocurrent * (1.0 + junctions.current_coefficient * rise), 0.0),
        saturation_1=first,
        ideality_1=junctions.ideality,
        saturation_2=second,
        series_resistance=junctions.series_resistance,
        shunt_resistance=junctions.shunt_resistance,
        temperature=np.asarray(temperature, dtype=np.float64),
    )


def delivered(diode: Diode, terminals: Terminals) -> FloatArray:
    """(…) Maximum power of junctions along the last axis [W/m²]."""
    if terminals == "series":
        return series_maximum_power(diode).power
    return np.maximum(independent_maximum_power(diode), 0.0)  # rounding, where next to nothing is left


def gap_at(junctions: Junctions, temperature: float) -> FloatArray:
    """(…, J) Band gaps at a temperature [J]."""
    return band_gap(junctions.band_gap, temperature, coefficient=junctions.gap_slope,
                    reference_temperature=RATING_TEMPERATURE)  # fmt: skip
