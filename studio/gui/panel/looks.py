"""The colour and the hatch of each role, from the colours of the theme."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from studio.gui.theme import Colours

_P = Qt.BrushStyle
_HATCH: dict[str, Qt.BrushStyle] = {
    "coating": _P.HorPattern, "cover": _P.NoBrush, "adhesive": _P.Dense6Pattern, "contact": _P.VerPattern,
    "cell": _P.CrossPattern, "substrate": _P.BDiagPattern, "core": _P.DiagCrossPattern,
    "interconnect": _P.Dense5Pattern, "other": _P.FDiagPattern,
}  # fmt: skip


@cache
def tone(colours: Colours, role: str) -> QColor:
    """The full colour of a role."""
    series = colours.series
    chosen = {
        "coating": series[4], "cover": series[1], "adhesive": series[0], "contact": series[5], "cell": series[2],
        "substrate": series[3], "core": colours.muted, "interconnect": series[6],
    }  # fmt: skip
    return QColor(chosen.get(role, colours.line))


@cache
def ground(colours: Colours, role: str, strength: float = 0.42) -> QColor:
    """The colour of a role mixed into the surface: quiet enough to lie under its hatch."""
    return mixed(QColor(colours.surface), tone(colours, role), strength)


@cache
def hatch(colours: Colours, role: str) -> QBrush:
    """The hatch of a role, to be drawn over its ground; it tells roles apart without colours."""
    ink = mixed(tone(colours, role), QColor(colours.text), 0.25)
    ink.setAlpha(150)
    return QBrush(ink, _HATCH.get(role, _P.FDiagPattern))


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`first` with `share` of `second` in it."""
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
    )
