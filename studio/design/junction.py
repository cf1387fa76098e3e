"""What turns the light absorbed in one layer into electricity."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import number
from studio.design.quantity import (
    AREAL_RESISTANCE,
    BAND_GAP,
    BAND_GAP_SLOPE,
    CURRENT_DENSITY,
    ELECTRONVOLT,
    RATIO,
    TEMPERATURE_COEFFICIENT,
)
from studio.text import mark

Terminals = Literal["series", "independent"]


class Junction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The p–n junction of an absorber: its diode is stated at 28 °C."""

    band_gap: Annotated[float, number(
        BAND_GAP, mark("Band gap"),
        mark("Of the absorber at 28 °C. Where the material's gap can be tuned, its n and k follow."),
        0.3 * ELECTRONVOLT, 4.0 * ELECTRONVOLT)]
    collection: Annotated[float, number(
        RATIO, mark("Collection"), mark("Share of the photons absorbed in the layer whose charge is collected."),
        0.0, 1.0)] = 0.97
    radiative_efficiency: Annotated[float, number(
        RATIO, mark("Radiative efficiency"),
        mark("External radiative efficiency at open circuit: 1 is the detailed-balance limit; each decade less costs "
             "60 mV."), 1e-12, 1.0)] = 1e-2
    ideality: Annotated[float, number(
        RATIO, mark("Ideality"), mark("Of the first diode: 1 to 2."), 0.8, 3.0, unit="")] = 1.0
    saturation_2: Annotated[float, number(
        CURRENT_DENSITY, mark("Second diode"),
        mark("Saturation current density of the diode of ideality 2, at 28 °C; 0 leaves it out."), 0.0, 100.0)] = 0.0
    series_resistance: Annotated[float, number(
        AREAL_RESISTANCE, mark("Series resistance"), mark("Grid, contacts and layers, per cell area."),
        0.0, 1e-2)] = 5e-5
    shunt_resistance: Annotated[float, number(
        AREAL_RESISTANCE, mark("Shunt resistance"), mark("Leakage across the junction, per cell area."),
        1e-4, 1e6)] = 1.0
    current_coefficient: Annotated[float, number(
        TEMPERATURE_COEFFICIENT, mark("Current coefficient"), mark("Relative change of the photocurrent per kelvin."),
        -0.01, 0.01)] = 5e-4
    gap_slope: Annotated[float, number(
        BAND_GAP_SLOPE, mark("Gap per kelvin"), mark("Change of the band gap with temperature."),
        -2e-3 * ELECTRONVOLT, 2e-3 * ELECTRONVOLT)] = 0.0
