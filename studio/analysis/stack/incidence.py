"""How the response of the cells falls with the angle of incidence, beyond the cosine."""

from typing import Final

import numpy as np

from studio.analysis.result import FloatArray, read_only
from studio.analysis.stack.grid import COARSE, EDGES, WAVELENGTH, space
from studio.analysis.stack.model import Optical
from studio.design.panel import Stack
from studio.physics.optics.angular import incidence_response as of_layers

ANGLES: Final = read_only(np.radians([0.0, 20.0, 40.0, 55.0, 65.0, 75.0, 82.0, 87.0, 90.0]))
"""Angles of incidence [rad] at which the response is computed; at grazing light it is 0."""
_WORKING: Final = (350e-9, 1800e-9)


def incidence_response(stack: Stack, seen: Optical) -> FloatArray | None:
    """(A,) Photons absorbed by the cells at each of `ANGLES` over those at normal incidence, the cosine left out.

    None where there is no cell in the light.
    """
    cells = [row for row, place in enumerate(seen.places) if stack.layers[place].role == "cell"]
    low, high = _WORKING
    where = np.flatnonzero((low <= WAVELENGTH) & (high >= WAVELENGTH))[:: 2 * COARSE]
    photons = (space().bins * WAVELENGTH * np.diff(EDGES))[where]
    try:
        response = of_layers(
            seen.index[:, where], seen.thickness, seen.coherent, WAVELENGTH[where], ANGLES[1:-1], cells, photons,
            path_factor=seen.path_factor,
        )  # fmt: skip
    except ValueError:  # the cells absorb nothing, also at normal incidence
        return None
    return np.concatenate([[1.0], response, [0.0]])
