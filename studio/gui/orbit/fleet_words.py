"""What is said of a satellite of the fleet that is picked, and of the fleet where none is."""

from typing import Any

from studio.design.quantity import ANGLE, LENGTH, POWER
from studio.design.unit_text import display, per_cent, readable
from studio.numerals import set_count
from studio.physics.fleet.planes import plane_of
from studio.text import tr


def fleet_words(fleet: Any, power: float, selected: int | None, light: float | None) -> str:
    """Shell and orbit of the satellite `selected`, and what it has of the Sun now.

    `power` is that of an array in sunlight at the end of life [W], `light` the visible share of the Sun.
    """
    planes = fleet.layout.planes
    count = planes.satellites
    if selected is None or selected >= count:
        return tr("{count} satellites in {shells} shells. Click one to read it out.", count=set_count(count),
                  shells=fleet.shells)  # fmt: skip
    shell = int(planes.shell[plane_of(planes, selected)])
    parts = [
        tr("Satellite {number} of {count}", number=set_count(selected + 1), count=set_count(count)),
        fleet.shell_names[shell],
        display(float(fleet.shell_altitudes[shell]), LENGTH, "km", 4),
        display(float(fleet.shell_inclinations[shell]), ANGLE, "°", 4),
        tr("{lit} of the year in the Sun", lit=per_cent(float(fleet.shell_sunlit[shell]))),
    ]
    if light is not None:
        now = tr("dark now") if light == 0.0 else tr("array {power} now", power=readable(power * light, POWER, 3))
        parts.append(now)
    return "   ·   ".join(parts)
