"""How the response of the cells falls with the angle of incidence, beyond the cosine."""

from typing import Any, Final

import numpy as np

from studio.analysis.result import FloatArray, read_only
from studio.analysis.stack.batch import patterns, seen_by_all
from studio.analysis.stack.grid import COARSE, EDGES, WAVELENGTH, space
from studio.analysis.stack.model import Optical, seen_from_front
from studio.design.panel import Stack
from studio.physics.optics.angular import incidence_response as of_layers
from studio.physics.optics.stack_light import StackLight

ANGLES: Final = read_only(np.radians([0.0, 20.0, 40.0, 55.0, 65.0, 75.0, 82.0, 87.0, 90.0]))
"""Angles of incidence [rad] at which the response is computed; at grazing light it is 0."""
_WORKING: Final = (350e-9, 1800e-9)
_NOTHING: Final = 1e-6
"""Share of the photons that is none: of so few, a ratio says nothing."""


def response_of(stack: Stack, seen: Any, light: Any) -> FloatArray | None:
    """As :func:`incidence_response`, of one stack or many, (…, A)."""
    if np.ndim(light.absorptance) < 3:
        return incidence_response(stack, seen, light)
    found = np.ones((len(light.absorptance), ANGLES.size))
    for block in patterns(stack):
        own = seen_by_all(block, seen_from_front(block.first))
        response = incidence_response(block.first, own, StackLight(
            light.reflectance[block.rows], light.transmittance[block.rows], light.absorptance[block.rows]))  # fmt: skip
        if response is None:
            raise ValueError("some of the stacks have no cell in the light")
        found[block.rows] = response
    return found


def incidence_response(stack: Stack, seen: Optical, light: StackLight) -> FloatArray | None:
    """(…, A) Photons absorbed by the cells at each of `ANGLES` over those at normal incidence, the cosine left out.

    None where there is no cell in the light, or next to no light in it.
    """
    layers = [stack.layers[place] for place in seen.places]
    junctions = [row for row, layer in enumerate(layers) if layer.junction is not None]
    cells = junctions or [row for row, layer in enumerate(layers) if layer.role == "cell"]
    low, high = _WORKING
    where = np.flatnonzero((low <= WAVELENGTH) & (high >= WAVELENGTH))[:: 2 * COARSE]
    photons = (space().bins * WAVELENGTH * np.diff(EDGES))[where]
    caught = light.absorptance[..., cells, :][..., where].sum(axis=-2) @ photons / photons.sum()
    if not np.all(caught > _NOTHING):
        return None
    response = of_layers(
        seen.index[..., where], seen.thickness, seen.coherent, WAVELENGTH[where], ANGLES[1:-1], cells, photons,
        path_factor=seen.path_factor,
    )  # fmt: skip
    within = np.clip(response, 0.0, 1.0 / np.asarray(caught)[..., None])
    ends = np.ones((*within.shape[:-1], 1))
    return np.concatenate([ends, within, 0.0 * ends], axis=-1)
