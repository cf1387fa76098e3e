"""What is let go of goes back to the system; in processes of their own, for it is set for good."""

import os
import platform
import subprocess
import sys

PROGRAM = """
import os, sys
import numpy as np
from studio.gui.allocation import give_back, keep_little

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

if sys.argv[1] == "told":
    assert keep_little()
before = resident()
large = np.ones(4_000_000)
del large  # glibc takes this for the size that is usual from now on
kept = []
for _ in range(100):
    arrays = np.ones(250_000), np.ones(5_000)  # the small ones fit into no gap that was there before
    kept.append(arrays)
most = resident()
kept = [small for _, small in kept]
del arrays
after = resident()
if sys.argv[1] == "trimmed":
    give_back()
    after = resident()
print(most - before, after - before)
"""


def grown(how: str) -> tuple[float, float]:
    # A cluster of workers leaves settings of the C library in the variables of the process that began it.
    untold = {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_TUNABLES"))}
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True, env=untold)
    most, after = map(float, done.stdout.split())
    return most, after


def test_large_arrays_go_back_when_they_are_freed() -> None:
    if platform.libc_ver()[0] != "glibc":
        return
    most, kept = grown("as it is")
    assert most > 190
    assert kept > 150, "the C library keeps them where it was not told: else this test shows nothing"
    most, kept = grown("told")
    assert most > 190
    assert kept < 20
    most, kept = grown("trimmed")
    assert most > 190
    assert kept < 20
