"""A block of stacks that lie side by side in memory: media and phases once, then each polarisation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from studio.physics.arrays import Array
from studio.physics.optics.film_packet import FilmPacket, film_packet, film_turns
from studio.physics.optics.medium import ComplexArray, admittance, layer_wave, normal_wave
from studio.physics.optics.scratch import scratch
from studio.physics.optics.slab_chain import SlabChain, slab_chain

NORMAL = "normal"
"""The polarisation at normal incidence, where s and p light are one and k_z is the index."""


@dataclass(frozen=True, slots=True)
class StackBlock:
    """B stacks of the same sequence of films and slabs, the layers on the first axis; B may be 1 to stand for all."""

    index: ComplexArray
    """Refractive index of each layer [1], shape (L, B, W)."""
    optical_path: Array
    """Thickness of each layer, for slabs times the path factor [m], shape (L, B, 1)."""
    cos_entry: Array
    """Cosine of the angle of incidence [1], shape (B, 1)."""
    entry: Array
    """Refractive index of the entry medium [1], shape (B, W or 1)."""
    exit: ComplexArray
    """Refractive index of the exit medium [1], shape (B, W or 1)."""

    def light(
        self, coherent: Sequence[bool], vacuum_number: Array, polarisations: Sequence[str]
    ) -> Iterator[SlabChain]:
        """Where the light ends, for one polarisation after the other; `vacuum_number` is 2π/λ [rad/m], shape (W,)."""
        slabs = [layer for layer, film in enumerate(coherent) if not film]
        packets = [slice(above + 1, below) for above, below in zip([-1, *slabs], [*slabs, len(coherent)], strict=True)]
        phase = np.multiply(
            vacuum_number, self.optical_path, out=scratch("phase", (*self.optical_path.shape[:2], vacuum_number.size))
        )
        if polarisations[0] == NORMAL:
            k_z, k_behind = self.index, self.exit
        else:
            k_z = layer_wave(self.index, self.entry, self.cos_entry)
            k_behind = normal_wave(self.exit, self.entry, self.cos_entry)
        change, decay = film_turns(k_z, phase)
        # Nothing passes a slab in which the wave fades before it has run a wavelength.
        passed = [np.where(k_z[slab].imag > k_z[slab].real, 0.0, decay[slab]) for slab in slabs]

        for one in polarisations:
            near = self.cos_entry / self.entry if one == "p" else self.cos_entry * self.entry
            own = admittance(one, self.index, k_z)
            bounds = [near.astype(np.complex128), *(own[slab] for slab in slabs), admittance(one, self.exit, k_behind)]
            down: list[FilmPacket] = []
            up: list[FilmPacket] = []
            for films, before, after in zip(packets, bounds, bounds[1:], strict=False):
                down.append(film_packet(before, own[films], after, change[films], decay[films]))
                if len(up) < len(slabs):
                    back = own[films][::-1], before, change[films][::-1], decay[films][::-1]
                    up.append(film_packet(after, *back))
            yield slab_chain(down, up, passed)
