"""Which function computes each published system, and with what of the studio."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.cases import (
    compute,
    cost,
    formation,
    ground,
    launch,
    link,
    manufacturing,
    market,
    orbit,
    power,
    radiation,
    system,
    thermal,
)


@dataclass(frozen=True, slots=True)
class Computation:
    """`run` takes the inputs of a case and gives its figures by id, SI; `by` are what it calls to get them."""

    run: Callable[[Mapping[str, Any]], dict[str, float]]
    by: tuple[str, ...]


_LIGHT = ("studio.analysis.stages.illumination.run",)
_PANEL = ("studio.physics.heat.absorbed_flux", "studio.physics.heat.equilibrium_temperature")
_TWO_SIDES = ("studio.physics.radiator.environment_flux", "studio.physics.radiator.radiator_flux",
              "studio.physics.radiator.radiator_area")  # fmt: skip
_PER_MASS = ("studio.physics.mass.specific_power",)
_DOSE = ("studio.analysis.stages.dose.run", "studio.physics.radiation.dose.dose")
_SHARE = ("studio.physics.market.share",)
_AREAS = ("studio.physics.manufacturing.cell_area", "studio.physics.manufacturing.array_area")
_ARRAY = ("studio.physics.electric.array_power",)
_MODELS = "studio.analysis.cost_models"
_GIGAWATT = Computation(cost.published_model, (f"{_MODELS}.gigawatt.gigawatt",))
_LCOC = Computation(cost.published_model, (f"{_MODELS}.lcoc.lcoc", f"{_MODELS}.lcoc.annuity"))
_ENERGY_TABLE = Computation(cost.published_model, (f"{_MODELS}.energy_table.energy_table",))
_DELIVERED = Computation(cost.published_model, (f"{_MODELS}.stated.delivered_compute",))

COMPUTATIONS: dict[str, Computation] = {
    "orbit-sso-inclination": Computation(orbit.sun_synchronous, ("studio.physics.orbit.sun_synchronous_inclination",)),
    "claim-yield-ratio": Computation(
        ground.yield_claims, ("studio.physics.ground.yield_ratio", "studio.physics.ground.capacity_factor_for")),
    "orbit-dawn-dusk-annual": Computation(orbit.dawn_dusk_annual, _LIGHT),
    "orbit-eclipse-35-minutes": Computation(orbit.eclipse_a_day, _LIGHT),
    "orbit-sunlit-half": Computation(orbit.sunlit_half, _LIGHT),
    "power-suncatcher-v2mini": Computation(power.suncatcher_array, ("studio.analysis.stages.power.run",)),
    "power-starcloud-4x4km": Computation(power.square_array, _ARRAY),
    "power-nasa-sbsp-rd1": Computation(power.heliostat_swarm, _ARRAY),
    "thermal-ideal-plate-1MW": Computation(thermal.ideal_plate, _TWO_SIDES[1:]),
    "thermal-mccalip-bifacial": Computation(thermal.bifacial_panel, _PANEL),
    "thermal-mccalip-view-factor": Computation(
        thermal.exact_view_factor, ("studio.physics.view_factor.sphere_view_factor", *_PANEL)),
    "thermal-starcloud-633": Computation(thermal.two_sided_radiator, _TWO_SIDES),
    "thermal-starcloud-kirchhoff": Computation(thermal.lawful_radiator, _TWO_SIDES),
    "sat-ai1-temperature": Computation(thermal.ai1_temperature, ("studio.physics.radiator.radiator_temperature",)),
    "pv-radiation-retention": Computation(
        radiation.cells_kept, ("studio.physics.radiation.equivalent_fluence.normal_incidence",
                               "studio.physics.radiation.damage.remaining_after_test")),
    "compute-efficiency": Computation(
        compute.efficiency, ("studio.catalogue.accelerator", "studio.physics.payload.compute_per_watt")),
    "compute-rack": Computation(compute.rack, ("studio.catalogue.accelerator", *_PER_MASS)),
    "compute-three-body": Computation(compute.fleet_rate, ("studio.physics.payload.compute_rate",)),
    "reliability-llama3-gpu-afr": Computation(compute.failures, ("studio.physics.payload.annual_failure_rate",)),
    "radiation-spenvis-tid": Computation(radiation.dose_behind_aluminium, _DOSE),
    "radiation-suncatcher-dose": Computation(radiation.mission_dose, _DOSE),
    "radiation-suncatcher-tpu": Computation(
        radiation.accelerator_budget, ("studio.physics.payload.silent_errors",
                                       "studio.physics.payload.error_cross_section")),
    "link-suncatcher-friis": Computation(
        link.optical_budget, ("studio.physics.link.antenna_gain", "studio.physics.link.divergence",
                              "studio.physics.link.received_power")),
    "link-suncatcher-dwdm": Computation(link.wavelength_channels, ("studio.physics.link.photons_per_bit",)),
    "link-suncatcher-near-field": Computation(link.parallel_beams, ("studio.physics.link.near_field_range",)),
    "cluster-suncatcher-81": Computation(
        formation.lattice_cluster, ("studio.physics.cluster.cluster_lattice", "studio.physics.cluster.cluster_extent",
                                    "studio.physics.cluster.fastest_member", "studio.physics.orbit.period")),
    "cluster-suncatcher-axis-ratio": Computation(
        formation.bounded_ellipse, ("studio.physics.relative_motion.axis_ratio",)),
    "sat-ai1-closure": Computation(
        system.ai1_closure, ("studio.physics.radiator.radiator_temperature", "studio.physics.radiator.radiator_flux",
                             *_PER_MASS)),
    "sat-ai1-specific-power": Computation(system.filed_specific_power, _PER_MASS),
    "sat-v3-launch": Computation(system.stacked_satellites, ("studio.physics.mass.dry_mass",)),
    "launch-packing-starship": Computation(launch.packing, ("studio.physics.launch.whole_satellites",)),
    "launch-spacex-filing": Computation(launch.filed_programme, ("studio.physics.launch.launches_needed",)),
    "launch-suncatcher-learning": Computation(
        launch.learning_curve, ("studio.physics.learning.learned_price",
                                "studio.physics.learning.production_for_price")),
    "manufacturing-ramp-100gw": Computation(
        manufacturing.yearly_production, (*_AREAS, "studio.physics.manufacturing.layer_mass",
                                          "studio.physics.manufacturing.production_lines")),
    "manufacturing-tesla-equipment": Computation(
        manufacturing.equipment_order, ("studio.analysis.cases.manufacturing.equipment_order",)),
    "manufacturing-array-100gw": Computation(manufacturing.area_and_mass, _AREAS),
    "system-gaalema-panels": Computation(system.integrated_panels, _PER_MASS),
    "cost-mccalip-orbital": _GIGAWATT,
    "cost-mccalip-terrestrial": _GIGAWATT,
    "cost-mccalip-break-even": _GIGAWATT,
    "cost-lcoc-today": _LCOC,
    "cost-lcoc-early-starship": _LCOC,
    "cost-lcoc-mature-starship": _LCOC,
    "cost-lcoc-semianalysis": _LCOC,
    "cost-lcoc-ground-capital": _LCOC,
    "cost-starcloud-40MW": _ENERGY_TABLE,
    "cost-starcloud-launches": _ENERGY_TABLE,
    "cost-suncatcher-launched-power": Computation(
        cost.launched_satellites, (f"{_MODELS}.launched_power.launched_power_price",)),
    "cost-suncatcher-terrestrial-band": Computation(
        cost.published_model, (f"{_MODELS}.launched_power.launched_power",)),
    "cost-semianalysis-anchors": Computation(cost.published_model, (f"{_MODELS}.stated.accelerator_hour",)),
    "cost-orbitdc-text": _DELIVERED,
    "cost-orbitdc-mccalip": _DELIVERED,
    "market-citic-path": Computation(
        market.price_path, ("studio.physics.market.price_per_power", "studio.physics.market.volume_learning_rate")),
    "market-gaas-price": Computation(market.area_prices, ("studio.physics.market.area_price_per_power",)),
    "claim-100gw-quarter-of-435": Computation(market.share_of_installations, _SHARE),
    "claim-changjiang-market": Computation(
        market.stated_market, ("studio.physics.market.price_per_power", "studio.physics.market.market_value", *_SHARE)),
    "claim-losses-2025": Computation(
        market.losses, ("studio.physics.market.sum_of_ranges", "studio.physics.market.rest_of_total", *_SHARE)),
    "claim-losses-top-three": Computation(market.losses_of_three, ("studio.physics.market.sum_of_ranges",)),
    "claim-maiwei-cap-fx": Computation(
        market.market_capitalisation, ("studio.physics.market.exchange", "studio.physics.market.before_rise", *_SHARE)),
}  # fmt: skip
"""Every case that the studio computes, by id."""
