"""`studio`: everything that scripts and the console may do with the open design, by names that stay."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from studio.analysis import RESULTS, Results
from studio.analysis import explain as explained
from studio.design import Design, DesignError, check, set_text, set_value
from studio.design.edit import field_at, get_value
from studio.document.baselines import baseline_designs
from studio.document.files import dump
from studio.scripting import edits
from studio.scripting.amount import Amount
from studio.scripting.error import ScriptError
from studio.scripting.host import Host
from studio.scripting.plot import Plot, curve
from studio.scripting.sweep import Sweep, sweep
from studio.text import mark, tr


class Words(str):
    """A text that the console shows as it is, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Studio:
    """The open design by Python. Every edit is one undo step; numbers are in SI, texts carry their unit."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._step: Design | None = None

    def __repr__(self) -> str:
        return tr(mark("the studio; studio.help() says what it can do"))

    @property
    def design(self) -> Design:
        """The design as it is now."""
        return self._step if self._step is not None else self._host.design

    # Editing

    def set(self, path: str, value: Any) -> None:
        """Give a field a value: set("mission.altitude", "650 km"), or a number in SI."""
        plain = value.item() if isinstance(value, np.generic) else float(value) if isinstance(value, Amount) else value

        def edit(design: Design) -> Design:
            if isinstance(plain, str):
                fresh = set_text(design, path, plain)
            elif isinstance(plain, int) and not isinstance(plain, bool) and field_at(design, path).kind == "number":
                fresh = set_value(design, path, float(plain))
            else:
                fresh = set_value(design, path, plain)
            if self._step is None:
                refuse_fault(design, fresh, path)
            return fresh

        self._edit(tr(mark("Change {field}"), field=_label(self.design, path)), edit)

    def put(self, path: str, value: Any, key: str | None = None) -> None:
        """Give a part, a list or a table another value as a whole, or one entry of a table."""
        self._edit(tr(mark("Change {field}"), field=path), lambda design: edits.put(design, path, value, key))

    def insert(self, path: str, position: int, item: Any) -> None:
        """Put one more item into a list: insert("stack.layers", 0, Layer(...))."""
        label = tr(mark("Insert into {field}"), field=path)
        self._edit(label, lambda design: edits.insert(design, path, position, item))

    def remove(self, path: str, which: int | str) -> None:
        """Take an item out of a list, by position or name, or an entry out of a table, by its key."""
        self._edit(tr(mark("Remove from {field}"), field=path), lambda design: edits.remove(design, path, which))

    def move(self, path: str, which: int | str, target: int) -> None:
        """Move an item of a list to another position."""
        self._edit(tr(mark("Reorder {field}"), field=path), lambda design: edits.move(design, path, which, target))

    def replace(self, design: Design) -> None:
        """Make another design the open one, as one undo step."""
        if not isinstance(design, Design):
            raise ScriptError(tr(mark("replace() takes a design")))
        self._edit(tr(mark("Replace the design")), lambda _: design)

    @contextlib.contextmanager
    def step(self, label: str = "") -> Iterator[None]:
        """Make all edits inside `with studio.step("…"):` one undo step; an error inside undoes them all."""
        if self._step is not None:
            raise ScriptError(tr(mark("a step is open already")))
        self._step = self._host.design
        try:
            yield
            fresh = self._step
        finally:
            self._step = None
        self._host.edit(label or tr(mark("Script")), lambda _: fresh)

    def undo(self) -> bool:
        """Take back the last step; False where there is none."""
        self._refuse_in_step("undo")
        return self._host.undo()

    def redo(self) -> bool:
        """Do again what was taken back; False where there is nothing."""
        self._refuse_in_step("redo")
        return self._host.redo()

    # Looking

    def get(self, name: str) -> Any:
        """The value of a field or a result, with its unit: get("orbit.period")."""
        known = RESULTS.get(name)
        if known is None:
            value, spec = get_value(self.design, name), None
            with contextlib.suppress(DesignError):
                spec = field_at(self.design, name)
            number = isinstance(value, float | int) and not isinstance(value, bool)
            return Amount(value, spec.quantity, spec.unit) if number and spec is not None and spec.quantity else value
        results = self.results()
        if name not in results:
            outcome = results.outcomes.get(known.stage)
            raise ScriptError(tr(mark("{name}: not computed: {reason}"), name=name,
                                 reason=outcome.failure if outcome else known.stage))  # fmt: skip
        value = results[name]
        number = isinstance(value, float | int | np.floating) and not isinstance(value, bool)
        return Amount(float(value), known.quantity, known.unit, 4) if number else value

    def results(self) -> Results:
        """The results of the design as it is now; waits until they are computed."""
        if self._step is not None:
            return self._host.evaluate(self._step)
        return self._host.results()

    def evaluate(self, design: Design | None = None) -> Results:
        """The results of any design, of the open one where none is given; the open design stays as it is."""
        if design is None:
            return self.results()
        if not isinstance(design, Design):
            raise ScriptError(tr(mark("evaluate() takes a design")))
        return self._host.evaluate(design)

    def sweep(self, path: str, values: Sequence[Any], results: str | Sequence[str]) -> Sweep:
        """Evaluate the design with each of the values at `path`: sweep("mission.altitude", ["500 km", "700 km"],
        "orbit.period")."""
        return sweep(self._host, path, values, results)

    def study(self, plan: str | Mapping[str, Any], path: str | Path, *, force: bool = False) -> Path:
        """Run a study of many designs into a file, by a plan as a recording of the Study tab writes it:
        study({"factors": [{"path": "mission.altitude", "low": 5e5, "high": 9e5, "count": 5}],
        "outcomes": ["orbit.period"]}, "heights.parquet")."""
        from studio.scripting.study import run_study

        self._refuse_in_step("study")
        return run_study(self._host, plan, Path(path), force=force)

    def plot(self, x: Any, y: Any = None, *, title: str = "", x_label: str = "", y_label: str = "",
             label: str = "") -> Any:  # fmt: skip
        """Draw y over x in a window of its own, or a sweep as it is."""
        drawn = x.plot() if isinstance(x, Sweep) else x
        if not isinstance(drawn, Plot):
            row = np.atleast_1d(np.asarray(x)) if y is None else x
            one = curve(np.arange(len(row)) if y is None else x, row if y is None else y, label)
            drawn = Plot((one,), title, x_label, y_label)
        return self._host.plot(drawn)

    def explain(self, name: str) -> Words:
        """A result or field with its equation, its source and what it follows from."""
        from studio.export.summary import explanation_text

        return Words(explanation_text(explained(self.results(), name)))

    def find(self, words: str) -> Words:
        """Fields and results whose path or name holds the words: find("altitude")."""
        from studio.design import fields

        wanted = words.lower()
        rows = [(one.path, tr(one.label)) for one in fields(Design) if not one.hidden]
        rows += [(one.name, tr(one.label)) for one in RESULTS.values()]
        found = [f"{path:<44} {label}" for path, label in rows if wanted in path.lower() or wanted in label.lower()]
        return Words("\n".join(found) or tr(mark("nothing is called so")))

    # Files

    def open(self, name_or_path: str | Path) -> None:
        """Open a design file, or a preset by its name."""
        self._refuse_in_step("open")
        self._host.open(name_or_path)

    def new(self, design: Design) -> None:
        """Begin a document without a file with this design."""
        self._refuse_in_step("new")
        self._host.new(design)

    def save(self, path: str | Path | None = None) -> Path:
        """Save the design to its file, or to another, which becomes its file."""
        return self._host.save(Path(path) if path is not None else None)

    def export(self, format: str, path: str | Path, *, force: bool = False, **options: Any) -> tuple[Path, ...]:
        """Write the design in a format of `formats()`: export("pdf", "report.pdf"); returns the paths written."""
        from studio.document.claim import incumbent
        from studio.export.formats import Source, find_format
        from studio.export.outlet import put, refuse_target

        one, target = find_format(format), Path(path)
        known = {option.name: option for option in one.options}
        read = {name: known[name].read(value) if name in known and isinstance(value, str) else value
                for name, value in options.items()}  # fmt: skip
        settled = one.settled(read)
        refuse_target(target, folder=not one.suffix, over=force)
        design = self.design
        source = Source(design, dump(design), target.stem, baseline_designs(design), incumbent=incumbent(design))
        if one.name not in {"json", "script"}:
            source.know(self.results())
        return put(one.write(source, settled, self._host.checkpoint()), target, over=force)

    def formats(self) -> Words:
        """What export() can write."""
        from studio.export.formats import FORMATS

        return Words("\n".join(f"{one.name:<16} {tr(one.title)}" for one in FORMATS.values()))

    def help(self, about: Any = None) -> Words:
        """What the studio can do, or what one of its names is."""
        from studio.scripting.helping import help_text

        return Words(help_text(about))

    # Inside

    def _edit(self, label: str, edit: Any) -> None:
        if self._step is not None:
            self._step = edit(self._step)
        else:
            self._host.edit(label, edit)

    def _refuse_in_step(self, what: str) -> None:
        if self._step is not None:
            raise ScriptError(tr(mark("{what}() does not go inside a step"), what=what))


def _label(design: Design, path: str) -> str:
    label = field_at(design, path).label
    return tr(label)


def refuse_fault(before: Design, after: Design, path: str) -> None:
    """What would make that very field inconsistent is refused like a bound, as in the window."""

    def fault(design: Design) -> str:
        return next((one.text for one in check(design) if one.severity == "error" and one.where == path), "")

    text = fault(after)
    if text and not fault(before):
        raise DesignError(path, text)
