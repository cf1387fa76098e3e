"""Drawing the stack: each layer a band with its hatch and gaps, and beside it what it is."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from studio.design import Design
from studio.design.panel import Layer
from studio.gui.panel.looks import ground, hatch, mixed, tone
from studio.gui.panel.words import (
    areal_mass_text,
    gap_text,
    layer_mass,
    mass_shares,
    material_text,
    share_text,
    thickness_text,
)
from studio.gui.theme import Colours
from studio.text import tr

_PIECES, _GAP = 7, 5.0
"""Into so many pieces a layer with gaps is cut at most, with gaps of so many pixels at least, to read the share."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are in the cross-section, in pixels; `edges` has one more entry than there are layers."""

    edges: list[float]
    picture_left: float
    picture_right: float
    right: float

    def band(self, position: int) -> QRectF:
        """The band of a layer in the picture."""
        return QRectF(self.picture_left, self.edges[position], self.picture_right - self.picture_left,
                      self.edges[position + 1] - self.edges[position])  # fmt: skip

    def row(self, position: int) -> QRectF:
        """The band with what is written beside it."""
        return self.band(position).adjusted(0, 0, self.right - self.picture_right, 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is going on in the widget: the selected and the pointed-at layer, and a drag."""

    selected: int
    hovered: int = -1
    edge: int = -1
    carried: int = -1
    gap: int = -1
    focused: bool = False
    odd: Collection[str] = ()
    """Names of the layers with a warning."""


def paint(painter: QPainter, design: Design, places: Places, shown: Shown, colours: Colours, font: QFont) -> None:
    """Draw the whole stack."""
    shares = mass_shares(design)
    for position, layer in enumerate(design.stack.layers):
        row = places.row(position)
        if position in (shown.selected, shown.hovered):
            accent = mixed(QColor(colours.surface), QColor(colours.accent), 0.22 if position == shown.selected else 0.1)
            painter.fillRect(row, accent)
        _band(painter, layer, places.band(position), colours)
        place = row.adjusted(places.picture_right - row.left(), 0, 0, 0)
        if layer.name in shown.odd:
            place = _warning(painter, place, colours, font)
        _words(painter, layer, shares[position], place, colours, font)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(places.picture_right, row.bottom()), row.bottomRight())
        if position == shown.carried:
            veil = QColor(colours.surface)
            veil.setAlpha(150)
            painter.fillRect(row, veil)
    _selected(painter, places, shown, colours)
    if shown.edge >= 0:
        y = places.edges[shown.edge + 1]
        painter.setPen(QPen(QColor(colours.accent), 3))
        painter.drawLine(QPointF(places.picture_left, y), QPointF(places.picture_right, y))
    if shown.gap >= 0:
        _insertion(painter, places, shown.gap, colours)


def _band(painter: QPainter, layer: Layer, band: QRectF, colours: Colours) -> None:
    if layer.coverage < 1:
        painter.fillRect(band, QColor(colours.window))
        count = max(2, min(_PIECES, int(band.width() * (1.0 - layer.coverage) / _GAP)))
        pitch = band.width() / count
        width = max(pitch * layer.coverage, 2.0)
        pieces = [QRectF(band.left() + pitch * number + (pitch - width) / 2, band.top(), width, band.height())
                  for number in range(count)]  # fmt: skip
    else:
        pieces = [band]
    for piece in pieces:
        painter.fillRect(piece, ground(colours, layer.role))
        painter.fillRect(piece, hatch(colours, layer.role))
    painter.setPen(QPen(tone(colours, layer.role), 1.2))
    for piece in pieces:
        painter.drawLine(piece.topLeft(), piece.topRight())
        painter.drawLine(piece.bottomLeft(), piece.bottomRight())
        if len(pieces) > 1:
            painter.drawLine(piece.topLeft(), piece.bottomLeft())
            painter.drawLine(piece.topRight(), piece.bottomRight())
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.drawLine(band.topLeft(), band.bottomLeft())
    painter.drawLine(band.topRight(), band.bottomRight())


def _warning(painter: QPainter, place: QRectF, colours: Colours, font: QFont) -> QRectF:
    """Draw the sign of a warning before the words; the room that is left comes back."""
    sign = "⚠"
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(colours.amber))
    at = place.adjusted(metrics.height() * 0.3, 0, 0, 0)
    painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), sign)
    return place.adjusted(metrics.horizontalAdvance(sign), 0, 0, 0)


def _words(painter: QPainter, layer: Layer, share: float, place: QRectF, colours: Colours, font: QFont) -> None:
    em = QFontMetricsF(font).height()
    place = place.adjusted(em * 0.5, 0, -em * 0.4, 0)
    two_lines = place.height() >= em * 2.15
    first = QRectF(place.left(), place.top(), place.width(), place.height() if not two_lines else place.height() / 2)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    gap, thickness = gap_text(layer), thickness_text(layer.thickness)
    needed = QFontMetricsF(bold).horizontalAdvance(f"{layer.name} · {gap}")
    beside = bool(gap) and needed + QFontMetricsF(font).horizontalAdvance(f"{thickness}  ") <= place.width()
    material = "" if two_lines else material_text(layer.material)
    name = " · ".join(one for one in (layer.name, gap if beside or not two_lines else "", material) if one)
    low = int(Qt.AlignmentFlag.AlignBottom if two_lines else Qt.AlignmentFlag.AlignVCenter)
    _line(painter, first, low, name, thickness, colours.text, colours.text, bold, font)
    if two_lines:
        second = QRectF(place.left(), first.bottom(), place.width(), place.height() / 2)
        about = material_text(layer.material)
        if layer.coverage < 1:
            about += "  ·  " + tr("{coverage} covered", coverage=share_text(layer.coverage))
        mass = areal_mass_text(layer_mass(layer))
        if gap and not beside:  # the gap rather than what the table has too
            about = gap
        else:
            mass += f"  ·  {share_text(share)}"
        top = int(Qt.AlignmentFlag.AlignTop)
        _line(painter, second, top, about, mass, colours.muted, colours.muted, font, font)


def _line(
    painter: QPainter, place: QRectF, vertical: int, left: str, right: str, left_ink: str, right_ink: str,
    left_font: QFont, right_font: QFont,
) -> None:  # fmt: skip
    painter.setFont(right_font)
    painter.setPen(QColor(right_ink))
    painter.drawText(place, vertical | int(Qt.AlignmentFlag.AlignRight), right)
    room = place.width() - QFontMetricsF(right_font).horizontalAdvance(right + "  ")
    painter.setFont(left_font)
    painter.setPen(QColor(left_ink))
    text = QFontMetricsF(left_font).elidedText(left, Qt.TextElideMode.ElideRight, max(room, 0.0))
    painter.drawText(place, vertical | int(Qt.AlignmentFlag.AlignLeft), text)


def _selected(painter: QPainter, places: Places, shown: Shown, colours: Colours) -> None:
    style = Qt.PenStyle.SolidLine if shown.focused else Qt.PenStyle.DotLine
    painter.setPen(QPen(QColor(colours.accent), 2, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(places.row(shown.selected).adjusted(1, 1, -1, -1))


def _insertion(painter: QPainter, places: Places, gap: int, colours: Colours) -> None:
    y, accent = places.edges[gap], QColor(colours.accent)
    painter.setPen(QPen(accent, 3))
    painter.drawLine(QPointF(places.picture_left, y), QPointF(places.right, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    for x, way in ((places.picture_left, 1.0), (places.right, -1.0)):
        painter.drawPolygon(QPolygonF([QPointF(x, y - 6), QPointF(x + 8 * way, y), QPointF(x, y + 6)]))
