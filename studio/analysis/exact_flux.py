"""Trapped particles of one orbit, computed anew with the models where the package that holds them is installed."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio.catalogue.radiation import MEV, trapped
from studio.physics.arrays import Array
from studio.physics.constants import R_EARTH
from studio.text import mark, tr

_PHASES, _LONGITUDES = 96, 48
_CHUNK: Final = 1
"""Phases in one call of the models, which keeps the interpreter for as long: a window stays alive beside 10 ms."""
_PER_CM2: Final = 1e4


@dataclass(frozen=True, slots=True, eq=False)
class ExactFlux:
    """Orbit averages of AE8MAX and AP8MIN: integral omnidirectional flux [1/(m²·s)] above each energy [J]."""

    electron_energy: Array
    electron_flux: Array
    proton_energy: Array
    proton_flux: Array


def exact_trapped_flux(
    altitude: float, inclination: float, checkpoint: Callable[[float], object] | None = None
) -> ExactFlux:
    """Trapped fluxes of a circular orbit from AE8MAX and AP8MIN, without the table [1/(m²·s)].

    The orbit is sampled evenly in its phase and in the longitude under it, between which months draw no distinction;
    both halves of an orbit pass the same latitudes, so one half is enough.

    Parameters
    ----------
    altitude
        Altitude over the equatorial radius [m].
    inclination
        Inclination [rad].
    checkpoint
        Called between chunks with the share done [1]; what it raises ends the work.

    Returns
    -------
    ExactFlux
        Fluxes at the energies of the shipped table.

    Raises
    ------
    ValueError
        If the package aep8 is not installed.
    """
    with _quiet():
        try:
            import aep8  # type: ignore[import-not-found, unused-ignore]
            import astropy.utils.iers as earth_rotation  # type: ignore[import-untyped, unused-ignore]
        except ImportError as error:
            raise ValueError(tr(mark(
                "the exact fluxes need the optional extra “radiation”: pip install dawnline[radiation]",
            ))) from error  # fmt: skip
        with earth_rotation.conf.set_temp("auto_download", False):
            electrons, protons = aep8.model(particle="e", solar="max"), aep8.model(particle="p", solar="min")
            return _orbit_mean(electrons, protons, altitude, inclination, checkpoint)


def _orbit_mean(
    electrons: Any, protons: Any, altitude: float, inclination: float, checkpoint: Callable[[float], object] | None
) -> ExactFlux:
    from astropy import units  # type: ignore[import-untyped, unused-ignore]
    from astropy.coordinates import EarthLocation  # type: ignore[import-untyped, unused-ignore]
    from astropy.time import Time  # type: ignore[import-untyped, unused-ignore]

    table = trapped()
    phase = np.pi * ((np.arange(_PHASES) + 0.5) / _PHASES - 0.5)
    latitude = np.arcsin(np.sin(inclination) * np.sin(phase))[:, None]
    longitude = 2.0 * np.pi * (np.arange(_LONGITUDES) + 0.5) / _LONGITUDES
    time = Time("2026-01-01T00:00:00")  # the models stand still in the turning field: any time gives the same
    radius = R_EARTH + altitude
    sums: list[Any] = [0.0, 0.0]
    for start in range(0, _PHASES, _CHUNK):
        if checkpoint is not None:
            checkpoint(start / _PHASES)
        rows = latitude[start : start + _CHUNK]
        place = EarthLocation.from_geocentric(
            radius * np.cos(rows) * np.cos(longitude) * units.m,
            radius * np.cos(rows) * np.sin(longitude) * units.m,
            radius * np.sin(rows) * np.ones_like(longitude) * units.m,
        )
        shell, strength = (np.asarray(value)[..., None] for value in electrons.geomagnetic_coordinates(place, time))
        for number, (model, energy) in enumerate(
            ((electrons, table.electron_energy), (protons, table.proton_energy))
        ):
            flux = model.integral_flux_for_geomagnetic_coordinates(shell, strength, energy / MEV * units.MeV).value
            sums[number] = sums[number] + np.where(flux > 0.0, flux, 0.0).sum(axis=(0, 1))
    if checkpoint is not None:
        checkpoint(1.0)
    scale = _PER_CM2 / (_PHASES * _LONGITUDES)
    return ExactFlux(table.electron_energy, scale * sums[0], table.proton_energy, scale * sums[1])


@contextmanager
def _quiet() -> Iterator[None]:
    """No warning where no field line closes (the flux is then not a number), nor about the settings of astropy."""
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore")
        yield
