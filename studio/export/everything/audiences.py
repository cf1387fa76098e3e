"""Who gets the folder with everything, and which formats are for whom."""

from dataclasses import dataclass

from studio.export.formats.format import Format
from studio.text import mark


@dataclass(frozen=True, slots=True)
class Audience:
    """`first` are the formats to begin with, in that order; after them come all others of `groups` and `also`."""

    name: str
    title: str
    about: str
    groups: tuple[str, ...]
    first: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def formats(self, written: dict[str, Format]) -> list[Format]:
        """Those of `written` that are for this audience, the ones to begin with first."""
        own = [one for one in written.values() if one.group in self.groups or one.name in self.also]
        order = {name: place for place, name in enumerate(self.first)}
        return sorted(own, key=lambda one: order.get(one.name, len(order)))


AUDIENCES = (
    Audience("reviewer", mark("To review the design"),
             mark("The whole design in words, figures and plots, with assumptions, margins and sources."),
             ("report",), ("pdf", "html")),
    Audience("analyst", mark("To fly it"),
             mark("Orbits and element sets for flight-dynamics tools and globe viewers."),
             ("orbit",), ("oem", "gmat", "czml", "omm", "3le")),
    Audience("mechanical", mark("To build it"),
             mark("The satellite and its panel in real dimensions."),
             ("shape",), ("step", "gltf")),
    Audience("buyer", mark("To price it"),
             mark("Budgets, the bill of materials and results as tables."),
             ("tables",), ("xlsx", "bom")),
    Audience("panel", mark("To make the panel"),
             mark("Curves, optical constants and parameters of the cell and its layers."),
             ("cell",), ("jv", "qe", "nk", "single-diode"), ("stack-pdf", "stack-svg", "panel-step", "panel-gltf")),
    Audience("designer", mark("To go on designing"),
             mark("The design itself, to be opened in Dawnline."),
             ("design",), ("design",)),
    Audience("presenter", mark("To show it"),
             mark("Pictures for slides and pages."),
             ("pictures",)),
)  # fmt: skip
