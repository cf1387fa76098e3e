"""How a process that computes many designs holds on to its memory."""

import ctypes
import sys

_TRIM, _TOP_PAD, _MMAP = -1, -2, -3
"""Numbers of the settings in `malloc.h`."""
_LARGEST = 32 << 20
"""What is larger than that is given back as soon as it is free; the C library allows no more."""
_KEPT = 256 << 20
_AT_ONCE = 16 << 20


def keep_memory() -> bool:
    """Let this process keep the memory of arrays that are freed for those that come next; False where it cannot.

    Arrays of a few hundred kilobytes come and go by the thousand. The C library gives the memory of each back to the
    system, which clears every page when it is asked for again: that takes longer than the sums that fill them.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        setting = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # a C library that has no such settings
        return False
    return all(setting(name, value) == 1 for name, value in ((_MMAP, _LARGEST), (_TRIM, _KEPT), (_TOP_PAD, _AT_ONCE)))
