"""A face of the panel at the edge of its cross-section: what it absorbs and what it radiates."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio.gui.panel.number_box import NumberBox
from studio.gui.session import Session
from studio.text import tr

_ONE_LINE_EMS = 31


class FaceStrip(QWidget):
    """`face` is "front" or "back"."""

    def __init__(self, session: Session, face: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"face-{face}")
        em = self.fontMetrics().height()
        self._em = em
        self._one_line = False
        self.glyph = _Glyph(session, face, self)
        self.absorptance = NumberBox(session, f"stack.{face}.absorptance", tr("α solar"), slider=True, parent=self)
        self.emittance = NumberBox(session, f"stack.{face}.emittance", tr("ε infrared"), slider=True, parent=self)
        # The names line up, whatever the language makes of them.
        wide = max(box.label.sizeHint().width() for box in (self.absorptance, self.emittance))
        for box in (self.absorptance, self.emittance):
            box.label.setMinimumWidth(wide)
            box.said.connect(self._say)
        self.message = QLabel(self)
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(round(em * 0.3), 2, round(em * 0.3), 2)
        self._grid.setHorizontalSpacing(round(em * 0.6))
        self._grid.setVerticalSpacing(2)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        one_line = self.width() >= self._em * _ONE_LINE_EMS
        if one_line != self._one_line:
            self._one_line = one_line
            self._place()

    def _place(self) -> None:
        for widget in (self.glyph, self.absorptance, self.emittance, self.message):
            self._grid.removeWidget(widget)
        second = (0, 2) if self._one_line else (1, 1)
        self._grid.addWidget(self.glyph, 0, 0, 1 if self._one_line else 2, 1)
        self._grid.addWidget(self.absorptance, 0, 1)
        self._grid.addWidget(self.emittance, *second)
        self._grid.addWidget(self.message, 2, 0, 1, 3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1 if self._one_line else 0)

    def _say(self, text: str) -> None:
        self.message.setText(text[:1].upper() + text[1:])
        self.message.setVisible(bool(text))


class _Glyph(QWidget):
    """The Sun for the front, the dark for the back, with the name of the face."""

    def __init__(self, session: Session, face: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._front = face == "front"
        self._words = tr("Sun side") if self._front else tr("Back side")
        self.setAccessibleName(self._words)
        metrics = self.fontMetrics()
        self._side = round(metrics.height() * 1.7)
        self.setMinimumSize(self.sizeHint())
        session.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = max(metrics.horizontalAdvance(text) for text in (tr("Sun side"), tr("Back side")))
        return QSize(self._side + round(metrics.height() * 0.5) + words, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._session.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(self._side)
        centre = QPointF(side / 2, self.height() / 2)
        if self._front:
            ink = QColor(colours.amber)
            painter.setBrush(ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(centre, side * 0.22, side * 0.22)
            painter.setPen(QPen(ink, max(side * 0.07, 1.2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for number in range(8):
                way = QPointF(math.cos(number * math.pi / 4), math.sin(number * math.pi / 4))
                painter.drawLine(centre + way * (side * 0.31), centre + way * (side * 0.44))
        else:
            painter.setPen(QPen(QColor(colours.muted), max(side * 0.06, 1.2)))
            painter.setBrush(QColor(colours.window))
            painter.drawEllipse(centre, side * 0.34, side * 0.34)
            painter.setBrush(QColor(colours.muted))
            painter.drawChord(QRectF(centre.x() - side * 0.34, centre.y() - side * 0.34, side * 0.68, side * 0.68),
                              180 * 16, 180 * 16)  # fmt: skip
        painter.setPen(QColor(colours.text))
        words = QRectF(side + self.fontMetrics().height() * 0.4, 0, self.width() - side, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._words)
        painter.end()
