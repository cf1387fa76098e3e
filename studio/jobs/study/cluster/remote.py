"""What a worker of a cluster runs; it crosses by name, so Dawnline must be installed there."""

import os
import pickle
import subprocess
import sys
import zlib

from studio import child, text
from studio.jobs.memory import keep_memory
from studio.jobs.study.cluster.versions import Versions, difference, versions
from studio.jobs.study.work import Batch, BatchAnswer, Job, Task, run_batch

_MOST = 4
_jobs: dict[str, Job] = {}
"""The jobs that this worker has had batches of, by the name of each."""


class UnlikeError(Exception):
    """This worker is not what the program expects; the text is what differs."""


def packed(job: Job) -> bytes:
    """A job as it goes with each of its batches: some kilobytes, so that a worker that comes late needs no more."""
    return zlib.compress(pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL))


def run(name: str, job: bytes, batch: Batch, expected: Versions) -> BatchAnswer:
    """The answer to a batch of the job called `name`; UnlikeError where this worker would compute something else."""
    return run_batch(Task(_job(name, job, expected), batch))


def run_apart(name: str, job: bytes, batch: Batch, expected: Versions) -> BatchAnswer | None:
    """The answer to a batch that has ended workers, from a process of its own; None where that ended as well."""
    task = pickle.dumps(Task(_job(name, job, expected), batch), protocol=pickle.HIGHEST_PROTOCOL)
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(child.command("studio.jobs.study.cluster.apart"), input=task, check=False,
                          stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths})  # fmt: skip
    if done.returncode:
        return None
    answer = pickle.loads(done.stdout)  # noqa: S301 - a pipe that nobody else has
    assert isinstance(answer, BatchAnswer)
    return answer


def _job(name: str, job: bytes, expected: Versions) -> Job:
    known = _jobs.get(name)
    if known is None:
        unlike = difference(expected, versions())
        if unlike:  # before anything is unpacked that may have changed
            raise UnlikeError(unlike)
        # Dask lets its workers give memory back at once, which more than doubles the time of our arrays.
        keep_memory()
        while len(_jobs) >= _MOST:
            _jobs.pop(next(iter(_jobs)))
        known = _jobs[name] = pickle.loads(zlib.decompress(job))  # noqa: S301 - from who may run code here
        text.use_language(known.language)
    return known
