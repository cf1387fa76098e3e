"""Memory for intermediate arrays that each thread keeps from one call to the next.

Fresh memory costs as much time as half of the arithmetic: the system clears each page that it gives.
"""

import math
import threading
from typing import Final

import numpy as np

from studio.physics.arrays import Array
from studio.physics.optics.medium import ComplexArray
from studio.physics.workspace import aligned_empty

KEPT: Final = 2**19
"""Doubles of the largest array that is kept."""


class _Kept(threading.local):
    def __init__(self) -> None:
        self.memory: dict[str, Array] = {}


_kept = _Kept()


def scratch(name: str, shape: tuple[int, ...]) -> Array:
    """An array of any content, the same memory whenever this thread asks for `name`."""
    size = math.prod(shape)
    if size > KEPT:
        return aligned_empty(shape)
    memory = _kept.memory.get(name)
    if memory is None or memory.size < size:
        memory = _kept.memory[name] = aligned_empty((size,))
    array: Array = memory[:size].reshape(shape)
    return array


def complex_scratch(name: str, shape: tuple[int, ...]) -> ComplexArray:
    """:func:`scratch` of complex numbers."""
    array: ComplexArray = scratch(name, (2 * math.prod(shape),)).view(np.complex128).reshape(shape)
    return array
