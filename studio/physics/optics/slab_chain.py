"""Slabs with packets of films between them: intensities, each pass through a slab added to the others.

Light in a slab that is thick against its coherence length keeps no phase. Going up from the exit, the reflectance that
the light meets on its way down follows from the one below; going down, the intensities from the incident one. The terms
are those of [1]_, summed without the transfer matrices that grow as an opaque slab does.

References
----------
.. [1] S. J. Byrnes, "Multilayer optical calculations", arXiv:1603.02720: incoherent and partly coherent stacks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.physics.arrays import Array
from studio.physics.optics.film_packet import FilmPacket

TRAPPED: Final = 1e-15
"""Least share of the light in a slab that one round trip takes away, where rounding leaves none or less."""


@dataclass(frozen=True, slots=True)
class SlabChain:
    """Where light of unit flux ends; arrays that broadcast to (B, W)."""

    reflectance: Array
    transmittance: Array
    films: list[Array]
    """Absorptance of the films of each packet [1], shape (M, B, W)."""
    slabs: list[Array]
    """Absorptance of each slab [1]."""


def slab_chain(down: Sequence[FilmPacket], up: Sequence[FilmPacket], passed: Sequence[Array]) -> SlabChain:
    """Reflectance, transmittance and absorptance of slabs and of the films between them.

    Parameters
    ----------
    down
        Packets lit from the front, in the order of the stack, one more than there are slabs.
    up
        The same packets but for the last, lit from the back: their films run the other way.
    passed
        Share of the intensity that one pass through each slab leaves [1], shape (B, W).
    """
    if not passed:
        return SlabChain(down[0].reflectance, down[0].transmittance, [down[0].absorptance], [])
    returned = [down[-1].reflectance]  # by all that is below each packet's front, from the last packet to the first
    for front, back, share in zip(reversed(down[:-1]), reversed(up), reversed(passed), strict=True):
        again = share * share * returned[-1]
        lasting = np.maximum(1.0 - back.reflectance * again, TRAPPED)
        returned.append(front.reflectance + front.transmittance * back.transmittance * again / lasting)
    returned.reverse()

    films: list[Array] = []
    slabs: list[Array] = []
    forward: Array = np.ones(1)
    for front, back, share, reflectance in zip(down[:-1], up, passed, returned[1:], strict=True):
        again = share * share * reflectance
        inside = forward * front.transmittance / np.maximum(1.0 - back.reflectance * again, TRAPPED)
        backward = inside * again
        films.append(forward * front.absorptance + backward * back.absorptance[::-1])
        if slabs:
            slabs[-1] = slabs[-1] - (forward * front.entering - backward * back.transmittance)
        slabs.append(forward * front.transmittance - backward * back.entering)
        forward = inside * share
    films.append(forward * down[-1].absorptance)
    slabs[-1] = slabs[-1] - forward * down[-1].entering
    return SlabChain(returned[0], forward * down[-1].transmittance, films, slabs)
