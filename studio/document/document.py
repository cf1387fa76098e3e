"""The open design: its value, its earlier values, where it is saved, and one subscriber."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.design import Design
from studio.document import files, presets
from studio.document.error import FileError
from studio.text import tr

MAX_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """One undo step: what was done, and the design that came of it."""

    label: str
    design: Design


class Document:
    """The one place where the open design changes.

    `on_change` is called after every change: of the design, of the history, of the path or of the saved mark.
    Earlier designs are kept as values, so undo gives back exactly what was there, and saving forgets none of them.
    """

    def __init__(self, design: Design | None = None, path: Path | None = None) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self._reset(design if design is not None else Design(), path, modified=False)

    def _reset(self, design: Design, path: Path | None, *, modified: bool, mark: str = "") -> None:
        self._path, self._mark = path, mark
        self._saved = None if modified else design
        self._steps = [Step("", design)]
        self._position = 0
        self._gesture: object = None
        self._gesture_start = 0

    # What is open

    @property
    def design(self) -> Design:
        return self._steps[self._position].design

    @property
    def path(self) -> Path | None:
        """The file of the design, or None where it has none yet."""
        return self._path

    @property
    def mark(self) -> str:
        """What the file of the design had in it when it was opened or saved last; empty where that is not known."""
        return self._mark

    @property
    def is_modified(self) -> bool:
        """Whether the design differs from the one that was opened or saved last."""
        return self._saved is None or self.design != self._saved

    # Editing

    def edit(self, label: str, design: Design, gesture: object = None) -> bool:
        """Make `design` the current one; False where it is already, and then nothing happens.

        Consecutive edits with the same `gesture`, any value but None, make one undo step together, until
        :meth:`end_gesture`; a gesture that ends where it began leaves no step.
        """
        if gesture is None or gesture != self._gesture:
            self._gesture, self._gesture_start = gesture, self._position
        if design == self.design:
            return False
        del self._steps[self._gesture_start + 1 :]
        if design != self._steps[-1].design:
            self._steps.append(Step(label, design))
        surplus = len(self._steps) - 1 - MAX_STEPS
        if surplus > 0:
            del self._steps[:surplus]
            self._gesture_start -= surplus
        self._position = len(self._steps) - 1
        self.on_change()
        return True

    def base_of(self, gesture: object) -> Design:
        """The design that the next edit of `gesture` starts from: a gesture is one edit, whose last word counts."""
        if gesture is not None and gesture == self._gesture:
            return self._steps[self._gesture_start].design
        return self.design

    def end_gesture(self) -> None:
        """Let the next edit be an undo step of its own."""
        self._gesture = None

    # History

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None where there is nothing."""
        return self._steps[self._position].label if self._position else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None where there is nothing."""
        return self._steps[self._position + 1].label if self._position + 1 < len(self._steps) else None

    @property
    def history(self) -> tuple[str, ...]:
        """The labels of every step, done and undone, oldest first."""
        return tuple(step.label for step in self._steps[1:])

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, done and undone, oldest first; the first is what the history began with."""
        return tuple(self._steps)

    @property
    def position(self) -> int:
        """How many steps of the history are done."""
        return self._position

    def undo(self) -> bool:
        """Go back one step; False where there is none."""
        return self._position > 0 and self.go_to(self._position - 1)

    def redo(self) -> bool:
        """Go forward one step; False where there is none."""
        return self._position + 1 < len(self._steps) and self.go_to(self._position + 1)

    def go_to(self, position: int) -> bool:
        """Make the design after `position` steps of the history the current one; False where it is already."""
        if not 0 <= position < len(self._steps):
            raise IndexError(f"the history has {len(self._steps) - 1} steps, not {position}")
        self.end_gesture()
        if position == self._position:
            return False
        self._position = position
        self.on_change()
        return True

    # Files

    def open(self, name_or_path: str | Path) -> None:
        """Open a design file, or a preset by its name, with a history of its own; FileError leaves all as it was."""
        self.take(*presets.open_marked(name_or_path))

    def take(self, design: Design, path: Path | None, mark: str) -> None:
        """Begin with what was read from `path`, where it had that `mark`."""
        self._reset(design, path, modified=False, mark=mark)
        self.on_change()

    def new(self, design: Design | None = None) -> None:
        """Begin an unnamed document with `design`."""
        self._reset(design if design is not None else Design(), None, modified=False)
        self.on_change()

    def recover(self, design: Design, path: Path | None, mark: str = "") -> None:
        """Continue with a `design` that was never saved to its `path`, which had that `mark`."""
        self._reset(design, path, modified=True, mark=mark)
        self.on_change()

    def save(self) -> None:
        """Write the design to its file; FileError where that fails or it has none."""
        if self._path is None:
            raise FileError("", tr("the design has no file yet"))
        self.save_as(self._path)

    def save_as(self, path: Path) -> None:
        """Write the design to the file at `path`, which becomes its file; FileError leaves all as it was.

        Its own file is not replaced where another program changed it since (ChangedOutsideError).
        """
        design = self.design
        self.saved(path, design, files.write(path, design, self.mark_for(path)))

    def mark_for(self, path: Path) -> str:
        """The mark that the file at `path` should still have; empty for one that is not the file of the design."""
        own = self._path is not None and os.path.realpath(path) == os.path.realpath(self._path)
        return self._mark if own else ""

    def saved(self, path: Path, design: Design, mark: str) -> None:
        """`design`, the current one or one before it, is now in the file at `path`, which has that `mark`."""
        self._path, self._saved, self._mark = path, design, mark
        self.end_gesture()
        self.on_change()
