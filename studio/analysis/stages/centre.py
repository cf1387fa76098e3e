"""The data centre on the ground with the computers of the constellation: what it costs, and orbit over ground."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from studio.analysis.columns import filled, is_many, over, plain, select, summed
from studio.analysis.costing.items import computer_power, price_factor
from studio.analysis.ground.place import place_of
from studio.analysis.ground.supply import Asset, NoSupplyError, supply_of
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design, Issue
from studio.design.quantity import (
    DURATION,
    ENERGY,
    MONEY,
    MONEY_RATE,
    POWER,
    PRICE_PER_COMPUTE,
    PRICE_PER_ENERGY,
    PRICE_PER_POWER,
    PRICE_PER_POWER_TIME,
    RATIO,
    YEAR,
)
from studio.physics.finance import flow_duration, force_of_interest
from studio.physics.load import power_of_work
from studio.text import mark, tr

_SUM = "Roll-up of priced items; prices as decided in the design, each with its source"
_NREL = "Short, Packey, Holt, NREL/TP-462-5173 (1995)"
_EVEN = f"{_NREL}, equations 2-12 and 4-6, paid evenly through the life of each thing"
_PLANT = "Energy balance of a half-sine day in the weakest month (this program)"
_IT = ("constellation.satellites", "power.payload_power", "payload.overhead")
_PROFILE = ("payload.profile", "payload.duty", "payload.idle_share", "payload.demand_mean", "payload.demand_swing",
            "ground.availability")  # fmt: skip
_YEARS = ("cost.price_year", "cost.quoted_year", "cost.inflation")
_SITE = ("ground.site", "ground.specific_yield")
_MONEY = ("ground.discount_rate", "ground.deployment_delay")
_TOTAL = ("ground.annual",)


def _named(name: str, *args: Any, **facts: Any) -> Any:
    """A result that is called ground.`name`: the comparison is one, whichever of its stages computes what."""
    return result(*args, name=f"ground.{name}", **facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    computer_power: float = _named(
        "computer_power", mark("Power of the computers"), POWER,
        equation="satellites · payload power · (1 + overhead): the computers of the whole constellation",
        source="Definition", inputs=_IT, unit="MW")
    meter_power: float = _named(
        "meter_power", mark("Power of the data centre"), POWER, equation="power of the computers · PUE",
        source="ISO/IEC 30134-2", inputs=("ground.computer_power", "ground.pue"), unit="MW")
    energy_year: float = _named(
        "energy_year", mark("Energy to the computers on the ground in a year"), ENERGY,
        equation="power · mean of the profile without eclipses · availability · 1 yr", source="Definition",
        inputs=("ground.computer_power", *_PROFILE), unit="GWh")
    solar_rated: float | None = _named(
        "solar_rated", mark("Solar plant"), POWER,
        equation="power · (s + (1 − s)/η) / capacity factor in the weakest month, panels in mid-life; s is taken "
                 "directly, η the efficiency of the batteries", source=_PLANT,
        inputs=("ground.meter_power", *_SITE, "ground.clear_sky_yield", "ground.storage_efficiency",
                "ground.degradation", "ground.plant_life"), unit="MW", optional=True)
    storage_energy: float | None = _named(
        "storage_energy", mark("Batteries of the solar plant"), ENERGY,
        equation="power · ((1 − s) · 24 h + days without sun) / √η", source=_PLANT,
        inputs=("ground.meter_power", "ground.site", "ground.storage_efficiency", "ground.autonomy"), unit="MWh",
        optional=True)
    storage_time: float | None = _named(
        "storage_time", mark("Time that the batteries carry"), DURATION, equation="energy / power of the data centre",
        source="Definition", inputs=("ground.storage_energy", "ground.meter_power"), unit="h", optional=True)
    plant: float | None = _named(
        "plant", mark("Power plant on the site"), MONEY, equation="price · power, or rated power of the panels",
        source=_SUM, inputs=("ground.supply", "ground.gas_plant_price", "ground.solar_price", "ground.meter_power",
                             "ground.solar_rated", *_YEARS), optional=True)  # fmt: skip
    batteries: float | None = _named(
        "batteries", mark("Batteries on the site"), MONEY, equation="price · energy", source=_SUM,
        inputs=("ground.storage_price", "ground.storage_energy", *_YEARS), optional=True)
    facility: float = _named(
        "facility", mark("Building"), MONEY, equation="price · power of the computers", source=_SUM,
        inputs=("ground.facility_price", "ground.computer_power", *_YEARS))
    computers: float | None = _named(
        "computers", mark("Computers on the ground"), MONEY,
        equation="those of all satellites at the same price, without spares: failed ones are replaced; none where the "
                 "cost leaves them out", source=_SUM,
        inputs=("constellation.satellites", "cost.computers", "cost.servers", "payload.spare_share",
                "payload.accelerators", "payload.spares"), optional=True)
    capex: float | None = _named(
        "capex", mark("Capital on the ground"), MONEY, equation="building + power plant + batteries + computers",
        source=_SUM, inputs=("ground.facility", "ground.plant", "ground.batteries", "ground.computers"), optional=True)
    capex_per_watt: float | None = _named(
        "capex_per_watt", mark("Capital on the ground per watt"), PRICE_PER_POWER,
        equation="capital / power of the computers", source="Definition",
        inputs=("ground.capex", "ground.computer_power"), optional=True)
    operations_per_year: float = _named(
        "operations_per_year", mark("Operations on the ground"), MONEY_RATE, equation="price · power of the computers",
        source=_SUM, inputs=("ground.operations_price", "ground.computer_power", *_YEARS))
    repairs_per_year: float = _named(
        "repairs_per_year", mark("Failed computers replaced on the ground"), MONEY_RATE,
        equation="failure rate · price of the computers", source=_SUM,
        inputs=("payload.failure_rate", "ground.computers"))
    electricity_price: float | None = _named(
        "electricity_at_meter", mark("Electricity at the meter"), PRICE_PER_ENERGY,
        equation="price of the grid; or (fuel + upkeep + capital of the plant through its life) / energy",
        source=_EVEN, inputs=("ground.supply", "ground.electricity_from", "ground.electricity_price", "ground.site",
                              "ground.gas_price", "ground.gas_efficiency", "ground.plant", "ground.batteries",
                              "ground.plant_upkeep", "ground.plant_life", "ground.storage_life", "ground.energy_year",
                              *_MONEY),
        optional=True)  # fmt: skip
    power_price: float | None = _named(
        "power_price", mark("Electricity on the ground per kW of computers"), PRICE_PER_POWER_TIME,
        equation="electricity at the meter · PUE, all year at full power",
        source="As Project Suncatcher, arXiv:2511.19468v2, section 4",
        inputs=("ground.electricity_at_meter", "ground.pue"), optional=True)
    annual: float | None = _named(
        "annual", mark("Yearly cost on the ground"), MONEY_RATE,
        equation="Σ capital · e^(δ · delay) / ∫ (1 + r)^(−t) dt over its own life + electricity + operations + "
                 "repairs", source=_EVEN,
        inputs=("ground.facility", "ground.plant", "ground.batteries", "ground.computers", "ground.facility_life",
                "ground.plant_life", "ground.storage_life", "mission.lifetime", "ground.operations_per_year",
                "ground.repairs_per_year", "ground.electricity_at_meter", "ground.energy_year", *_MONEY),
        optional=True)  # fmt: skip
    total: float | None = _named(
        "total", mark("Cost of the service on the ground"), MONEY, equation="yearly cost · service: interest on the "
        "capital in it, and of what lasts longer only the share that is used", source=_EVEN,
        inputs=(*_TOTAL, "cost.service"), optional=True)
    item_names: tuple[str, ...] | None = _named(
        "item_names", mark("Items of the cost on the ground"), equation="in order", source=_SUM,
        inputs=("ground.item_values",), unit="", optional=True)
    item_values: FloatArray | None = _named(
        "item_values", mark("Cost by item on the ground"), MONEY, equation="of the service; they add up to its cost",
        source=_EVEN, inputs=("ground.total",), optional=True)
    lcoe: float | None = _named(
        "lcoe", mark("Electricity on the ground, building counted"), PRICE_PER_ENERGY,
        equation="(yearly cost − that of the computers and their repair) / energy to the computers", source=_EVEN,
        inputs=(*_TOTAL, "ground.computers", "ground.energy_year"), optional=True)
    lcoc: float | None = _named(
        "lcoc", mark("Powered computers on the ground"), PRICE_PER_ENERGY,
        equation="yearly cost / energy to the computers", source=_EVEN, inputs=(*_TOTAL, "ground.energy_year"),
        optional=True)
    accelerator_hour: float | None = _named(
        "accelerator_hour", mark("Price of an accelerator-hour on the ground"), MONEY_RATE,
        equation="yearly cost / (satellites · accelerators · work of the profile · availability)", source=_EVEN,
        inputs=(*_TOTAL, "constellation.satellites", "payload.accelerators", *_PROFILE), unit="USD/h", optional=True)
    compute_price: float | None = _named(
        "compute_price", mark("Price of compute on the ground"), PRICE_PER_COMPUTE,
        equation="yearly cost / (satellites · peak rate · utilisation · work of the profile · availability)",
        source=_EVEN, inputs=(*_TOTAL, "constellation.satellites", "payload.peak_rate", "payload.utilisation",
                              *_PROFILE), optional=True)  # fmt: skip
    capex_ratio: float | None = _named(
        "capex_ratio", mark("Capital, orbit over ground"), RATIO, equation="orbit / ground", source="Definition",
        inputs=("cost.capex", "ground.capex"), unit="", optional=True)
    lcoe_ratio: float | None = _named(
        "lcoe_ratio", mark("Electricity, orbit over ground"), RATIO, equation="orbit / ground", source="Definition",
        inputs=("cost.lcoe", "ground.lcoe"), unit="", optional=True)
    cost_ratio: float | None = _named(
        "cost_ratio", mark("Accelerator-hour, orbit over ground"), RATIO, equation="orbit / ground",
        source="Definition", inputs=("cost.accelerator_hour", "ground.accelerator_hour"), unit="", optional=True)
    compute_ratio: float | None = _named(
        "compute_ratio", mark("Compute, orbit over ground"), RATIO, equation="orbit / ground", source="Definition",
        inputs=("cost.compute_price", "ground.compute_price"), unit="", optional=True)
    launched_power_ratio: float | None = _named(
        "launched_power_ratio", mark("Launched power over electricity on the ground"), RATIO,
        equation="launched power / electricity per kW of computers, as Project Suncatcher compares them",
        source="arXiv:2511.19468v2, section 4", inputs=("cost.launched_power_price", "ground.power_price"), unit="",
        optional=True)
    item_results: tuple[str, ...] = ()
    """The result that explains each item."""
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Centre:
    """The same computers, working by the same profile without eclipses, in a building with its supply."""
    ground, payload, cost, shown = design.ground, tables["payload"], tables["cost"], not is_many(tables)
    count, factor = plain(tables["constellation"].satellites), price_factor(design.cost)
    watts = count * computer_power(design, tables)
    meter = watts * ground.pue
    work = tables["power"].work_mean
    loaded = plain(power_of_work(work, design.payload.idle_share)) * ground.availability
    energy = watts * loaded
    facility = Asset("ground.facility", tr(mark("Building")), ground.facility_price * factor * watts,
                     ground.facility_life)  # fmt: skip
    computers = _computers(design, tables, count)
    operations = ground.operations_price * factor * watts
    repairs = design.payload.failure_rate * filled(computers)
    known = partial(
        Centre, computer_power=watts, meter_power=meter, energy_year=energy * YEAR, facility=facility.price,
        computers=computers, operations_per_year=operations, repairs_per_year=repairs,
    )  # fmt: skip
    lasts = (design.mission.lifetime > 0.0) & (cost.service > 0.0)
    if not np.any(lasts):
        reason = tr(mark("without a lifetime nothing is repaid: no price on the ground"))
        return known(issues=(Issue("warning", "mission.lifetime", reason),))
    try:
        supply = supply_of(design, place_of(ground), meter)
    except NoSupplyError as problem:
        return known(issues=(Issue("warning", problem.where, str(problem)),))
    machines = Asset("ground.computers", tr(mark("Computers")), filled(computers), design.mission.lifetime)
    assets = (facility, *supply.assets, machines)
    prices = {asset.name: select(lasts, asset.price, None) for asset in assets}
    capex = summed(prices.values())
    known = partial(
        known, plant=prices.get("ground.plant"), batteries=prices.get("ground.batteries"),
        solar_rated=_where(lasts, supply.solar_rated), storage_energy=_where(lasts, supply.storage_energy),
        storage_time=_where(lasts, supply.storage_time), capex=capex, capex_per_watt=over(capex, watts),
        capex_ratio=over(cost.capex, capex),
    )  # fmt: skip
    repaid = lasts & ~np.asarray((machines.price > 0.0) & (machines.life < _SHORTEST))
    if not np.any(repaid):
        return known(issues=(Issue("warning", "mission.lifetime", tr(
            mark("computers that live for no time have no yearly cost on the ground"))),))  # fmt: skip
    late = plain(np.exp(force_of_interest(ground.discount_rate) * ground.deployment_delay))
    charges = [(asset, _charge(asset, ground.discount_rate) * late) for asset in assets]
    plant_charge = summed(charge for asset, charge in charges if asset in supply.assets)
    drawn = energy * ground.pue
    bought = supply.bought * drawn
    lines = [
        *((asset.name, asset.label, charge) for asset, charge in charges),
        ("ground.electricity_at_meter", supply.bought_label, bought),
        ("ground.plant", tr(mark("Upkeep of the plant")), supply.upkeep),
        ("ground.operations_per_year", tr(mark("Operations")), operations),
        ("ground.repairs_per_year", tr(mark("Failed computers")), repairs),
    ]
    seen: dict[str, Any] = {}
    if shown:
        lines = [line for line in lines if line[2] > 0.0]
        values = read_only([value * cost.service for _, _, value in lines])
        seen = {"item_names": tuple(label for _, label, _ in lines), "item_values": values,
                "item_results": tuple(name for name, _, _ in lines), "total": float(values.sum())}  # fmt: skip
    annual = select(repaid, summed(value for _, _, value in lines), None)
    # Not what is left of all without them, which may be rounding.
    besides = summed(value for name, _, value in lines if name not in _OF_COMPUTERS)
    at_meter = _where(repaid, over(bought + plant_charge + supply.upkeep, drawn))
    power_price = None if at_meter is None else at_meter * ground.pue
    lcoe = _where(repaid, over(besides, energy))
    places = count * work * ground.availability
    hour = over(annual, places * payload.accelerators)
    compute = over(annual, places * payload.peak_rate * design.payload.utilisation)
    return known(
        electricity_price=at_meter,
        power_price=power_price,
        annual=annual,
        **(seen or {"total": annual * cost.service}),
        lcoe=lcoe,
        lcoc=over(annual, energy),
        accelerator_hour=hour,
        compute_price=compute,
        lcoe_ratio=over(cost.lcoe, lcoe),
        cost_ratio=over(cost.accelerator_hour, hour),
        compute_ratio=over(cost.compute_price, compute),
        launched_power_ratio=over(cost.launched_power_price, power_price),
    )


def _computers(design: Design, tables: Mapping[str, Any], count: Any) -> Any:
    """The computers of all satellites without the spares [USD]; None where the cost leaves them out."""
    cost, payload, spares = tables["cost"], tables["payload"], 1.0 + design.payload.spare_share
    if cost.computers is None:
        return None
    working = 1.0 / spares
    if design.cost.computers_from != "per_watt":
        placed = payload.accelerators > 0
        whole = select(placed, payload.accelerators + payload.spares, 1)
        working = select(placed, payload.accelerators / whole, working)
    return plain(count * (cost.computers * working + filled(cost.servers) / spares))


_OF_COMPUTERS = ("ground.computers", "ground.repairs_per_year")
_SHORTEST = 1.0
"""Life [s] below which nothing is repaid, since no number need hold what would do it."""


def _charge(asset: Asset, rate: Any) -> Any:
    """The even flow through its life that repays an asset [USD/s]; nothing for what costs nothing, however short.

    What lives too short is not repaid, see `run`: that flow is of no meaning, but a number.
    """
    lives = np.asarray(asset.life) >= _SHORTEST
    flow = plain(flow_duration(plain(np.where(lives, asset.life, _SHORTEST)), rate))
    return select(asset.price > 0.0, asset.price / flow, 0.0)


def _where(condition: Any, value: Any) -> Any:
    """`value` where the condition holds; None stays None."""
    return None if value is None else select(condition, value, None)
