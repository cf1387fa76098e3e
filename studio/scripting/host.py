"""What a script acts on: the open document of the window, or one of its own where there is none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from studio.analysis import Results
from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.scripting.plot import Plot


class Host(Protocol):
    """Every method may be called from the thread of the script; what is refused raises one sentence."""

    @property
    def design(self) -> Design:
        """The design that is open."""

    def edit(self, label: str, edit: Callable[[Design], Design]) -> None:
        """Make one undo step."""

    def undo(self) -> bool: ...

    def redo(self) -> bool: ...

    def open(self, name_or_path: str | Path) -> None: ...

    def new(self, design: Design) -> None: ...

    def save(self, path: Path | None) -> Path: ...

    def results(self) -> Results:
        """The results of the design as it is now, however long they take."""

    def evaluate(self, design: Design, only: tuple[str, ...] | None = None) -> Results: ...

    def checkpoint(self) -> Checkpoint:
        """What long work calls to tell how far it is, and to be stopped."""

    def plot(self, plot: Plot) -> Any:
        """Show a plot; says in one line where it is."""
