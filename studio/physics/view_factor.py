"""How much of what a plate sees is the Earth."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def sphere_view_factor(cos_nadir: ArrayLike, distance_ratio: ArrayLike) -> Array:
    """View factor from a small plate to a sphere, exact for every tilt.

    With g the angle between the plate's normal and the direction to the sphere's centre, H the distance in radii and
    s = √(H² − 1)::

        F = cos g / H²        where the whole sphere is before the plate
        F = 1/2 − asin(s/(H sin g))/π + [cos g acos(−s cot g) − s √(1 − H² cos² g)]/(π H²)    where its plane cuts it
        F = 0                 where the sphere is behind

    Parameters
    ----------
    cos_nadir
        Cosine of g [1], any shape.
    distance_ratio
        Distance of the plate from the sphere's centre over its radius [1], at least 1; broadcasts with `cos_nadir`.

    Returns
    -------
    NDArray[np.float64]
        Share of the plate's diffuse emission that meets the sphere [1], in the broadcast shape.

    Raises
    ------
    ValueError
        If the plate is inside the sphere.

    Notes
    -----
    The two faces of one plate obey F(g) − F(π − g) = cos g / H², since the net flux through a plane element is linear
    in its normal: the face behind costs no second evaluation (:func:`opposite_view_factor`).

    References
    ----------
    .. [1] J. R. Howell, "A Catalog of Radiation Heat Transfer Configuration Factors", planar element to a sphere.
    """
    ratio = floats(distance_ratio)
    if np.any(ratio < 1.0):
        raise ValueError("a plate cannot be inside the sphere it looks at: the distance ratio is below 1")
    cos_g, ratio = np.broadcast_arrays(np.clip(floats(cos_nadir), -1.0, 1.0), ratio)
    whole = cos_g * ratio >= 1.0
    factor = np.where(whole, cos_g / ratio**2, 0.0)
    cut = np.abs(cos_g) * ratio < 1.0
    factor[cut] = _cut_view_factor(cos_g[cut], ratio[cut])
    return factor


def _cut_view_factor(cos_g: Array, ratio: Array) -> Array:
    # Where the plane cuts the sphere sin g > s/H; on its surface (H = 1) there is no such floor, and s cot g is 0.
    sin_g = np.sqrt(np.maximum(1.0 - cos_g**2, np.finfo(np.float64).tiny))
    tangent = np.sqrt(ratio**2 - 1.0)
    horizon = np.arcsin(np.minimum(tangent / (ratio * sin_g), 1.0))
    rim = np.arccos(np.clip(-tangent * cos_g / sin_g, -1.0, 1.0))
    chord = tangent * np.sqrt(np.maximum(1.0 - (ratio * cos_g) ** 2, 0.0))
    factor: Array = 0.5 - horizon / np.pi + (cos_g * rim - chord) / (np.pi * ratio**2)
    return np.maximum(factor, 0.0)


def opposite_view_factor(view_factor: ArrayLike, cos_nadir: ArrayLike, distance_ratio: ArrayLike) -> Array:
    """View factor from the other face of a plate to the sphere, F(π − g) = F(g) − cos g / H².

    Parameters
    ----------
    view_factor
        View factor of the first face [1], from :func:`sphere_view_factor`.
    cos_nadir
        Cosine of the angle between the first face's normal and the direction to the sphere's centre [1].
    distance_ratio
        Distance from the sphere's centre over its radius [1].

    Returns
    -------
    NDArray[np.float64]
        View factor of the other face [1], in the broadcast shape.
    """
    here = floats(view_factor)
    there = here - floats(cos_nadir) / floats(distance_ratio) ** 2
    return np.maximum(there, 0.0)
