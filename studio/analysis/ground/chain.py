"""From 1.361 to the ratio of yields: the factors one after the other, which multiply to it."""

from dataclasses import dataclass
from typing import Any

from studio.analysis.columns import absent, select
from studio.design import Design
from studio.design.quantity import YEAR
from studio.physics.clear_sky import STANDARD_IRRADIANCE
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Factor:
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class OrbitYield:
    """What the array of a design yields at the bus in a year, new; arrays of many designs."""

    factors: tuple[Factor, ...]
    """From the irradiance over the rated one on; their product is the mean power per rated power."""
    rated: Any
    """Power per panel area at 1000 W/m², AM1.5 [W/m²]: cells and the gaps between them."""
    left: Any
    """Power at end of life over that of the beginning."""

    @property
    def mean(self) -> Any:
        """Mean power over the year per rated power."""
        product: Any = 1.0
        for factor in self.factors:
            product = product * factor.value
        return product


def orbit_yield(
    design: Design, *, illumination: Any, environment: Any, cell: Any, panel: Any, power: Any
) -> OrbitYield:
    """The yield of the array in its orbit as factors.

    The last but one holds what is left when all others are taken out of the array's energy: warmth, and light that
    falls in at an angle.
    """
    array, chain = design.array, design.power
    in_space, computed = cell.efficiency_cell, cell.efficiency_ground
    stated = in_space / design.ground.spectral_ratio
    on_ground = stated if computed is None else select(absent(computed), stated, computed)
    spectrum = _ratio(in_space, on_ground, 0.0)
    rated = on_ground * array.packing_factor * STANDARD_IRRADIANCE
    new, old = panel.power_density_operating_bol, panel.power_density_operating_eol
    left = _ratio(old, new, 1.0)
    constant, mean_flux = design.environment.solar_constant, environment.solar_flux_mean
    factors = [
        Factor(tr(mark("Sunlight above the air over 1 kW/m²")), constant / STANDARD_IRRADIANCE),
        Factor(tr(mark("Distance of the Sun, year's mean")), mean_flux / constant),
        Factor(tr(mark("Share of the year in sunlight")), illumination.sunlit_fraction_year),
        Factor(tr(mark("Pointing")), environment.incidence_mean),
        Factor(tr(mark("Efficiency under AM0 over AM1.5")), spectrum),
        Factor(tr(mark("Wiring, diodes and mismatch")), array.wiring_efficiency),
    ]
    straight = rated
    for factor in factors:
        straight = straight * factor.value
    # The array's energy is known at end of life; its share at the beginning is that of the sunlit power.
    mean_new = _ratio(power.array_energy_year / YEAR / array.area, left, 0.0)
    factors.append(Factor(tr(mark("Warmth, and light at an angle")), _ratio(mean_new, straight, 1.0)))
    factors.append(Factor(tr(mark("Regulator")), chain.regulator_efficiency))
    return OrbitYield(tuple(factors), rated, left)


def _ratio(part: Any, whole: Any, instead: float) -> Any:
    """part / whole, and `instead` where the whole is nothing."""
    there = whole > 0.0
    return select(there, part / select(there, whole, 1.0), instead)
