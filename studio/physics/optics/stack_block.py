"""A block of stacks that lie side by side in memory: media and phases once, then each polarisation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
        if polarisations[0] == NORMAL:
            k_z, k_behind = self.index, self.exit
        else:
            k_z = layer_wave(self.index, self.entry, self.cos_entry)
            k_behind = normal_wave(self.exit, self.entry, self.cos_entry)
        same = np.full(len(k_z), k_z.shape[1] == 1)
        if not same.all() and polarisations[0] == NORMAL:
            same = np.all(k_z == k_z[:, :1], axis=(1, 2))
        groups = [*packets, *(slice(slab, slab + 1) for slab in slabs)]
        change, decay = self._turns(k_z, same, vacuum_number, groups)
        # Nothing passes a slab in which the wave fades before it has run a wavelength.
        crossing = [k_z[slab, :1] if same[slab] else k_z[slab] for slab in slabs]
        passed = [np.where(wave.imag > wave.real, 0.0, left[0])
                  for wave, left in zip(crossing, decay[len(packets) :], strict=True)]  # fmt: skip

        for one in polarisations:
            near = self.cos_entry / self.entry if one == "p" else self.cos_entry * self.entry
            own = admittance(one, self.index, k_z)
            within = [own[slab, :1] if same[slab] else own[slab] for slab in slabs]
            bounds = [near.astype(np.complex128), *within, admittance(one, self.exit, k_behind)]
            down: list[FilmPacket] = []
            up: list[FilmPacket] = []
            for number, (films, before, after) in enumerate(zip(packets, bounds, bounds[1:], strict=False)):
                turned, left = change[number], decay[number]
                inner = own[films, :1] if same[films].all() else own[films]
                down.append(film_packet(before, inner, after, turned, left))
                if len(up) < len(slabs):
                    back = inner[::-1], before, turned[::-1], left[::-1]
                    up.append(film_packet(after, *back))
            yield slab_chain(down, up, passed)

    def _turns(
        self, k_z: ComplexArray, same: NDArray[np.bool_], vacuum_number: Array, groups: Sequence[slice]
    ) -> tuple[list[ComplexArray], list[Array]]:
        """:func:`film_turns` of each group of layers; of one stack where all have the same path and waves."""
        path = self.optical_path
        shared = np.ones(len(path), dtype=bool)
        if path.shape[1] > 1 or k_z.shape[1] > 1:
            alike = np.all(path == path[:, :1], axis=(1, 2)) & same
            for layers in groups:
                shared[layers] = alike[layers].all()
        turned: dict[bool, tuple[ComplexArray, Array]] = {}
        for one in (True, False):
            chosen = path[shared == one, :1] if one else path[shared == one]
            if len(chosen) or not len(path):
                shape = (*chosen.shape[:2], vacuum_number.size)
                phase = np.multiply(vacuum_number, chosen, out=scratch("phase", shape))
                waves = k_z if len(chosen) == len(path) else k_z[shared == one]
                waves = waves[:, :1] if one else waves
                turned[one] = film_turns(waves, phase, "one" if one else "each")
        change, decay = [], []
        for layers in groups:
            one = bool(shared[layers].all())
            start = int(np.count_nonzero(shared[: layers.start] == one))
            part = slice(start, start + layers.stop - layers.start)
            of_group = turned.get(one) or turned[not one]  # a group of no layers
            change.append(of_group[0][part])
            decay.append(of_group[1][part])
        return change, decay
