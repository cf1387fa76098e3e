"""What holds of any design: its numbers are numbers, within what they can be, and its sums are sums."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from studio.analysis import RESULTS, Results, budgets, issues
from studio.analysis.stack.grid import space
from studio.design.quantity import YEAR
from studio.export.results_json import results_object
from studio.physics.constants import STEFAN_BOLTZMANN
from tests.analysis.conservation import broken_sums
from tests.analysis.sound import SIGNED, holds, told_well

NUMBERS = tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer"})
TEXTS = tuple(name for name, info in RESULTS.items() if info.kind in {"text", "switch"})
TEMPERATURES = frozenset(name for name in NUMBERS if RESULTS[name].quantity.name == "temperature")
SHARES = frozenset((
    "illumination.sunlit_fraction_year", "illumination.eclipse_fraction_max", "environment.earth_view_factor_nadir",
    "environment.earth_view_factor_edge", "environment.earth_view_factor_tilt", "environment.incidence_mean",
    "panel.absorptance", "panel.absorptance_back", "panel.emittance_front", "panel.emittance_back",
    "panel.reflectance_weighted", "panel.efficiency_cell", "panel.fill_factor", "panel.efficiency_ground",
    "panel.efficiency_limit", "panel.efficiency_limit_ground", "radiation.retention_fluence",
    "radiation.retention_dose", "panel.remaining_factor", "radiation.remaining_low", "radiation.remaining_high",
    "panel.efficiency_bol", "panel.efficiency_eol", "power.depth_of_discharge", "power.throttled_share",
    "power.availability", "thermal.radiator_fin_efficiency", "atmosphere.debris_no_impact", "payload.availability",
    "payload.thermal_share", "payload.working_end", "payload.working_mean", "launch.fleet_share", "cost.launch_share",
    "cost.series_factor", "link.network_share", "link.clear_share", "link.site_diversity", "ground.capacity_factor",
    "fleet.sunlit_mean", "fleet.sunlit_least", "fleet.dawn_dusk_share",
))  # fmt: skip
"""Results that cannot be below 0 nor above 1."""
_NEARLY = frozenset(("optics.layer_absorptance", "cell.loss_values"))
"""Differences of sums over films and slabs, which may be a little below 0 where next to nothing is absorbed."""
ROUNDING = 1e-9
_OF_KELVINS = 1e-6
"""Of power at temperatures that are known to 1e-4 K: each year of the life has a balance of its own."""
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mass.dry", ("mass.panel", "mass.array_structure", "mass.electronics", "mass.battery", "mass.radiator",
                  "mass.payload", "mass.conductors", "mass.links", "mass.loop", "mass.platform", "mass.margin")),
    ("mass.satellite", ("mass.dry", "mass.propellant")),
    ("cost.satellite", ("cost.hardware", "cost.integration")),
    ("cost.capex", ("cost.satellites", "cost.launch", "cost.insurance", "cost.engineering_paid",
                    "cost.ground_segment")),
    ("cost.total", ("cost.capex", "cost.operations", "cost.replacement_total", "cost.later_satellites",
                    "cost.later_launches")),
    ("cost.hardware", ("cost.satellite_stated", "cost.panels", "cost.structure", "cost.battery", "cost.radiator",
                       "cost.electronics", "cost.shielding", "cost.platform", "cost.links", "cost.propellant",
                       "cost.computers", "cost.servers")),
    ("programme.polysilicon", ("programme.silicon", "programme.kerf_loss")),
)  # fmt: skip
"""Results that are sums of others; what is absent counts nothing."""
PRODUCTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("constellation.mass", ("constellation.satellites", "mass.satellite")),
    ("constellation.array_power", ("constellation.satellites", "power.array_eol")),
    ("constellation.compute_rate", ("constellation.satellites", "payload.compute_rate")),
    ("cost.satellites", ("constellation.satellites", "cost.satellite")),
    ("cost.launch", ("launch.price_per_mass", "launch.mass_total")),
    ("cost.operations", ("cost.operations_per_year", "cost.service")),
)  # fmt: skip
"""Results that are products of others."""
ORDERED: tuple[tuple[str, str], ...] = (
    ("panel.efficiency_eol", "panel.efficiency_bol"),
    ("panel.efficiency_cell", "panel.efficiency_limit"),
    ("panel.price_low", "panel.price_high"),
    ("thermal.sink_temperature", "thermal.radiator_temperature"),
    ("thermal.radiator_temperature", "thermal.junction_temperature"),
    ("illumination.eclipse_max", "orbit.nodal_period"),
    ("disposal.lifetime_high", "disposal.lifetime_low"),
    ("launch.satellites_per_launch", "launch.satellites_by_volume"),
    ("constellation.satellites", "launch.satellites_launched"),
    ("constellation.mass", "launch.mass_total"),
    ("link.data_rate", "link.capacity"),
    ("programme.silver_in_stack", "programme.silver"),
    ("programme.indium_in_stack", "programme.indium"),
    ("power.load", "power.load_bus"),
    ("environment.solar_flux_min", "environment.solar_flux_mean"),
    ("environment.solar_flux_mean", "environment.solar_flux_max"),
    ("dose.year_low", "environment.dose_year"),
    ("radiation.remaining_low", "panel.remaining_factor"),
    ("panel.remaining_factor", "radiation.remaining_high"),
    ("panel.temperature_min", "panel.temperature"),
    ("panel.temperature", "panel.temperature_max"),
    ("atmosphere.density_low", "atmosphere.density_high"),
    ("payload.compute_rate", "payload.compute_rate_begin"),
    ("payload.compute_rate_begin", "payload.peak_rate"),
    ("payload.working_end", "payload.working_mean"),
    ("orbit.beta_angle_min", "orbit.beta_angle_max"),
    ("launch.satellites_per_launch", "launch.satellites_by_mass"),
    ("ground.computer_power", "ground.meter_power"),
    ("fleet.sunlit_least", "fleet.sunlit_mean"),
    ("fleet.power_least", "fleet.power_mean"),
    ("fleet.dark_mean", "fleet.dark_most"),
)  # fmt: skip
"""The first is never more than the second. The density chosen need not lie between those of low and high activity: a
Sun of one's own may be quieter than the quietest of the standard, F10.7 = 65."""


def column_faults(columns: Mapping[str, Any], failures: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """The row and a sentence for all that does not hold in the results of many designs."""
    for row, failure in failures.items():
        if not told_well(failure):
            yield row, f"is not refused in a sentence: {failure!r}"
    for name in NUMBERS:
        column = np.asarray(columns[name], dtype=np.float64)
        yield from _where(np.isinf(column), f"{name} is infinite")
        if name not in SIGNED:
            yield from _where(column < 0.0, f"{name} is negative")
        if name in TEMPERATURES:
            yield from _where(column <= 0.0, f"{name} is not above 0 K")
        if name in SHARES:
            yield from _where(column > 1.0 + ROUNDING, f"{name} is above 1")
    for whole, parts in SUMS:
        total = sum(np.nan_to_num(columns[part], nan=0.0) for part in parts)
        yield from _where(_apart(columns[whole], total), f"{whole} is not the sum of its parts")
    for whole, parts in PRODUCTS:
        product = np.prod([columns[part] for part in parts], axis=0)
        yield from _where(_apart(columns[whole], product), f"{whole} is not the product of its parts")
    for less, more in ORDERED:
        yield from _where(columns[less] > columns[more] * (1.0 + ROUNDING), f"{less} is more than {more}")
    growing = columns["power.array_eol"] > columns["power.array_bol"] * (1.0 + _OF_KELVINS)
    yield from _where(growing & _settled(columns), "power.array_eol is more than power.array_bol")
    there = columns["power.array_energy_year"] * (1.0 + ROUNDING) + _of_charge(columns)
    yield from _where(columns["power.energy_year"] > there, "power.energy_year is more than power.array_energy_year")
    used = columns["power.energy_year"] + columns["power.curtailed_energy"]
    yield from _where(used > there, "more energy is used than there is")
    full = columns["power.load"] * YEAR
    had = columns["power.energy_year"] + columns["power.load_shed_energy"]
    yield from _where(had > full * (1.0 + ROUNDING), "more load is served and shed than there is")


def _of_charge(columns: Mapping[str, Any]) -> Any:
    """Energy of a year that may come of rounding a battery's charge [J]: of 300 GWh and a load of milliwatts, say."""
    steps = 120.0 * YEAR / columns["orbit.nodal_period"]
    return 4e-16 * np.nan_to_num(columns["power.battery_energy"]) * steps


def _settled(columns: Mapping[str, Any]) -> Any:
    """Whether cells that warm up a little give off more heat than they lose in power.

    Where they do not, as with a coefficient of −1 % per kelvin at 117 K, the balance of heat that is found is not a
    stable one: more light on it makes it colder, and so does age. There a worn array may give more than a new one.
    """
    emits = columns["panel.emittance_front"] + columns["panel.emittance_back"]
    gained = 4.0 * emits * STEFAN_BOLTZMANN * columns["panel.temperature"] ** 3
    rated = columns["panel.efficiency_cell"] * columns["environment.solar_flux_max"]
    return gained > -columns["panel.temperature_coefficient"] * rated


def single_faults(results: Results) -> Iterator[str]:
    """A sentence for all that does not hold in the results of one design, its series and maps with them."""
    for outcome in results.outcomes.values():
        if not outcome.ok and not told_well(outcome.failure):
            yield f"{outcome.stage} is not refused in a sentence: {outcome.failure!r}"
    try:
        holds(results, _NEARLY)
    except AssertionError as error:
        yield f"{error}".partition("\n")[0] or "power or temperatures below 0"
    try:
        json.dumps(results_object(results), allow_nan=False)
    except ValueError as error:
        yield f"results are no JSON: {error}"
    yield from broken_sums(results)
    values = np.asarray(results.get("cell.loss_values", 0.0))
    if np.min(values, initial=0.0) < -1e-3 * np.max(values, initial=1.0):
        yield "cell.loss_values is negative"
    yield from _absorbed(results)
    columns = {name: np.array([np.nan if (value := results.get(name)) is None else float(value)]) for name in NUMBERS}
    if _leaks_in_the_dark(results):
        columns["panel.efficiency_limit"][:] = np.nan
    yield from (words for _, words in column_faults(columns, {}))
    yield from _energy(results)
    yield from _budgets(results)
    yield from (f"an issue without words: {one}" for one in issues(results)
                if not one.text or {"inf", "nan", "inf."} & set(one.text.split()))  # fmt: skip


def _leaks_in_the_dark(results: Results) -> bool:
    """Whether a junction in series gets next to no light, as one below a smaller gap, and leaks: what the others make
    passes through its leak, which the junctions of the limit have not."""
    cell, stack = results.stage("cell"), results.design.stack
    currents = getattr(cell, "photocurrents", None)
    if currents is None or len(currents) < 2 or stack.terminals != "series":
        return False
    junctions = {layer.name: layer.junction for layer in stack.layers}
    dark = np.asarray(currents) < 1e-3 * np.max(currents)
    return any(np.isfinite(junctions[name].shunt_resistance)
               for name, without in zip(cell.junction_names, dark, strict=True) if without)  # fmt: skip


def _absorbed(results: Results) -> Iterator[str]:
    """All light ends somewhere, and no layer gives sunlight back.

    A slab in which intensities add and that is thinner than the wave may seem to: not at wavelengths that the Sun
    sends, where the design is refused, but at half a millimetre, where R + T + Σ A = 1 is kept and no sunlight lost.
    """
    absorbed = results.get("optics.layer_absorptance")
    if absorbed is None:
        return
    whole = results["optics.reflectance"] + results["optics.transmittance"] + absorbed.sum(axis=0)
    if np.abs(whole - 1.0).max() > ROUNDING:
        yield "reflected, transmitted and absorbed light are not all of it"
    if (np.minimum(absorbed, 0.0) @ space().power).min() < -1e-4 * space().total:
        yield "optics.layer_absorptance is negative"


def _energy(results: Results) -> Iterator[str]:
    """array = loads + losses + curtailed + d(stored)/dt, cell by cell and over the orbit."""
    power = results.stage("power")
    if power is None:
        return
    season = results.stage("illumination").season
    step = float(season.period) / season.phase.size
    stored = np.concatenate((power.state_of_charge_map, power.state_of_charge_map[:, :1]), axis=-1)
    growth = np.diff(stored, axis=-1) * power.battery_energy / step
    curtailed = power.curtailed_map / results.design.power.regulator_efficiency
    left = power.array_map - curtailed - power.heat_map
    scale = max(float(power.array_map.max()), float(power.demand_map.max()), power.battery_energy / step)
    if np.abs(left - growth).max() > ROUNDING * scale:
        yield "the electrical energy does not close in a cell of the orbit"
    if np.abs(left.mean(axis=-1)).max() > ROUNDING * scale:
        yield "the electrical energy does not close over an orbit"
    if (power.heat_map - power.served_map).min() < -ROUNDING * scale:
        yield "the losses of the power system are negative"


def _budgets(results: Results) -> Iterator[str]:
    for budget in budgets(results):
        values = [line.value for line in budget.lines]
        signed = sum(-line.value if line.kind == "lacking" else line.value for line in budget.lines)
        if not np.isfinite([*values, *(line.share for line in budget.lines), budget.whole]).all():
            yield f"the budget of {budget.name} holds what is no number"
        if abs(signed - budget.whole) > ROUNDING * max([*values, abs(budget.whole)]):
            yield f"the budget of {budget.name} does not add up: {signed} of {budget.whole}"
        if min(values) < 0.0:
            yield f"a line of the budget of {budget.name} is negative"


def _apart(whole: Any, found: Any) -> Any:
    with np.errstate(invalid="ignore"):  # what is absent is NaN here, and equals nothing
        return np.abs(whole - found) > ROUNDING * np.maximum(np.abs(whole), np.abs(found))


def _where(broken: Any, what: str) -> Iterator[tuple[int, str]]:
    for row in np.flatnonzero(broken)[:3].tolist():
        yield row, what
