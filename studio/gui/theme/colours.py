"""The colours of every theme, by name; everything drawn takes its colours from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as "#rrggbb".

    `window`, `surface` and `raised` are grounds. `text`, `muted`, `accent`, `green`, `amber` and `red` are written on
    them, with a contrast of 4.5 at least; `edge` bounds what can be used and `series` draws curves, with 3 at least.
    `line` only parts things that stand apart anyway. The series, and green, amber and red, are told apart by people who
    see red, green or blue alike.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    green: str
    amber: str
    red: str
    series: tuple[str, ...]
    contrast: bool = False
    """Whether the theme is for people who need strong contrast."""


DARK = Colours(
    True, "#14171c", "#1b1f26", "#252b34", "#38404c", "#6b7686", "#e6e9ee", "#97a1b0", "#4da3ff", "#0b1017",
    "#3fb983", "#e2a93b", "#f26865",
    ("#f2b134", "#1f82ea", "#3fc6b0", "#c471ac", "#ab92ff", "#e87b53", "#aad687"),
)  # fmt: skip
LIGHT = Colours(
    False, "#eef0f3", "#ffffff", "#f6f7f9", "#cbd1d9", "#7d8795", "#1a2029", "#5c6675", "#0b66c3", "#ffffff",
    "#00785c", "#936200", "#a8182c",
    ("#b97904", "#0358c5", "#0b8a78", "#934580", "#7b6fe4", "#bc4b43", "#336c01"),
)  # fmt: skip
CONTRAST_DARK = Colours(
    True, "#000000", "#000000", "#1c1c1c", "#8f8f8f", "#d6d6d6", "#ffffff", "#e0e0e0", "#5ec8ff", "#000000",
    "#5cf2c8", "#ffc83d", "#ff7a70",
    ("#f2b134", "#3191f7", "#3fc6b0", "#c471ac", "#bfb1fb", "#e7784c", "#abd589"), contrast=True,
)  # fmt: skip
CONTRAST_LIGHT = Colours(
    False, "#ffffff", "#ffffff", "#f0f0f0", "#6e6e6e", "#1f1f1f", "#000000", "#303030", "#0040a8", "#ffffff",
    "#006b52", "#8a5a00", "#8c0018",
    ("#a86800", "#0047b3", "#007a6b", "#8a2f78", "#6a5ae0", "#b3302b", "#2f5a00"), contrast=True,
)  # fmt: skip
THEMES: dict[str, Colours] = {
    "dark": DARK, "light": LIGHT, "contrast-dark": CONTRAST_DARK, "contrast-light": CONTRAST_LIGHT,
}  # fmt: skip
ROLES = Colours(
    True, "palette(window)", "palette(base)", "palette(alternate-base)", "palette(mid)", "palette(dark)",
    "palette(text)", "palette(placeholder-text)", "palette(highlight)", "palette(highlighted-text)", "",
    "palette(link-visited)", "palette(bright-text)", (),
)  # fmt: skip
"""What style sheets call the colours of the theme in use: a sheet of these is the same for every theme.

There is none for green.
"""
SYSTEM = "system"
"""The choice that follows the system."""


def counterpart(colours: Colours, dark: bool) -> str:
    """The name of the theme on a dark or a light ground that goes with these colours."""
    ground = "dark" if dark else "light"
    return f"contrast-{ground}" if colours.contrast else ground
