"""Films between two thick media: interference, by a recursion of admittances from the far side to the near one.

Each medium has a tangential admittance q, for s light k_z and for p light k_z/n² in units of the vacuum wave number.
With Y the admittance that the light meets below a film of phase thickness δ, the admittance above it is::

    b = (q − Y) (exp(2iδ) − 1)/2        Y' = q (Y − b)/(q + b)

and the field, E for s light and H for p light, falls through the film by exp(iδ) q/(q + b). Only decaying exponentials
occur, so that a film of any thickness and absorption passes without overflow, as in the scattering-matrix form of [1]_,
and a film keeps its digits where q and δ vanish together, at the critical angle. The flux at a face is Re(Y) |field|²;
what a film absorbs is the difference of its two faces.

References
----------
.. [1] L. Li, "Formulation and comparison of two recursive matrix algorithms for modeling layered diffraction gratings",
   J. Opt. Soc. Am. A 13 (1996) 1024.
.. [2] H. A. Macleod, "Thin-Film Optical Filters", 4th edition, CRC Press, 2010: the admittance of an assembly of films.
.. [3] S. J. Byrnes, "Multilayer optical calculations", arXiv:1603.02720: the power that enters from an absorbing
   medium.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.physics.arrays import Array
from studio.physics.optics.medium import NO_FLUX, ComplexArray, square
from studio.physics.optics.scratch import complex_scratch, scratch

NODE: Final = 1e-30
"""Added to what is divided by, below the rounding of the rest: a node of the field on a face exactly is no pole."""


@dataclass(frozen=True, slots=True)
class FilmPacket:
    """What films make of a wave of unit flux that meets them; arrays that broadcast to (B, W)."""

    reflectance: Array
    """Flux of the reflected wave [1]."""
    entering: Array
    """Net flux through the first face [1]: 1 − reflectance, but for what two waves share in an absorbing medium."""
    transmittance: Array
    """Flux into the medium behind [1]."""
    absorptance: Array
    """Flux absorbed in each film [1], shape (M, B, W)."""


def film_turns(k_z: ComplexArray, phase: Array, memory: str = "") -> tuple[ComplexArray, Array]:
    """Half of what the wave changes through each film and back, (exp(2iδ) − 1)/2, and its decay |exp(2iδ)|.

    Parameters
    ----------
    k_z
        Normal component of the wave vector over the vacuum wave number [1], shape (M, B or 1, W), no part negative.
    phase
        Vacuum wave number times thickness [rad], shape (M, B, W).
    memory
        Name of the memory of the outcome.

    Returns
    -------
    tuple
        Half change, complex, and decay, shape (M, B, W), in memory that the next call with this name overwrites.
    """
    shape = np.broadcast_shapes(k_z.shape, phase.shape)
    loss = np.multiply(k_z.imag, phase, out=scratch("loss", shape))
    loss *= -2.0
    decay = np.exp(loss, out=scratch("decay" + memory, shape))
    # The tangent of half the angle gives sine and cosine: numpy has vector code for it, and none for those.
    tangent = np.multiply(k_z.real, phase, out=scratch("tangent", shape))
    np.tan(tangent, out=tangent)
    scale = np.multiply(tangent, tangent, out=scratch("scale", shape))
    scale += 1.0
    np.divide(tangent, scale, out=scale)
    scale *= decay
    change = complex_scratch("change" + memory, shape)
    change.imag = scale
    scale *= tangent
    np.expm1(loss, out=loss)
    loss *= 0.5
    np.subtract(loss, scale, out=change.real)
    return change, decay


def film_packet(
    before: ComplexArray, films: ComplexArray, behind: ComplexArray, change: ComplexArray, decay: Array
) -> FilmPacket:
    """Reflectance, transmittance and absorptance per film, for light of one polarisation from one side.

    Parameters
    ----------
    before, behind
        Admittance of the medium the light comes from and of the one behind the films [1], shape (B or 1, W).
    films
        Admittance of the films in the order the light meets them [1], shape (M, B or 1, W); M may be 0.
    change, decay
        From :func:`film_turns`, in the same order, shape (M, B, W).
    """
    count = len(films)
    shape = np.broadcast_shapes(change.shape[1:], before.shape, behind.shape)
    admittance = complex_scratch("admittance", (count + 1, *shape))
    fall = complex_scratch("fall", (count, *shape))
    part = complex_scratch("part", shape)
    admittance[count] = behind
    for film in range(count - 1, -1, -1):
        own, below, share = films[film], admittance[film + 1], fall[film]
        np.subtract(own, below, out=part)
        part *= change[film]
        np.add(own, part, out=share)
        share += NODE
        np.divide(own, share, out=share)
        np.subtract(below, part, out=part)
        np.multiply(part, share, out=admittance[film])

    # |field|² at each face, then the flux through it, both for a wave of unit flux.
    meeting = square(before + admittance[0])
    meeting += NO_FLUX
    flux = scratch("flux", admittance.shape)
    flux[0] = 4.0 * square(before) / (np.maximum(before.real, NO_FLUX) * meeting)
    square(fall, out=flux[1:])
    flux[1:] *= decay
    for face in range(count):
        flux[face + 1] *= flux[face]
    flux *= admittance.real
    reflectance = square(before - admittance[0])
    reflectance /= meeting
    return FilmPacket(reflectance, flux[0].copy(), flux[count].copy(), flux[:-1] - flux[1:])
