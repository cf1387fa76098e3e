"""Ratios as bars on a scale of decades: `python -m studio.gui.bench_plot FILE.png|svg < JSON`."""

import json
import math
import sys
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

_WIDTH, _ROW, _TOP, _BOTTOM, _LEFT, _RIGHT = 1360, 40, 76, 56, 500, 60
_INK, _FAINT, _BAR, _WANTED = QColor("#1c2733"), QColor("#c9d3dd"), QColor("#2f7fb8"), QColor("#b3541e")


def size(told: dict[str, Any]) -> QSize:
    return QSize(_WIDTH, _TOP + _ROW * len(told["bars"]) + _BOTTOM)


def paint(painter: QPainter, told: dict[str, Any]) -> None:
    """The picture, in points of a canvas of :func:`size`."""
    bars = told["bars"]
    ratios = [value for bar in bars for value in (bar["ratio"], bar["target"]) if value]
    low = math.floor(math.log10(min(1.0, *ratios))) if min(ratios) < 1.0 else 0
    high = max(math.ceil(math.log10(max(ratios)) + 0.6), low + 1)
    room = _WIDTH - _LEFT - _RIGHT
    foot = _TOP + _ROW * len(bars)

    def x(value: float) -> float:
        return _LEFT + room * (math.log10(value) - low) / (high - low)

    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, _WIDTH, foot + _BOTTOM), QColor("#ffffff"))
    head, plain, small = (QFont("sans-serif", pixels) for pixels in (1, 1, 1))
    for font, pixels in ((head, 20), (plain, 14), (small, 11)):
        font.setPixelSize(pixels)
    painter.setPen(_INK)
    painter.setFont(head)
    painter.drawText(QRectF(16, 10, _WIDTH - 32, 30), Qt.AlignmentFlag.AlignVCenter,
                     "How many times as fast as the peer, of equal accuracy")  # fmt: skip
    painter.setFont(small)
    for decade in range(low, high + 1):
        at = x(10.0**decade)
        painter.setPen(QPen(_INK if decade == 0 else _FAINT, 1.0))
        painter.drawLine(round(at), _TOP - 4, round(at), foot)
        painter.setPen(_INK)
        painter.drawText(QRectF(at - 40, _TOP - 24, 80, 18), Qt.AlignmentFlag.AlignCenter, f"{10.0**decade:,g} ×")
    for number, bar in enumerate(bars):
        top = _TOP + _ROW * number
        painter.setPen(_INK)
        painter.setFont(plain)
        fits = QFontMetricsF(plain)
        what = fits.elidedText(bar["what"], Qt.TextElideMode.ElideRight, _LEFT - 32)
        painter.drawText(QRectF(16, top + 3, _LEFT - 32, 19), Qt.AlignmentFlag.AlignVCenter, what)
        painter.setFont(small)
        painter.drawText(QRectF(16, top + 21, _LEFT - 32, 15), Qt.AlignmentFlag.AlignVCenter, bar["peer"])
        begin, end = sorted((x(1.0), x(bar["ratio"])))
        painter.fillRect(QRectF(begin, top + 8, max(end - begin, 1.0), 22), _BAR)
        if bar["target"]:
            painter.setPen(QPen(_WANTED, 2.5))
            at = round(x(bar["target"]))
            painter.drawLine(at, top + 4, at, top + 34)
        painter.setPen(_INK)
        beside = max(end, x(bar["target"]) if bar["target"] and bar["target"] > bar["ratio"] else end) + 8
        painter.drawText(QRectF(beside, top + 8, _WIDTH - beside - 4, 22), Qt.AlignmentFlag.AlignVCenter, bar["label"])
    painter.setPen(_INK)
    painter.drawText(QRectF(16, foot + 8, _WIDTH - 32, _BOTTOM - 12),
                     Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop,
                     f"The mark across a bar is what is wanted. {told['machine']}")  # fmt: skip


def main() -> int:
    path, told = sys.argv[1], json.load(sys.stdin)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert app is not None
    if path.lower().endswith(".svg"):
        device = QSvgGenerator()
        device.setFileName(path)
        device.setSize(size(told))
        device.setViewBox(QRectF(0, 0, size(told).width(), size(told).height()))
        painter = QPainter()
        if not painter.begin(device):
            print("the file cannot be written", file=sys.stderr)  # noqa: T201
            return 1
        paint(painter, told)
        painter.end()
        return 0
    image = QImage(size(told) * 2, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(2.0, 2.0)
    paint(painter, told)
    painter.end()
    if not image.save(path):
        print("the file cannot be written", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
