"""A row of widgets that goes on in another line where there is no room: no button is cut in a narrow window."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class WrappingRow(QLayout):
    """Each widget keeps the size that it asks for."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._widgets: list[QWidget] = []
        self.setContentsMargins(QMargins())

    def add(self, *widgets: QWidget) -> "WrappingRow":
        """Put widgets at the end."""
        for widget in widgets:
            # An item that Qt makes may come in the Python object of one that is long deleted.
            self.addChildWidget(widget)
            self.addItem(QWidgetItem(widget))
        return self

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        widget = item.widget()
        assert widget is not None, "rows hold widgets alone"
        self._widgets.append(widget)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        del self._widgets[index]
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        found = QSize()
        for widget in self._widgets:
            found = found.expandedTo(widget.minimumSizeHint()).expandedTo(widget.minimumSize())
        return found

    def _place(self, rect: QRect, *, move: bool) -> int:
        """The height that the widgets take within the width of `rect`: those of a line stand on one middle."""
        lines: list[list[tuple[QWidget, int, QSize]]] = [[]]
        x = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = _size(widget)
            if lines[-1] and x + size.width() > rect.width():
                lines.append([])
                x = 0
            lines[-1].append((widget, x, size))
            x += size.width() + self._gap
        down = 0
        for line in lines:
            high = max((size.height() for _, _, size in line), default=0)
            for widget, across, size in line if move else ():
                at = QPoint(rect.x() + across, rect.y() + down + (high - size.height()) // 2)
                widget.setGeometry(QRect(at, size.boundedTo(QSize(max(rect.width(), 1), size.height()))))
            down += high + self._gap
        return max(down - self._gap, 0)


def _size(widget: QWidget) -> QSize:
    """What a widget asks for, within what it may have."""
    asked = widget.sizeHint().expandedTo(widget.minimumSizeHint()).expandedTo(widget.minimumSize())
    return asked.boundedTo(widget.maximumSize())
