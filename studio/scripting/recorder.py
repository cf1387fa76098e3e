"""What is done to a document written down as a Python script, which the same names of the studio can run again.

Beside the document runs a mirror of what the script would have made so far: a line is written only when the script
arrives at the same design by it.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studio import __version__
from studio.design import Design, DesignError
from studio.document.document import Document, Step
from studio.document.error import FileError
from studio.document.presets import preset, presets
from studio.export.script import expression
from studio.scripting.changes import Call, changes
from studio.scripting.facade import refuse_fault
from studio.text import mark, printable_line, tr

_INDENT = "    "


@dataclass(frozen=True)
class Entry:
    """One thing done: its lines, the kinds of part they name, and the undo step that came of it, if one did."""

    lines: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    step: Step | None = None


class Recorder:
    """Follows a document; `note` is to be called after each change of it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._mirror = Document()
        self._seen = document.steps
        self._position = document.position
        self.entries: list[Entry] = []
        self._begin(fresh=not document.is_modified)

    def note(self) -> None:
        """Write down what happened to the document since the last time."""
        document, before, was = self._document, self._seen, self._position
        steps, now = document.steps, document.position
        self._seen, self._position = steps, now
        if steps == before and all(a is b for a, b in zip(steps, before, strict=True)):
            if now != was:
                self._go(now - was)
            return
        if steps[0] is not before[0] and not any(step is steps[0] for step in before):
            self._begin(fresh=not document.is_modified)
            return
        step = steps[-1]
        last = self.entries[-1] if self.entries else None
        # A gesture that goes on replaces the step that it made, or takes it away where it ends where it began.
        if last is not None and last.step is not None and before[-1] is last.step and was == len(before) - 1 and (
            not any(one is last.step for one in steps)
        ):  # fmt: skip
            self.entries.pop()
            self._mirror.undo()
            if now < was:
                self._settle()
                return
        self._edit(step.label, document.design, step)

    def add(self, *lines: str) -> None:
        """Write down something else that was done, such as an export."""
        self.entries.append(Entry(lines))

    def script(self) -> str:
        """The script of all that was done so far."""
        return script_of(self.entries)

    def _begin(self, *, fresh: bool) -> None:
        design, path = self._document.design, self._document.path
        entry = _opening(design)
        if entry is None and fresh and path is not None:
            entry = Entry((f"studio.open({str(path)!r})",))
        self.entries.append(entry or _new(design))
        self._mirror.new(design)

    def _go(self, count: int) -> None:
        """Undo or redo as such, where the script has the same steps to go back and forth on."""
        mirror = self._mirror
        place = mirror.position
        word = "undo" if count < 0 else "redo"
        if all(getattr(mirror, word)() for _ in range(abs(count))) and mirror.design == self._document.design:
            self.entries += [Entry((f"studio.{word}()",))] * abs(count)
            return
        mirror.go_to(place)
        self._settle(tr(mark("Undo")) if count < 0 else tr(mark("Redo")))

    def _settle(self, label: str = "") -> None:
        if self._mirror.design != self._document.design:
            self._edit(label or tr(mark("Script")), self._document.design, None)

    def _edit(self, label: str, design: Design, step: Step | None) -> None:
        lines, kinds = step_lines(self._mirror.design, design, label)
        if lines:
            self.entries.append(Entry(tuple(lines), frozenset(kinds), step))
            self._mirror.end_gesture()
            self._mirror.edit(label, design)


def history_script(document: Document) -> str:
    """The steps of the undo history that are done, as a script that begins with what was opened."""
    steps = document.steps[: document.position + 1]
    entries = [_opening(steps[0].design) or _new(steps[0].design)]
    for before, step in itertools.pairwise(steps):
        lines, kinds = step_lines(before.design, step.design, step.label)
        entries.append(Entry(tuple(lines), frozenset(kinds)))
    return script_of(entries)


def script_of(entries: Iterable[Entry]) -> str:
    """The lines of the entries under a head that makes a script of them."""
    entries = list(entries)
    kinds = sorted({kind for entry in entries for kind in entry.kinds})
    head = [f'"""{tr(mark("Recorded by Dawnline {version}. Run it with"), version=__version__)}: dawnline run FILE"""']
    if kinds:
        head += ["", *_imported(kinds)]
    body = [line for entry in entries for line in entry.lines]
    text = "\n".join([*head, "", *body, ""])
    compile(text, "<recorded>", "exec", dont_inherit=True)  # what cannot be run again is not handed out
    return text


def step_lines(before: Design, after: Design, label: str) -> tuple[list[str], set[str]]:
    """The lines that make one undo step, and the kinds of part that they name."""
    calls = changes(before, after)
    lines: list[str] = []
    kinds: set[str] = set()
    for call in calls:
        more, named = call.written()
        kinds |= named
        lines += [f"{more[0]}  # {call.remark}" if call.remark and len(more) == 1 else more[0], *more[1:]]
    remark = printable_line(label)
    if len(calls) == 1 and _is_taken_alone(before, calls[0]):
        alone = len(lines) == 1 and not calls[0].remark and remark
        return ([f"{lines[0]}  # {remark}"] if alone else lines), kinds
    if lines:
        lines = [f"with studio.step({label!r}):", *(f"{_INDENT}{line}" for line in lines)]
    return lines, kinds


def _is_taken_alone(before: Design, call: Call) -> bool:
    """Whether the studio takes the call by itself: a field that the rest of the design contradicts it does not."""
    try:
        if call.method == "set":
            refuse_fault(before, call.apply(before), call.arguments[0])
    except DesignError:
        return False
    return True


def _opening(design: Design) -> Entry | None:
    """How a design is opened that ships."""
    for known in presets():
        if known.title == design.title:
            try:
                if preset(known.name) == design:
                    return Entry((f'studio.open("{known.name}")',))
            except FileError:
                continue
    return None


def _new(design: Design) -> Entry:
    lines, kinds = expression(design)
    if len(lines) == 1:
        return Entry((f"studio.new({lines[0]})",), frozenset(kinds))
    return Entry((f"studio.new({lines[0]}", *lines[1:-1], f"{lines[-1]})"), frozenset(kinds))


def _imported(kinds: list[str]) -> Iterator[str]:
    one = f"from studio.design import {', '.join(kinds)}"
    if len(one) <= 110:
        yield one
        return
    yield "from studio.design import ("
    yield from (f"{_INDENT}{kind}," for kind in kinds)
    yield ")"
