"""A diagram of boxes and of what flows between them, drawn to the room there is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.gui.theme import Theme

_THICKEST = 0.8
"""Width of the strongest flow in heights of a line of text."""


_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Along a flow, where its words are tried: they stay clear of every box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part: where it stands in columns and rows (fractions are fine), what it says, and the colour of its edge.

    `name` is what explains it; a `quiet` box is a surrounding, drawn without a frame.
    """

    key: str
    label: str
    text: str
    column: float
    row: float
    colour: str = ""
    name: str = ""
    tip: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """From one box to another; `size` decides the width of the arrow, and a negative one turns it round."""

    source: str
    target: str
    text: str
    size: float
    colour: str = ""
    name: str = ""
    tip: str = ""


class FlowDiagram(QWidget):
    """`activated` carries the name of the box or flow that was clicked, or entered with the keyboard."""

    activated = Signal(str)

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._theme = theme
        self._boxes: tuple[Box, ...] = ()
        self._flows: tuple[Flow, ...] = ()
        self._chosen = -1

    def show_diagram(self, boxes: Sequence[Box], flows: Sequence[Flow]) -> None:
        self._boxes, self._flows = tuple(boxes), tuple(flows)
        self._chosen = min(self._chosen, len(self._boxes) - 1)
        self.setAccessibleDescription("; ".join(f"{box.label} {box.text}" for box in self._boxes))
        self.update()

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self._boxes

    @property
    def flows(self) -> tuple[Flow, ...]:
        return self._flows

    def frame_of(self, key: str) -> QRectF:
        """Where a box is drawn."""
        return self._frames()[key]

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 18, em * 12)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 48, em * 26)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        frames = self._frames()
        largest = max((abs(flow.size) for flow in self._flows), default=0.0)
        for flow in self._flows:
            self._draw_flow(painter, flow, frames, largest)
        for flow, words in zip(self._flows, self._text_frames(frames), strict=True):
            self._draw_text(painter, flow, words)
        for position, box in enumerate(self._boxes):
            frame = frames[box.key]
            edge = QColor(box.colour or colours.line)
            if not box.quiet:
                painter.setBrush(QColor(colours.raised))
                chosen = position == self._chosen and self.hasFocus()
                painter.setPen(QPen(QColor(colours.accent) if chosen else edge, 3.0 if chosen or box.colour else 1.0))
                painter.drawRoundedRect(frame, 6, 6)
            painter.setPen(QColor(colours.muted if box.quiet else colours.text))
            self._draw_words(painter, box, frame)
        painter.end()

    def _draw_words(self, painter: QPainter, box: Box, frame: QRectF) -> None:
        """The name of a box, in two lines where one is too short, and beneath it what it says."""
        metrics = QFontMetricsF(painter.font())
        room, high = frame.width() - 4, metrics.height()
        lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
                 for line in _lines(box.label, metrics, room, 2 if frame.height() >= 2.9 * high else 1)]  # fmt: skip
        top = frame.center().y() - high * (len(lines) + bool(box.text)) / 2
        for place, line in enumerate(lines):
            painter.drawText(QRectF(frame.left() + 2, top + place * high, room, high), Qt.AlignmentFlag.AlignCenter,
                             line)  # fmt: skip
        if box.text:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            text = QFontMetricsF(font).elidedText(box.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(frame.left() + 2, top + len(lines) * high, room, high),
                             Qt.AlignmentFlag.AlignCenter, text)  # fmt: skip
            font.setBold(False)
            painter.setFont(font)

    def _draw_flow(self, painter: QPainter, flow: Flow, frames: dict[str, QRectF], largest: float) -> None:
        begin, end = self._ends(flow, frames)
        along = end - begin
        length = math.hypot(along.x(), along.y())
        if length < 1.0:
            return
        em = self.fontMetrics().height()
        width = max(1.5, _THICKEST * em * abs(flow.size) / largest) if largest > 0.0 else 1.5
        head = min(max(width * 1.1, em * 0.55), length * 0.5)
        unit = along / length
        side = QPointF(-unit.y(), unit.x())
        neck = end - unit * head
        colour = QColor(flow.colour or self._theme.colours.muted)
        if flow.size == 0.0:
            colour.setAlpha(90)
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(begin, neck)
        path = QPainterPath(end)
        reach = max(width * 0.9, em * 0.35)
        path.lineTo(neck + side * reach)
        path.lineTo(neck - side * reach)
        path.closeSubpath()
        painter.fillPath(path, colour)

    def _draw_text(self, painter: QPainter, flow: Flow, frame: QRectF | None) -> None:
        if frame is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(self._theme.colours.surface)
        ground.setAlpha(215)
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, flow.text)

    # Geometry

    def _frames(self) -> dict[str, QRectF]:
        if not self._boxes:
            return {}
        em = self.fontMetrics().height()
        columns = [box.column for box in self._boxes]
        rows = [box.row for box in self._boxes]
        wide, high = max(columns) - min(columns) + 1.0, max(rows) - min(rows) + 1.0
        cell = QPointF(self.width() / wide, self.height() / high)
        metrics = QFontMetricsF(self.font())
        width = min(cell.x() * 0.8, em * 11.5)
        long = any(metrics.horizontalAdvance(box.label) > width - 4 for box in self._boxes)
        height = min(cell.y() * 0.8, em * (3.4 if long else 2.9))
        found = {}
        for box in self._boxes:
            centre = QPointF((box.column - min(columns) + 0.5) * cell.x(), (box.row - min(rows) + 0.5) * cell.y())
            found[box.key] = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        return found

    def _ends(self, flow: Flow, frames: dict[str, QRectF]) -> tuple[QPointF, QPointF]:
        source, target = (flow.source, flow.target) if flow.size >= 0.0 else (flow.target, flow.source)
        first, last = frames[source], frames[target]
        return _edge(first, last.center()), _edge(last, first.center())

    def _text_frames(self, frames: dict[str, QRectF]) -> list[QRectF | None]:
        """Where the words of each flow stand, those of the strongest first: none lies on another or on a box."""
        taken = [frames[box.key] for box in self._boxes if not box.quiet]
        found: dict[int, QRectF | None] = {}
        for place in sorted(range(len(self._flows)), key=lambda at: -abs(self._flows[at].size)):
            words = found[place] = self._text_frame(self._flows[place], frames, taken)
            if words is not None:
                taken.append(words)
        return [found[place] for place in range(len(self._flows))]

    def _text_frame(self, flow: Flow, frames: dict[str, QRectF], taken: list[QRectF]) -> QRectF | None:
        """Where the words of a flow stand; nowhere where there is no room between its boxes, only in the tool tip."""
        if not flow.text:
            return None
        begin, end = self._ends(flow, frames)
        metrics = QFontMetricsF(self.font())
        width, height = metrics.horizontalAdvance(flow.text) + 8, metrics.height()
        if abs(end.x() - begin.x()) < width and abs(end.y() - begin.y()) < height:
            return None
        for share in _PLACES:
            place = begin + (end - begin) * share
            left = min(max(place.x() - width / 2, 1.0), max(self.width() - width - 1.0, 1.0))
            words = QRectF(left, place.y() - height / 2, width, height)
            if not any(words.intersects(frame) for frame in taken):
                return words
        return None

    def _near(self, flow: Flow, words: QRectF | None, frames: dict[str, QRectF], place: QPointF) -> bool:
        """Whether a place is on the words of a flow, or on its line."""
        if words is not None and words.contains(place):
            return True
        begin, end = self._ends(flow, frames)
        along, there = end - begin, place - begin
        length = QPointF.dotProduct(along, along)
        share = QPointF.dotProduct(there, along) / length if length else 0.0
        off = there - along * min(max(share, 0.0), 1.0)
        return bool(QPointF.dotProduct(off, off) < 36.0)

    def quantity_at(self, place: QPointF | None) -> str:
        """What explains the box or flow at a place, or the box that the keys are at."""
        if place is None:
            return self._boxes[self._chosen].name.partition(":")[0] if 0 <= self._chosen < len(self._boxes) else ""
        found = self._at(place)
        return found.name.partition(":")[0] if found is not None else ""

    # Mouse and keyboard

    def _at(self, place: QPointF) -> Box | Flow | None:
        frames = self._frames()
        box = next((one for one in self._boxes if frames[one.key].contains(place)), None)
        if box is not None:
            return box
        placed = zip(self._flows, self._text_frames(frames), strict=True)
        return next((flow for flow, words in placed if self._near(flow, words, frames, place)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found is not None and found.name
                       else Qt.CursorShape.ArrowCursor)  # fmt: skip

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None and found.name and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(found.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if step is not None and self._boxes:
            self._chosen = (self._chosen + step) % len(self._boxes)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._chosen >= 0:
            name = self._boxes[self._chosen].name
            if name:
                self.activated.emit(name)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._chosen = max(self._chosen, 0)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.tip if found is not None else "", self)
            return True
        return super().event(event)


def _lines(label: str, metrics: QFontMetricsF, room: float, most: int) -> list[str]:
    """A name in as many lines as it needs, at most `most`, parted between words."""
    if most < 2 or metrics.horizontalAdvance(label) <= room or " " not in label:
        return [label]
    words = label.split(" ")
    cuts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return list(min(cuts, key=lambda pair: max(metrics.horizontalAdvance(line) for line in pair)))


def _edge(frame: QRectF, towards: QPointF) -> QPointF:
    """Where the line from the middle of a box towards a place leaves the box."""
    centre = frame.center()
    along = towards - centre
    if along.x() == 0.0 and along.y() == 0.0:
        return centre
    reach = min(
        frame.width() / 2 / abs(along.x()) if along.x() else math.inf,
        frame.height() / 2 / abs(along.y()) if along.y() else math.inf,
    )
    return centre + along * reach
