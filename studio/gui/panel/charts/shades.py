"""The colours of layers and junctions in the charts: those of their roles, told apart where a role comes again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from studio.gui.panel.looks import mixed, tone
from studio.gui.theme import Colours

_JUNCTIONS = (2, 0, 3, 1, 6)
"""Places in the series, from the Sun side: neighbours differ for people who see red and green alike."""
_STRENGTHS = (0.5, 0.32, 0.68)


def junction_tint(colours: Colours, position: int) -> str:
    """The colour of the junction at `position` from the Sun side, in every chart."""
    return colours.series[_JUNCTIONS[position % len(_JUNCTIONS)]]


def layer_fills(
    colours: Colours, roles: Sequence[str], junctions: Sequence[int | None], strength: float = 1.0
) -> list[QColor]:
    """The fill of each layer: of its junction at full strength, else of its role, in turns where that comes again."""
    surface = QColor(colours.surface)
    seen: dict[str, int] = {}
    fills = []
    for role, junction in zip(roles, junctions, strict=True):
        if junction is not None:
            fills.append(mixed(surface, QColor(junction_tint(colours, junction)), 0.78 * strength))
            continue
        turn = seen[role] = seen.get(role, -1) + 1
        fills.append(mixed(surface, tone(colours, role), _STRENGTHS[turn % len(_STRENGTHS)] * strength))
    return fills


def ink_on(colours: Colours, fill: QColor) -> str:
    """The colour in which words are read best on a fill: that of texts or that of the window."""
    return max((colours.text, colours.window), key=lambda ink: contrast(QColor(ink), fill))


def contrast(first: QColor, second: QColor) -> float:
    """The ratio of two luminances as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def reflected_fill(colours: Colours) -> tuple[QColor, QBrush]:
    """What comes back from the front: quiet, with the hatch of no layer."""
    return mixed(QColor(colours.surface), QColor(colours.muted), 0.18), _hatch(colours, Qt.BrushStyle.BDiagPattern)


def passed_fill(colours: Colours) -> tuple[QColor, QBrush]:
    """What no layer takes."""
    return mixed(QColor(colours.surface), QColor(colours.muted), 0.3), _hatch(colours, Qt.BrushStyle.Dense7Pattern)


def _hatch(colours: Colours, style: Qt.BrushStyle) -> QBrush:
    ink = QColor(colours.muted)
    ink.setAlpha(110)
    return QBrush(ink, style)
