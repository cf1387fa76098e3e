"""A script without a window: a document of its own, results computed when they are asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.analysis import Outcome, Results, evaluate
from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.document.document import Document
from studio.document.error import FileError
from studio.scripting.error import ScriptError
from studio.scripting.plot import Plot
from studio.text import mark, tr


class Headless:
    """Plots become pictures in `folder`, numbered as they come; nothing that is there is written over."""

    def __init__(self, document: Document, folder: Path, say: Callable[[str], None] = print) -> None:
        self.document = document
        self._folder = folder
        self._say = say
        self._outcomes: dict[str, Outcome] = {}

    @property
    def design(self) -> Design:
        return self.document.design

    def edit(self, label: str, edit: Callable[[Design], Design]) -> None:
        self.document.end_gesture()
        self.document.edit(label, edit(self.design))

    def undo(self) -> bool:
        return self.document.undo()

    def redo(self) -> bool:
        return self.document.redo()

    def open(self, name_or_path: str | Path) -> None:
        self.document.open(name_or_path)

    def new(self, design: Design) -> None:
        self.document.new(design)

    def save(self, path: Path | None) -> Path:
        if path is None and self.document.path is None:
            raise FileError("", tr(mark("the design has no file yet; name one")))
        self.document.save_as(path if path is not None else self.document.path or Path())
        assert self.document.path is not None
        return self.document.path

    def results(self) -> Results:
        return self.evaluate(self.design)

    def evaluate(self, design: Design, only: tuple[str, ...] | None = None) -> Results:
        results = evaluate(design, self._outcomes, only=only)
        self._outcomes.update(results.outcomes)
        return results

    def checkpoint(self) -> Checkpoint:
        return lambda fraction: None

    def plot(self, plot: Plot) -> Any:
        number = 1
        while (path := self._folder / f"plot-{number}.png").exists():
            number += 1
        try:
            plot.write(path)
        except OSError as error:
            raise ScriptError(tr(mark("{name}: cannot be written: {reason}"), name=path.name,
                                 reason=(error.strerror or str(error)).lower())) from None  # fmt: skip
        self._say(tr(mark("Plot: {path}"), path=path))
        return path
