"""What a design is judged by at a glance, and of which results more is better, or less."""

from collections.abc import Iterable
from typing import Final

from studio.analysis.stages import RESULTS
from studio.design.requirement import Requirement

MERITS: Final[tuple[str, ...]] = (
    "constellation.satellites", "constellation.array_power", "constellation.compute_rate",
    "illumination.sunlit_fraction_year", "illumination.eclipse_max",
    "panel.efficiency_eol", "panel.specific_power_eol", "panel.areal_mass", "panel.temperature",
    "power.array_eol", "power.margin_eol", "power.depth_of_discharge", "power.availability",
    "thermal.radiator_area", "thermal.junction_temperature",
    "payload.compute_rate", "payload.compute_per_watt", "payload.availability",
    "link.data_rate", "link.margin",
    "mass.satellite", "mass.specific_power", "launch.satellites_per_launch", "launch.launches",
    "cost.satellite", "cost.launch", "cost.capex", "cost.total_per_watt", "cost.lcoe", "cost.lcoc",
    "cost.accelerator_hour", "cost.launched_power_price",
)  # fmt: skip
"""The figures that stand above all others, in their order."""

_MORE: Final = frozenset((
    "constellation.array_power", "constellation.compute_rate", "illumination.sunlit_fraction_year",
    "panel.efficiency_cell", "panel.efficiency_bol", "panel.efficiency_eol", "panel.remaining_factor",
    "panel.specific_power_bol", "panel.specific_power_eol", "panel.specific_power_operating_bol",
    "panel.specific_power_operating_eol", "panel.power_density_operating_bol", "panel.power_density_operating_eol",
    "power.array_bol", "power.array_eol", "power.margin_eol", "power.availability", "power.energy_year",
    "power.battery_life", "power.battery_life_margin",
    "payload.compute_rate", "payload.compute_per_watt", "payload.compute_per_kilogram", "payload.compute_per_dollar",
    "payload.availability", "payload.dose_margin", "payload.dose_margin_hard",
    "link.data_rate", "link.margin", "link.received_power", "link.satellite_rate", "link.downlink_day",
    "mass.specific_power", "launch.satellites_per_launch", "constellation.closest_approach",
    "environment.drag_lifetime", "ground.yield_ratio",
))  # fmt: skip
_LESS: Final = frozenset((
    "illumination.eclipse_max", "illumination.eclipse_fraction_max", "illumination.eclipse_season_days",
    "environment.fluence_1mev_year", "environment.dose_year",
    "panel.areal_mass", "panel.cost_per_watt", "panel.temperature", "panel.temperature_max", "panel.stowed_thickness",
    "power.depth_of_discharge", "power.throttled_share", "power.load_shed_energy", "power.conductor_loss",
    "thermal.radiator_area", "thermal.junction_temperature", "payload.failures_year", "payload.silent_errors_year",
    "mass.satellite", "mass.dry", "mass.propellant", "mass.per_kilowatt", "constellation.mass",
    "launch.launches", "launch.mass_total", "launch.price_per_mass", "launch.price_fleet", "launch.years_to_deploy",
    "cost.satellite", "cost.hardware", "cost.launch", "cost.capex", "cost.capex_per_watt", "cost.total",
    "cost.total_per_watt", "cost.operations_per_year", "cost.replacement_per_year", "cost.npv", "cost.annual",
    "cost.lcoe", "cost.lcoc", "cost.accelerator_hour", "cost.compute_price", "cost.launched_power_price",
))  # fmt: skip


def better(name: str, requirements: Iterable[Requirement] = ()) -> int:
    """+1 where more of a result is better, −1 where less is, 0 where it depends on what is wanted.

    A requirement on the result decides; two that bound it from both sides leave it open.
    """
    wanted = {each.relation for each in requirements if each.result == name}
    if wanted:
        return 0 if len(wanted) > 1 or "in" in wanted else 1 if ">=" in wanted else -1
    return 1 if name in _MORE else -1 if name in _LESS else 0


def headline(requirements: Iterable[Requirement] = ()) -> tuple[str, ...]:
    """The merits, and the results that requirements are about, each once."""
    about = (each.result for each in requirements if each.result in RESULTS)
    return tuple(dict.fromkeys((*MERITS, *about)))
