"""The fleet compiled: the same numbers as the reference, an order of magnitude sooner.

Importing this module imports numba; the first call of a function compiles it, or reads it from the cache on disk. The
functions hold no lock of the interpreter, so a window stays alive while they run.

Sines and cosines are polynomials in half the angle, which needs no branch and no sign: several satellites are computed
at a time, and the error is some 1e-15 of the radius. What is only drawn has shorter ones in single precision, of angles
that were reduced in double. The shadow is found in two passes: all satellites are classified by multiplications alone,
and only the few in the penumbra get the overlap of two disks.

References
----------
.. [1] W. J. Cody, W. Waite, "Software Manual for the Elementary Functions", Prentice-Hall, 1980, chapter 8.
.. [2] O. Montenbruck, E. Gill, "Satellite Orbits", Springer, 2000, section 3.4.2 (conical shadow).
"""

import math
import os
from pathlib import Path

import numba
import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array
from studio.physics.constants import R_EARTH, R_SUN
from studio.physics.fleet.orbits import CircularOrbits, stretched
from studio.physics.illumination import POLAR_STRETCH
from studio.state.place import writable

CompilerError = numba.core.errors.NumbaError
"""What goes wrong in compiling."""

_PER_HALF = 1.0 / math.pi
# π in two parts, of which the first ends in zeros: a whole number of half turns times it is exact [1]_.
_PI_HIGH = 3.141592651605606
_PI_LOW = 1.984187159361081e-09
_ROUND = 1.5 * 2.0**52
"""Added and taken away again, it leaves the nearest whole number."""
# Minimax polynomials [1]_ of sine and cosine up to a quarter of a turn, found by Remez's exchange: with y = x² the sine
# is x + x y S(y), the cosine 1 + y C(y), to 1.1e-16 and 4e-18; below, for single precision, to 5e-9 and 2e-10.
_S = (-0.1666666666666581, 0.008333333333262838, -0.00019841269820083666, 2.755731607575581e-06,
      -2.505185142050584e-08, 1.6047298872346355e-10, -7.364618658423551e-13)  # fmt: skip
_C = (-0.49999999999999983, 0.04166666666666437, -0.001388888888878559, 2.4801587279137815e-05,
      -2.7557316524151484e-07, 2.087656768454923e-09, -1.1463037841333802e-11, 4.610277489652634e-14)  # fmt: skip
_SHORT_S = (-0.16666657092739698, 0.00833301719843918, -0.00019806608419506886, 2.600039663868799e-06)
_SHORT_C = (-0.4999999954933536, 0.04166664071785218, -0.0013888403365270056, 2.4761878483738454e-05,
            -2.6076961779720905e-07)  # fmt: skip
_S1, _S2, _S3, _S4, _S5, _S6, _S7 = _S
_C1, _C2, _C3, _C4, _C5, _C6, _C7, _C8 = _C
_s1, _s2, _s3, _s4 = (np.float32(value) for value in _SHORT_S)
_c1, _c2, _c3, _c4, _c5 = (np.float32(value) for value in _SHORT_C)
_ONE = np.float32(1.0)

_EXACT = {"contract", "nsz", "nnan", "ninf", "arcp"}
"""Liberties with rounding, but for the order of a sum: the trick that rounds to whole numbers rests on it."""
# Without a folder named, numba would write beside this file, and it fails where it can write nowhere.
_CACHED = "NUMBA_CACHE_DIR" in os.environ and writable(Path(os.environ["NUMBA_CACHE_DIR"]))
_compile = numba.njit(cache=_CACHED, nogil=True, fastmath=_EXACT, error_model="numpy")
_inline = numba.njit(inline="always")
_BLOCK = 4096
"""Satellites at a time: what the first pass leaves is in cache for the second."""
_PARTIAL = -1.0
"""Marks a satellite in the penumbra between the passes."""


@_inline
def _half(angle):  # type: ignore[no-untyped-def]
    """Half of an angle [rad] of up to a million turns, less half turns: within a quarter of a turn."""
    half = 0.5 * angle
    turns = (half * _PER_HALF + _ROUND) - _ROUND
    return (half - turns * _PI_HIGH) - turns * _PI_LOW


@_inline
def _sine_cosine(angle):  # type: ignore[no-untyped-def]
    """Sine and cosine of an angle [rad]."""
    x = _half(angle)
    y = x * x
    sine = x + x * y * (_S1 + y * (_S2 + y * (_S3 + y * (_S4 + y * (_S5 + y * (_S6 + y * _S7))))))
    cosine = 1.0 + y * (_C1 + y * (_C2 + y * (_C3 + y * (_C4 + y * (_C5 + y * (_C6 + y * (_C7 + y * _C8)))))))
    twice = sine + sine
    return twice * cosine, 1.0 - twice * sine


@_inline
def _short_sine_cosine(angle):  # type: ignore[no-untyped-def]
    """The same in single precision."""
    x = np.float32(_half(angle))
    y = x * x
    sine = x + x * y * (_s1 + y * (_s2 + y * (_s3 + y * _s4)))
    cosine = _ONE + y * (_c1 + y * (_c2 + y * (_c3 + y * (_c4 + y * _c5))))
    twice = sine + sine
    return twice * cosine, _ONE - twice * sine


@_inline
def _place(k, elapsed, radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate):  # type: ignore[no-untyped-def]
    """Position of one satellite [m]."""
    sin_u, cos_u = _sine_cosine(latitude[k] + latitude_rate[k] * elapsed)
    sin_n, cos_n = _sine_cosine(raan[k] + raan_rate[k] * elapsed)
    along, across = radius[k] * cos_u, radius[k] * sin_u
    level = across * cos_tilt[k]
    return along * cos_n - level * sin_n, along * sin_n + level * cos_n, across * sin_tilt[k]


@_compile
def _positions(radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate, elapsed, out):  # type: ignore[no-untyped-def]
    for k in range(radius.size):  # into one row: the stores of a table of three columns would not be vectors
        x, y, z = _place(k, elapsed, radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate)
        out[3 * k] = x
        out[3 * k + 1] = y
        out[3 * k + 2] = z


@_compile
def _short_positions(radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate, elapsed, out):  # type: ignore[no-untyped-def]
    for k in range(radius.size):
        sin_u, cos_u = _short_sine_cosine(latitude[k] + latitude_rate[k] * elapsed)
        sin_n, cos_n = _short_sine_cosine(raan[k] + raan_rate[k] * elapsed)
        size = np.float32(radius[k])
        along, across = size * cos_u, size * sin_u
        level = across * np.float32(cos_tilt[k])
        out[3 * k] = along * cos_n - level * sin_n
        out[3 * k + 1] = along * sin_n + level * cos_n
        out[3 * k + 2] = across * np.float32(sin_tilt[k])


@_compile
def _light(  # type: ignore[no-untyped-def]
    radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate, elapsed, sx, sy, sz, distance, out
):
    """Shares of all satellites into `out`; their sum."""
    sine_umbra, sine_penumbra = (R_EARTH - R_SUN) / distance, (R_EARTH + R_SUN) / distance
    square_umbra, square_penumbra = 1.0 - sine_umbra * sine_umbra, 1.0 - sine_penumbra * sine_penumbra
    for k in range(out.size):
        x, y, z = _place(k, elapsed, radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate)
        z *= POLAR_STRETCH
        behind = -(x * sx + y * sy + z * sz)
        height2 = max(x * x + y * y + z * z - R_EARTH * R_EARTH, 0.0)
        lit = behind <= math.sqrt(square_penumbra * height2) - R_EARTH * sine_penumbra
        dark = behind > math.sqrt(square_umbra * height2) - R_EARTH * sine_umbra
        out[k] = 1.0 if lit else (0.0 if dark else _PARTIAL)
    total = 0.0
    for k in range(out.size):
        if out[k] < 0.0:
            x, y, z = _place(k, elapsed, radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate)
            z *= POLAR_STRETCH
            out[k] = _outside_overlap(x * x + y * y + z * z, -(x * sx + y * sy + z * sz), distance)
        total += out[k]
    return total


@_compile
def _outside_overlap(radius2, behind, distance):  # type: ignore[no-untyped-def]
    """Share of the solar disk outside that of the Earth [2]_; see studio.physics.illumination."""
    to_sun = math.sqrt(radius2 + distance * (distance + 2.0 * behind))
    a = math.asin(R_SUN / to_sun)
    b = math.asin(min(R_EARTH / math.sqrt(radius2), 1.0))
    c = math.atan2(math.sqrt(max(radius2 - behind * behind, 0.0)) * distance, radius2 + distance * behind)
    if c >= a + b:
        return 1.0
    if c <= abs(b - a):
        return 0.0 if b >= a else 1.0 - (b / a) ** 2
    x = (c * c + a * a - b * b) / (2.0 * c)
    y = math.sqrt(max(a * a - x * x, 0.0))
    area = a * a * math.acos(min(max(x / a, -1.0), 1.0)) + b * b * math.atan2(y, c - x) - c * y
    return min(max(1.0 - area / (math.pi * a * a), 0.0), 1.0)


@_compile
def _light_sums(  # type: ignore[no-untyped-def]
    radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate, elapsed, sx, sy, sz, distance, sums, shares
):
    scratch = np.empty(_BLOCK, dtype=np.float32)
    for begin in range(0, radius.size, _BLOCK):
        end = min(begin + _BLOCK, radius.size)
        part, share = scratch[: end - begin], shares[begin:end]
        for t in range(elapsed.size):
            sums[t] += _light(radius[begin:end], cos_tilt[begin:end], sin_tilt[begin:end], raan[begin:end],
                              raan_rate[begin:end], latitude[begin:end], latitude_rate[begin:end], elapsed[t],
                              sx[t], sy[t], sz[t], distance[t], part)  # fmt: skip
            for k in range(part.size):
                share[k] += part[k]


@_compile
def _light_blocks(  # type: ignore[no-untyped-def]
    radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate, elapsed, sx, sy, sz, distance, out
):
    total = 0.0
    for begin in range(0, radius.size, _BLOCK):
        end = min(begin + _BLOCK, radius.size)
        total += _light(radius[begin:end], cos_tilt[begin:end], sin_tilt[begin:end], raan[begin:end],
                        raan_rate[begin:end], latitude[begin:end], latitude_rate[begin:end], elapsed, sx, sy, sz,
                        distance, out[begin:end])  # fmt: skip
    return total


def positions(orbits: CircularOrbits, elapsed: float, out: NDArray[np.floating]) -> None:
    """As :func:`studio.physics.fleet.reference.positions`."""
    (_short_positions if out.dtype == np.float32 else _positions)(*orbits, elapsed, out.reshape(-1))


def light(orbits: CircularOrbits, elapsed: float, sun: Array, sun_distance: float, out: NDArray[np.float32]) -> float:
    """As :func:`studio.physics.fleet.reference.light`."""
    x, y, z, distance = (float(part) for part in stretched(sun, sun_distance))
    return float(_light_blocks(*orbits, elapsed, x, y, z, distance, out))


def light_sums(
    orbits: CircularOrbits, elapsed: Array, sun: Array, sun_distance: Array, sums: Array, shares: Array
) -> None:
    """As :func:`studio.physics.fleet.reference.light_sums`."""
    x, y, z, distance = (np.ascontiguousarray(part) for part in stretched(sun, sun_distance))
    _light_sums(*orbits, elapsed, x, y, z, distance, sums, shares)
