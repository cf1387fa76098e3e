"""What there is to be said of a power system that no single bound can see."""

from collections.abc import Iterator

from studio.analysis.satellite.storage import Storage
from studio.design import Design, Issue
from studio.design.quantity import YEAR
from studio.text import mark, tr

ARC_VOLTAGE = 55.0
"""Voltage [V] above which NASA-STD-4005 (2007, rev. A 2016) asks for measures against arcs into the plasma."""
ARC_ALTITUDE = 2000e3
"""Altitude [m] up to which that standard holds."""


def power_issues(design: Design, store: Storage, life: float | None) -> Iterator[Issue]:
    """Warnings about the bus, its conductors and the battery, whose `life` [s] may not be known."""
    chain, battery = design.power, design.battery
    if chain.bus_voltage > ARC_VOLTAGE and design.mission.altitude <= ARC_ALTITUDE:
        yield Issue("warning", "power.bus_voltage", tr(
            mark("above {limit:.0f} V a low orbit's plasma may set off arcs on the array; NASA-STD-4005 says how they "
                 "are kept away"), limit=ARC_VOLTAGE))  # fmt: skip
    spare = 1.0 - chain.distribution_efficiency
    if chain.conductor_loss_share > spare + 1e-12 and spare > 0.0:
        yield Issue("warning", "power.conductor_loss_share", tr(
            mark("the distribution efficiency leaves {spare:.1%} for losses; the conductors are sized for that"),
            spare=spare))  # fmt: skip
    chemistry = store.chemistry
    if chemistry is None:
        return
    low, high = chemistry.low_temperature.value, chemistry.high_temperature.value
    if battery.ageing == "computed" and not low <= battery.temperature <= high:
        yield Issue("warning", "battery.temperature", tr(
            mark("{name} cells are made for {low:.0f} to {high:.0f} °C"), name=chemistry.name, low=low - 273.15,
            high=high - 273.15))  # fmt: skip
    if life is not None and life < design.mission.lifetime:
        yield Issue("warning", "battery.chemistry", tr(
            mark("the battery is at its end of life after {life:.1f} of {mission:.1f} years"), life=life / YEAR,
            mission=design.mission.lifetime / YEAR))  # fmt: skip
