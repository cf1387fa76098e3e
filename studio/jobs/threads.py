"""How many threads a process that is started does its linear algebra in."""

import contextlib
import os
from collections.abc import Iterator

_NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let a process that is started now do its linear algebra in one thread.

    The products of the analysis are small; a second thread that waits for the next one, busily, takes the processor
    that paints the window or computes the next batch.
    """
    before = {name: os.environ.get(name) for name in _NAMES}
    os.environ.update(dict.fromkeys(_NAMES, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
