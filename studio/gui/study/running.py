"""Where studies of the window are computed and kept: in processes of this machine that make way for the window."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from studio.analysis.study import Plan
from studio.analysis.study.optimise.problem import Problem
from studio.design import Design
from studio.document.place import state_folder

_NICE = 10
"""How much the processes of a study make way: the window and the live design come first."""


def make_run(
    design: Design, plan: Plan, path: Path, callbacks: Mapping[str, Callable[..., None]], continued: bool
) -> Any:
    """A study in its own thread and processes; `continued` goes on with what is kept of it."""
    from studio.jobs.study.local import LocalEngine
    from studio.jobs.study.run import StudyCallbacks, StudyRun

    path.parent.mkdir(parents=True, exist_ok=True)
    return StudyRun(design, plan, path, LocalEngine(nice=_NICE), StudyCallbacks(**callbacks), continued=continued)


def make_search(design: Design, problem: Problem, callbacks: Mapping[str, Callable[..., None]]) -> Any:
    """A search in its own thread and processes."""
    from studio.jobs.study.local import LocalEngine
    from studio.jobs.study.search import OptimiseCallbacks, OptimiseRun

    return OptimiseRun(design, problem, LocalEngine(nice=_NICE), OptimiseCallbacks(**callbacks))


def open_study(path: Path) -> Any:
    """The study in a file; of one that is not finished, the design and the plan to go on with."""
    from studio.jobs.study.parts import unfinished
    from studio.jobs.study.store import StudyFile

    if not path.exists() and (begun := unfinished(path)) is not None:
        return begun[0]
    return StudyFile.open(path)


def studies_folder() -> Path:
    """Where studies are kept unless somebody says where."""
    return state_folder() / "studies"


def kept_studies(folder: Path | None = None) -> tuple[Path, ...]:
    """The studies in the folder, the latest first; of those that are not finished, the file that they will be."""
    folder = folder if folder is not None else studies_folder()
    try:
        found = {path: path.stat().st_mtime for path in folder.glob("*.parquet")}
        found |= {path.with_suffix(""): path.stat().st_mtime for path in folder.glob("*.parquet.parts")}
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda path: -found[path]))
