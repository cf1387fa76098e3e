"""What a worker of a cluster runs; it crosses by name, so Dawnline must be installed there."""

import pickle
import zlib

from studio import text
from studio.jobs.memory import keep_memory
from studio.jobs.study.work import Batch, BatchAnswer, Job, Task, run_batch

_MOST = 4
_jobs: dict[str, Job] = {}
"""The jobs that this worker has had batches of, by the name of each."""


def packed(job: Job) -> bytes:
    """A job as it goes with each of its batches: some kilobytes, so that a worker that comes late needs no more."""
    return zlib.compress(pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL))


def run(name: str, job: bytes, batch: Batch) -> BatchAnswer:
    """The answer to a batch of the job called `name`."""
    known = _jobs.get(name)
    if known is None:
        # Dask lets its workers give memory back at once, which more than doubles the time of our arrays.
        keep_memory()
        while len(_jobs) >= _MOST:
            _jobs.pop(next(iter(_jobs)))
        known = _jobs[name] = pickle.loads(zlib.decompress(job))
        text.use_language(known.language)
    return run_batch(Task(known, batch))
