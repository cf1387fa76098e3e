"""Relative motion under the Earth's oblateness: how fast a cluster that Kepler would keep together comes apart.

Two integrals of the motion about an oblate Earth, energy and the polar component of the angular momentum, fix the mean
drift of a satellite along its orbit, whatever its place in the orbit: the difference of two satellites' drifts follows
without linearisation, periodic terms included, from their positions and velocities at one instant.

References
----------
.. [1] S. A. Schweighart, R. J. Sedwick, "High-fidelity linearized J2 model for satellite formation flight", Journal of
       Guidance, Control, and Dynamics 25, 1073-1080 (2002): c = √(1 + s), s = 3 J2 R²/(8 r²) (1 + 3 cos 2i).
.. [2] D. Brouwer, "Solution of the problem of artificial satellite theory without drag", Astronomical Journal 64,
       378-396 (1959): the Hamiltonian averaged over the orbit, to the first order in J2.
.. [3] S. D'Amico, "Autonomous formation flying in low Earth orbit", dissertation, TU Delft (2010), chapter 2: relative
       eccentricity vectors, their drift under J2, and the impulses that move them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.cluster import relative_position
from studio.physics.constants import J2, MU_EARTH, R_EARTH
from studio.physics.orbit import mean_motion, orbit_frame, secular_rates

_STRENGTH = 0.25 * MU_EARTH**4 * J2 * R_EARTH**2


class Drift(NamedTuple):
    """Mean rates of satellites on near-circular orbits, each of shape (...)."""

    latitude: Array
    """Of the argument of latitude [rad/s]"""
    raan: Array
    """[rad/s]"""
    cos_inclination: Array
    """[-]"""


class Reference(NamedTuple):
    """The centre of a cluster on a mean circular orbit about the oblate Earth, at an instant."""

    radius: Array
    """[m]"""
    radial_speed: Array
    """[m/s]"""
    rate: Array
    """Rate at which the frame turns about the normal of the orbit [rad/s]"""
    turn: Array
    """Rate at which it turns about the radius, the orbit plane being tilted by the oblateness [rad/s]"""
    axes: Array
    """(..., 3, 3) Unit vectors outwards, ahead and along the normal, by rows"""


def oblateness(axis: ArrayLike, inclination: ArrayLike) -> Array:
    """Schweighart's and Sedwick's s [-] at a radius [m] and an inclination [rad]; shapes broadcast [1]_."""
    strength = 0.375 * J2 * np.square(R_EARTH / floats(axis))
    return np.asarray(strength * (1.0 + 3.0 * np.cos(2.0 * floats(inclination))))


def axis_ratio(axis: ArrayLike, inclination: ArrayLike) -> Array:
    """Length over height of the bounded ellipse under mean J2, 2 √((1 + s)/(1 − s)) [-] [1]_."""
    s = oblateness(axis, inclination)
    return np.asarray(2.0 * np.sqrt((1.0 + s) / (1.0 - s)))


def gravity(position: ArrayLike) -> Array:
    """Acceleration by the Earth's mass and its oblateness [m/s²] at positions (..., 3) in the equatorial frame [m]."""
    place = floats(position)
    square = np.sum(place * place, axis=-1, keepdims=True)
    central = -MU_EARTH / (square * np.sqrt(square))
    factor = 1.5 * J2 * R_EARTH**2 / square
    polar = factor * (1.0 - 5.0 * np.square(place[..., 2:3]) / square)
    out = central * place * (1.0 + polar)
    out[..., 2:3] += central * 2.0 * factor * place[..., 2:3]
    return np.asarray(out)


def drift_of(position: ArrayLike, velocity: ArrayLike) -> Drift:
    """Mean rates of satellites from their state at an instant.

    Parameters
    ----------
    position, velocity : array_like, shape (..., 3)
        In the equatorial frame of date [m], [m/s].

    Returns
    -------
    Drift
        Each of shape (...): energy and polar angular momentum H fix the mean L of a near-circular orbit through
        K(L, G, H) = −µ²/2L² − (µ⁴ J2 R²/4) (3 H²/G² − 1)/(L³ G³) [2]_, whose derivatives are the rates; terms in J2²
        and in J2 e² are left out.
    """
    place, speed = floats(position), floats(velocity)
    radius2 = np.sum(place * place, axis=-1)
    radius = np.sqrt(radius2)
    bulge = 0.5 * J2 * R_EARTH**2 / radius2 * (3.0 * place[..., 2] ** 2 / radius2 - 1.0)
    energy = 0.5 * np.sum(speed * speed, axis=-1) - MU_EARTH / radius * (1.0 - bulge)
    polar = place[..., 0] * speed[..., 1] - place[..., 1] * speed[..., 0]
    mean = MU_EARTH / np.sqrt(-2.0 * energy)
    for _ in range(3):  # Newton: the first step already leaves 1e-9
        value = -0.5 * (MU_EARTH / mean) ** 2 - _STRENGTH * (3.0 * polar**2 / mean**2 - 1.0) / mean**6
        mean = mean - (value - energy) / _latitude_rate(mean, polar)
    return Drift(_latitude_rate(mean, polar), -6.0 * _STRENGTH * polar / mean**8, polar / mean)


def along_track_drift(of: Drift, reference: Drift, axis: ArrayLike) -> Array:
    """Mean speed at which satellites run ahead of a reference along the track, a (Δu̇ + cos i ΔΩ̇) [m/s]."""
    return np.asarray(
        floats(axis) * (of.latitude - reference.latitude + (of.raan - reference.raan) * reference.cos_inclination)
    )


def reference_orbit(axis: ArrayLike, inclination: ArrayLike, latitude: ArrayLike, raan: ArrayLike = 0.0) -> Reference:
    """The centre of a cluster: a satellite whose mean orbit is circular, with its short-period motion.

    Parameters
    ----------
    axis, inclination : array_like
        Mean semi-major axis [m] and inclination [rad].
    latitude : array_like
        Argument of latitude u [rad].
    raan : array_like
        [rad]; all broadcast to shape (...).

    Returns
    -------
    Reference
        To the first order in J2, with k = J2 (R/a)²: r = a (1 − 3/2 k (1 − 3/2 sin² i) + 1/4 k sin² i cos 2u),
        h = √(µ a) (1 + 3/4 k sin² i cos 2u), inclination + 3/8 k sin 2i cos 2u. They solve the radial and transverse
        equations of motion for an orbit that would be a circle without J2.
    """
    a, tilt, u, node = np.broadcast_arrays(floats(axis), floats(inclination), floats(latitude), floats(raan))
    k = J2 * np.square(R_EARTH / a)
    sine2, wave = np.sin(tilt) ** 2, np.cos(2.0 * u)
    radius = a * (1.0 - 1.5 * k * (1.0 - 1.5 * sine2) + 0.25 * k * sine2 * wave)
    momentum = np.sqrt(MU_EARTH * a) * (1.0 + 0.75 * k * sine2 * wave)
    tilted = tilt + 0.375 * k * np.sin(2.0 * tilt) * wave
    rate = momentum / radius**2
    toward, ahead, normal = orbit_frame(node, tilted)
    cosine, sine = np.cos(u)[..., None], np.sin(u)[..., None]
    axes = np.stack((cosine * toward + sine * ahead, cosine * ahead - sine * toward, normal), axis=-2)
    across = -1.5 * J2 * MU_EARTH * R_EARTH**2 / radius**4 * np.sin(2.0 * tilted) * np.sin(u)
    return Reference(radius, -0.5 * k * sine2 * np.sin(2.0 * u) * a * rate, rate, across * radius / momentum, axes)


def member_states(
    reference: Reference, axis: ArrayLike, members: ArrayLike, phase: ArrayLike, s: ArrayLike = 0.0
) -> tuple[Array, Array]:
    """Positions and velocities of the members of a cluster, as a formation controller would set them.

    Parameters
    ----------
    reference : Reference
        Of shape (...).
    axis : array_like
        Mean semi-major axis [m]; broadcasts with (..., n).
    members : array_like, shape (n, 2) or (..., n, 2)
        Amplitudes (u, v) of a lattice [m].
    phase : array_like, shape (...)
        At which :func:`~studio.physics.cluster.relative_position` places them [rad].
    s : array_like
        0 for the velocities of Clohessy and Wiltshire, or :func:`oblateness` for those of [1]_; broadcasts as `axis`.

    Returns
    -------
    position, velocity : ndarray, shape (..., n, 3)
        [m], [m/s]. The offset along the track is laid on the circle of the orbit, not on its tangent.
    """
    radial, along = relative_position(members, floats(phase)[..., None])
    rate, oblate = mean_motion(axis), floats(s)
    along = along * np.sqrt((1.0 + oblate) / (1.0 - oblate))
    root = np.sqrt(1.0 + oblate)
    climb, run = 0.5 * rate * along * (1.0 - oblate) / root, -2.0 * rate * root * radial
    return states(reference, radial, along, climb, run)


def states(
    reference: Reference, radial: ArrayLike, along: ArrayLike, climb: ArrayLike, run: ArrayLike
) -> tuple[Array, Array]:
    """Positions and velocities (..., n, 3) from offsets [m] and speeds [m/s] (..., n) in the frame of a reference."""
    outwards, ahead, normal = (reference.axes[..., None, row, :] for row in range(3))
    radius, sinking = reference.radius[..., None], reference.radial_speed[..., None]
    angle = floats(along) / radius
    cosine, sine = np.cos(angle)[..., None], np.sin(angle)[..., None]
    up, forward = cosine * outwards + sine * ahead, cosine * ahead - sine * outwards
    height = radius + floats(radial)
    turning = reference.rate[..., None] + (floats(run) - angle * sinking) / radius
    position = height[..., None] * up
    velocity = (sinking + floats(climb))[..., None] * up + (height * turning)[..., None] * forward
    tilting = reference.turn[..., None] * height * np.sin(angle)
    return np.asarray(position), np.asarray(velocity + tilting[..., None] * normal)


def phase_keeping(axis: ArrayLike, inclination: ArrayLike, amplitude: ArrayLike) -> Array:
    """Acceleration to keep the ellipse of a member from turning with the perigees.

    Parameters
    ----------
    axis, inclination : array_like
        Of the reference orbit [m], [rad].
    amplitude : array_like
        Height of the member's ellipse, a δe [m]; all broadcast together.

    Returns
    -------
    ndarray
        ½ n |ω̇| q [m/s²]: J2 turns every relative eccentricity vector at the rate of the perigee, and an impulse Δv
        along the track moves one by 2 Δv/v [3]_. A cluster that turns as a body needs none of this.
    """
    rate = np.abs(secular_rates(axis, 0.0, inclination).argument_of_perigee)
    return np.asarray(0.5 * mean_motion(axis) * rate * floats(amplitude))


def _latitude_rate(mean: Array, polar: Array) -> Array:
    """dK/dL + dK/dG at G = L: the mean rate of the argument of latitude."""
    return MU_EARTH**2 / mean**3 - _STRENGTH * (6.0 - 24.0 * polar**2 / mean**2) / mean**7
