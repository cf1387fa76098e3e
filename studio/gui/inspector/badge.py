"""A small mark beside a field that says how far its value can be trusted, by letter, shape and colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.design.requirement import Source
from studio.gui.font_follower import in_ems
from studio.gui.source_text import CONFIDENCE
from studio.gui.theme import Colours, Theme
from studio.text import tr


class Badge(QWidget):
    """Filled for what was measured or published, an outline for what was derived or assumed, empty without a source."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._confidence = ""
        in_ems(self, lambda side: self.setFixedSize(QSize(side, side)), 0.95)

    @property
    def confidence(self) -> str:
        return self._confidence

    def show_source(self, source: Source | None) -> None:
        confidence = source.confidence if source is not None else ""
        if confidence != self._confidence:
            self._confidence = confidence
            self.setAccessibleName(tr(CONFIDENCE[confidence]) if confidence else tr("no source"))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._confidence:
            return
        colours = self._theme.colours
        tone = QColor(_tone(colours, self._confidence))
        filled = self._confidence in {"measured", "published"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(tone, 1.2))
        painter.setBrush(tone if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        font = self.font()
        font.setPixelSize(max(round(self.height() * 0.62), 6))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.window) if filled else tone)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, tr(CONFIDENCE[self._confidence])[:1].upper())
        painter.end()


def _tone(colours: Colours, confidence: str) -> str:
    return {
        "measured": colours.green, "published": colours.accent, "derived": colours.series[4],
        "assumed": colours.amber,
    }[confidence]  # fmt: skip
