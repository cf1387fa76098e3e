"""Which kernels fly the fleet: compiled ones once they are there, numpy until then and where nothing can compile."""

import importlib
import logging
import os
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array
from studio.physics.fleet import reference
from studio.physics.fleet.orbits import CircularOrbits, circular_orbits
from studio.state.place import cache_folder

_log = logging.getLogger(__name__)


class Kernels(Protocol):
    """What :mod:`studio.physics.fleet.reference` and its compiled twin have."""

    @property
    def positions(self) -> Callable[[CircularOrbits, float, NDArray[np.floating]], None]: ...
    @property
    def light(self) -> Callable[[CircularOrbits, float, Array, float, NDArray[np.float32]], float]: ...
    @property
    def light_sums(self) -> Callable[[CircularOrbits, Array, Array, Array, Array, Array], None]: ...


_compiled: Kernels | None = None


def current() -> Kernels:
    """The fastest kernels that are ready now."""
    return reference if _compiled is None else _compiled


def prepare() -> None:
    """Compile the kernels, or read them from the cache on disk; takes seconds once, and some tenths after that."""
    global _compiled
    if _compiled is not None:
        return
    # Of the user: the installation is not written into.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / "numba"))
    try:
        compiled = importlib.import_module("studio.physics.fleet.compiled")
    except ImportError as error:
        _log.info("fleets are flown in numpy: %s", error)
        return
    try:
        _try(compiled)
    except (compiled.CompilerError, OSError, RuntimeError) as error:
        _log.warning("fleets are flown in numpy: %s", error)
        return
    _compiled = compiled


def _try(kernels: Kernels) -> None:
    """Call everything once, with the types that will be used."""
    few = circular_orbits([7.0e6, 7.1e6], 1.0)
    sun = np.array([1.0, 0.0, 0.0])
    kernels.positions(few, 0.0, np.empty((2, 3)))
    kernels.positions(few, 0.0, np.empty((2, 3), dtype=np.float32))
    kernels.light(few, 0.0, sun, 1.5e11, np.empty(2, dtype=np.float32))
    kernels.light_sums(few, np.zeros(1), sun[None], np.array([1.5e11]), np.zeros(1), np.zeros(2))
