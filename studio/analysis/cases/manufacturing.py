"""What a power of arrays a year takes: area, silicon, lines, equipment, and mass to launch."""

from collections.abc import Mapping
from typing import Any

from studio.physics.manufacturing import array_area, cell_area, layer_mass, production_lines

Inputs = Mapping[str, Any]


def yearly_production(inputs: Inputs) -> dict[str, float]:
    """Lines, their price, cells, arrays and silicon of a power built in a year."""
    power, line = inputs["power"], inputs["line_power"]
    full = float(production_lines(power, line))
    cells = cell_area(power, inputs["efficiency"], inputs["flux"])
    thin, thick = (float(layer_mass(cells, inputs[name], inputs["density"])) for name in ("thin", "thick"))
    return {
        "lines": full,
        "lines_utilised": float(production_lines(power, line, inputs["utilisation"])),
        "equipment_low": full * line * inputs["equipment_low"],
        "equipment_high": full * line * inputs["equipment_high"],
        "cell_area": float(cells),
        "array_area": float(array_area(cells, inputs["packing"])),
        "silicon_thin": thin,
        "silicon_thick": thick,
        "silicon_per_watt": thin / power,
    }


def equipment_order(inputs: Inputs) -> dict[str, float]:
    """Price of an order of equipment for each watt that it is to make in a year."""
    dollars = inputs["price"] / inputs["power"]
    yuan = dollars * inputs["cny_per_usd"]
    return {"usd_per_watt": dollars, "yuan_per_watt": yuan, "benchmark": yuan}


def area_and_mass(inputs: Inputs) -> dict[str, float]:
    """Arrays and launch mass of a power, by cells and by power per area and mass as told."""
    power = inputs["power"]
    cells = cell_area(power, inputs["efficiency"], inputs["flux"])
    return {
        "array_area": float(array_area(cells, inputs["packing"])),
        # A panel's own power per area is one of cells without gaps.
        "array_area_told": float(cell_area(power, 1.0, inputs["power_per_area"])),
        "mass_filed": power / inputs["filed"],
        "mass_told": power / inputs["told"],
    }
