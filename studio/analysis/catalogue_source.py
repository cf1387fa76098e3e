"""Where the numbers come from that an id in the design stands for: a material's n and k, a cell, a damage curve."""

import re

from studio import catalogue
from studio.analysis.stack.index import table_of
from studio.catalogue import radiation
from studio.catalogue.launcher import launchers
from studio.catalogue.market import installations
from studio.catalogue.site import sites
from studio.catalogue.supply import wafers
from studio.catalogue.technology import technologies
from studio.design import Design, Field, get_value
from studio.design.requirement import Source, source_of
from studio.text import mark, tr

_OF_A_LAYER = re.compile(r"stack\.layers\[(.+)\]\.(density|specific_heat|conductivity)")


def material_source(design: Design, path: str, value: object) -> Source | None:
    """The source of a number of a layer that is its material's, as the catalogue has it; None for any other number."""
    found = _OF_A_LAYER.fullmatch(path)
    if found is None:
        return None
    layer = get_value(design, f"stack.layers[{found[1]}].material")
    entry = catalogue.materials().get(layer)
    number = getattr(entry, found[2]) if entry is not None else None
    if number is None or number.value != value:
        return None
    return source_of(number)


def catalogue_source(design: Design, spec: Field, value: object) -> Source | None:
    """The source of what `value`, the id in the field `spec`, stands for; None where it stands for itself."""
    if not isinstance(value, str) or not value:
        return None
    if spec.catalogue == "materials":
        try:
            table = table_of(design.stack, value)
        except ValueError:
            return None
        if table is None:
            return None
        text = tr(mark("n and k of {name}, {low:.0f} to {high:.0f} nm: {source}"), name=table.name,
                  low=table.low * 1e9, high=table.high * 1e9, source=table.source)  # fmt: skip
        return Source(text, table.confidence, table.date)
    number = None
    if spec.catalogue == "cells" and value in catalogue.cells():
        number = catalogue.cells()[value].efficiency
    elif spec.catalogue == "technologies" and value in technologies():
        known = technologies()[value]
        number = known.efficiency
        if known.price_low is not None:
            text = tr(mark("efficiency: {efficiency}; price of the cells: {price}"), efficiency=number.source,
                      price=known.price_low.source)  # fmt: skip
            return Source(text, number.confidence, number.date)
    elif spec.catalogue == "damage" and value in radiation.damage_curves():
        number = radiation.damage_curves()[value].c
    elif spec.catalogue == "accelerators" and value in catalogue.accelerators():
        number = catalogue.accelerators()[value].power
    elif spec.catalogue == "launchers" and value in launchers():
        number = launchers()[value].leo_mass or launchers()[value].sso_mass
    elif spec.catalogue == "coolants" and value in catalogue.coolants():
        number = catalogue.coolants()[value].specific_heat
    elif spec.catalogue == "exchangers" and value in catalogue.exchangers():
        number = catalogue.exchangers()[value].coefficient
    elif spec.catalogue == "sites" and value in sites():
        number = sites()[value].specific_yield
    elif spec.catalogue == "batteries" and value in catalogue.batteries():
        number = catalogue.batteries()[value].cycle_life[0].cycles
    elif spec.catalogue == "wafers" and value in wafers():
        number = wafers()[value].area
    elif spec.catalogue == "installations" and value in installations():
        number = installations()[value].low
    return source_of(number) if number is not None else None
