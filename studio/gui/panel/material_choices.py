"""The materials a layer can be made of, as what a search goes through: the design's own first, then the catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio import catalogue
from studio.catalogue.optical import optical
from studio.design import DesignError
from studio.design.panel import Stack
from studio.design.quantity import DENSITY
from studio.design.unit_text import display, number_text
from studio.document.decode import nearest
from studio.gui.panel.optical_origin import listed_of, own_range, range_text
from studio.gui.panel.words import catalogue_materials, role_text
from studio.gui.source_text import CONFIDENCE
from studio.text import tr

_SOLAR = 300e-9, 1200e-9
"""Wavelengths between which the range of n and k is told [m]: what a silicon cell uses."""
_SAMPLES = 181
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class MaterialChoice:
    """`id` is what a layer holds; numbers that are not known are None, texts empty; `english` is searched as well."""

    id: str
    name: str
    role: str
    own: bool = False
    density: float | None = None
    low: float = 0.0
    high: float = 0.0
    confidence: str = ""
    english: str = ""

    @property
    def role_words(self) -> str:
        return tr("Own") if self.own else role_text(self.role)

    @property
    def density_words(self) -> str:
        return "" if self.density is None else display(self.density, DENSITY, "kg/m³", 4)

    @property
    def range_words(self) -> str:
        return range_text(self.low, self.high) if self.high > 0 else tr("no n and k")

    @property
    def confidence_words(self) -> str:
        return tr(CONFIDENCE[self.confidence]) if self.confidence else ""

    @property
    def searched(self) -> str:
        """What a search looks in."""
        return f"{self.name} {self.id} {self.role_words} {self.english}".casefold()


def material_choices(stack: Stack) -> tuple[MaterialChoice, ...]:
    """Every material there is for a layer of `stack`."""
    own = [
        MaterialChoice(one.name, one.name, "other", True, None, *own_range(one), one.confidence)
        for one in stack.materials
    ]
    taken = {one.name for one in stack.materials}
    found = []
    for id, entry in catalogue_materials().items():
        if id in taken:
            continue
        listed = listed_of(stack, id)
        low, high, confidence = (listed.low, listed.high, listed.confidence) if listed is not None else (0.0, 0.0, "")
        found.append(MaterialChoice(id, tr(entry.name), entry.role, False, entry.density.value, low, high,
                                    confidence or entry.density.confidence, entry.name))  # fmt: skip
    return (*own, *found)


def matching(choices: Sequence[MaterialChoice], typed: str) -> tuple[MaterialChoice, ...]:
    """The choices in which every word of `typed` occurs; those in which it begins one come first."""
    words = typed.casefold().split()
    found = [one for one in choices if all(word in one.searched for word in words)]
    return tuple(sorted(found, key=lambda one: _rank(one.searched, typed.casefold().strip())))


def _rank(searched: str, start: str) -> int:
    if not start or searched.startswith(start):
        return 0
    return 1 if any(word.startswith(start) for word in _WORDS.split(searched)) else 2


def chosen(choices: Sequence[MaterialChoice], typed: str) -> MaterialChoice:
    """The material that is meant by `typed`: its id, its name, or the only one that matches.

    Raises
    ------
    DesignError
        Where it is none, or more than one.
    """
    text = typed.strip()
    for one in choices:
        if text and text in {one.id, one.name, one.english}:
            return one
    same = [one for one in choices if text.casefold() in {one.id.casefold(), one.name.casefold()}]
    found = same or (matching(choices, text) if text else ())
    if len(found) == 1:
        return found[0]
    if found:
        few = ", ".join(one.name for one in found[:4])
        raise DesignError("", tr("“{typed}” could be {few} …", typed=text, few=few))
    hint = nearest(text, tuple(one.name for one in choices) + tuple(one.id for one in choices))
    raise DesignError("", tr("there is no material “{typed}”{hint}", typed=text[:60], hint=hint))


def index_words(stack: Stack, id: str) -> str:
    """The ranges of n and k of a catalogue material in sunlight; empty where they are not known."""
    listed = listed_of(stack, id)
    if listed is None:
        return ""
    try:
        table = optical(listed.id)
    except catalogue.CatalogueError:
        return ""
    low, high = max(table.low, _SOLAR[0]), min(table.high, _SOLAR[1])
    if low >= high:
        return ""
    seen = np.linspace(low, high, _SAMPLES)
    n, k = np.interp(seen, table.wavelength, table.n), np.interp(seen, table.wavelength, table.k)
    return tr(
        "n {n_low} to {n_high}, k {k_low} to {k_high} from {low:.0f} to {high:.0f} nm", low=low * 1e9, high=high * 1e9,
        n_low=number_text(float(n.min()), 3), n_high=number_text(float(n.max()), 3),
        k_low=number_text(float(k.min()), 2), k_high=number_text(float(k.max()), 2),
    )  # fmt: skip
