"""A process that keeps its memory does not have its pages cleared again for every array."""

import subprocess
import sys

from studio.jobs.memory import keep_memory

_COUNT = """
import resource, sys
import numpy as np
from studio.jobs.memory import keep_memory

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(50):
        held = [np.ones(40_000) for _ in range(20)]
        del held
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

faults()
usual = faults()
kept = keep_memory()
faults()
print(int(kept), usual, faults())
"""


def test_pages_are_asked_for_once() -> None:
    if not sys.platform.startswith("linux"):  # a setting of the C library of Linux
        assert not keep_memory()
        return
    told = subprocess.run([sys.executable, "-c", _COUNT], capture_output=True, text=True, check=True).stdout
    kept, usual, after = map(int, told.split())
    assert kept == 1
    assert usual > 50 * 400  # a hundred pages for each of twenty arrays, of which the last ones stay
    assert after < usual // 10
