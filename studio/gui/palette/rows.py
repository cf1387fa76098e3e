"""What was found as rows of a list: the model, and how a row is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.gui.palette.entry import KINDS, Entry
from studio.gui.palette.match import Query, highlighted, query_of
from studio.gui.theme import Colours, Theme
from studio.text import tr

_Index = QModelIndex | QPersistentModelIndex
_HIGH_EMS, _KIND_EMS, _GAP_EMS = 1.75, 5.6, 0.7


class Rows(QAbstractListModel):
    """The entries found, and the query that they fit."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.query: Query = query_of("")

    def show_entries(self, entries: Sequence[Entry], query: Query) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries, self.query = list(entries), query
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (tr(KINDS[entry.kind]), entry.text.title, entry.value(), entry.text.place, entry.keys, entry.why())
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None


class RowPainter(QStyledItemDelegate):
    """Kind, name with what was typed in bold, where it stands; at the right its value or its key."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, round(option.fontMetrics.height() * _HIGH_EMS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if not isinstance(entry, Entry) or not isinstance(model, Rows):
            return
        rect: QRect = option.rect
        font: QFont = option.font
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint(painter, rect, font, entry, model.query, chosen)
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, font: QFont, entry: Entry, query: Query, chosen: bool) -> None:
        colours: Colours = self._theme.colours
        em = QFontMetrics(font).height()
        gap = round(em * _GAP_EMS)
        faint = colours.on_accent if chosen else colours.muted
        able = not entry.why()
        strong = (colours.on_accent if chosen else colours.text) if able else faint
        if chosen:
            painter.fillRect(rect, QColor(colours.accent))
        painter.setFont(font)
        left = rect.left() + gap
        kind_wide = min(round(em * _KIND_EMS), rect.width() // 5)
        _write(painter, QRect(left, rect.top(), kind_wide, rect.height()), faint, tr(KINDS[entry.kind]))
        left += kind_wide + gap // 2
        right = rect.right() - gap
        metrics = QFontMetrics(font)
        for text, keycap in ((entry.keys, True), (entry.value(), False)):
            if text:
                room = max(0, (right - left) * (4 if keycap else 5) // 10)
                wide = min(metrics.horizontalAdvance(text) + (gap if keycap else 2), room)
                box = QRect(right - wide, rect.top(), wide, rect.height())
                if keycap:
                    _keycap(painter, box, em, QColor(faint))
                align = Qt.AlignmentFlag.AlignCenter if keycap else Qt.AlignmentFlag.AlignRight
                _write(painter, box, strong if able and not keycap else faint, text, align)
                right -= wide + gap
        left = self._title(painter, QRect(left, rect.top(), right - left, rect.height()), font, strong, entry, query)
        place = entry.text.place if able else f"{entry.why()} · {entry.text.place}".rstrip(" ·")
        if right - left > 3 * em:
            _write(painter, QRect(left + gap, rect.top(), right - left - gap, rect.height()), faint, place)

    def _title(self, painter: QPainter, rect: QRect, font: QFont, colour: str, entry: Entry, query: Query) -> int:
        """Paint the name, what fits of it in bold; where it ends."""
        title = entry.text.title
        bold = QFont(font)
        bold.setBold(True)
        metrics, wide = QFontMetrics(font), QFontMetrics(bold)
        shown = wide.elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        if shown != title:
            _write(painter, rect, colour, metrics.elidedText(title, Qt.TextElideMode.ElideRight, rect.width()))
            return rect.left() + min(metrics.horizontalAdvance(title), rect.width())
        painter.setPen(QPen(QColor(colour)))
        at, x = 0, rect.left()
        for start, length in [*highlighted(title, query), (len(title), 0)]:
            for part, style in ((title[at:start], font), (title[start : start + length], bold)):
                if part:
                    painter.setFont(style)
                    room = QRect(x, rect.top(), rect.right() - x, rect.height())
                    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), part)
                    x += QFontMetrics(style).horizontalAdvance(part)
            at = start + length
        painter.setFont(font)
        return x


def _write(
    painter: QPainter, rect: QRect, colour: str, text: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setPen(QPen(QColor(colour)))
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def _keycap(painter: QPainter, rect: QRect, em: int, colour: QColor) -> None:
    """The outline of a key."""
    high = round(em * 1.3)
    colour.setAlphaF(0.6)
    painter.setPen(QPen(colour))
    painter.drawRoundedRect(rect.left(), rect.center().y() - high // 2, rect.width() - 1, high, 3, 3)
