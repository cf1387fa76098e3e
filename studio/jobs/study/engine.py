"""What computes the batches of a study, wherever it is: on this machine, or on many."""

from collections.abc import Iterator
from typing import Protocol

from studio.jobs.study.work import Batch, BatchAnswer, Job


class EngineError(Exception):
    """The engine cannot go on; the text is the sentence that says why."""


class Engine(Protocol):
    """Takes batches of one job and gives their answers as they come, in any order.

    Each row that was submitted is answered exactly once, but an answer may hold a part of a batch only: an engine may
    split one whose worker keeps dying. All calls come from one thread.
    """

    def begin(self, job: Job) -> None:
        """Say what the batches are of; EngineError where nothing can be computed."""

    @property
    def room(self) -> int:
        """How many more batches it wants now, so that no worker waits and none has a long queue."""

    @property
    def workers(self) -> int:
        """How many batches are computed at the same time."""

    def submit(self, batch: Batch) -> None:
        """Compute a batch."""

    def completed(self, timeout: float) -> Iterator[BatchAnswer]:
        """The answers that are there after at most `timeout` [s]; EngineError where none will ever come."""

    def close(self) -> None:
        """End everything at once; what was not answered is lost."""
