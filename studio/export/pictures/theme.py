"""The colours of a picture on a dark and on a light ground."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb."""

    upper: str
    lower: str
    text: str
    faint: str
    lit: str
    """Of the orbit in sunlight"""
    dark: str
    """Of the orbit in the shadow"""
    satellite: str
    shaded: str
    """Of a satellite in the shadow"""
    sun: str
    north: str
    shadow: str
    opacity: float
    """Of the shadow"""
    rim: tuple[float, float, float]
    edge: str
    """About a satellite that stands alone"""


THEMES = {
    "dark": Theme("#0b0f15", "#161c25", "#e9edf3", "#98a5b5", "#ffb347", "#8f86ff", "#ffe08a", "#a9a2ff", "#ffcf4d",
                  "#6fb1ff", "#7a84d8", 0.40, (0.435, 0.694, 1.0), "#0b0f15"),
    "light": Theme("#fbfcfd", "#e6ebf1", "#1a222c", "#566373", "#d4620a", "#4a3fb5", "#b8480a", "#352c93", "#b97c00",
                   "#1f5fa8", "#2c3760", 0.42, (0.36, 0.61, 0.92), "#ffffff"),
}  # fmt: skip
