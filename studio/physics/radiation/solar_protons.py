"""Solar protons: their fluence in a mission at a level of confidence, and how much of it reaches an orbit.

References
----------
.. [1] M. A. Xapsos et al., "Space Environment Effects: Model for Emission of Solar Protons (ESP)", NASA/TP-1999-209763;
   ECSS-E-ST-10-04C, 2008, clause B.6, equations B-10 to B-12.
.. [2] E. G. Stassinopoulos, J. H. King, "Empirical solar proton model for orbiting spacecraft applications", IEEE
   Trans. Aerosp. Electron. Syst. 10, 442 (1974): one cut-off shell for all solar protons.
.. [3] C. Størmer, "The Polar Aurora", Oxford, 1955: vertical cut-off of a dipole.
.. [4] P. Alken et al., "International Geomagnetic Reference Field: the thirteenth generation", Earth Planets Space 73,
   49 (2021): pole of the dipole.
"""

from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import ELEMENTARY_CHARGE, R_EARTH
from studio.physics.degradation import JULIAN_YEAR

ACTIVE_SHARE: Final = 7.0 / 11.0
"""Share of a solar cycle in which the Sun is active [1]: seven years of eleven, before and after its maximum [1]_."""

OPEN_SHELL: Final = 5.0
"""Shell beyond which solar protons of every energy come in [1] [2]_."""

VERTICAL_CUTOFF: Final = 14.9e9
"""Vertical cut-off rigidity times the square of the shell [V] [3]_."""

DIPOLE_TILT: Final = np.deg2rad(9.35)
"""Angle between the Earth's axis and that of its dipole in 2020 [rad] [4]_."""

_PROTON: Final = 938.27208816e6  # rest energy over the elementary charge [V]
_PHASES, _LONGITUDES = 180, 36


def active_time(lifetime: ArrayLike, share: ArrayLike = ACTIVE_SHARE) -> Array:
    """Time in which the Sun is active in a life of unknown beginning [s].

    Parameters
    ----------
    lifetime
        Length of the life [s].
    share
        Share of the life [1]: 1 for the worst case of a life within one maximum.

    Returns
    -------
    NDArray[np.float64]
        Active time [s], in the broadcast shape.
    """
    return floats(lifetime) * floats(share)


def solar_proton_fluence(
    active: ArrayLike, confidence: ArrayLike, mean: ArrayLike, relative_variance: ArrayLike
) -> Array:
    """Integral fluence of solar protons that is not exceeded at a level of confidence [1/m²].

    Over T active years the fluence is lognormal with mean T φ and relative variance v/T [1]_, so that::

        Φ = T φ exp(z σ − σ²/2),  σ² = ln(1 + v/T),  z the normal quantile of the confidence

    A time below one active year counts with the spread of one year: the law is that of whole years.

    Parameters
    ----------
    active
        Active time [s], any shape.
    confidence
        Probability that the fluence is not exceeded [1], between 0 and 1; broadcasts with `active`.
    mean
        Mean fluence of one active year φ [1/m²], (E,).
    relative_variance
        Its relative variance v [1], (E,).

    Returns
    -------
    NDArray[np.float64]
        Protons above each energy, outside the Earth's field [1/m²], (…, E). It falls with energy.

    Raises
    ------
    ValueError
        If a confidence is not between 0 and 1.
    """
    level = floats(confidence)
    if np.any((level <= 0.0) | (level >= 1.0)):
        raise ValueError("a level of confidence lies between 0 and 1")
    normal = NormalDist()
    quantile = floats(np.vectorize(normal.inv_cdf, otypes=[float])(level))[..., None]
    years = (floats(active) / JULIAN_YEAR)[..., None]
    spread = np.log(1.0 + floats(relative_variance) / np.maximum(years, 1.0))
    fluence = years * floats(mean) * np.exp(quantile * np.sqrt(spread) - 0.5 * spread)
    # Separate fits at each energy may cross at extreme confidence; an integral spectrum does not rise.
    result: Array = np.maximum.accumulate(fluence[..., ::-1], axis=-1)[..., ::-1]
    return result


def geomagnetic_access(altitude: ArrayLike, inclination: ArrayLike, energy: ArrayLike) -> Array:
    """Share of the solar protons outside the Earth's field that reach a circular orbit, averaged over it [1].

    A point of the orbit is open to protons of rigidity R where its dipole shell r/(R_E cos² λ) exceeds
    √(14.9 GV/R) [3]_, or exceeds 5 whatever the rigidity [2]_: field lines from there are open to the Sun at quiet
    times and more so in the storms that come with the protons. What the disk of the Earth hides is left out. This is an
    estimate by a tilted dipole: within some tenths for polar orbits, and only an order of magnitude where the orbit
    barely meets the shell.

    Parameters
    ----------
    altitude
        Altitude over the equatorial radius [m], any shape.
    inclination
        Inclination [rad]; broadcasts with `altitude`.
    energy
        Energy of the protons [J], (E,).

    Returns
    -------
    NDArray[np.float64]
        Share [1], (…, E).
    """
    height, tilt = np.broadcast_arrays(floats(altitude), floats(inclination))
    ratio = 1.0 + height[..., None] / R_EARTH
    # Of the orbit's phases and the field's longitudes one in eight: the others have the same square of the latitude.
    phase = 2.0 * np.pi * (np.arange(_PHASES // 4) + 0.5) / _PHASES
    longitude = 2.0 * np.pi * (np.arange(_LONGITUDES // 2) + 0.5) / _LONGITUDES
    sine = np.sin(tilt)[..., None, None] * np.sin(phase)[:, None]
    cosine = np.sqrt(np.maximum(1.0 - sine**2, 0.0))
    magnetic = np.cos(DIPOLE_TILT) * sine + np.sin(DIPOLE_TILT) * cosine * np.cos(longitude)
    outside = (1.0 - magnetic**2).reshape(*tilt.shape, -1)  # cos² of the magnetic latitude
    volts = floats(energy) / ELEMENTARY_CHARGE
    rigidity = np.sqrt(volts * (volts + 2.0 * _PROTON))
    shells, of_energy = np.unique(np.minimum(np.sqrt(VERTICAL_CUTOFF / rigidity), OPEN_SHELL), return_inverse=True)
    limit = ratio / shells  # open where cos² λ is below it, (…, shells)
    counts = [np.count_nonzero(outside < limit[..., place, None], axis=-1) for place in range(shells.size)]
    share = np.stack(counts, axis=-1)[..., of_energy] / outside.shape[-1]
    hidden = 0.5 * (1.0 - np.sqrt(np.maximum(1.0 - ratio**-2.0, 0.0)))
    return floats(share) * (1.0 - hidden)
