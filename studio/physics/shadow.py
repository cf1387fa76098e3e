"""Where on an orbit the Earth's shadow begins and ends: the edges of thousands of passages at a time.

A passage is described about a point of the orbit opposite the Sun, by the angle ψ the satellite has moved since in
true anomaly. It stands behind the Earth for |ψ| < π/2 only, so both edges are bracketed by ψ = ±π/2, where it is
sunlit, and the deepest point; a safeguarded Newton iteration cannot leave the bracket. Sun, node and perigee move on
meanwhile.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import R_EARTH, SUN_SYNCHRONOUS_RATE
from studio.physics.illumination import POLAR_STRETCH, shadow_threshold

_TOLERANCE = 1e-6
"""Of the last step in ψ [rad]; the error left after it is a thousandth of it, a microsecond in low orbit."""

_NEWTON = 8
"""Iterations before the bracket is only halved: a grazing passage has a root that is nearly double."""

_OBLATE = POLAR_STRETCH**2 - 1.0
_SAMPLES = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 17)


class Passage(NamedTuple):
    """Passages behind the Earth; the fields broadcast together to shape (...)."""

    semi_major_axis: Array
    """[m]"""
    eccentricity: Array
    """[-]"""
    anomaly: Array
    """True anomaly at ψ = 0 [rad]"""
    anomaly_rate: Array
    """Of the mean anomaly [rad/s]"""
    perigee_rate: Array
    """[rad/s]"""
    sun_distance: Array
    """[m]"""
    shade: Array
    """Anti-solar unit vector along the radius at ψ = 0 [-]"""
    shade_rate: Array
    """[1/s]"""
    shade_bend: Array
    """Half the second derivative [1/s²]"""
    lead: Array
    """Anti-solar unit vector along the direction a quarter turn ahead of that radius [-], nearly zero"""
    lead_rate: Array
    """[1/s]"""
    lead_bend: Array
    """[1/s²]"""
    sun_height: Array
    """Sine of the Sun's declination at ψ = 0 [-]"""
    sun_height_rate: Array
    """[1/s]"""
    height: Array
    """Sine of the satellite's declination at ψ = 0 [-]"""
    height_ahead: Array
    """The same a quarter turn ahead [-]"""

    def only(self, which: NDArray[np.intp]) -> "Passage":
        """The passages with these flat indices, in one row; a field of one value stays one value."""
        shape = np.broadcast_shapes(*(field.shape for field in self))
        return Passage(*(f.reshape(-1) if f.size == 1 else np.broadcast_to(f, shape).reshape(-1)[which] for f in self))


class Depth(NamedTuple):
    """How deep a satellite is behind the cone of one point of the Sun."""

    value: Array
    """Distance behind the Earth less the threshold [m]: positive where that point is hidden"""
    slope: Array
    """Its derivative by ψ, without drift and oblateness: good enough to iterate with [m/rad]"""
    elapsed: Array
    """Time since ψ = 0 [s]"""
    pace: Array
    """Derivative of time by ψ [s/rad]"""


def passage(
    orbit: tuple[Array, Array, Array],
    place: tuple[Array, Array],
    rates: tuple[Array, Array, Array],
    sun: tuple[Array, Array, Array],
    sun_rates: tuple[Array, Array],
) -> Passage:
    """Passages from orbits and the Sun seen from their nodes, at the time of ψ = 0.

    Parameters
    ----------
    orbit : tuple of ndarray
        Semi-major axis [m], eccentricity [-], inclination [rad].
    place : tuple of ndarray
        True anomaly and argument of latitude of ψ = 0 [rad].
    rates : tuple of ndarray
        Of the node, of the perigee and of the mean anomaly [rad/s].
    sun : tuple of ndarray
        Right ascension less that of the node [rad], sine of the declination [-], distance [m].
    sun_rates : tuple of ndarray
        Of the right ascension [rad/s] and of the sine of the declination [1/s].

    Returns
    -------
    Passage
        Fields of shape (...), to which all arguments broadcast.
    """
    axis, e, tilt = orbit
    anomaly, latitude = place
    node_rate, perigee_rate, anomaly_rate = rates
    azimuth, height, distance = sun
    spin, lift = sun_rates[0] - node_rate, sun_rates[1]
    level2 = 1.0 - height * height
    level = np.sqrt(level2)
    along, across = level * np.cos(azimuth), level * np.sin(azimuth)
    shrink = -height * lift / level2
    cos_u, sin_u, cos_tilt, sin_tilt = np.cos(latitude), np.sin(latitude), np.cos(tilt), np.sin(tilt)
    along_rate, across_rate = along * shrink - across * spin, across * shrink + along * spin
    # Seen from the stars the Sun moves on a circle; the turning node adds its Coriolis and centrifugal terms.
    pull = node_rate * node_rate - SUN_SYNCHRONOUS_RATE**2
    along_bend = 0.5 * pull * along + node_rate * across_rate
    across_bend = 0.5 * pull * across - node_rate * along_rate
    node = (along, along_rate, along_bend)
    ahead = (
        cos_tilt * across + sin_tilt * height,
        cos_tilt * across_rate + sin_tilt * lift,
        cos_tilt * across_bend - 0.5 * SUN_SYNCHRONOUS_RATE**2 * sin_tilt * height,
    )
    shade, shade_rate, shade_bend = (-(x * cos_u + y * sin_u) for x, y in zip(node, ahead, strict=True))
    lead, lead_rate, lead_bend = (x * sin_u - y * cos_u for x, y in zip(node, ahead, strict=True))
    return Passage(
        axis, e, anomaly, anomaly_rate, perigee_rate, distance,
        shade, shade_rate, shade_bend, lead, lead_rate, lead_bend, height, lift, sin_tilt * sin_u, sin_tilt * cos_u,
    )  # fmt: skip


def depth(p: Passage, psi: Array, limb: Array, *, oblate: bool) -> Depth:
    """Depth behind the shadow cone of a point of the Sun, `psi` [rad] past ψ = 0; everything broadcasts."""
    cos_psi, sin_psi = np.cos(psi), np.sin(psi)
    axis, e = p.semi_major_axis, p.eccentricity
    if np.any(e):
        cos_0, sin_0 = np.cos(p.anomaly), np.sin(p.anomaly)
        cos_v, sin_v = cos_0 * cos_psi - sin_0 * sin_psi, sin_0 * cos_psi + cos_0 * sin_psi
        semi_latus = axis * (1.0 - e * e)
        radius = semi_latus / (1.0 + e * cos_v)
        stretch = radius * radius * e * sin_v / semi_latus
        elapsed = (psi + _equation(cos_v, sin_v, e) - _equation(cos_0, sin_0, e)) / p.anomaly_rate
        pace = np.square(radius / axis) / (np.sqrt(1.0 - e * e) * p.anomaly_rate)
        turned = p.perigee_rate * elapsed  # of the perigee: under 0.01 rad within a passage
        cosine, sine = cos_psi - sin_psi * turned, sin_psi + cos_psi * turned
        scale = 1.0 / np.sqrt(1.0 + turned * turned)
        cosine, sine = cosine * scale, sine * scale
        radius2 = radius * radius
        narrowing = stretch * radius / np.sqrt(np.maximum(radius2 - R_EARTH * R_EARTH, 1.0))
    else:
        radius, radius2, cosine, sine = axis, axis * axis, cos_psi, sin_psi
        stretch, narrowing = np.zeros(1), np.zeros(1)
        pace = 1.0 / p.anomaly_rate
        elapsed = psi * pace
    shade = p.shade + elapsed * (p.shade_rate + elapsed * p.shade_bend)
    lead = p.lead + elapsed * (p.lead_rate + elapsed * p.lead_bend)
    toward = shade * cosine + lead * sine
    behind = radius * toward
    slope = radius * (lead * cosine - shade * sine) + stretch * toward - narrowing
    distance = p.sun_distance
    if oblate:
        z = radius * (p.height * cosine + p.height_ahead * sine)
        sun_z = p.sun_height + p.sun_height_rate * elapsed
        length = np.sqrt(1.0 + _OBLATE * sun_z * sun_z)
        behind = (behind - _OBLATE * z * sun_z) / length
        radius2 = radius2 + _OBLATE * z * z
        distance = distance * length
    return Depth(behind - shadow_threshold(radius2, distance, limb), slope, elapsed, pace)


def _equation(cos_v: Array, sin_v: Array, e: Array) -> Array:
    """Mean less true anomaly [rad], from the cosine and sine of the true anomaly."""
    root = np.sqrt(1.0 - e * e)
    beta = e / (1.0 + root)
    return np.asarray(-2.0 * np.arctan2(beta * sin_v, 1.0 + beta * cos_v) - e * root * sin_v / (1.0 + e * cos_v))


def shadow_edges(passages: Passage, limbs: tuple[float, ...], *, oblate: bool) -> tuple[Array, Array]:
    """Times of the edges of the shadow cones of given points of the Sun.

    Parameters
    ----------
    passages : Passage
        Fields of shape (...).
    limbs : tuple of float
        L points of the solar disk, −1 for the umbra to +1 for the penumbra [-].
    oblate : bool
        Whether the Earth is an ellipsoid.

    Returns
    -------
    entry, exit : ndarray, shape (L, ...)
        When the point vanishes and when it reappears, counted from ψ = 0 [s]; NaN where it stays in sight.
    """
    shape = np.broadcast_shapes(*(field.shape for field in passages))
    entry, leave = np.full((2, len(limbs), int(np.prod(shape))), np.nan)
    limb = floats(limbs)
    reachable = np.flatnonzero(_reachable(passages))
    near = passages.only(reachable)
    deepest = _deepest(near, reachable.size, oblate=oblate)
    row, index = np.nonzero(depth(near, deepest, limb[:, None], oblate=oblate).value > 0.0)
    these, inside, place = near.only(index), deepest[index], (row, reachable[index])
    for side, edge in ((-1.0, entry), (1.0, leave)):
        edge[place] = _solve(these, inside, side, limb[row], oblate=oblate)
    return entry.reshape(len(limbs), *shape), leave.reshape(len(limbs), *shape)


def _reachable(p: Passage) -> NDArray[np.bool_]:
    """Which passages could meet any shadow: the Sun stands low over the plane, judged at the height of perigee."""
    perigee = p.semi_major_axis * (1.0 - p.eccentricity)
    sine2 = 1.0 - p.shade * p.shade - p.lead * p.lead
    return np.asarray(sine2 < np.square(R_EARTH / perigee + 0.02)) & np.ones(p.anomaly.shape, dtype=bool)


def _deepest(p: Passage, count: int, *, oblate: bool) -> Array:
    """The ψ [rad] at which the satellite is deepest in the shadow, for `count` passages in one row."""
    psi = np.zeros(count)
    if not oblate and not np.any(p.eccentricity):
        return psi
    if np.any(p.eccentricity):
        e = p.eccentricity
        cosine, sine = (e * np.cos(p.anomaly))[:, None], (e * np.sin(p.anomaly))[:, None]
        radius = (p.semi_major_axis * (1.0 - e * e))[:, None] / (
            1.0 + cosine * np.cos(_SAMPLES) - sine * np.sin(_SAMPLES)
        )
        toward = p.shade[:, None] * np.cos(_SAMPLES) + p.lead[:, None] * np.sin(_SAMPLES)
        sampled = radius * toward - np.sqrt(radius * radius - R_EARTH * R_EARTH)
        psi = _SAMPLES[np.clip(np.argmax(sampled, axis=-1), 1, _SAMPLES.size - 2)]
    middle = np.zeros(1)
    for step in (0.1, 0.03):  # each time the vertex of a parabola through three points
        left, centre, right = (depth(p, psi + offset, middle, oblate=oblate).value for offset in (-step, 0.0, step))
        bend = left - 2.0 * centre + right
        shift = np.where(bend < 0.0, 0.5 * step * (left - right) / np.where(bend < 0.0, bend, 1.0), 0.0)
        psi = np.clip(psi + np.clip(shift, -2.0 * step, 2.0 * step), -1.5, 1.5)
    return psi


def _solve(p: Passage, inside: Array, side: float, limb: Array, *, oblate: bool) -> Array:
    """Time of the edge [s] on one `side` (−1 entry, +1 exit) of a hidden point ψ = `inside`, for passages in a row."""
    result = np.empty_like(inside)
    active = np.arange(inside.size)
    psi = _first_guess(p, inside, side, limb)
    outside: Array = np.full_like(psi, side * (0.5 * np.pi))
    iteration = 0
    while active.size:
        here = depth(p, psi, limb, oblate=oblate)
        hidden = here.value > 0.0
        inside, outside = np.where(hidden, psi, inside), np.where(hidden, outside, psi)
        following = psi - here.value / np.where(here.slope == 0.0, 1.0, here.slope)
        outwards = (following - inside) * (following - outside) > 0.0
        following = np.where(outwards | (iteration > _NEWTON), 0.5 * (inside + outside), following)
        step = following - psi
        psi = following
        iteration += 1
        going = np.abs(step) >= _TOLERANCE
        if np.all(going):
            continue
        result[active[~going]] = (here.elapsed + here.pace * step)[~going]
        left = np.flatnonzero(going)
        active, p, limb = active[left], p.only(left), limb[left]
        inside, outside, psi = inside[left], outside[left], psi[left]
    return result


def _first_guess(p: Passage, inside: Array, side: float, limb: Array) -> Array:
    """The edge [rad] as if the radius stayed that of the deepest point and the Earth were a sphere, in the bracket."""
    e = p.eccentricity
    radius = p.semi_major_axis * (1.0 - e * e) / (1.0 + e * np.cos(p.anomaly + inside))
    reach = shadow_threshold(radius * radius, p.sun_distance, limb)
    cosine = reach / (radius * np.sqrt(p.shade * p.shade + p.lead * p.lead))
    psi = side * np.arccos(np.minimum(cosine, 1.0))
    outside = side * (0.5 * np.pi)
    return np.asarray(np.where((psi - inside) * (psi - outside) < 0.0, psi, 0.5 * (inside + outside)))
