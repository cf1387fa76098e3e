"""A call on a cluster that is left, and one whose cluster cannot be reached."""

import threading

import pytest

from studio.analysis import Cancelled
from studio.analysis.sampling import QUICK
from studio.document import preset
from studio.jobs.study.apart import Apart
from studio.jobs.study.engine import EngineError


class Slow:
    """An engine that is found when the test says so."""

    workers = room = 1

    def __init__(self, reason: str = "") -> None:
        self.found, self.closed, self._reason = threading.Event(), threading.Event(), reason

    def begin(self, job: object) -> None:
        if self._reason:
            raise EngineError(self._reason)
        assert self.found.wait(30.0)

    def submit(self, batch: object) -> None:
        """Never answered."""

    def completed(self, timeout: float) -> tuple[()]:
        return ()

    def close(self) -> None:
        self.closed.set()


def call(engine: Slow, checkpoint=None) -> None:
    Apart(engine)(preset("suncatcher-cluster"), {"mission.altitude": [6e5]}, ("orbit.period",), sampling=QUICK,
                  checkpoint=checkpoint)  # fmt: skip


def joined() -> None:
    for thread in [one for one in threading.enumerate() if one.name == "study-apart"]:
        thread.join(30.0)
        assert not thread.is_alive()


def test_who_leaves_does_not_wait_for_the_cluster() -> None:
    engine = Slow()

    def leave(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        call(engine, leave)
    assert not engine.closed.is_set()  # it is still being sought, and nobody waits for that
    engine.found.set()
    assert engine.closed.wait(30.0)  # then it is closed, and nothing is computed on it
    joined()


def test_what_cannot_be_reached_is_told_in_its_sentence() -> None:
    engine = Slow("no scheduler answers at tcp://rack:1")
    with pytest.raises(ValueError, match="no scheduler answers at tcp://rack:1"):
        call(engine)
    joined()
    assert engine.closed.is_set()
