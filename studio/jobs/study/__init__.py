"""Studies of many designs: on the machine's own cores or many machines, kept on the disk as they are computed."""

from studio.jobs.study.engine import Engine, EngineError
from studio.jobs.study.kept import keep
from studio.jobs.study.local import LocalEngine, cores
from studio.jobs.study.parts import discard, unfinished
from studio.jobs.study.run import StudyCallbacks, StudyRun
from studio.jobs.study.search import OptimiseCallbacks, OptimiseRun
from studio.jobs.study.spread import Spread
from studio.jobs.study.store import StudyFile
from studio.jobs.study.table import ColumnInfo, Study
from studio.jobs.study.work import Batch, BatchAnswer, Job, Task, run_batch

__all__ = [
    "Batch", "BatchAnswer", "ColumnInfo", "Engine", "EngineError", "Job", "LocalEngine", "OptimiseCallbacks",
    "OptimiseRun", "Spread", "Study", "StudyCallbacks", "StudyFile", "StudyRun", "Task", "cores", "discard", "keep",
    "run_batch", "unfinished",
]  # fmt: skip
