"""What was pinned: the figures of earlier stacks and the stacks themselves, to be compared and to be restored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from studio.design import Design, DesignError
from studio.design.ageing import Ageing
from studio.design.panel import Stack
from studio.design.quantity import YEAR
from studio.design.requirement import Source
from studio.gui.panel.compare.figures import FIGURES, STAGES, Values
from studio.gui.panel.compare.technology import catalogue_technologies
from studio.gui.session import Session
from studio.text import tr

LETTERS = "ABCD"
LONGEST_NAME = 60
_MAX_SOURCES = 400
_TEXTS = ("panel.reference_spectrum", "cell.junction_names", "panel.price_per_area", "panel.price_high")
_PARTS = ("stack.", "ageing.")


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """Power per panel area in sunlight [W/m²] from launch to end of life, with its band; arrays are (Y,)."""

    time: NDArray[np.float64]
    electric: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def years(self) -> float:
        return float(self.time[-1]) / YEAR

    def after(self, years: float) -> tuple[float, float, float] | None:
        """Low, expected and high W/m² after `years`; None where the life is over by then."""
        if years > self.years * (1.0 + 1e-9):
            return None
        low, middle, high = (float(np.interp(years * YEAR, self.time, one))
                             for one in (self.low, self.electric, self.high))  # fmt: skip
        return low, middle, high


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The figures of one stack, and its course over the life."""

    values: Values
    life: Life | None


@dataclass(frozen=True, slots=True, eq=False)
class Pin:
    """A stack as it was, with its figures; `setting` is what else they depend on."""

    letter: str
    name: str
    snapshot: Snapshot
    stack: Stack
    ageing: Ageing
    sources: Mapping[str, Source]
    setting: tuple[Any, ...]

    @property
    def title(self) -> str:
        return f"{self.letter} · {self.name}"


class Pins(QObject):
    """One set for a session: it stays while designs are undone and opened. `reference` is what changes refer to."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pins: dict[str, Pin] = {}
        self.reference = ""

    @staticmethod
    def of(session: Session) -> "Pins":
        """The pins of a session, made when first asked for."""
        known = session.findChild(Pins)
        return known if isinstance(known, Pins) else Pins(session)

    @property
    def all(self) -> tuple[Pin, ...]:
        return tuple(self._pins[letter] for letter in LETTERS if letter in self._pins)

    def get(self, letter: str) -> Pin | None:
        return self._pins.get(letter)

    def add(self) -> str:
        """Pin the present stack under the first free letter; the sentence that says why not, or nothing."""
        session = self._session
        letter = next((one for one in LETTERS if one not in self._pins), "")
        if not letter:
            return tr("Four stacks are pinned, and more would not fit side by side: remove one first.")
        if any(session.status(stage) != "fresh" for stage in STAGES):
            return tr("The figures of this stack are not computed yet: pin it when they are.")
        design = session.design
        sources = {path: source for path, source in design.sources.items() if path.startswith(_PARTS)}
        self._pins[letter] = Pin(letter, _name_of(design), snapshot(session), design.stack, design.ageing, sources,
                                 _setting(design))  # fmt: skip
        self.reference = self.reference or letter
        self.changed.emit()
        return ""

    def remove(self, letter: str) -> None:
        if self._pins.pop(letter, None) is not None:
            if self.reference == letter:
                self.reference = next(iter(sorted(self._pins)), "")
            self.changed.emit()

    def rename(self, letter: str, name: str) -> None:
        name = " ".join(name.split())[:LONGEST_NAME]
        pin = self._pins.get(letter)
        if pin is not None and name and name != pin.name:
            self._pins[letter] = replace(pin, name=name)
            self.changed.emit()

    def refer_to(self, letter: str) -> None:
        """Write changes against the stack pinned as `letter`."""
        if letter in self._pins and letter != self.reference:
            self.reference = letter
            self.changed.emit()

    def restore(self, letter: str) -> str:
        """Make a pinned stack the design's again, in one undo step; the refusal, or nothing."""
        pin = self._pins[letter]
        label = tr("Restore {name}", name=pin.title)
        refusal = self._session.edit(label, lambda design: with_pinned(design, pin))
        return refusal.text if refusal is not None else ""

    def elsewhere(self) -> tuple[Pin, ...]:
        """The pins whose figures belong to another orbit, environment or array than the design has now."""
        present = _setting(self._session.design)
        return tuple(pin for pin in self.all if pin.setting != present)


def snapshot(session: Session) -> Snapshot:
    """The last good figures of the session's design."""
    results = session.results()
    names = (*(figure.name for figure in FIGURES), *_TEXTS)
    values = {name: results[name] for name in names if name in results}
    table = session.table("panel")
    life = None
    if table is not None and np.ndim(table.life_time) == 1 and np.size(table.life_time) > 0:
        life = Life(table.life_time, table.life_electric, table.life_electric_low, table.life_electric_high)
    return Snapshot(values, life)


def with_pinned(design: Design, pin: Pin) -> Design:
    """`design` with a pinned stack, its ageing and the sources of both.

    Raises
    ------
    DesignError
        Where the design would have more sources than it may.
    """
    kept = {path: source for path, source in design.sources.items() if not path.startswith(_PARTS)}
    together = {**kept, **pin.sources}
    if len(together) > _MAX_SOURCES:
        raise DesignError("sources", tr("there would be more than {most} sources", most=_MAX_SOURCES))
    return msgspec.structs.replace(design, stack=pin.stack, ageing=pin.ageing, sources=together)


def _setting(design: Design) -> tuple[Any, ...]:
    return design.mission, design.environment, design.array


def _name_of(design: Design) -> str:
    known = catalogue_technologies().get(design.stack.technology)
    return known.name if known is not None else design.title or tr("Untitled")
