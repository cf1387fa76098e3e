"""The open document of the window as the console and its scripts act on it, from a thread of their own."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.analysis import Results, evaluate
from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.document.error import FileError
from studio.gui.console.crossing import Crossing
from studio.gui.filing import Filing
from studio.gui.session import Session
from studio.scripting import ScriptError
from studio.scripting.plot import Plot
from studio.text import mark, tr

_LOOK_AGAIN = 0.02


class WindowHost(QObject):
    """Long work is done where it is called, so that the window goes on; `advanced` tells how far it is."""

    advanced = Signal(float)

    def __init__(self, session: Session, filing: Filing, show: Callable[[Plot], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._filing, self._show = session, filing, show
        self.crossing = Crossing(self)
        self._design = session.design
        session.design_changed.connect(self._follow)

    def _follow(self) -> None:
        self._design = self._session.design

    @property
    def design(self) -> Design:
        return self._design

    def edit(self, label: str, edit: Callable[[Design], Design]) -> None:
        # The edit is made here, and taken where nobody else was faster; the window only takes it over.
        while True:
            before = self._design
            after = edit(before)
            if self.crossing.call(lambda base=before, made=after: self._take(label, base, made)):  # type: ignore[misc]
                return

    def _take(self, label: str, before: Design, after: Design) -> bool:
        if self._session.design is not before:
            return False
        self._session.end_gesture()
        refusal = self._session.edit(label, lambda _: after)
        if refusal is not None:
            raise refusal
        self._session.end_gesture()
        return True

    def undo(self) -> bool:
        return self.crossing.call(self._session.document.undo)

    def redo(self) -> bool:
        return self.crossing.call(self._session.document.redo)

    def open(self, name_or_path: str | Path) -> None:
        from studio.document.presets import open_any

        open_any(name_or_path)  # what is wrong with it is said here, not in a box
        if not self.crossing.call(lambda: self._filing.open(name_or_path)):
            raise ScriptError(tr(mark("{name} was not opened"), name=name_or_path))

    def new(self, design: Design) -> None:
        def begin() -> bool:
            if not self._filing.may_leave():
                return False
            self._session.document.new(design)
            return True

        if not self.crossing.call(begin):
            raise ScriptError(tr(mark("the design that is open was kept")))

    def save(self, path: Path | None) -> Path:
        def save() -> Path:
            target = path if path is not None else self._session.document.path
            if target is None:
                raise FileError("", tr(mark("the design has no file yet; name one")))
            self._filing.write_to(target)
            return target

        return self.crossing.call(save)

    def results(self) -> Results:
        while (found := self.crossing.call(self._session.exact_results)) is None:
            time.sleep(_LOOK_AGAIN)
        if any(not outcome.ok for outcome in found.outcomes.values()) or len(found.outcomes) == len(_stages()):
            return found
        return self.evaluate(found.design)  # somebody stopped the window's own computing

    def evaluate(self, design: Design, only: tuple[str, ...] | None = None) -> Results:
        known = self.crossing.call(self._session.results).outcomes
        return evaluate(design, known, only=only, checkpoint=self.checkpoint())

    def checkpoint(self) -> Checkpoint:
        return self.advanced.emit

    def plot(self, plot: Plot) -> Any:
        self.crossing.call(lambda: self._show(plot))


def _stages() -> Any:
    from studio.analysis import STAGES

    return STAGES
