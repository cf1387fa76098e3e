"""Arrays, and what is left of their power at the end of a chain."""

import math
from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import evaluate
from studio.design import Design, set_value
from studio.physics.electric import array_power

Inputs = Mapping[str, Any]


def heliostat_swarm(inputs: Inputs) -> dict[str, float]:
    """From the aperture to the grid, by the efficiencies of the report."""
    aperture, sun = inputs["aperture"], inputs["solar_flux"]
    chain = math.prod(inputs["chain"]) * inputs["utilisation"]
    return {
        "incident": float(array_power(aperture, sun, 1.0)),
        "delivered": float(array_power(aperture, sun, inputs["cell_efficiency"], other_efficiency=chain)),
    }


def square_array(inputs: Inputs) -> dict[str, float]:
    """A square array from its own cells and filling, and what its claim would need."""
    area, claimed = inputs["side"] ** 2, inputs["claimed"]
    power = float(array_power(area, inputs["solar_flux"], inputs["cell_efficiency"],
                              packing_factor=inputs["packing_factor"]))  # fmt: skip
    return {"power": power, "power_density_needed": claimed / area, "shortfall": 1.0 - power / claimed}


def suncatcher_array(inputs: Inputs) -> dict[str, float]:
    """The array through the whole studio, at beginning of life, with cells that heat does not touch."""
    design = Design()
    for path, value in (
        ("array.area", inputs["area"]),
        ("array.packing_factor", inputs["other_efficiency"]),
        ("array.wiring_efficiency", 1.0),
        ("stack.cell_efficiency", inputs["cell_efficiency"]),
        ("stack.cell_temperature_coefficient", 0.0),
        ("environment.solar_constant", inputs["solar_constant"]),
    ):
        design = set_value(design, path, value)
    return {"power": evaluate(design, only=("power",))["power.array_bol"]}
