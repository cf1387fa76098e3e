"""Close formations: satellites that keep company on neighbouring orbits of one period.

In the frame that moves with a circular orbit, the bounded in-plane relative motions are ellipses twice as long as they
are high, run through once a revolution. A lattice of them turns as a body in suitable coordinates: the neighbours stay
neighbours, while distances breathe twice a revolution.

References
----------
.. [1] W. H. Clohessy, R. S. Wiltshire, "Terminal guidance system for satellite rendezvous", Journal of the Aerospace
       Sciences 27, 653-658 (1960).
.. [2] Google, "Towards a future space-based, highly scalable AI infrastructure system design", arXiv:2511.19468 (2025):
       81 satellites in an ellipse of 1 km by 0.5 km half axes.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.orbit import mean_motion
from studio.text import tr

_ROOT2 = math.sqrt(2.0)


class ClusterExtent(NamedTuple):
    """Distances of a lattice cluster over a revolution."""

    neighbour_min: float
    """Least distance of lattice neighbours [m]"""
    neighbour_max: float
    """Greatest distance of lattice neighbours [m]"""
    diagonal_max: float
    """Greatest distance of diagonal neighbours [m]"""
    radial_half_extent: float
    """[m]"""
    along_track_half_extent: float
    """[m]"""
    cycles_per_orbit: int
    """Times the shape repeats in a revolution"""


def cluster_lattice(radius: float, step: float) -> Array:
    """Amplitudes of the members of a lattice cluster.

    Parameters
    ----------
    radius : float
        Half extent along the track, R [m].
    step : float
        Lattice step s [m].

    Returns
    -------
    ndarray, shape (n, 2)
        The pairs (u, v) of whole multiples of s with u² + v² ≤ (R/2)² [m], by rows.

    Raises
    ------
    ValueError
        If the step is not positive, or the radius negative.
    """
    if not (step > 0.0 and radius >= 0.0):
        raise ValueError(tr("a cluster needs a positive lattice step and a radius that is not negative"))
    reach = 0.5 * radius / step * (1.0 + 1e-12)  # members on the very edge belong to it, whatever the rounding
    limit = reach * reach
    axis = np.arange(-np.floor(reach), np.floor(reach) + 1.0)
    u, v = np.meshgrid(axis, axis, indexing="ij")
    inside = u * u + v * v <= limit
    return np.stack((u[inside], v[inside]), axis=-1) * step


def relative_position(members: ArrayLike, angle: ArrayLike) -> tuple[Array, Array]:
    """Radial and along-track offsets of members from the centre of their cluster.

    Parameters
    ----------
    members : array_like, shape (..., 2)
        Amplitudes (u, v) [m].
    angle : array_like
        Phase n t of the reference orbit [rad]; broadcasts with the leading axes of `members`.

    Returns
    -------
    radial, along_track : ndarray
        x = u cos nt + v sin nt and y = 2 (v cos nt − u sin nt) [m], the bounded solution of [1]_.
    """
    pair = floats(members)
    u, v = pair[..., 0], pair[..., 1]
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.asarray(u * cosine + v * sine), np.asarray(2.0 * (v * cosine - u * sine))


def relative_velocity(members: ArrayLike, angle: ArrayLike, rate: ArrayLike) -> tuple[Array, Array]:
    """Radial and along-track velocities [m/s]: derivatives of :func:`relative_position`, `rate` being n [rad/s]."""
    radial, along_track = relative_position(members, angle)
    n = floats(rate)
    return np.asarray(0.5 * n * along_track), np.asarray(-2.0 * n * radial)


def cluster_extent(members: ArrayLike, step: float) -> ClusterExtent:
    """Distances in a lattice cluster over a revolution.

    Parameters
    ----------
    members : array_like, shape (n, 2)
        As of :func:`cluster_lattice` [m].
    step : float
        Lattice step s [m].

    Returns
    -------
    ClusterExtent
        A pair whose amplitudes differ by (Δu, Δv) of length q is q apart at the least, when the difference lies along
        the radius, and 2 q at the most, a quarter revolution later; it has both twice a revolution.
    """
    pair = floats(members)
    longest = float(np.sqrt(np.max(np.sum(pair * pair, axis=-1), initial=0.0)))
    return ClusterExtent(step, 2.0 * step, 2.0 * _ROOT2 * step, longest, 2.0 * longest, 2)


def fastest_member(members: ArrayLike, semi_major_axis: ArrayLike) -> Array:
    """Greatest speed of a member relative to the centre of its cluster over a revolution.

    Parameters
    ----------
    members : array_like, shape (..., n, 2)
        Amplitudes [m].
    semi_major_axis : array_like, shape (...)
        Of the reference orbit [m].

    Returns
    -------
    ndarray, shape (...)
        2 n q [m/s], q being the greatest amplitude.
    """
    pair = floats(members)
    longest = np.sqrt(np.max(np.sum(pair * pair, axis=-1), axis=-1))
    return np.asarray(2.0 * mean_motion(semi_major_axis) * longest)


def cluster_positions(members: ArrayLike, angle: ArrayLike, position: ArrayLike, normal: ArrayLike) -> Array:
    """Positions of members about a reference satellite on a circular orbit.

    Parameters
    ----------
    members : array_like, shape (n, 2)
        Amplitudes [m].
    angle : array_like, shape (...)
        Phase of the reference orbit, such as its argument of latitude [rad].
    position : array_like, shape (..., 3)
        Of the reference satellite [m].
    normal : array_like, shape (..., 3)
        Unit vector along the angular momentum [-].

    Returns
    -------
    ndarray, shape (..., n, 3)
        In the frame of `position` [m].
    """
    centre = floats(position)
    up = centre / np.linalg.norm(centre, axis=-1, keepdims=True)
    ahead = np.cross(floats(normal), up)
    radial, along = relative_position(members, floats(angle)[..., None])
    return np.asarray(
        centre[..., None, :] + radial[..., None] * up[..., None, :] + along[..., None] * ahead[..., None, :]
    )
