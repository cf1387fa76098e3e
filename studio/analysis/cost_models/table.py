"""Which equations compute each family of published cost models, and what they take."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio.analysis.cost_models.energy_table import EnergyTable, energy_table
from studio.analysis.cost_models.gigawatt import Gigawatt, gigawatt
from studio.analysis.cost_models.launched_power import LaunchedPower, launched_power
from studio.analysis.cost_models.lcoc import Lcoc, lcoc
from studio.analysis.cost_models.outcome import Outcome
from studio.analysis.cost_models.stated import AcceleratorHour, DeliveredCompute, accelerator_hour, delivered_compute


@dataclass(frozen=True, slots=True)
class Function:
    """`run` takes one object of `inputs`."""

    inputs: type
    run: Callable[[Any], Outcome]


FUNCTIONS: dict[str, Function] = {
    "gigawatt": Function(Gigawatt, gigawatt),
    "lcoc": Function(Lcoc, lcoc),
    "launched-power": Function(LaunchedPower, launched_power),
    "energy-table": Function(EnergyTable, energy_table),
    "accelerator-hour": Function(AcceleratorHour, accelerator_hour),
    "delivered-compute": Function(DeliveredCompute, delivered_compute),
}
"""By the id of the family."""
