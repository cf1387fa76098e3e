"""The particles of an orbit, and the damage they do behind the layers of a panel."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from studio.analysis.result import FloatArray, read_only
from studio.analysis.stack.damage_curve import dose_curve
from studio.analysis.stack.exact import exact_for
from studio.catalogue import radiation as tables
from studio.design.quantity import YEAR
from studio.physics.radiation.displacement_dose import combined_dose, displacement_dose, effective_niel
from studio.physics.radiation.equivalent_fluence import electron_fluence, proton_fluence
from studio.physics.radiation.solar_protons import active_time, geomagnetic_access, solar_proton_fluence
from studio.physics.radiation.trapped import orbit_flux

_SHIELDS: Final = np.concatenate([[0.0], np.geomspace(3e-3, 30.0, 40)])
"""Areal densities [kg/m²] between which many stacks are interpolated."""


@dataclass(frozen=True, slots=True, eq=False)
class Particles:
    """What meets a satellite in a year, above each energy and over the whole sky [1/m²]."""

    electron_energy: FloatArray
    electrons: FloatArray
    proton_energy: FloatArray
    protons: FloatArray
    """Trapped ones."""
    solar: FloatArray
    """Protons of solar events, their mission's total over its years."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What a year does, by the shield that the particles cross; each of the shape of the shields."""

    electrons: FloatArray
    protons: FloatArray
    solar: FloatArray
    """Equivalent fluences of 1 MeV electrons [1/m²], by kind of particle."""
    dose: FloatArray
    """Displacement damage dose in terms of protons [J/kg]."""

    @property
    def fluence(self) -> FloatArray:
        return self.electrons + self.protons + self.solar


def reach() -> tuple[float, float]:
    """Altitudes [m] between which the shipped table knows the trapped particles."""
    levels = tables.trapped().altitude
    return float(levels[0]), float(levels[-1])


@lru_cache(maxsize=32)
def particles(
    altitude: float,
    inclination: float,
    lifetime: float,
    confidence: float | None,
    active_share: float,
    exact: str = "",
) -> Particles:
    """The particles of a circular orbit; `confidence` is None where solar protons are left out.

    `exact` is the text of fluxes that were computed for one orbit: they count where it is this one. Otherwise an orbit
    below or above the table of trapped particles has what the table has at its end.
    """
    trapped = tables.trapped()
    known_exactly = exact_for(exact, altitude, inclination)
    if known_exactly is not None:
        electron_energy, proton_energy = known_exactly.electron_energy, known_exactly.proton_energy
        electrons, protons = YEAR * known_exactly.electron_flux, YEAR * known_exactly.proton_flux
    else:
        electron_energy, proton_energy = trapped.electron_energy, trapped.proton_energy
        low, high = reach()
        place = (min(max(altitude, low), high), inclination, trapped.altitude, trapped.inclination)
        electrons = YEAR * orbit_flux(*place, trapped.electrons["max"], trapped.floor)
        protons = YEAR * orbit_flux(*place, trapped.protons["min"], trapped.floor)
    solar = np.zeros_like(protons)
    if confidence is not None and active_share > 0.0:
        known = tables.solar_protons()
        years = max(lifetime / YEAR, 1.0)
        total = solar_proton_fluence(active_time(years * YEAR, active_share), confidence, known.mean,
                                     known.relative_variance)  # fmt: skip
        reaching = total * geomagnetic_access(altitude, inclination, known.energy) / years
        # On the energies of the trapped ones; above the last nothing is taken to come.
        inside = np.exp(np.interp(np.log(proton_energy), np.log(known.energy), np.log(np.maximum(reaching, 1e-30))))
        solar = np.where(proton_energy <= known.energy[-1] * (1.0 + 1e-9), inside, 0.0)
    return Particles(*map(read_only, (electron_energy, electrons, proton_energy, protons, solar)))


def damage(found: Particles, curve: tables.DamageCurve, shield: FloatArray) -> Damage:
    """What a year does to a cell of this damage curve behind shields [kg/m²] of any shape, one side of the cell."""
    cell, cover = tables.damage_coefficients()[curve.coefficients], tables.ranges()
    areal = np.asarray(shield, dtype=np.float64)
    protons, solar = proton_fluence(found.proton_energy, _both(found, areal), areal, cell, cover)
    return Damage(
        electrons=electron_fluence(found.electron_energy, found.electrons, areal, cell, cover),
        protons=protons,
        solar=solar,
        dose=_dose(found, curve, areal),
    )


def _both(found: Particles, areal: FloatArray) -> FloatArray:
    """(2, …, E) Trapped and solar protons, so that what does not depend on their number is computed once."""
    return np.stack([found.protons, found.solar]).reshape(2, *(1,) * areal.ndim, -1)


def _dose(found: Particles, curve: tables.DamageCurve, areal: FloatArray) -> FloatArray:
    niel, cover, known = tables.niel(), tables.ranges(), dose_curve(curve)
    exponent, ratio = (known.electron_exponent, known.electron_ratio) if known is not None else (1.0, 1.0)
    of_electrons = effective_niel(niel.electron, _at_1_mev(niel), exponent)
    return combined_dose(
        displacement_dose(found.proton_energy, found.protons + found.solar, areal, niel.proton_energy, niel.proton,
                          cover.proton_energy, cover.proton_range),
        displacement_dose(found.electron_energy, found.electrons, areal, niel.electron_energy, of_electrons,
                          cover.electron_energy, cover.electron_range),
        ratio,
    )  # fmt: skip


def _at_1_mev(niel: tables.Niel) -> float:
    return float(np.interp(tables.MEV, niel.electron_energy, niel.electron))


@lru_cache(maxsize=16)
def _table(found: Particles, curve_id: str) -> Damage:
    return damage(found, tables.damage_curves()[curve_id], _SHIELDS)


def damage_of_many(found: Particles, curve: tables.DamageCurve, shield: FloatArray) -> Damage:
    """As :func:`damage` for thousands of shields: interpolated in the logarithm between forty of them.

    Within 6 %, most of which is the noise of the energy bins in both: the models themselves are known to a factor of
    two.
    """
    table = _table(found, curve.id)
    at = np.log(np.maximum(shield, _SHIELDS[1] * 1e-3))
    nodes = np.log(np.maximum(_SHIELDS, _SHIELDS[1] * 1e-3))

    def between(values: FloatArray) -> FloatArray:
        level: FloatArray = np.exp(np.interp(at, nodes, np.log(np.maximum(values, 1e-300))))
        return level

    return Damage(between(table.electrons), between(table.protons), between(table.solar), between(table.dose))
