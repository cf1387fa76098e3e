"""A face of the panel at the edge of its cross-section: what it absorbs and radiates, as stated or by the layers."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from studio.design import get_value, set_value
from studio.design.edit import field_at
from studio.gui.inspector.words import option_label, sentence
from studio.gui.panel.number_box import NumberBox
from studio.gui.session import Session
from studio.gui.value_text import result_text
from studio.gui.wide_box import WideBox
from studio.text import mark, tr

_ONE_LINE_EMS = 37
_RESULTS = {
    "front": ("panel.absorptance", "panel.emittance_front", "optics.emittance_front_from"),
    "back": ("panel.absorptance_back", "panel.emittance_back", "optics.emittance_back_from"),
}
_HOW = {
    "computed": mark("Computed from n and k of the layers"),
    "table": mark("From the table of the outermost material: its n and k do not reach the infrared"),
    "stated": mark("The stated number: the layers do not tell"),
}


class FaceStrip(QWidget):
    """`face` is "front" or "back"."""

    def __init__(self, session: Session, face: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"face-{face}")
        self._session = session
        self._results = _RESULTS[face]
        self._path = f"stack.{face}.source"
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
        self.computed_absorptance = _Computed(tr("α solar"), wide, self)
        self.computed_emittance = _Computed(tr("ε infrared"), wide, self)
        self.origin = self._make_origin()
        self.message = QLabel(self)
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(round(em * 0.3), 2, round(em * 0.3), 2)
        self._grid.setHorizontalSpacing(round(em * 0.6))
        self._grid.setVerticalSpacing(2)
        self._place()
        session.design_changed.connect(self.refresh)
        session.outcome_changed.connect(self._outcome_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the stated numbers, or those that follow from the layers."""
        source = get_value(self._session.design, self._path)
        self.origin.setCurrentIndex(self.origin.findData(source))
        by_layers = source == "layers"
        for box in (self.absorptance, self.emittance):
            box.setVisible(not by_layers)
        for shown in (self.computed_absorptance, self.computed_emittance):
            shown.setVisible(by_layers)
        if by_layers:
            self._show_computed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        one_line = self.width() >= self._em * _ONE_LINE_EMS
        if one_line != self._one_line:
            self._one_line = one_line
            self._place()

    def _make_origin(self) -> QComboBox:
        spec = field_at(self._session.design, self._path)
        box = WideBox(self)
        box.setObjectName(f"panel-{self._path}")
        box.setAccessibleName(f"{self.glyph.accessibleName()}: {tr(spec.label)}")
        box.setToolTip(f"{tr(spec.label)}\n{tr(spec.help)}")
        for option in spec.choices:
            box.addItem(option_label(option), option)
        box.setMinimumContentsLength(5)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._choose)
        return box

    def _place(self) -> None:
        pairs = ((self.absorptance, self.computed_absorptance), (self.emittance, self.computed_emittance))
        for widget in (self.glyph, self.origin, self.message, *pairs[0], *pairs[1]):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self.glyph, 0, 0)
        self._grid.addWidget(self.origin, *((0, 1) if self._one_line else (1, 0)))
        for number, pair in enumerate(pairs):
            row, column = (0, 2 + number) if self._one_line else (number, 1)
            for widget in pair:
                self._grid.addWidget(widget, row, column)
        self._grid.addWidget(self.message, 2, 0, 1, 4)
        for shown in (self.computed_absorptance, self.computed_emittance):
            shown.origin.setVisible(self._one_line)  # else the box beside it has to say so
        for column, stretch in enumerate((0, 0, 1, 1) if self._one_line else (0, 1, 0, 0)):
            self._grid.setColumnStretch(column, stretch)

    def _choose(self, place: int) -> None:
        option, path = self.origin.itemData(place), self._path
        refusal = None
        if option != get_value(self._session.design, path):
            label = tr("Take the face from: {origin}", origin=option_label(option))
            refusal = self._session.edit(label, lambda design: set_value(design, path, option))
        self._say(refusal.text if refusal is not None else "")
        self.refresh()

    def _show_computed(self) -> None:
        results = {} if self._session.failure("optics") else self._session.results()
        absorptance, emittance, how = (results.get(name) for name in self._results)
        self.computed_absorptance.show_value(result_text(self._results[0], absorptance, 3), tr(_HOW["computed"]))
        self.computed_emittance.show_value(result_text(self._results[1], emittance, 3),
                                           tr(_HOW[how]) if how in _HOW else "")  # fmt: skip

    def _outcome_changed(self, stage: str) -> None:
        if stage == "optics" and get_value(self._session.design, self._path) == "layers":
            self._show_computed()

    def _say(self, text: str) -> None:
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))


class _Computed(QWidget):
    """A number that follows from the layers: to read, not to type."""

    def __init__(self, label: str, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        name = QLabel(label, self)
        name.setMinimumWidth(wide)
        self.value = QLabel(self)
        self.origin = QLabel(tr("from the layers"), self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(round(self.fontMetrics().height() * 0.5))
        for widget in (name, self.value, self.origin):
            widget.setProperty("look", "muted")
            line.addWidget(widget)
        line.addStretch(1)

    def show_value(self, text: str, tip: str) -> None:
        self.value.setText(text)
        self.setToolTip(tip)


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
