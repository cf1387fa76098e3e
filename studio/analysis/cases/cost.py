"""What others published of the cost of data centres in orbit and on the ground."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.cost_models import run
from studio.analysis.cost_models.launched_power import launched_power_price

Inputs = Mapping[str, Any]


def published_model(inputs: Inputs) -> dict[str, float]:
    """Every figure of a published model, with its own assumptions but for those in `values`."""
    found = run(inputs["model"], inputs.get("values", {}))
    return {figure.output.id: figure.si for figure in found.figures}


def launched_satellites(inputs: Inputs) -> dict[str, float]:
    """Launched power of each satellite at each launch price."""
    return {
        f"{name}_{price}": launched_power_price(price, one["mass"], one["power"], one["life"])
        for name, one in inputs["satellites"].items()
        for price in inputs["launch_prices"]
    }
