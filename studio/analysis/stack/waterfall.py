"""Where the sunlight on a panel goes until it arrives at the bus, as one list that adds up."""

from dataclasses import dataclass
from typing import Any

from studio.design import Design
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Item:
    """Power per panel area [W/m²] that `name` takes; less than nothing where it gives."""

    name: str
    value: float


def waterfall(
    design: Design, *, sunlight: float, incidence: float, cell: Any, radiation: Any, array: float
) -> list[Item]:
    """Sunlight first, every loss in order, what arrives at the bus last: the first is the sum of all others.

    Parameters
    ----------
    sunlight
        Mean flux of the year at normal incidence [W/m²].
    incidence
        Mean cosine of the incidence in sunlight.
    cell, radiation
        Tables of these stages.
    array
        Power per panel area at the terminals at end of life, sunlit mean at operating temperature [W/m²].
    """
    items = [Item(tr(mark("Sunlight")), sunlight)]
    left = sunlight

    def takes(name: str, loss: float) -> None:
        nonlocal left
        items.append(Item(name, loss))
        left -= loss

    takes(tr(mark("Angle of incidence")), left * (1.0 - incidence))
    takes(tr(mark("Gaps between cells")), left * (1.0 - design.array.packing_factor))
    if cell.loss_values is None:
        takes(tr(mark("Cell: light not turned into electricity")), left * (1.0 - cell.efficiency_cell))
    else:
        scale = left / cell.reference_irradiance
        for name, loss in zip(cell.loss_names, cell.loss_values, strict=True):
            takes(name, float(loss) * scale)
    takes(tr(mark("Mismatch, diodes and harness")), left * (1.0 - design.array.wiring_efficiency))
    warm = array / radiation.remaining if radiation.remaining > 0.0 else left
    takes(tr(mark("Operating temperature, and light at an angle")), left - warm)
    for name, factor in zip(radiation.factor_names, radiation.factors, strict=True):
        takes(tr(mark("End of life: {what}"), what=name), left * (1.0 - float(factor[-1])))
    takes(tr(mark("Regulator")), left * (1.0 - design.power.regulator_efficiency))
    return [*items, Item(tr(mark("Delivered at the bus")), left)]
