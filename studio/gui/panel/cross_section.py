"""The stack as a cross-section that is edited in place: select, reorder, and pull a layer thicker."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from studio.design.field import struct_fields
from studio.design.panel import Layer
from studio.gui.inspector.change import Gesture
from studio.gui.panel.actions import LayerActions
from studio.gui.panel.bands import BandScale, dragged
from studio.gui.panel.edits import with_field
from studio.gui.panel.layer_notes import STAGES, issue_text, layer_issues
from studio.gui.panel.section_paint import Places, Shown, paint
from studio.gui.panel.selection import Selection
from studio.gui.panel.thickness_edit import ThicknessEdit
from studio.gui.panel.words import layer_text, thickness_text
from studio.gui.session import Session
from studio.text import tr

_THICKNESS = struct_fields(Layer)["thickness"]
_LOW_EMS, _ROOMY_EMS, _LEAST_EMS, _CLEAR_EMS, _MOST_EMS, _DRAG_EMS = 1.5, 2.45, 0.3, 0.6, 2.6, 4.0
"""In heights of the font: the thinnest layer with one line of text and with two, a decade at least where there is no
room, where there is room for both lines, and at most, and a decade of dragging."""
_KEY_STEP = 1.05


class CrossSection(QWidget):
    """Sun side at the top; `said` carries why an edit was refused, or nothing when the last one was not.

    `carried_to` says at which height a layer is being carried, so that a scroll area can follow.
    """

    said = Signal(str)
    scale_changed = Signal()
    carried_to = Signal(int)

    def __init__(
        self, session: Session, selection: Selection, actions: LayerActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cross-section")
        self.setAccessibleName(tr("Cross-section of the panel"))
        self.session = session
        self._selection = selection
        self._actions = actions
        self._gesture = Gesture(session, self)
        self._issues = layer_issues(session)
        self._hovered, self._edge = -1, -1
        self._pressed: QPointF | None = None
        self._carried, self._gap = -1, -1
        self._pulled, self._pulled_from = -1, 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.addActions(list(actions.by_name.values()))
        self._em = self.fontMetrics().height()
        self._scale = BandScale(1e-9, 1.0, 1.0)
        self._places = Places([0.0, 1.0], 0.0, 1.0, 1.0)
        self.editor = ThicknessEdit(session, self)
        self.editor.said.connect(self.said)
        self.editor.closed.connect(self._editor_closed)
        session.design_changed.connect(self.refresh)
        session.outcome_changed.connect(self._outcome_changed)
        session.theme.changed.connect(self.update)
        selection.changed.connect(self._selection_changed)
        self.refresh()

    @property
    def places(self) -> Places:
        return self._places

    @property
    def scale(self) -> BandScale:
        return self._scale

    def sizeHint(self) -> QSize:
        return QSize(self._em * 24, self._em * 18)

    def refresh(self) -> None:
        """Lay the design out anew; while a layer is pulled, the scale stays what it was."""
        self._issues = layer_issues(self.session)
        thicknesses = [layer.thickness for layer in self.session.design.stack.layers]
        em, margin = self._em, 4.0
        if self._pulled < 0:
            low, roomy = (BandScale.fitting(thicknesses, 0.0, em * base, em * least, em * _MOST_EMS)
                          for base, least in ((_LOW_EMS, _LEAST_EMS), (_ROOMY_EMS, _CLEAR_EMS)))  # fmt: skip
            self.setMinimumHeight(round(low.edges(thicknesses)[-1] + 2 * margin))
            room = max(self.height(), self.minimumHeight()) - 2 * margin
            base = roomy.base if roomy.edges(thicknesses)[-1] <= room else low.base
            scale = BandScale.fitting(thicknesses, room, base, em * _LEAST_EMS, em * _MOST_EMS)
            if scale != self._scale:
                self._scale = scale
                self.scale_changed.emit()
        edges = [margin + y for y in self._scale.edges(thicknesses)]
        if self._pulled >= 0:
            self.setMinimumHeight(max(self.minimumHeight(), round(edges[-1] + margin)))
        width = float(self.width())
        picture = max(width * 0.34, em * 5.0)
        self._places = Places(edges, margin, margin + picture, width - margin)
        self._place_editor()
        self._describe()
        self.update()

    def edit_thickness(self) -> None:
        """Open the line in which the thickness of the selected layer is typed."""
        self.editor.open(self._selection.index)
        self._place_editor()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self._pulled if self._pulled >= 0 else self._edge
        shown = Shown(self._selection.index, self._hovered, edge, self._carried, self._gap, self.hasFocus(),
                      self._issues)  # fmt: skip
        paint(painter, self.session.design, self._places, shown, self.session.theme.colours, self.font())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        edge, position = self._edge_at(event.position()), self._layer_at(event.position())
        if edge >= 0:
            self._selection.select(edge)
            self._pulled = edge
            self._pulled_from = self.session.design.stack.layers[edge].thickness
            self._gesture.begin()
        elif position >= 0:
            self._selection.select(position)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._point_at(event.position())
        elif self._pulled >= 0:
            self._pull(event)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._carry(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        if self._pulled >= 0:
            self._pulled = -1
            self._gesture.end()
            self.refresh()
        elif self._carried >= 0:
            source, gap = self._carried, self._gap
            self._carried = self._gap = -1
            if gap >= 0:
                self._actions.move(source, gap if gap <= source else gap - 1)
        self._point_at(event.position())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = self._layer_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position >= 0:
            self._selection.select(position)
            self.edit_thickness()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = self._edge = -1
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._gesture.end()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, index, key = len(self.session.design.stack.layers), self._selection.index, Qt.Key(event.key())
        targets = {Qt.Key.Key_Up: index - 1, Qt.Key.Key_Down: index + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}
        if key in targets and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._selection.select(targets[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            strength = 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            factor = _KEY_STEP**strength
            now = self.session.design.stack.layers[index].thickness
            fresh = now * factor if key == Qt.Key.Key_Right else now / factor
            self._set_thickness(index, dragged(fresh, 0.0, 3, *_bounds()), self._gesture.step())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_thickness()
        elif key == Qt.Key.Key_Escape and (self._carried >= 0 or self._pulled >= 0):
            self._give_up()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        position = self._layer_at(QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Mouse and position >= 0:
            self._selection.select(position)
        self._actions.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self._layer_at(QPointF(event.pos()))
            text = layer_text(self.session.design, position) if position >= 0 else ""
            if position >= 0 and (odd := issue_text(self._issues, self.session.design.stack.layers[position].name)):
                text = f"{text}\n⚠ {odd}"
            QToolTip.showText(event.globalPos(), text, self)
            return True
        if event.type() == QEvent.Type.FontChange:
            self._em = self.fontMetrics().height()
            self.refresh()
        return super().event(event)

    # What the pointer does

    def _layer_at(self, point: QPointF) -> int:
        edges = self._places.edges
        return next((n for n in range(len(edges) - 1) if edges[n] <= point.y() < edges[n + 1]), -1)

    def _edge_at(self, point: QPointF) -> int:
        places, reach = self._places, self._em * 0.3
        if not places.picture_left <= point.x() <= places.picture_right:
            return -1
        nearest = min(range(1, len(places.edges)), key=lambda n: abs(places.edges[n] - point.y()))
        return nearest - 1 if abs(places.edges[nearest] - point.y()) <= reach else -1

    def _point_at(self, point: QPointF) -> None:
        edge = self._edge_at(point)
        hovered = self._layer_at(point) if edge < 0 else -1
        if (edge, hovered) != (self._edge, self._hovered):
            self._edge, self._hovered = edge, hovered
            self.setCursor(Qt.CursorShape.SizeVerCursor if edge >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def _pull(self, event: QMouseEvent) -> None:
        assert self._pressed is not None
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        pixels = max(self._scale.decade, self._em * _DRAG_EMS) * (5.0 if fine else 1.0)
        decades = (event.position().y() - self._pressed.y()) / pixels
        if decades == 0.0:
            thickness = self._pulled_from
        else:
            thickness = dragged(self._pulled_from, decades, 3 if fine else 2, *_bounds())
        self._set_thickness(self._pulled, thickness, self._gesture.token)
        QToolTip.showText(event.globalPosition().toPoint(), thickness_text(thickness), self)

    def _carry(self, point: QPointF) -> None:
        assert self._pressed is not None
        if self._carried < 0:
            if abs(point.y() - self._pressed.y()) < QApplication.startDragDistance():
                return
            self._carried = self._layer_at(self._pressed)
            if self._carried < 0:
                return
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        edges = self._places.edges
        gap = min(range(len(edges)), key=lambda n: abs(edges[n] - point.y()))
        self._gap = -1 if gap in (self._carried, self._carried + 1) else gap
        self.carried_to.emit(round(point.y()))
        self.update()

    def _give_up(self) -> None:
        if self._pulled >= 0:
            self._set_thickness(self._pulled, self._pulled_from, self._gesture.token)
            self._gesture.end()
        self._pressed = None
        self._carried = self._gap = self._pulled = -1
        self.unsetCursor()
        self.refresh()

    def _set_thickness(self, position: int, thickness: float, gesture: object) -> None:
        layers = self.session.design.stack.layers
        if position >= len(layers):  # undone under the pointer
            return
        label = tr("Thickness of {name}", name=layers[position].name)
        refusal = self.session.edit(label, lambda design: with_field(design, position, "thickness", thickness), gesture)
        self.said.emit(refusal.text if refusal is not None else "")

    # What follows

    def _outcome_changed(self, stage: str) -> None:
        if stage in STAGES:
            self._issues = layer_issues(self.session)
            self.update()

    def _selection_changed(self) -> None:
        self._describe()
        self.update()

    def _describe(self) -> None:
        text = layer_text(self.session.design, self._selection.index)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _place_editor(self) -> None:
        position = self.editor.position
        if 0 <= position < len(self._places.edges) - 1:
            row = self._places.row(position)
            width, height = self._em * 7.0, float(self.editor.sizeHint().height())
            self.editor.setGeometry(
                QRectF(row.right() - width, row.center().y() - height / 2, width, height).toAlignedRect()
            )

    def _editor_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _bounds() -> tuple[float, float]:
    assert _THICKNESS.low is not None
    assert _THICKNESS.high is not None
    return _THICKNESS.low, _THICKNESS.high
