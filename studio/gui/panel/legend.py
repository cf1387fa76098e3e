"""The key of the hatches, and the sentence that states the scale of the heights."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.design.panel import ROLES
from studio.gui.panel.looks import ground, hatch, tone
from studio.gui.panel.words import role_text
from studio.gui.session import Session
from studio.text import tr


class Legend(QWidget):
    """A swatch and a name for each role that the stack has, in as many lines as the width asks for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._roles: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Key of the hatches"))
        session.design_changed.connect(self.refresh)
        session.theme.changed.connect(self.update)
        self.refresh()

    def refresh(self) -> None:
        present = {layer.role for layer in self._session.design.stack.layers}
        roles = tuple(role for role in ROLES if role in present)
        if roles != self._roles:
            self._roles = roles
            self.setAccessibleDescription(", ".join(role_text(role) for role in roles))
            self.updateGeometry()
            self.update()

    def heightForWidth(self, width: int) -> int:
        places = self._lay_out(float(width))
        return round(places[-1][1].bottom() if places else 0) + 1

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().height() * 20
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 8, em)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._session.theme.colours
        painter = QPainter(self)
        for role, place in self._lay_out(float(self.width())):
            side = place.height() * 0.8
            swatch = QRectF(place.left(), place.top() + place.height() * 0.1, side * 1.4, side)
            painter.fillRect(swatch, ground(colours, role))
            painter.fillRect(swatch, hatch(colours, role))
            painter.setPen(QPen(tone(colours, role), 1))
            painter.drawRect(swatch)
            painter.setPen(QColor(colours.muted))
            words = place.adjusted(side * 1.4 + place.height() * 0.35, 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), role_text(role))
        painter.end()

    def _lay_out(self, width: float) -> list[tuple[str, QRectF]]:
        metrics = self.fontMetrics()
        em = float(metrics.height())
        x, y, places = 0.0, 0.0, []
        for role in self._roles:
            wide = em * 1.55 + metrics.horizontalAdvance(role_text(role))
            if x > 0 and x + wide > width:
                x, y = 0.0, y + em * 1.2
            places.append((role, QRectF(x, y, wide, em)))
            x += wide + em * 0.8
        return places
