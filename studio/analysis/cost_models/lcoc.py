"""Levelised cost of compute of a megawatt in orbit and on the ground, with the same accelerators on both sides.

Source: ferhat00, space-datacentre-model, github.com/ferhat00/space-datacentre-model, model v2, commit e6609a2 (2026),
calibrated to SemiAnalysis, To Boldly Go: The Case for Space Datacenters, 3 June 2026.
"""

from dataclasses import dataclass
from math import isclose

from studio.analysis.cost_models.outcome import MODEL_YEAR, Outcome
from studio.physics.constants import SOLAR_CONSTANT, STEFAN_BOLTZMANN
from studio.text import mark, tr

_DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lcoc:
    """SI and US dollars; lives, rates and yearly costs in the model's years of 365 days."""

    sold_power: float
    """Power of the computers that is sold [W]."""
    eclipse: float
    """Dark time of a day [s]."""
    sink_temperature: float
    cell_efficiency: float
    packing: float
    pointing: float
    degradation: float
    array_specific_power: float
    """[W/kg] when new."""
    array_price: float
    """[USD/W] when new."""
    bus_overhead: float
    """Load of the bus, as a share of the computers' power."""
    battery_specific_energy: float
    """[J/kg]"""
    battery_price: float
    """[USD/J]"""
    discharge_depth: float
    battery_efficiency: float
    """Round trip."""
    radiator_temperature: float
    emittance: float
    fin_efficiency: float
    radiator_areal_mass: float
    """[kg/m²]"""
    radiator_price: float
    """[USD/m²]"""
    computer_mass: float
    """[kg/W]"""
    computer_price: float
    """[USD/W]"""
    shield_mass: float
    """[kg/W] of sold power."""
    spares: float
    """Computers launched beyond what is sold, as a share."""
    compute_overhead: float
    """Share of the work that is lost to checkpoints and error correction."""
    radiation_availability: float
    structure_share: float
    """Structure, as a share of all other mass."""
    avionics_price: float
    """[USD/W] of sold power, as the next."""
    integration_price: float
    insurance_share: float
    """Premium, as a share of computers, platform and launch."""
    operations_price: float
    """[USD/(W·yr)]"""
    life: float
    """Of the whole station [yr]."""
    launch_price: float
    """[USD/kg]"""
    revenue: float
    """Of a sold joule at first [USD/J]."""
    revenue_decline: float
    """A year."""
    utilisation: float
    space_rate: float
    """Cost of capital a year."""
    ground_rate: float
    facility_price: float
    """[USD/W]"""
    facility_life: float
    """[yr]"""
    computer_life: float
    """On the ground [yr]."""
    ground_overhead: float
    """Power usage effectiveness."""
    electricity_price: float
    """[USD/J]"""
    ground_operations_price: float
    """[USD/(W·yr)]"""
    ground_spares: float
    ground_compute_overhead: float
    ground_availability: float
    accelerator_power: float
    """Of the accelerator whose hour is priced, with its share of the rack [W]."""
    accelerator_rate: float
    """[FLOP/s]"""
    token_rate: float
    """[1/s]"""


def annuity(rate: float, years: float) -> float:
    """Yearly payment for each dollar of capital, paid and compounded monthly: 12 i (1 + i)ⁿ/((1 + i)ⁿ − 1)."""
    month, count = rate / 12.0, 12.0 * years
    if isclose(rate, 0.0, abs_tol=1e-12):
        return 1.0 / years
    grown: float = (1.0 + month) ** count
    return 12.0 * month * grown / (grown - 1.0)


def lcoc(given: Lcoc) -> Outcome:
    """From the load through battery, array, radiator, mass and capital to the price of sold energy of compute.

    Energy sold = power · year · utilisation · (1 − overhead) · availability; price = (annuity · capital + yearly
    costs)/energy sold. In space the annuity is that of the station's life, on the ground that of computers and
    building apart.
    """
    gross = given.sold_power * (1.0 + given.spares)
    bus = gross * (1.0 + given.bus_overhead)
    # --- battery: the whole bus through the dark time of a day, at once
    battery = bus * given.eclipse / given.discharge_depth
    # --- array: the bus, and what the dark time takes out of the battery
    dark = given.eclipse / _DAY
    factor = (1.0 - dark + dark / given.battery_efficiency) / (1.0 - dark)
    kept = (1.0 - given.degradation) ** given.life
    array = bus * factor / (kept * given.pointing)
    array_area = array / (SOLAR_CONSTANT * given.cell_efficiency * given.packing)
    # --- radiator: two sides, no sun and no Earth but in the sink
    side = given.emittance * given.fin_efficiency * STEFAN_BOLTZMANN
    side *= given.radiator_temperature**4 - given.sink_temperature**4
    if side <= 0.0:
        raise ValueError(tr(mark("the radiator has to be hotter than its sink")))
    radiator = bus / (2.0 * side)
    mass = (
        array / given.array_specific_power
        + radiator * given.radiator_areal_mass
        + gross * given.computer_mass
        + given.sold_power * given.shield_mass
        + battery / given.battery_specific_energy
    ) * (1.0 + given.structure_share)
    # --- capital
    parts = {
        "computers": gross * given.computer_price,
        "array": array * given.array_price,
        "radiator": radiator * given.radiator_price,
        "battery": battery * given.battery_price,
        "avionics": given.avionics_price * given.sold_power,
        "launch": mass * given.launch_price,
    }
    insured = sum(parts.values())
    capital = {**parts, "integration": given.integration_price * given.sold_power,
               "insurance": given.insurance_share * insured}  # fmt: skip
    ground_computers = given.sold_power * (1.0 + given.ground_spares) * given.computer_price
    facility = given.facility_price * given.sold_power
    # --- years
    work = given.sold_power * MODEL_YEAR * given.utilisation
    sold = work * (1.0 - given.compute_overhead) * given.radiation_availability
    ground_sold = work * (1.0 - given.ground_compute_overhead) * given.ground_availability
    charge = annuity(given.space_rate, given.life)
    operations = given.operations_price * given.sold_power
    electricity = given.ground_overhead * work * given.electricity_price
    ground_operations = given.ground_operations_price * given.sold_power
    computer_charge = annuity(given.ground_rate, given.computer_life)
    facility_charge = annuity(given.ground_rate, given.facility_life)
    space = {name: charge * part / sold for name, part in capital.items()}
    space["operations"] = operations / sold
    ground = {
        "computers": computer_charge * ground_computers / ground_sold,
        "facility": facility_charge * facility / ground_sold,
        "electricity": electricity / ground_sold,
        "operations": ground_operations / ground_sold,
    }
    price, ground_price = sum(space.values()), sum(ground.values())
    # --- the launch price at which the two would be equal; insurance is paid on the launch as well
    affordable = (ground_price * sold - operations) / charge
    unlaunched = capital["integration"] + (insured - capital["launch"]) * (1.0 + given.insurance_share)
    # --- prices by the clock: hours deployed count, whether they are sold or not
    hour = given.utilisation * given.accelerator_power
    per_operation = given.utilisation * given.accelerator_power / given.accelerator_rate
    per_token = given.utilisation * given.accelerator_power / given.token_rate
    space_value = _present_value(given, sold, operations, given.space_rate, given.life) - sum(capital.values())
    ground_yearly = ground_operations + electricity + facility_charge * facility
    ground_value = _present_value(given, ground_sold, ground_yearly, given.ground_rate, given.computer_life)
    figures = {
        "battery_energy": battery,
        "array_power": array,
        "array_area": array_area,
        "radiator_flux": side,
        "radiator_area": radiator,
        "dry_mass": mass,
        "mass_per_power": mass / given.sold_power,
        "space_capital": sum(capital.values()),
        "ground_capital": ground_computers + facility,
        "space_price": price,
        "ground_price": ground_price,
        "ratio": price / ground_price,
        "break_even": (affordable - unlaunched) / (mass * (1.0 + given.insurance_share)),
        "space_accelerator_hour": price * hour,
        "ground_accelerator_hour": ground_price * hour,
        "space_operation_price": price * per_operation,
        "ground_operation_price": ground_price * per_operation,
        "space_token_price": price * per_token,
        "ground_token_price": ground_price * per_token,
        "space_value": space_value,
        "ground_value": ground_value - ground_computers,
    }
    return Outcome(figures, space, ground)


def _present_value(given: Lcoc, sold: float, yearly: float, rate: float, life: float) -> float:
    """Of what is earned in whole years, each counted at its middle."""
    middles = [year + 0.5 for year in range(round(life))]
    earned = (sold * given.revenue * (1.0 - given.revenue_decline) ** time - yearly for time in middles)
    value: float = sum(money / (1.0 + rate) ** time for money, time in zip(earned, middles, strict=True))
    return value
