"""How the light absorbed in chosen layers falls off with the angle of incidence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.optics.hemispherical import normal_weighted
from studio.physics.optics.stack_light import Polarisation, stack_light


def incidence_response(
    index: ArrayLike,
    thickness: ArrayLike,
    coherent: tuple[bool, ...],
    wavelength: ArrayLike,
    angle: ArrayLike,
    layers: Sequence[int],
    weight: ArrayLike,
    *,
    polarisation: Polarisation = "mean",
    entry_index: ArrayLike = 1.0,
    exit_index: ArrayLike = 1.0,
    path_factor: ArrayLike = 1.0,
) -> Array:
    """Light absorbed in some layers at each angle of incidence over that at normal incidence, without the cosine.

    What a cell's current loses at an angle beyond the smaller area it shows to the Sun: the incidence angle modifier.

    Parameters
    ----------
    index, thickness, coherent, wavelength, polarisation, entry_index, exit_index, path_factor
        The stack, as for :func:`stack_light`; leading axes (…).
    angle
        Angles of incidence [rad], shape (K,).
    layers
        Numbers of the layers in which absorbed light counts.
    weight
        Photon flux that each wavelength of the grid stands for [any], shape (W,).

    Returns
    -------
    NDArray[np.float64]
        Relative response [1], shape (…, K).

    Raises
    ------
    ValueError
        As :func:`stack_light`, or if the layers absorb nothing at normal incidence.
    """
    indices, behind, before = np.asarray(index), np.asarray(exit_index), np.asarray(entry_index)
    path = floats(path_factor)
    light = stack_light(
        indices[..., np.newaxis, :, :],
        floats(thickness)[..., np.newaxis, :],
        coherent,
        wavelength,
        angle=np.concatenate([np.zeros(1), floats(angle)]),
        polarisation=polarisation,
        entry_index=before[..., np.newaxis, :] if before.ndim else before,
        exit_index=behind[..., np.newaxis, :] if behind.ndim else behind,
        path_factor=path[..., np.newaxis, :] if path.ndim else path,
    )
    absorbed = normal_weighted(np.sum(light.absorptance[..., list(layers), :], axis=-2), weight)
    if not np.all(absorbed[..., :1] > 0.0):
        raise ValueError("the chosen layers absorb nothing at normal incidence")
    response: Array = absorbed[..., 1:] / absorbed[..., :1]
    return response
