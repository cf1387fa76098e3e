"""What a report consists of before it is a PDF or a page: sections of text, tables and figures, as plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from studio.analysis.judge import Light


@dataclass(frozen=True, slots=True)
class Sign:
    """A verdict: it has a colour, a shape and a word, so that none of them has to be seen."""

    light: Light
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """The name of a field or a result, or an equation: it may break anywhere."""

    text: str


Cell = str | Sign | Code


@dataclass(frozen=True, slots=True)
class Text:
    """`note` is set apart; `lead` is larger."""

    text: str
    kind: Literal["plain", "note", "lead"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the page's width; the columns in `right` are numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()
    small: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """An SVG; `about` says in words what it shows."""

    caption: str
    svg: str
    about: str = ""


Block = Text | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...] = ()
    within: tuple["Section", ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.blocks and all(one.is_empty for one in self.within)


@dataclass(frozen=True, slots=True)
class Report:
    """`facts` stand on the title page; `date` is year, month and day."""

    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    date: tuple[int, int, int]
    sections: tuple[Section, ...]
    language: str
    notes: tuple[str, ...] = ()


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[float],
    right: Iterable[int] = (), *, small: bool = False,
) -> tuple[Table, ...]:  # fmt: skip
    """The table, or none where it has no rows."""
    lines = tuple(tuple(row) for row in rows)
    if not lines:
        return ()
    return (Table(caption, tuple(head), lines, tuple(widths), frozenset(right), small),)


def shown(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that say something."""
    return tuple(one for one in sections if not one.is_empty)
