"""Controls beside one another, in as many rows as the width asks for."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class WrappedRow(QWidget):
    """Its height follows its width; the keyboard goes through the controls in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        self._gap = round(self.fontMetrics().height() * 0.5)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, item: QWidget) -> None:
        """Put a control behind the others."""
        item.setParent(self)
        if self._items:
            QWidget.setTabOrder(self._items[-1], item)
        self._items.append(item)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def _arrange(self) -> None:
        if self.width() < self.fontMetrics().height() * 8:
            return  # not laid out yet
        x = y = row = 0
        for item in self._items:
            if item.isHidden():
                continue
            size = item.sizeHint()
            width = min(size.width(), self.width())
            if x and x + width > self.width():
                x, y, row = 0, y + row + self._gap // 2, 0
            item.setGeometry(QRect(x, y, width, size.height()))
            x += width + self._gap
            row = max(row, size.height())
        if self.height() != y + row:
            self.setFixedHeight(y + row)
