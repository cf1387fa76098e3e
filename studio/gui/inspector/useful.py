"""The fields that have a slider, and the part of their bounds in which designs mostly lie."""

from dataclasses import dataclass

from studio.gui.inspector.scale import Scale

Span = tuple[float, float, float]
"""Lowest and highest value of a slider [SI], and the value up to which it is even: above it, it is logarithmic."""


@dataclass(frozen=True, slots=True)
class Useful:
    """What a row is told that is not a field of the inspector: the span of its slider, and a value to size steps by."""

    span: Span | None = None
    typical: float | None = None


USEFUL: dict[str, Span] = {
    "mission.altitude": (200e3, 2000e3, 0.0),
    "mission.ltan": (0.0, 86400.0, 0.0),
    "mission.eccentricity": (0.0, 0.2, 0.0),
    "mission.inclination": (0.0, 3.141592653589793, 0.0),
    "array.area": (10.0, 1e6, 10.0),
    "battery.energy": (0.0, 3.6e11, 3.6e5),
    "payload.power": (0.0, 1e8, 1e3),
    "payload.eclipse_load_fraction": (0.0, 1.0, 0.0),
    "thermal.target_temperature": (253.15, 403.15, 0.0),
    "thermal.given_area": (1.0, 1e5, 1.0),
}
"""The fields of the inspector that have a slider, by path."""


def slider_scale(path: str) -> Scale | None:
    """The scale of the slider for the field, in SI; None for a field without one."""
    return Scale(*USEFUL[path]) if path in USEFUL else None
