"""The chain about a number, drawn: the wheel zooms, a drag moves it, a click puts another number in the middle."""

import math
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.analysis import RESULTS
from studio.gui.explain.chain_graph import Graph, GraphNode, Layout, group_label, lay_out
from studio.gui.explain.facts import Link, link_of
from studio.gui.session import Session
from studio.text import tr

_WIDTH, _HEIGHT, _COLUMN, _ROW = 13.0, 2.9, 17.5, 3.7
"""Sizes of a node, and steps from column to column and row to row, in heights of a line."""
_LEAST, _MOST = 0.12, 3.0
_READABLE = 0.6
"""Scale below which a graph is shown about its centre at first, and not as a whole."""


class ChainView(QWidget):
    """`chosen` carries the name of a result or field that was clicked or entered, `opened` the key of a group."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chain_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.session = session
        self.graph = Graph("", (), ())
        self.layout_of = Layout({}, {}, 0)
        self._links: dict[str, Link] = {}
        self._scale, self._offset = 1.0, QPointF()
        self._held: Callable[[], None] | None = self._begin
        """What is shown again in another size; nothing once somebody has moved or zoomed it."""
        self.current = ""
        self._hovered = ""
        self._dragged: QPointF | None = None
        self._moved = False

    # What is shown

    def show_graph(self, graph: Graph) -> None:
        """Show another graph, all of it at first; the keys begin in its middle."""
        if graph != self.graph:
            self.graph, self.layout_of = graph, lay_out(graph)
            self.current = graph.centre
            self._begin()
        self.renew()

    def renew(self) -> None:
        """Take over the values as they are now."""
        results = self.session.results()
        self._links = {node.key: link_of(results, node.key) for node in self.graph.nodes if not node.is_group}
        self.setAccessibleName(tr("The chain of {label}", label=self._label(self.graph.centre)))
        self._tell_current()
        self.update()

    def _label(self, key: str) -> str:
        link = self._links.get(key)
        return link.label if link is not None else key

    def words(self, node: GraphNode) -> tuple[str, str]:
        """What stands in a node: its name and its value."""
        if node.is_group:
            return group_label(node), tr("click to open")
        link = self._links[node.key]
        return link.label, link.text

    def state(self, node: GraphNode) -> str:
        """"fresh" or what the stage is of which a node, or one of its members, is a result."""
        names = node.members or (node.key,)
        states = {self.session.status(RESULTS[name].stage) for name in names if name in RESULTS}
        return next((one for one in ("failed", "not_run", "outdated", "running") if one in states), "fresh")

    def _tell_current(self) -> None:
        if self.current and any(node.key == self.current for node in self.graph.nodes):
            self.setAccessibleDescription(" ".join(self.words(self.graph.node(self.current))))

    # Geometry

    @property
    def _em(self) -> float:
        return QFontMetricsF(self.font()).height()

    def frame_of(self, key: str) -> QRectF:
        """Where a node stands in the drawing."""
        column, row = self.layout_of.places[key]
        em = self._em
        return QRectF(column * _COLUMN * em - _WIDTH * em / 2, row * _ROW * em - _HEIGHT * em / 2, _WIDTH * em,
                      _HEIGHT * em)  # fmt: skip

    def bounds(self) -> QRectF:
        """The frame of the whole drawing."""
        whole = QRectF()
        for node in self.graph.nodes:
            whole = whole.united(self.frame_of(node.key))
        rows = [row for bends in self.layout_of.bends.values() for _, row in bends]
        if rows:
            step = _ROW * self._em
            whole.setTop(min(whole.top(), min(rows) * step))
            whole.setBottom(max(whole.bottom(), max(rows) * step))
        margin = 0.8 * self._em
        return whole.adjusted(-margin, -margin, margin, margin)

    def fit(self) -> None:
        """Show the whole drawing."""
        whole = self.bounds()
        if whole.width() > 0.0 and self.width() > 0:
            self._scale = max(min(self.width() / whole.width(), self.height() / whole.height(), 1.15), _LEAST)
            self._offset = QPointF(self.width() / 2, self.height() / 2) - whole.center() * self._scale
        self._held = self.fit
        self.update()

    def _begin(self) -> None:
        """Show all of it, or what is about its centre where all of it could not be read."""
        self.fit()
        if self._scale < _READABLE and self.graph.centre:
            self._scale = _READABLE
            self._offset += QPointF(self.width() / 2, self.height() / 2) - self.place_of(self.graph.centre)
            self._fill()
        self._held = self._begin

    def _fill(self) -> None:
        """Leave no room empty on a side beyond which nothing is."""
        whole = self.bounds()
        left = whole.left() * self._scale + self._offset.x()
        right = whole.right() * self._scale + self._offset.x()
        if right < self.width():
            self._offset += QPointF(self.width() - right, 0.0)
        elif left > 0.0:
            self._offset -= QPointF(left, 0.0)

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Larger or smaller about a place of the view."""
        place = about if about is not None else QPointF(self.width() / 2, self.height() / 2)
        scale = min(max(self._scale * factor, _LEAST), _MOST)
        self._offset = place - (place - self._offset) * (scale / self._scale)
        self._scale = scale
        self._held = None
        self.update()

    def node_at(self, place: QPointF) -> GraphNode | None:
        there = (place - self._offset) / self._scale
        return next((node for node in self.graph.nodes if self.frame_of(node.key).contains(there)), None)

    def place_of(self, key: str) -> QPointF:
        """Where the middle of a node is seen."""
        return self.frame_of(key).center() * self._scale + self._offset

    def quantity_at(self, place: QPointF | None) -> str:
        """What explains the node at a place, or the one the keys are at."""
        node = self.node_at(place) if place is not None else None
        key = node.key if node is not None else self.current if place is None else ""
        return "" if key.startswith("[") else key

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 70, em * 40)

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 16, em * 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._held is not None:
            self._held()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.session.theme.colours.surface))
        painter.translate(self._offset)
        painter.scale(self._scale, self._scale)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """The whole drawing, about the middle of its centre."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near = {edge for edge in self.graph.edges if self._lit and self._lit in edge}
        for edge in sorted(self.graph.edges, key=lambda one: one in near):
            self._draw_edge(painter, edge, edge in near)
        for node in self.graph.nodes:
            self._draw_node(painter, node)

    @property
    def _lit(self) -> str:
        """The node whose edges stand out: under the pointer, or where the keys are."""
        return self._hovered or (self.current if self.hasFocus() else "")

    def _draw_edge(self, painter: QPainter, edge: tuple[str, str], near: bool) -> None:
        colours, em = self.session.theme.colours, self._em
        first, last = self.frame_of(edge[0]), self.frame_of(edge[1])
        points = [QPointF(first.right(), first.center().y())]
        for column, row in self.layout_of.bends.get(edge, ()):
            y = row * _ROW * em
            points += [QPointF(column * _COLUMN * em - _WIDTH * em / 2, y),
                       QPointF(column * _COLUMN * em + _WIDTH * em / 2, y)]  # fmt: skip
        points.append(QPointF(last.left(), last.center().y()))
        path = QPainterPath(points[0])
        for begin, end in zip(points[::2], points[1::2], strict=True):
            half = (end.x() - begin.x()) / 2
            path.lineTo(begin)
            path.cubicTo(begin + QPointF(half, 0), end - QPointF(half, 0), end)
        colour = QColor(colours.accent if near else colours.muted)
        if not near:
            colour.setAlphaF(0.45)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.2 if near else 1.3))
        painter.drawPath(path)
        head = QPainterPath(points[-1])
        head.lineTo(points[-1] + QPointF(-0.45 * em, -0.22 * em))
        head.lineTo(points[-1] + QPointF(-0.45 * em, 0.22 * em))
        head.closeSubpath()
        painter.fillPath(head, colour)

    def _draw_node(self, painter: QPainter, node: GraphNode) -> None:
        colours, em, frame = self.session.theme.colours, self._em, self.frame_of(node.key)
        state = self.state(node)
        edge = {"failed": colours.red, "not_run": colours.amber, "outdated": colours.amber}.get(state, colours.line)
        centre = node.key == self.graph.centre
        chosen = node.key == self.current and self.hasFocus()
        painter.setBrush(QColor(colours.window if node.is_field else colours.raised))
        pen = QPen(QColor(colours.accent if chosen or centre else edge), 2.6 if chosen or centre else 1.4)
        if state in {"outdated", "not_run"} or node.is_group:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        corner = (0.9 if node.is_field else 0.25) * em
        painter.drawRoundedRect(frame, corner, corner)
        if node.is_group:  # as a pile
            painter.drawLine(frame.bottomLeft() + QPointF(4, 3), frame.bottomRight() + QPointF(-4, 3))
        label, text = self.words(node)
        sign = {"failed": "✕ ", "not_run": "○ ", "outdated": "◔ "}.get(state, "")
        if node.is_field:
            sign = "✎ "
        font = QFont(self.font())
        room = frame.width() - 0.8 * em
        for words, bold, top, colour in ((sign + label, False, 0.2, colours.text if centre else colours.muted),
                                         (text, not node.is_group, 1.4, colours.text)):  # fmt: skip
            font.setBold(bold)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRectF(frame.left() + 0.4 * em, frame.top() + top * em, room, 1.3 * em)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter),
                             QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room))  # fmt: skip

    # Pictures

    def image(self, ratio: float = 2.0) -> QImage:
        """The whole drawing as a picture."""
        whole = self.bounds()
        made = QImage(math.ceil(whole.width() * ratio), math.ceil(whole.height() * ratio),
                      QImage.Format.Format_ARGB32_Premultiplied)  # fmt: skip
        made.fill(QColor(self.session.theme.colours.surface))
        painter = QPainter(made)
        painter.scale(ratio, ratio)
        painter.translate(-whole.topLeft())
        self.draw(painter)
        painter.end()
        return made

    def sheet(self) -> QSize:
        """How much room the whole drawing takes."""
        whole = self.bounds()
        return QSize(math.ceil(whole.width()), math.ceil(whole.height()))

    def draw_sheet(self, painter: QPainter) -> None:
        """Draw all of it on a sheet of that size."""
        painter.fillRect(QRect(QPoint(0, 0), self.sheet()), QColor(self.session.theme.colours.surface))
        painter.translate(-self.bounds().topLeft())
        self.draw(painter)

    # Mouse and keyboard

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.0015 ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None and event.buttons():
            step = event.position() - self._dragged
            if self._moved or step.manhattanLength() > 4:
                self._offset += step
                self._dragged, self._moved, self._held = event.position(), True, None
                self.update()
            return
        node = self.node_at(event.position())
        key = node.key if node is not None else ""
        self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.OpenHandCursor)
        if key != self._hovered:
            self._hovered = key
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved, self._dragged = self._moved, None
        node = self.node_at(event.position())
        if not moved and node is not None and event.button() == Qt.MouseButton.LeftButton:
            self.current = node.key
            self._enter(node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.node_at(event.position()) is None:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = ""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current in self.layout_of.places:
            self._enter(self.graph.node(self.current))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _go(self, across: int, down: int) -> None:
        """To the nearest node on a side; along an edge where there is one."""
        places = self.layout_of.places
        if self.current not in places:
            self.current = self.graph.centre
        column, row = places[self.current]
        if down:
            same = sorted((where[1], key) for key, where in places.items() if where[0] == column)
            at = [key for _, key in same].index(self.current) + down
            target = same[min(max(at, 0), len(same) - 1)][1]
        else:
            joined = {one if other == self.current else other for one, other in self.graph.edges
                      if self.current in (one, other)}  # fmt: skip
            target = _nearest(places, joined, column, row, across) or _nearest(places, places, column, row, across)
        if target:
            self.current = target
            self._bring_into_view(target)
            self._tell_current()
            self.update()

    def _bring_into_view(self, key: str) -> None:
        frame = self.frame_of(key)
        seen = QRectF(frame.topLeft() * self._scale + self._offset, frame.size() * self._scale)
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        dx = max(room.left() - seen.left(), 0.0) or min(room.right() - seen.right(), 0.0)
        dy = max(room.top() - seen.top(), 0.0) or min(room.bottom() - seen.bottom(), 0.0)
        if dx or dy:
            self._offset += QPointF(dx, dy)
            self._held = None

    def _enter(self, node: GraphNode) -> None:
        if node.is_group:
            self.opened.emit(node.key)
        else:
            self.chosen.emit(node.key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self.node_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(node) if node is not None else "", self)
            return True
        return super().event(event)

    def _tip(self, node: GraphNode) -> str:
        if node.is_group:
            return "\n".join(node.members[:20]) + ("\n…" if len(node.members) > 20 else "")
        label, text = self.words(node)
        lines = [f"{label} = {text}", node.key]
        if node.key in RESULTS:
            lines.append(tr(RESULTS[node.key].equation))
            failure = self.session.failure(RESULTS[node.key].stage)
            lines += [failure] if failure else []
        return "\n".join(lines)


_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


def _nearest(
    places: Mapping[str, tuple[int, float]], among: object, column: int, row: float, across: int
) -> str:  # fmt: skip
    """The node on a side that is nearest, of those `among`; empty where there is none."""
    found = [(abs(places[key][0] - column), abs(places[key][1] - row), key) for key in among  # type: ignore[attr-defined]
             if (places[key][0] - column) * across > 0]  # fmt: skip
    return min(found)[2] if found else ""
