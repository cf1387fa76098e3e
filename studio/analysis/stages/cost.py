"""What the constellation costs: by item, when built and launched, through its service, and for what it delivers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import absent, filled, greatest, is_many, over, plain, select, summed, trail, varies
from studio.analysis.costing.items import Item, computer_power, price_factor, rated_power, satellite_items
from studio.analysis.costing.service import Yearly, service, yearly
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design, Issue
from studio.design.quantity import (
    DURATION,
    ENERGY,
    MONEY,
    MONEY_RATE,
    NUMBER,
    PRICE_PER_COMPUTE,
    PRICE_PER_ENERGY,
    PRICE_PER_POWER,
    PRICE_PER_POWER_TIME,
    RATIO,
    YEAR,
)
from studio.physics.production import mean_learned_share
from studio.text import mark, tr

_SUM = "Roll-up of priced items; prices as decided in the design, each with its source"
_NREL = "Short, Packey, Holt, NREL/TP-462-5173 (1995)"
_WRIGHT = "Wright's learning curve (1936), mean over the satellites of the constellation"
_YEARS = ("cost.price_year", "cost.quoted_year", "cost.inflation")
_SCALE = ("cost.price_factor", "cost.series_factor")
_PARTS = ("cost.satellite_stated", "cost.panels", "cost.structure", "cost.battery", "cost.radiator",
          "cost.electronics", "cost.shielding", "cost.platform", "cost.links", "cost.propellant", "cost.computers",
          "cost.servers")  # fmt: skip
_RATED = ("array.area", "panel.power_density_bol")
_COMPUTER = ("power.payload_power", "payload.overhead")
_SERVED = ("cost.service", "cost.deployment_delay", "cost.discount_rate")


def _item(label: str, equation: str, *inputs: str) -> Any:
    return result(label, MONEY, equation=f"{equation}, of one satellite", source=_SUM, inputs=(*inputs, *_SCALE),
                  optional=True)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    price_factor: float = result(
        mark("Prices in money of the price year"), RATIO, equation="(1 + inflation)^(price year − year of the prices)",
        source=_NREL + ", equation 2-4", inputs=_YEARS, unit="")
    series_factor: float = result(
        mark("Price left by learning"), RATIO,
        equation="[(1 + N/m₀)^(1 + b) − 1] m₀/(N (1 + b)), b = log₂(1 − L): mean of the satellites of the first "
                 "generation", source=_WRIGHT,
        inputs=("cost.learning_rate", "cost.learned_units", "constellation.satellites"))
    satellite_stated: float | None = _item(
        mark("Satellite without computers"), "price per watt · load", "cost.hardware_from", "cost.hardware_price",
        "power.load")
    panels: float | None = _item(
        mark("Panels"), "price per watt · rated array power, structure included; or panel price · area",
        "cost.array_from", "cost.array_price", "panel.price_per_area", *_RATED)
    structure: float | None = _item(
        mark("Array structure"), "price per mass · mass; none where the price of the array has it", "cost.array_from",
        "cost.structure_price", "mass.array_structure")
    battery: float | None = _item(
        mark("Battery"), "price · nameplate energy", "cost.battery_price", "battery.energy")
    radiator: float | None = _item(
        mark("Radiator"), "price · area", "cost.radiator_price", "thermal.radiator_area")
    electronics: float | None = _item(
        mark("Power electronics"), "price · rated array power; none where no price is known", "cost.electronics_price",
        *_RATED)
    shielding: float | None = _item(
        mark("Shielding"), "price · power of the accelerators; none where no price is known", "cost.shielding_price",
        "power.payload_power")
    platform: float | None = _item(
        mark("Platform"), "price per watt of computers, with communications; or price per mass · mass",
        "cost.platform_from", "cost.platform_price", "cost.platform_price_per_mass", "mass.platform", *_COMPUTER)
    links: float | None = _item(
        mark("Link terminals"), "price · terminals; none where the platform's price has them", "cost.platform_from",
        "cost.terminal_price", "link.terminals")
    propellant: float | None = _item(
        mark("Propellant"), "price · mass; none where the platform has it", "cost.propellant_price",
        "mass.propellant")
    computers: float | None = _item(
        mark("Computers"), "price per watt · power with hosts · (1 + spares); or price · (accelerators + spares), "
                           "without hosts", "cost.computers_from", "cost.computer_price", "cost.accelerator_price",
        "payload.accelerator", "payload.accelerators", "payload.spares", "payload.spare_share", *_COMPUTER)
    servers: float | None = _item(
        mark("Hosts and network"), "price · power of the accelerators · (1 + spares), where these are priced alone",
        "cost.computers_from", "cost.server_price", "power.payload_power", "payload.spare_share")
    hardware: float = result(
        mark("Hardware of a satellite"), MONEY, equation="sum of the items that have a price", source=_SUM,
        inputs=_PARTS)
    integration: float = result(
        mark("Integration of a satellite"), MONEY, equation="price · power of the computers; or share · hardware",
        source=_SUM, inputs=("cost.integration_from", "cost.integration_price", "cost.integration_share",
                             "cost.hardware", *_COMPUTER, *_SCALE))  # fmt: skip
    satellite: float = result(
        mark("Price of a satellite"), MONEY, equation="hardware + integration, mean of the first generation",
        source=_SUM, inputs=("cost.hardware", "cost.integration"))
    satellites: float = result(
        mark("All satellites"), MONEY, equation="satellites · price of one", source=_SUM,
        inputs=("constellation.satellites", "cost.satellite"))
    launch: float | None = result(
        mark("Launch of all"), MONEY,
        equation="price per satellite mass · mass to launch; none where no vehicle takes a satellite up",
        source="Launch stage", inputs=("launch.price_per_mass", "launch.mass_total", "launch.launches"), optional=True)
    insurance: float = result(
        mark("Insurance"), MONEY, equation="share · (hardware of all + launch)", source=_SUM,
        inputs=("cost.insurance_share", "cost.hardware", "constellation.satellites", "cost.launch"))
    engineering_paid: float | None = result(
        mark("Engineering"), MONEY, equation="as decided, in money of the price year", source=_SUM,
        inputs=("cost.engineering", "cost.price_factor"), optional=True)
    ground_segment: float | None = result(
        mark("Ground segment"), MONEY, equation="as decided, in money of the price year", source=_SUM,
        inputs=("cost.ground_capital", "cost.price_factor"), optional=True)
    capex: float = result(
        mark("Capital"), MONEY, equation="all satellites + launch + insurance + engineering + ground segment",
        source=_SUM,
        inputs=("cost.satellites", "cost.launch", "cost.insurance", "cost.engineering_paid", "cost.ground_segment"))
    capex_per_watt: float | None = result(
        mark("Capital per watt"), PRICE_PER_POWER,
        equation="capital / power of the computers of all satellites at full load", source="Definition",
        inputs=("cost.capex", "constellation.satellites", *_COMPUTER), optional=True)
    operations_per_year: float = result(
        mark("Operations"), MONEY_RATE,
        equation="price · power of the computers + share · hardware + per satellite, of all, + ground segment a year",
        source=_SUM,
        inputs=("cost.operations_price", "cost.operations_share", "cost.operations_per_satellite",
                "cost.ground_yearly", "cost.hardware", "constellation.satellites", "cost.price_factor", *_COMPUTER))
    replacement_per_year: float = result(
        mark("Failed accelerators made good"), MONEY_RATE,
        equation="failure rate · (computers without spares + launch of their mass); or failure rate · hardware",
        source=_SUM,
        inputs=("cost.replacement", "payload.failure_rate", "cost.computers", "cost.servers", "cost.hardware",
                "mass.payload", "launch.price_per_mass", "constellation.satellites"))
    service: float = result(
        mark("Service"), DURATION, equation="as decided; or the lifetime of a satellite", source="Definition",
        inputs=("cost.service_time", "mission.lifetime"), unit="yr")
    generations: float = result(
        mark("Generations of satellites"), NUMBER,
        equation="service / lifetime, at least 1: of the last one only the part that is used is charged",
        source="Definition", inputs=("cost.service", "mission.lifetime"), unit="")
    operations: float = result(
        mark("Operations of the service"), MONEY, equation="operations a year · service", source=_SUM,
        inputs=("cost.operations_per_year", "cost.service"))
    replacement_total: float = result(
        mark("Failed accelerators of the service"), MONEY, equation="made good a year · service", source=_SUM,
        inputs=("cost.replacement_per_year", "cost.service"))
    later_satellites: float = result(
        mark("Later satellites"), MONEY,
        equation="Σ share used · (satellites + insurance) of each generation after the first, learning gone on",
        source=_SUM, inputs=("cost.generations", "cost.satellites", "cost.insurance", "cost.learning_rate"))
    later_launches: float = result(
        mark("Later launches"), MONEY, equation="(generations − 1) · launch of all", source=_SUM,
        inputs=("cost.generations", "cost.launch"))
    total: float = result(
        mark("Cost of the service"), MONEY, equation="sum of the items, nothing discounted", source=_SUM,
        inputs=("cost.capex", "cost.operations", "cost.replacement_total", "cost.later_satellites",
                "cost.later_launches"))
    left_out: str = result(
        mark("Not in the sums"), equation="items without a known price, and those left out by decision", source=_SUM,
        inputs=_PARTS, unit="")
    item_names: tuple[str, ...] = result(
        mark("Items of the cost"), equation="in order, those of the satellite for all of the first generation",
        source=_SUM, inputs=("cost.item_values",), unit="")
    item_values: FloatArray = result(
        mark("Cost by item"), MONEY, equation="of the whole service; they add up to its cost", source=_SUM,
        inputs=("cost.total", *_PARTS))
    launch_share: float | None = result(
        mark("Share of launch"), RATIO, equation="(launch + later launches) / cost of the service", source="Definition",
        inputs=("cost.launch", "cost.later_launches", "cost.total"), optional=True)
    npv: float = result(
        mark("Cost in present value"), MONEY,
        equation="capital + Σ generation · (1 + r)^(−t) + ∫ (operations + failed) (1 + r)^(−t) dt, from the payment of "
                 "the capital", source=_NREL + ", equation 2-1; flows discounted at every instant",
        inputs=("cost.capex", "cost.operations_per_year", "cost.replacement_per_year", "cost.later_satellites",
                "cost.later_launches", *_SERVED))
    annual: float | None = result(
        mark("Equivalent yearly cost"), MONEY_RATE,
        equation="present value / ∫ (1 + r)^(−t) dt over the service", source=_NREL + ", equation 2-12, even flow",
        inputs=("cost.npv", *_SERVED), optional=True)
    energy_year: float = result(
        mark("Energy to the computers in a year"), ENERGY,
        equation="satellites · mean power served to accelerators, hosts and network · 1 yr, end of life",
        source="Power stage", inputs=("constellation.satellites", "power.energy_year", "power.load", *_COMPUTER),
        unit="GWh")
    lcoe: float | None = result(
        mark("Electricity in orbit"), PRICE_PER_ENERGY,
        equation="(present value − that of computers, hosts and their insurance) / ∫ power served to them "
                 "(1 + r)^(−t) dt", source=_NREL + ", equation 4-6",
        inputs=("cost.npv", "cost.computers", "cost.servers", "cost.insurance_share", "cost.energy_year", *_SERVED),
        optional=True)
    lcoc: float | None = result(
        mark("Powered computers"), PRICE_PER_ENERGY,
        equation="present value / ∫ power served to the computers (1 + r)^(−t) dt: electricity and computers",
        source=_NREL + ", equation 4-6", inputs=("cost.npv", "cost.energy_year", *_SERVED), optional=True)
    launched_power_price: float | None = result(
        mark("Launched power"), PRICE_PER_POWER_TIME,
        equation="launch of all / (satellites · rated array power · lifetime), nothing discounted",
        source="Project Suncatcher, arXiv:2511.19468v2, table 1",
        inputs=("cost.launch", "constellation.satellites", "mission.lifetime", *_RATED), optional=True)
    array_per_watt: float | None = result(
        mark("Array in orbit per watt, end of life"), PRICE_PER_POWER,
        equation="(panels + array structure + launch price · their mass with margins) / array power, end of life",
        source="Definition",
        inputs=("cost.panels", "cost.structure", "mass.panel", "mass.array_structure", "launch.price_per_mass",
                "cost.launch", "power.array_eol"), optional=True)
    orbited_per_watt: float | None = result(
        mark("Satellite in orbit per watt, end of life"), PRICE_PER_POWER,
        equation="(price of a satellite without computers and hosts + launch price · satellite mass) / array power, "
                 "end of life; none without a price of the panels", source="Definition",
        inputs=("cost.satellite", "cost.panels", "cost.computers", "cost.servers", "mass.satellite",
                "launch.price_per_mass", "cost.launch", "power.array_eol"), optional=True)
    accelerator_hour: float | None = result(
        mark("Price of an accelerator-hour"), MONEY_RATE,
        equation="present value / ∫ satellites · accelerators · filled places · compute time · (1 + r)^(−t) dt",
        source=_NREL + ", equation 4-6",
        inputs=("cost.npv", "constellation.satellites", "payload.accelerators", "payload.failure_rate",
                "payload.spare_share", "payload.availability", "cost.replacement", *_SERVED),
        unit="USD/h", optional=True)
    compute_price: float | None = result(
        mark("Price of compute"), PRICE_PER_COMPUTE,
        equation="present value / ∫ satellites · compute rate · filled places · (1 + r)^(−t) dt: utilisation, network "
                 "and compute time are in the rate", source=_NREL + ", equation 4-6",
        inputs=("cost.npv", "constellation.satellites", "payload.compute_rate_begin", "payload.failure_rate",
                "payload.spare_share", "cost.replacement", *_SERVED), optional=True)
    total_per_watt: float | None = result(
        mark("Cost per watt delivered"), PRICE_PER_POWER,
        equation="cost of the service / mean power served to the computers", source="Definition",
        inputs=("cost.total", "cost.energy_year"), optional=True)
    year: FloatArray = result(
        mark("Time from the first payment"), DURATION, equation="beginning of each year", source="Definition",
        inputs=_SERVED, unit="yr")
    yearly: FloatArray = result(
        mark("Paid in each year"), MONEY, equation="capital, later generations, operations, failed accelerators",
        source=_SUM, inputs=("cost.total",), time="cost.year")
    yearly_capital: FloatArray = result(
        mark("Capital by year"), MONEY, equation="all in the first", source=_SUM, inputs=("cost.capex",),
        time="cost.year")
    yearly_renewal: FloatArray = result(
        mark("Later generations by year"), MONEY, equation="when the last one has served so long as to need the next",
        source=_SUM, inputs=("cost.later_satellites", "cost.later_launches"), time="cost.year")
    yearly_operations: FloatArray = result(
        mark("Operations by year"), MONEY, equation="evenly through the service", source=_SUM,
        inputs=("cost.operations_per_year",), time="cost.year")
    yearly_replacement: FloatArray = result(
        mark("Failed accelerators by year"), MONEY, equation="evenly through the service", source=_SUM,
        inputs=("cost.replacement_per_year",), time="cost.year")
    yearly_present: FloatArray = result(
        mark("Present value by year"), MONEY, equation="of what is paid in each year; they add up to that of all",
        source=_NREL + ", equation 2-1", inputs=("cost.npv",), time="cost.year")
    items: tuple[Item, ...]
    """Of one satellite, also those without a price."""
    item_results: tuple[str, ...]
    """The result that explains each item of the service."""
    item_satellite: int
    """How many of the items of the service are those of the satellites."""
    unpriced: tuple[str, ...]
    """Labels of what no price is known of."""
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Cost:
    """Price every item, pay it when it is due, and hold it against what is delivered."""
    cost, payload, shown = design.cost, tables["payload"], not is_many(tables)
    count, life, factor = plain(tables["constellation"].satellites), design.mission.lifetime, price_factor(design.cost)
    over_time = service(cost.service_time, life, cost.deployment_delay, cost.discount_rate)
    shares, factors = over_time.shares, over_time.factors
    made = trail(count, 1) * 1.0
    before = made * np.arange(shares.shape[-1])
    series = mean_learned_share(before, made, trail(cost.learned_units, 1), trail(cost.learning_rate, 1))
    now = plain(series[..., 0])
    items = satellite_items(design, tables, now)
    watts = computer_power(design, tables)
    computers = summed(filled(item.value) for item in items if item.computer)
    others = summed(filled(item.value) for item in items if not item.computer) / now
    hardware = trail(others, 1) * series + trail(computers, 1)
    if cost.integration_from == "share":
        integration = trail(cost.integration_share, 1) * hardware
    else:
        integration = trail(cost.integration_price * factor * watts, 1) * series
    launch, per_mass = _launch(tables)
    launched = filled(launch)
    insurance = trail(cost.insurance_share, 1) * (trail(count, 1) * hardware + trail(launched, 1))
    once = [None if paid is None else paid * factor for paid in (cost.engineering, cost.ground_capital)]
    satellites = trail(count, 1) * (hardware + integration)
    insured, priced, assembled = plain(insurance[..., 0]), plain(hardware[..., 0]), plain(integration[..., 0])
    capex = summed((plain(satellites[..., 0]), launched, insured, *(filled(paid) for paid in once)))
    of_each = factor * (cost.operations_price * watts + cost.operations_per_satellite)
    of_each = of_each + cost.operations_share * priced
    operations = count * of_each + factor * filled(cost.ground_yearly)
    repairs, repaired_computers = _repairs(design, tables, count, priced, computers, per_mass)
    later_satellites = shares[..., 1:] * (satellites + insurance)[..., 1:]
    later_launches = shares[..., 1:] * trail(launched, 1)
    sums = {
        "cost.integration": count * assembled,
        "cost.launch": launch,
        "cost.insurance": insured,
        "cost.engineering_paid": once[0],
        "cost.ground_segment": once[1],
        "cost.operations": operations * over_time.time,
        "cost.replacement_total": repairs * over_time.time,
        "cost.later_satellites": plain(later_satellites.sum(axis=-1)),
        "cost.later_launches": plain(later_launches.sum(axis=-1)),
    }
    unpriced = tuple(_unpriced(items, design, launch))
    decided = tuple((item.label, True) for item in items if item.state == "left_out")
    flow = over_time.flow
    seen: dict[str, Any] = dict(_UNSEEN)
    if shown:
        lines = list(_lines(items, count, sums))
        values = read_only([value for _, _, value in lines])
        total = float(values.sum())
        seen = _years(yearly(over_time, capex, later_satellites + later_launches, operations, repairs))
        seen |= {"item_names": tuple(tr(label) for _, label, _ in lines), "item_values": values,
                 "item_results": tuple(name for name, _, _ in lines),
                 "item_satellite": sum(1 for name, _, _ in lines if name in _PARTS)}  # fmt: skip
    else:
        total = summed(filled(value) for value in (*(count * filled(item.value) for item in items), *sums.values()))
    later = plain(((later_satellites + later_launches) * factors[..., 1:]).sum(axis=-1))
    npv = capex + later + (operations + repairs) * flow
    bought = count * computers * (1.0 + cost.insurance_share) * plain((shares * factors).sum(axis=-1))
    mean = count * _served(design, tables)
    replaced = cost.replacement != "none"
    worked = flow if replaced else over_time.worked(design.payload.failure_rate, design.payload.spare_share)
    return Cost(
        price_factor=factor,
        series_factor=now,
        **{item.name.removeprefix("cost."): item.value for item in items},
        hardware=priced,
        integration=assembled,
        satellite=priced + assembled,
        satellites=plain(satellites[..., 0]),
        launch=launch,
        insurance=insured,
        engineering_paid=once[0],
        ground_segment=once[1],
        capex=capex,
        capex_per_watt=over(capex, count * watts),
        operations_per_year=operations,
        replacement_per_year=repairs,
        service=over_time.time,
        generations=plain(shares.sum(axis=-1)),
        operations=sums["cost.operations"],
        replacement_total=sums["cost.replacement_total"],
        later_satellites=sums["cost.later_satellites"],
        later_launches=sums["cost.later_launches"],
        total=total,
        left_out=_left_out((*unpriced, *decided)),
        launch_share=None if launch is None else over(launch + sums["cost.later_launches"], total),
        npv=npv,
        annual=over(npv, flow),
        energy_year=mean * YEAR,
        lcoe=over(npv - bought - repaired_computers * flow, mean * flow),
        lcoc=over(npv, mean * flow),
        launched_power_price=over(launch, count * rated_power(design, tables) * life),
        array_per_watt=_array_per_watt(items, tables, launch, per_mass),
        orbited_per_watt=_orbited_per_watt(
            items, now * others + assembled + per_mass * tables["mass"].satellite, tables, launch),
        accelerator_hour=over(npv, count * payload.accelerators * payload.availability * worked),
        compute_price=over(npv, count * payload.compute_rate_begin * worked),
        total_per_watt=over(total, mean),
        **seen,
        items=items if shown else (),
        unpriced=tuple(label for label, _ in unpriced),
        issues=tuple(_issues(items)) if shown else (),
    )


_UNSEEN: dict[str, Any] = dict.fromkeys((
    "item_names", "item_values", "item_results", "item_satellite", "year", "yearly", "yearly_capital", "yearly_renewal",
    "yearly_operations", "yearly_replacement", "yearly_present"))  # fmt: skip
"""Of many designs neither the items nor the years are shown."""


def _years(by_year: Yearly) -> dict[str, Any]:
    return {
        "year": read_only(by_year.year),
        "yearly": read_only(by_year.paid),
        "yearly_capital": read_only(by_year.capital),
        "yearly_renewal": read_only(by_year.renewal),
        "yearly_operations": read_only(by_year.operations),
        "yearly_replacement": read_only(by_year.replacement),
        "yearly_present": read_only(by_year.present),
    }


def _launch(tables: Mapping[str, Any]) -> tuple[Any, Any]:
    """What the launch of all costs, and what one more kilogram does [USD, USD/kg]; None where nothing takes them up."""
    launch = tables["launch"]
    per_mass = plain(launch.price_per_mass)
    if launch.launches is None:
        return None, per_mass
    return select(absent(launch.launches), None, plain(per_mass * launch.mass_total)), per_mass


def _array_per_watt(items: tuple[Item, ...], tables: Mapping[str, Any], launch: Any, per_mass: Any) -> Any:
    """What a watt of the array costs in orbit, at the end of life; none where panels or launch have no price."""
    prices = {item.name: item.value for item in items}
    panels, mass = prices.get("cost.panels"), tables["mass"]
    if panels is None or launch is None:
        return None
    lifted = per_mass * (mass.with_margins("mass.panel") + mass.with_margins("mass.array_structure"))
    price = panels + filled(prices["cost.structure"]) + lifted
    return over(select(absent(launch), None, price), tables["power"].array_eol)


def _orbited_per_watt(items: tuple[Item, ...], price: Any, tables: Mapping[str, Any], launch: Any) -> Any:
    """A satellite's `price` in orbit over its power at the end of life; none where its panels or its launch have no
    price, for the cheapest would be those of which nobody knows it."""
    panels = next((item.value for item in items if item.name == "cost.panels"), 0.0)
    if panels is None or launch is None:
        return None
    known = select(absent(panels), None, select(absent(launch), None, plain(price)))
    return over(known, tables["power"].array_eol)


def _repairs(
    design: Design, tables: Mapping[str, Any], count: Any, hardware: Any, computers: Any, per_mass: Any
) -> tuple[Any, Any]:
    """What making good the failed accelerators costs, and the price of the computers in that [USD/s]."""
    rate = design.payload.failure_rate * count
    if design.cost.replacement == "hardware":
        return rate * hardware, rate * computers
    if design.cost.replacement == "none":
        return 0.0, 0.0
    of_places = 1.0 / (1.0 + design.payload.spare_share)
    price = computers * of_places
    return rate * (price + tables["mass"].payload * of_places * per_mass), rate * price


def _served(design: Design, tables: Mapping[str, Any]) -> Any:
    """Mean power served to the computers of a satellite over the year, at the end of life [W]."""
    power = tables["power"]
    base = power.load - computer_power(design, tables)
    # Loads share a shortage in proportion: the base is served as much as all of the load is.
    kept = select(power.load_shed_energy > 0.0, power.served_share, 1.0)
    return greatest(plain(power.served_mean - base * kept), 0.0)


_LABELS = {
    "cost.integration": mark("Integration"),
    "cost.launch": mark("Launch"),
    "cost.insurance": mark("Insurance"),
    "cost.engineering_paid": mark("Engineering"),
    "cost.ground_segment": mark("Ground segment"),
    "cost.operations": mark("Operations"),
    "cost.replacement_total": mark("Failed accelerators"),
    "cost.later_satellites": mark("Later satellites"),
    "cost.later_launches": mark("Later launches"),
}


def _lines(
    items: tuple[Item, ...], count: int, service_items: Mapping[str, float | None]
) -> Iterator[tuple[str, str, float]]:
    """The items of the service that have a price and cost something: result, label, and what it comes to."""
    for item in items:
        if item.value is not None and (item.value > 0.0 or item.name == "cost.panels"):
            yield item.name, item.label, count * item.value
    for name, value in service_items.items():
        if value is not None and value > 0.0:
            yield name, _LABELS[name], float(value)


def _unpriced(items: tuple[Item, ...], design: Design, launch: Any) -> Iterator[tuple[str, Any]]:
    """What has no known price, and whether that is so: a truth, or one for each design."""
    for item in items:
        if item.state == "unknown":
            yield item.label, item.amount > 0.0
    if launch is None or np.any(absent(launch)):
        yield mark("Launch"), absent(launch)
    if design.cost.engineering is None:
        yield mark("Engineering"), True
    if design.cost.ground_capital is None:
        yield mark("Ground segment"), True


def _left_out(labels: tuple[tuple[str, Any], ...]) -> Any:
    """The labels that hold, in one text for all or one for each design."""
    varied = [place for place, (_, holds) in enumerate(labels) if varies(holds)]
    if not varied:
        return _listed(label for label, holds in labels if holds)
    code = sum(labels[place][1].astype(np.int64) << bit for bit, place in enumerate(varied))
    kinds, kind = np.unique(code, return_inverse=True)
    texts = np.empty(kinds.size, dtype=object)
    for number, held in enumerate(kinds.tolist()):
        without = {place for bit, place in enumerate(varied) if not held >> bit & 1}
        texts[number] = _listed(label for place, (label, holds) in enumerate(labels)
                                if place not in without and (place in varied or holds))  # fmt: skip
    return texts[kind]


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(tr(label) for label in labels) or tr(mark("nothing"))


def _issues(items: tuple[Item, ...]) -> Iterator[Issue]:
    if any(item.name == "cost.computers" and item.state == "unknown" for item in items):
        yield Issue("warning", "payload.accelerator", tr(
            mark("the catalogue knows no price of this accelerator: the cost is without it")))  # fmt: skip
