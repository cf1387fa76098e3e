"""What each layer weighs, as one bar in the colours of the cross-section, and what the heaviest one costs."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from studio.design.quantity import SPECIFIC_POWER
from studio.design.unit_text import display
from studio.gui.panel.looks import ground, hatch, tone
from studio.gui.panel.selection import Selection
from studio.gui.panel.words import areal_mass_text, layer_mass, layer_text, mass_shares, share_text
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.text import tr


class MassShare(QWidget):
    """Reads the design alone, so it holds while a computation has failed."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        em = self.fontMetrics().height()
        self.heading = QLabel(self)
        lettered(self.heading)
        self.bar = MassBar(session, selection, self)
        self.insight = QLabel(self)
        self.insight.setObjectName("panel-insight")
        self.insight.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.6), round(em * 0.4), round(em * 0.6), round(em * 0.4))
        layout.setSpacing(round(em * 0.35))
        for widget in (self.heading, self.bar, self.insight):
            layout.addWidget(widget)
        session.design_changed.connect(self.refresh)
        session.outcome_changed.connect(self._outcome_changed)
        self.refresh()

    def refresh(self) -> None:
        masses = [layer_mass(layer) for layer in self._session.design.stack.layers]
        self.heading.setText(tr("Mass by layer: {mass}", mass=areal_mass_text(sum(masses))))
        self._show_insight()

    def _show_insight(self) -> None:
        design = self._session.design
        shares = mass_shares(design)
        heaviest = max(range(len(shares)), key=shares.__getitem__)
        layer = design.stack.layers[heaviest]
        if len(shares) == 1:
            self.insight.setText(tr("{name} is the whole panel.", name=_named(layer.name)))
            return
        text = tr("{name} weighs {share} of the panel.", name=_named(layer.name), share=share_text(shares[heaviest]))
        table = self._session.table("panel")
        if table is not None and not self._session.failure("panel"):
            lighter = sum(layer_mass(one) for one in design.stack.layers) - layer_mass(layer) / 2
            value = display(table.power_density_operating_bol / lighter, SPECIFIC_POWER, "W/kg", 3)
            text += " " + tr("At half its mass the panel would give {value} in orbit, beginning of life.", value=value)
        self.insight.setText(text)

    def _outcome_changed(self, stage: str) -> None:
        if stage == "panel":
            self._show_insight()


def _named(name: str) -> str:
    return tr("The layer “{name}”", name=name)


class MassBar(QWidget):
    """One piece for each layer; a click selects it."""

    def __init__(self, session: Session, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.setObjectName("mass-bar")
        self.setAccessibleName(tr("Share of each layer in the mass"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.design_changed.connect(self._design_changed)
        session.theme.changed.connect(self.update)
        selection.changed.connect(self.update)
        self._design_changed()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 14, round(em * 1.8))

    def piece(self, position: int) -> QRectF:
        """Where a layer is in the bar."""
        shares = mass_shares(self._session.design)
        width = self.width() - 2.0
        return QRectF(1.0 + sum(shares[:position]) * width, 1.0, shares[position] * width, self.height() - 2.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, design = self._session.theme.colours, self._session.design
        painter = QPainter(self)
        for position, layer in enumerate(design.stack.layers):
            piece = self.piece(position)
            painter.fillRect(piece, ground(colours, layer.role, 0.55))
            text = layer.name
            room = self.fontMetrics().horizontalAdvance(text) + self.fontMetrics().height() * 0.6
            if room <= piece.width():
                painter.setPen(QColor(colours.text))
                painter.drawText(piece, int(Qt.AlignmentFlag.AlignCenter), text)
            else:
                painter.fillRect(piece, hatch(colours, layer.role))
            painter.setPen(QPen(tone(colours, layer.role), 1))
            painter.drawLine(piece.topRight(), piece.bottomRight())
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(QColor(colours.accent), 2))
        chosen = self.piece(self._selection.index)
        painter.drawRect(chosen.adjusted(0, 0, -min(1.0, chosen.width() / 2), 0))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = self._layer_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position >= 0:
            self._selection.select(position)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self._layer_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), layer_text(self._session.design, position), self)
            return True
        return super().event(event)

    def _layer_at(self, point: QPointF) -> int:
        """The layer under a point; the nearest where it is too thin to be hit."""
        count = len(self._session.design.stack.layers)
        return min(range(count), key=lambda n: abs(self.piece(n).center().x() - point.x()) - self.piece(n).width() / 2)

    def _design_changed(self) -> None:
        design = self._session.design
        shares = mass_shares(design)
        named = (f"{one.name} {share_text(share)}" for one, share in zip(design.stack.layers, shares, strict=True))
        self.setAccessibleDescription(", ".join(named))
        self.update()
