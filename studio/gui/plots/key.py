"""The legend beside or above the plot, in which each curve has its name, its stroke and its value at the cursor."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QWidget

from studio.gui.plots.curve import faded, pen
from studio.text import tr

_WIDEST_VALUE = "−888.8 kW"


class Key(QAbstractButton):
    """Name, stroke and value of one curve; pressing it hides the curve and shows it again.

    `isolated` asks for it to be the only one, or for all again. Without `switch` it only shows a value.
    """

    isolated = Signal()

    def __init__(self, name: str, label: str, parent: QWidget, switch: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(f"key_{name}")
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(switch)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if switch else Qt.FocusPolicy.NoFocus)
        if switch:
            self.setChecked(True)
            self.setToolTip(_tip(label))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tint = ""
        self._filled = False
        self._dashed = 0
        self._value = ""
        self._value_tint = ""

    @property
    def value(self) -> str:
        return self._value

    def use_label(self, label: str) -> None:
        """Name another curve."""
        if label != self.text():
            self.setText(label)
            self.setAccessibleName(label)
            self.setToolTip(_tip(label))

    def use(self, tint: str, filled: bool, dashed: int) -> None:
        self._tint, self._filled, self._dashed = tint, filled, dashed
        self.update()

    def show_value(self, value: str, tint: str = "") -> None:
        if (value, tint) != (self._value, self._value_tint):
            self._value, self._value_tint = value, tint
            self.setAccessibleDescription(value)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(_WIDEST_VALUE)
        return QSize(width + 6 * _character(metrics) + 6, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(_WIDEST_VALUE) + 12 * _character(metrics), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self.fitting()
        painter.setFont(font)
        metrics, area = QFontMetrics(font), self.rect().adjusted(3, 0, -3, 0)
        palette = self.palette()
        middle, stroke = area.center().y() + 0.5, 3.4 * _character(metrics)
        on = self.isChecked() or not self.isCheckable()
        if self._tint:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._filled:
                block = QRectF(area.left(), middle - metrics.ascent() * 0.3, stroke, metrics.ascent() * 0.6)
                painter.fillRect(block, faded(self._tint, 0.45 if on else 0.12))
            painter.setPen(pen(faded(self._tint, 1.0 if on else 0.3), 2.2, self._dashed))
            painter.drawLine(QPointF(area.left(), middle), QPointF(area.left() + stroke, middle))
        muted = palette.placeholderText().color()
        text = QColor(self._value_tint) if self._value_tint else palette.windowText().color()
        painter.setPen(text if on else muted)
        value_width = metrics.horizontalAdvance(self._value)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._value)
        left = int(stroke + _character(metrics)) if self._tint else 0
        room = area.width() - left - value_width - _character(metrics)
        painter.setPen(QColor(muted))
        label = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 0))
        place = QRect(area.left() + left, area.top(), max(room, 0), area.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), label)
        if self.hasFocus():
            painter.setPen(pen(palette.highlight().color(), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()


    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Its first click has hidden the curve, or shown it; the second is none of its own.
        event.accept()
        if self.isCheckable():
            self.isolated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isCheckable():
            event.accept()
            self.isolated.emit()
        else:
            super().keyPressEvent(event)

    def fitting(self) -> QFont:
        """The font of the words, smaller where many keys share little height: no letter is cut at its foot."""
        font = self.font()
        share = self.height() / self.fontMetrics().height()
        if share < 1.0:
            font.setPixelSize(max(round(QFontInfo(font).pixelSize() * max(share, 0.7)), 1))
        return font


def _character(metrics: QFontMetrics) -> int:
    """The width of a letter: the average of a Chinese font is that of its wide characters."""
    return min(metrics.averageCharWidth(), metrics.horizontalAdvance("n"))


def _tip(label: str) -> str:
    return tr("Show or hide “{label}”; a double click, or Enter, shows it alone and then all again", label=label)


class KeyColumn(QWidget):
    """The keys, in one column or in several, and their heading, which says where the values are taken.

    The heading is placed by the view.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, Key] = {}
        self.heading = QLabel(self)
        self.heading.setObjectName("heading")
        self.heading.setContentsMargins(3, 0, 3, 2)
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._place()

    def add(self, name: str, label: str, switch: bool = True) -> Key:
        key = Key(name, label, self, switch)
        self._keys[name] = key
        key.isolated.connect(lambda: self.isolate(name))
        self._place()
        return key

    def isolate(self, name: str) -> None:
        """Leave this curve alone in the plot; where it is alone already, show all again."""
        keys = {one: key for one, key in self._keys.items() if key.isCheckable() and key.isVisibleTo(self)}
        others = [key for one, key in keys.items() if one != name]
        alone = not any(key.isChecked() for key in others)
        for key in others:
            key.setChecked(alone)
        self._keys[name].setChecked(True)

    def clear(self) -> None:
        """Take all keys away, for others."""
        for key in self._keys.values():
            self._grid.removeWidget(key)
            key.hide()
            key.deleteLater()
        self._keys.clear()

    def fit(self, width: int, rows: int | None = None) -> None:
        """Set the keys in as many columns as leave every name whole, or in more where they would need more rows."""
        widest = max((key.sizeHint().width() for key in self._keys.values()), default=1)
        gap = self._grid.horizontalSpacing()
        columns = max(1, (width + gap) // (widest + gap))
        self.use_columns(columns if rows is None else max(columns, -(-len(self._keys) // rows)))

    def columns_in(self, height: int) -> int:
        """The columns that the keys shown take in so little height, set as close as can be read."""
        row = round(0.8 * self.fontMetrics().height())
        shown = sum(key.isVisibleTo(self) for key in self._keys.values())
        return max(1, -(-shown * row // max(height, row)))

    def use_columns(self, columns: int) -> None:
        """Set the keys in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for column in range(max(self._grid.columnCount(), self._columns)):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for position, key in enumerate(self._keys.values()):
            self._grid.addWidget(key, position // self._columns, position % self._columns)
        self._grid.setRowStretch(len(self._keys), 1)

    def __getitem__(self, name: str) -> Key:
        return self._keys[name]

    def show_heading(self, text: str) -> None:
        if text != self.heading.text():
            self.heading.setText(text)
