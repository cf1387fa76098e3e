"""The processes that compute beside the program: the one of the window, and the workers of studies."""

from collections.abc import Iterator

from studio.selftest.check import Check, Wrong
from studio.text import language, mark, tr

_PATIENCE = 1.0
_TRIES = 120


def checks() -> Iterator[Check]:
    yield Check(tr(mark("Process of the analysis")), _analysis)
    yield Check(tr(mark("Worker of studies")), _worker)


def _analysis() -> str:
    from studio.analysis import evaluate
    from studio.document.presets import START, preset
    from studio.jobs.remote import RemoteEvaluate

    design = preset(START)
    here = evaluate(design)
    remote = RemoteEvaluate()
    try:
        there = remote(design)
        alive = remote.processes
    finally:
        remote.close()
    if not alive or here.get("orbit.period") != there.get("orbit.period"):
        raise Wrong(tr(mark("it answers something else")))
    return tr(mark("evaluates a design as this one does, and ends"))


def _worker() -> str:
    import numpy as np

    from studio.document.presets import START, preset
    from studio.jobs.study import Batch, EngineError, Job, LocalEngine
    from studio.jobs.study.work import Task, run_batch

    job = Job(preset(START), ("orbit.period",), language=language())
    batch = Batch(0, 0, 3, {"mission.altitude": np.array([5.0e5, 6.0e5, 7.0e5])})
    engine = LocalEngine(1)
    try:
        engine.begin(job)
        engine.submit(batch)
        answer = next((one for _ in range(_TRIES) for one in engine.completed(_PATIENCE)), None)
    except EngineError as error:
        raise Wrong(str(error)) from None
    finally:
        engine.close()
    if answer is None:
        raise Wrong(tr(mark("it does not answer")))
    if answer.failures or not np.array_equal(answer.numbers, run_batch(Task(job, batch)).numbers):
        raise Wrong(tr(mark("it answers something else")))
    return tr(mark("computes {count} designs as this process does, and ends"), count=batch.size)
