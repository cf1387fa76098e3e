"""What stands in a column: a design with its name and where it is from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from studio.analysis import Results
from studio.design import Design
from studio.text import mark

Kind = Literal["open", "baseline", "preset", "file", "study", "pinned"]
KINDS: dict[Kind, str] = {
    "open": mark("Open design"),
    "baseline": mark("Baseline"),
    "preset": mark("Preset"),
    "file": mark("File"),
    "study": mark("Study point"),
    "pinned": mark("Pinned"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """`load` gives the design where it has to be read first; `key` tells columns of the same thing."""

    number: int
    kind: Kind
    name: str
    key: str
    load: Callable[[], Design] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What became of a column: its design and its results, or why there are none."""

    design: Design | None = None
    results: Results | None = None
    failure: str = ""
