"""What a file format of the studio is: its name, what it holds, what may be chosen about it, and who writes it."""

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from studio.analysis.engine import Checkpoint
from studio.design.quantity import Quantity
from studio.design.shown import plainly, showing, units_shown
from studio.design.unit_text import display, parse
from studio.export.formats.source import Source
from studio.text import mark, tr

Group = Literal["design", "shape", "orbit", "tables", "cell", "report", "pictures", "everything"]
GROUPS: dict[Group, str] = {
    "design": mark("Design"),
    "report": mark("Report"),
    "orbit": mark("Orbit"),
    "shape": mark("Shape"),
    "tables": mark("Tables"),
    "cell": mark("Cell and stack"),
    "pictures": mark("Pictures"),
    "everything": mark("Everything"),
}
Preview = Literal["text", "picture", "pages", "page", "files", ""]
"""How a product is looked at before it is written: as lines of text, an SVG or PNG, the pages of a PDF, HTML, the
names of its files, or not at all."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen about a format; its default decides whether it is a number, a switch or a text.

    A number with a `quantity` is in SI; `choices` are the values of a text, each with what it is called.
    """

    name: str
    label: str
    default: float | int | bool | str
    help: str = ""
    quantity: Quantity | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    choices: tuple[tuple[str, str], ...] = ()

    def read(self, typed: str) -> float | int | bool | str:
        """The value that `typed` stands for; ValueError in one sentence where there is none."""
        try:
            return self.check(self._parsed(typed.strip()))
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}") from None

    def _parsed(self, typed: str) -> float | int | bool | str:
        if isinstance(self.default, bool):
            known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
            if typed.lower() not in known:
                raise ValueError(tr("“{typed}” is neither yes nor no", typed=typed))
            return known[typed.lower()]
        if isinstance(self.default, str):
            return typed
        if self.quantity is not None:
            return parse(typed, self.quantity)
        if isinstance(self.default, float):
            return float(typed)
        try:
            return int(typed)
        except ValueError:
            raise ValueError(tr("“{typed}” is not a whole number", typed=typed)) from None

    def check(self, value: float | int | bool | str) -> float | int | bool | str:
        """`value` itself where it is allowed; ValueError where not."""
        if self.choices and value not in {one for one, _ in self.choices}:
            known = ", ".join(one for one, _ in self.choices)
            raise ValueError(tr("“{value}” is not one of {known}", value=value, known=known))
        if isinstance(value, float | int) and not isinstance(value, bool):
            if not (self.low is None or value >= self.low):
                raise ValueError(tr("{value} is below {bound}", value=self.shown(value), bound=self.shown(self.low)))
            if not (self.high is None or value <= self.high):
                raise ValueError(tr("{value} is above {bound}", value=self.shown(value), bound=self.shown(self.high)))
        return value

    def shown(self, value: float | int | bool | str) -> str:
        """`value` as a person reads it."""
        if isinstance(value, bool):
            return tr("yes") if value else tr("no")
        if self.quantity is not None and isinstance(value, float | int):
            return display(value, self.quantity, self.unit)
        return tr(dict(self.choices).get(str(value), str(value)))


@dataclass(frozen=True, slots=True)
class Product:
    """What a format wrote: one file, or several by their names below a folder; and what must be said about it."""

    files: Mapping[str, bytes]
    """By name; a format of one file has the name ""."""
    notes: tuple[str, ...] = ()
    """Sentences for whoever exports: limits, differences, what was left out."""

    @classmethod
    def of(cls, data: bytes | str, *notes: str) -> "Product":
        """One file."""
        return cls({"": data.encode() if isinstance(data, str) else data}, notes)


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is that of its file, empty where it is a folder; `writer` is "module:function", imported when used.

    The function takes the :class:`Source`, every option by name and the checkpoint, and gives a :class:`Product`. It
    raises ValueError in one sentence where the design has nothing to write in this format.
    """

    name: str
    title: str
    group: Group
    suffix: str
    about: str
    writer: str
    options: tuple[Option, ...] = ()
    preview: Preview = "text"
    needs: tuple[tuple[str, str], ...] = field(default=())
    """Modules that it needs beyond those every installation has, each with the extra that brings it."""
    apart: bool = False
    """Whether a source that is to be looked at meanwhile has it made in a process of its own."""

    def missing(self) -> str:
        """Why it cannot be written here, in a sentence; empty where it can."""
        for module, extra in self.needs:
            if importlib.util.find_spec(module) is None:
                return tr("{format} needs the extra “{extra}”: pip install \"dawnline[{extra}]\"",
                          format=tr(self.title), extra=extra)  # fmt: skip
        return ""

    def settled(self, chosen: Mapping[str, Any]) -> dict[str, Any]:
        """Every option with its value; ValueError where `chosen` has one that is unknown or not allowed."""
        known = {option.name: option for option in self.options}
        for name, value in chosen.items():
            if name not in known:
                has = ", ".join(known) or tr("none")
                raise ValueError(tr("{format} has no option “{name}” (it has {has})", format=self.name, name=name,
                                    has=has))  # fmt: skip
            known[name].check(value)
        return {name: chosen.get(name, option.default) for name, option in known.items()}

    def write(self, source: Source, chosen: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
        """The files, in memory.

        Raises
        ------
        ValueError
            In one sentence, where an option is not allowed, a library is missing or there is nothing to write.
        """
        options = self.settled(chosen)
        if sentence := self.missing():
            raise ValueError(sentence)
        if self.apart and source.apart:
            from studio.export.apart import product_apart

            return product_apart(self, source, options, checkpoint)
        module, _, function = self.writer.partition(":")
        # A report is read by people: in the units of the project. What a machine reads is always the same.
        with showing({**units_shown(), **source.design.display.units}) if self.group == "report" else plainly():
            product: Product = getattr(importlib.import_module(module), function)(source, options, checkpoint)
        return product
