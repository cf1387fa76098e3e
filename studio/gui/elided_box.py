"""A box of choices that may be narrower than what is chosen: that is elided then, and the tool tip has all of it."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip


class ElidedBox(QComboBox):
    """Shows what fits of its text, with "…" for the rest."""

    elides = True

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._shown(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            text = self.currentText()
            if self._shown(option) != text:
                tip = self.toolTip()
                QToolTip.showText(event.globalPos(), f"{text}\n{tip}" if tip and tip != text else text, self)
                return True
        return super().event(event)

    def _shown(self, option: QStyleOptionComboBox) -> str:
        room: QRect = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)  # fmt: skip
        text = self.currentText()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room.width() - 2, 0))
