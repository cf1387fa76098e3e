"""Real fleets by their published mean elements, flown by SGP4.

General-perturbations elements are means in the sense of SGP4, and of no other theory: they have to go through it. The
code is that of the paper that revisited the original report [1]_, compiled, from the package `sgp4`.

Positions come out in the true equator and mean equinox (TEME), which the studio takes as the frame of its own orbits,
the true equator of date: the two share the pole, and their equinoxes are a second of time apart at the most. Epochs are
UTC, and a minute after the epoch is sixty seconds of UTC: a leap second between the two would be an error of 7.7 km,
and none has been due since 2017. Elements age: SGP4 is a kilometre off at the epoch and one to three more a day [1]_.

References
----------
.. [1] D. A. Vallado, P. Crawford, R. Hujsak, T. S. Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753, 2006.
.. [2] F. R. Hoots, R. L. Roehrich, "Spacetrack Report No. 3: Models for Propagation of NORAD Element Sets", 1980,
       section 6 (the axis and the mean motion that are meant).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array
from studio.physics.constants import DAY
from studio.physics.time import utc_from_terrestrial

_TURN = 2.0 * np.pi
_MJD = 2_400_000.5
_SGP4_EPOCH = 33_281.0
"""Modified Julian date of 1949 December 31, from which SGP4 counts the days of its epochs."""
_BLOCK = 1024
"""Satellites at a time: between two blocks whoever waits for the interpreter has his turn."""

_BEYOND = 2.0
"""Apogees from the Earth at which SGP4 cannot be believed though it answers: heavy drag, carried on for long."""

# Of WGS 72, on which the published elements rest [2]_.
_RADIUS = 6_378_135.0
_MU = 3.986008e14
_J2 = 1.082616e-3


class GpElements(NamedTuple):
    """Mean elements of n objects as published, in SI; each field has one value an object."""

    epoch: Array
    """Modified Julian date, UTC [d]"""
    mean_motion: Array
    """By Kozai's definition [rad/s]"""
    eccentricity: Array
    """[-]"""
    inclination: Array
    """[rad]"""
    node: Array
    """Right ascension of the ascending node [rad]"""
    perigee: Array
    """Argument of perigee [rad]"""
    anomaly: Array
    """Mean anomaly [rad]"""
    drag: Array
    """B* [1/Earth radius]"""

    @property
    def size(self) -> int:
        return int(self.epoch.size)


def axis_of(elements: GpElements) -> Array:
    """Semi-major axis that SGP4 takes elements to have at their epoch.

    Parameters
    ----------
    elements : GpElements
        Of n objects.

    Returns
    -------
    ndarray, shape (n,)
        Brouwer's mean axis [m], by the two steps that undo Kozai's definition of the mean motion [2]_.
    """
    motion = elements.mean_motion * np.sqrt(_RADIUS**3 / _MU)  # radii and their circular speed are one
    k2 = 0.75 * _J2 * (3.0 * np.cos(elements.inclination) ** 2 - 1.0) / (1.0 - elements.eccentricity**2) ** 1.5
    first = motion ** (-2.0 / 3.0)
    by = k2 / first**2
    axis = first * (1.0 - by * (1.0 / 3.0 + by * (1.0 + 134.0 / 81.0 * by)))
    return np.asarray(_RADIUS * (motion / (1.0 + k2 / axis**2)) ** (-2.0 / 3.0), dtype=np.float64)


def apsides(elements: GpElements) -> tuple[Array, Array]:
    """Distance of perigee and apogee from the Earth's centre at the epoch [m], each of shape (n,)."""
    axis = axis_of(elements)
    return axis * (1.0 - elements.eccentricity), axis * (1.0 + elements.eccentricity)


class Sgp4Fleet:
    """Objects that are ready to be flown: making them takes some microseconds each.

    Parameters
    ----------
    elements : GpElements
        Of n objects.
    checkpoint : callable
        Told the share that is ready; may raise to stop.
    """

    def __init__(self, elements: GpElements, checkpoint: Callable[[float], None] | None = None) -> None:
        from sgp4.api import SatrecArray  # only who has imported something pays for it

        self.elements = elements
        self._farthest = _BEYOND * apsides(elements)[1]
        self._blocks = []
        for begin in range(0, elements.size, _BLOCK):
            self._blocks.append(SatrecArray(_records(elements, slice(begin, begin + _BLOCK))))
            if checkpoint is not None:
                checkpoint(min(begin + _BLOCK, elements.size) / elements.size)

    @property
    def size(self) -> int:
        return self.elements.size

    def states(self, time: float) -> tuple[Array, Array]:
        """Where everything is at one moment, and how fast.

        Parameters
        ----------
        time : float
            Seconds of TT since J2000.0 [s].

        Returns
        -------
        position, velocity : ndarray, shape (n, 3)
            TEME, taken as the true equator of date [m], [m/s]. NaN where SGP4 has no answer: objects that have
            decayed by then, and elements that have grown out of what it holds for (farther out than two apogees).
        """
        first, rest = (np.atleast_1d(part) for part in utc_from_terrestrial(time))
        position, velocity = np.empty((self.size, 3)), np.empty((self.size, 3))
        for number, block in enumerate(self._blocks):
            part = slice(number * _BLOCK, (number + 1) * _BLOCK)
            errors, places, speeds = block.sgp4(first, rest)
            failed = errors[:, 0] != 0
            position[part], velocity[part] = 1e3 * places[:, 0], 1e3 * speeds[:, 0]
            failed |= ~(np.einsum("ij,ij->i", position[part], position[part]) <= self._farthest[part] ** 2)
            position[part][failed] = velocity[part][failed] = np.nan
        return position, velocity

    def positions(self, time: float) -> Array:
        """The first of :meth:`states`."""
        return self.states(time)[0]


def path(elements: GpElements, index: int, times: ArrayLike) -> Array:
    """Positions of one object.

    Parameters
    ----------
    elements : GpElements
        Of n objects.
    index : int
        Which of them.
    times : array_like, shape (t,)
        Seconds of TT since J2000.0 [s].

    Returns
    -------
    ndarray, shape (t, 3)
        As of :meth:`Sgp4Fleet.states` [m].
    """
    alone = GpElements(*(column[index : index + 1] for column in elements))
    (one,) = _records(alone, slice(None))
    first, rest = (np.ascontiguousarray(part) for part in np.broadcast_arrays(*utc_from_terrestrial(times)))
    errors, places, _ = one.sgp4_array(first, rest)
    found = np.asarray(1e3 * places, dtype=np.float64)
    farthest = _BEYOND * apsides(alone)[1]
    found[(errors != 0) | ~(np.linalg.norm(found, axis=1) <= farthest)] = np.nan
    return found


def _records(elements: GpElements, part: slice) -> list[Any]:
    """What the package flies, of some objects."""
    from sgp4.api import WGS72, Satrec

    columns = (elements.epoch - _SGP4_EPOCH, elements.drag, elements.eccentricity, elements.perigee,
               elements.inclination, elements.anomaly, elements.mean_motion * 60.0, elements.node)  # fmt: skip
    found = []
    for row in zip(*(column[part].tolist() for column in columns), strict=True):
        epoch, drag, eccentricity, perigee, inclination, anomaly, motion, node = row
        one = Satrec()
        one.sgp4init(WGS72, "i", 0, epoch, drag, 0.0, 0.0, eccentricity, perigee, inclination, anomaly, motion, node)
        found.append(one)
    return found


def age(epoch: NDArray[np.float64], time: float) -> Array:
    """How long after epochs [modified Julian date, UTC] a moment [s of TT since J2000.0] is [s]; before: negative."""
    first, rest = utc_from_terrestrial(time)
    return np.asarray(((float(first) - _MJD - epoch) + float(rest)) * DAY, dtype=np.float64)
