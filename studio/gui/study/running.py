"""Where studies of the window are computed and kept: in processes of this machine that make way for the window, or by
the workers of a cluster."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from studio.analysis.study import Plan
from studio.analysis.study.optimise.problem import Problem
from studio.design import Design
from studio.state.place import state_folder

if TYPE_CHECKING:
    from studio.gui.study.points import Rows
    from studio.jobs.study import Engine, OptimiseRun, StudyRun
    from studio.jobs.study.cluster import Place

_NICE = 10
"""How much the processes of a study make way: the window and the live design come first."""


class Run(Protocol):
    """A study that is computed beside the window."""

    def start(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


Callbacks = Mapping[str, Callable[..., None]]
"""What a run tells, in its thread, by name."""
MakeRun = Callable[[Design, Plan, Path, Callbacks, bool, "Place | None"], Run]
"""What makes a run out of design, plan, file, the callbacks, whether it goes on with what is kept, and where."""
MakeSearch = Callable[[Design, Problem, Callbacks, "Place | None"], Run]
OpenStudy = Callable[[Path], Any]


def make_run(
    design: Design, plan: Plan, path: Path, callbacks: Callbacks, continued: bool,
    place: "Place | None" = None,
) -> Run:  # fmt: skip
    """A study in its own thread and processes, or at `place`; `continued` goes on with what is kept of it."""
    from studio.jobs.study.run import StudyCallbacks, StudyRun

    path.parent.mkdir(parents=True, exist_ok=True)
    return _run(StudyRun(design, plan, path, _engine(place), StudyCallbacks(**callbacks), continued=continued), place)


def make_search(design: Design, problem: Problem, callbacks: Callbacks, place: "Place | None" = None) -> Run:
    """A search in its own thread and processes, or at `place`."""
    from studio.jobs.study.search import OptimiseCallbacks, OptimiseRun

    return _run(OptimiseRun(design, problem, _engine(place), OptimiseCallbacks(**callbacks)), place)


def _engine(place: "Place | None") -> "Engine":
    from studio.jobs.study.local import LocalEngine

    if place is None:
        return LocalEngine(nice=_NICE)
    from studio.jobs.study.cluster import DaskEngine

    return DaskEngine(place)


class _Away:
    """A run on a cluster: to find its scheduler or to end its workers takes seconds, which the window does not wait."""

    def __init__(self, run: "StudyRun | OptimiseRun") -> None:
        self._run = run

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)

    def close(self) -> None:
        self._run.leave()


def _run(run: "StudyRun | OptimiseRun", place: "Place | None") -> Run:
    return run if place is None else _Away(run)


def make_evaluate(place: "Place | None" = None) -> tuple[Callable[..., Any], Callable[[], None]]:
    """What computes many designs in processes or at `place`, and what ends these."""
    from studio.jobs.study.apart import Apart
    from studio.jobs.study.local import LocalEngine
    from studio.jobs.study.spread import Spread

    if place is not None:
        return Apart(_engine(place)), lambda: None
    engine = LocalEngine(nice=_NICE)
    return Spread(engine), engine.close


def done_columns(path: Path, names: tuple[str, ...]) -> "Rows":
    """What is done of some columns of a study that is computed."""
    from studio.jobs.study.parts import done_columns

    return done_columns(path, names)


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


def file_for(title: str, folder: Path, suffix: str = ".parquet") -> Path:
    """A name for the file of a study that is begun now."""
    stem = "".join(one if one.isalnum() else "-" for one in title.lower()).strip("-")[:40] or "study"
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    path, number = folder / f"{stem}-{stamp}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem}-{stamp}-{number}{suffix}", number + 1
    return path
