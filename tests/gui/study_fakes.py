"""A study without processes: its numbers are known in closed form, and the test says when which rows come."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio.analysis.many.setter import apply
from studio.analysis.study import Plan
from studio.analysis.study.plan import Factor
from studio.design import Design
from studio.gui.session import Session
from studio.gui.study.desk import StudyDesk
from studio.gui.study.points import Points
from studio.gui.tasks import Tasks

ALTITUDES, TEMPERATURES = 11, 9
OUTCOMES = ("cost.capex_per_watt", "panel.specific_power_eol", "power.margin_eol", "mass.satellite")


def plan(**options: Any) -> Plan:
    factors = (Factor("mission.altitude", 500e3, 1500e3, ALTITUDES),
               Factor("thermal.target_temperature", 300.0, 340.0, TEMPERATURES))  # fmt: skip
    return Plan(factors, OUTCOMES, **options)


def results(a: Any, t: Any) -> dict[str, Any]:
    """What the study finds, of shares of the two ranges: the cost falls and the power falls with altitude."""
    return {
        "cost.capex_per_watt": 100.0 - 60.0 * a + 20.0 * t,
        "panel.specific_power_eol": 300.0 - 200.0 * a**2 - 30.0 * t,
        "power.margin_eol": 2000.0 * (t - a),
        "mass.satellite": 500.0 + 100.0 * a + 50.0 * t,
    }


def columns(study: Plan, start: int, stop: int, failed: Mapping[int, str] | None = None) -> dict[str, Any]:
    """The rows from `start` to before `stop` as a run tells them."""
    values = study.columns(start, stop)
    a = (values["mission.altitude"] - 500e3) / 1000e3
    t = (values["thermal.target_temperature"] - 300.0) / 40.0
    found = results(a, t)
    reasons = [(failed or {}).get(row) for row in range(start, min(stop, study.size))]
    for column in found.values():
        column[[reason is not None for reason in reasons]] = np.nan
    return {"row": np.arange(start, start + len(reasons)), **found, "reason": reasons}


class FakeFile:
    """What a file gives back, without one."""

    def __init__(self, design: Design, study: Plan, failed: Mapping[int, str] | None = None) -> None:
        self.design, self.plan, self.count, self._failed = design, study, study.size, dict(failed or {})
        self.tampered: set[int] = set()
        self.closed = False
        self.read: list[tuple[str, int]] = []
        """Pieces of columns that were read."""
        self.told: dict[str, tuple[float, float]] = {}
        """Ends of columns that the file tells."""
        self.digests = np.full(self.count, "", dtype=object)

    def column(self, name: str) -> Any:
        if name == "digest":
            return self.digests
        return {**self.plan.columns(0, self.count), **columns(self.plan, 0, self.count, self._failed)}[name]

    def near(self, name: str, position: int) -> tuple[int, Any]:
        start = position // 10 * 10
        self.read.append((name, start))
        return start, self.column(name)[start : start + 10]

    def ends(self, name: str) -> tuple[float, float] | None:
        return self.told.get(name)

    def failures(self) -> dict[int, str]:
        return self._failed

    def design_at(self, position: int) -> Design:
        if position in self.tampered:
            raise ValueError(f"row {position} is not what was computed")
        return apply(self.design, {path: values[0].item() for path, values in
                                   self.plan.columns(position, position + 1).items()})  # fmt: skip

    def close(self) -> None:
        self.closed = True


class FakeRun:
    """Does what the test says, when it says so."""

    def __init__(
        self, design: Design, study: Plan, path: Path, callbacks: Mapping[str, Callable[..., None]], continued: bool,
        place: Any = None,
    ) -> None:  # fmt: skip
        self.design, self.plan, self.path, self.callbacks, self.continued = design, study, path, callbacks, continued
        self.place = place
        self.calls: list[str] = []
        self.done = 0

    def start(self) -> None:
        self.calls.append("start")

    def pause(self) -> None:
        self.calls.append("pause")

    def resume(self) -> None:
        self.calls.append("resume")

    def cancel(self) -> None:
        self.calls.append("cancel")
        self.callbacks["on_stopped"]()

    def close(self) -> None:
        self.calls.append("close")

    def tell(self, start: int, stop: int, failed: Mapping[int, str] | None = None) -> None:
        """Some rows are done."""
        found = columns(self.plan, start, stop, failed)
        self.done += len(found["row"])
        self.callbacks["on_rows"](start, found)
        self.callbacks["on_progress"](self.done, self.plan.size, len(failed or {}), 1234.0)

    def finish(self, failed: Mapping[int, str] | None = None) -> None:
        self.callbacks["on_done"](FakeFile(self.design, self.plan, failed))


class Fakes:
    """A desk whose runs are fakes, and what it made of them."""

    def __init__(self, session: Session) -> None:
        self.runs: list[FakeRun] = []
        self.files: dict[Path, Any] = {}
        self.desk = StudyDesk(session, self._make, self._open, self._search)
        self.told: list[tuple[str, bool]] = []
        self.desk.told.connect(lambda text, error: self.told.append((text, error)))

    def _make(self, *arguments: Any) -> FakeRun:
        self.runs.append(FakeRun(*arguments))
        return self.runs[-1]

    def _search(
        self, design: Design, problem: Any, callbacks: Mapping[str, Callable[..., None]], place: Any
    ) -> FakeRun:
        study = Plan(problem.factors, problem.outcomes, "random", problem.evaluations, problem.seed)
        self.runs.append(FakeRun(design, study, Path(), callbacks, False, place))
        return self.runs[-1]

    def _open(self, path: Path) -> Any:
        found = self.files.get(path)
        if found is None:
            raise ValueError(f"{path.name}: there is no such file")
        return found

    def show(self, study: Plan | None = None, failed: Mapping[int, str] | None = None) -> Points:
        """Let the desk have a whole study."""
        file = FakeFile(self.desk.session.design, study or plan(), failed)
        self.desk._opened(Points.of_file(file, Path("fake.parquet")))
        settle()
        assert self.desk.points is not None
        return self.desk.points


def settle(times: int = 6) -> None:
    for _ in range(times):
        QApplication.processEvents()


def drawn(page: QWidget) -> None:
    """Wait for the pictures that a page makes beside the window."""
    for _ in range(400):
        settle(3)
        if not any(tasks.busy for tasks in page.findChildren(Tasks)):
            break
        QTest.qWait(5)
    settle(3)
