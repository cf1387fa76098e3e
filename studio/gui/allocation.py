"""Memory that is let go of goes back to the system, where the C library of Linux would keep it for later.

glibc keeps what was freed in one heap for each thread that ever asked for memory, and puts arrays of up to 32 MB into
these heaps once it has seen one of that size come and go: a window in which 600 things were done had 650 MB in use and
550 MB of such leavings. With a fixed threshold each large array is a piece of its own that goes when it is freed.
"""

import ctypes
import functools
import platform
from typing import Any

# malloc.h of glibc
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 1 << 20
"""Bytes from which an array is a piece of its own."""
_HEAPS = 2


def keep_little() -> bool:
    """Set how little is kept, before there are threads; whether this C library can be told."""
    libc = _glibc()
    settings = ((_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, 2 * _LARGE), (_ARENA_MAX, _HEAPS))
    return libc is not None and all(libc.mallopt(name, value) == 1 for name, value in settings)


def give_back() -> None:
    """Give back what has become free between what is still used: some ten milliseconds."""
    libc = _glibc()
    if libc is not None:
        libc.malloc_trim(0)


@functools.cache
def _glibc() -> Any:
    """The C library that this program has, where it is that of GNU; else None."""
    return ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None
