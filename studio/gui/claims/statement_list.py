"""The list of statements: each with the lamps, the words and the sentences of its verdicts."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.analysis.claims import KINDS, Finding
from studio.gui.claims.entry import LIGHTS, OWN, Entry
from studio.gui.margins.light import light_colour, paint_light
from studio.gui.theme import Theme
from studio.text import tr

_Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.accessible
        return None


class StatementList(QListView):
    """`chosen` carries the line that became current, or None."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims-list")
        self.compact = False
        self.setAccessibleName(tr("Statements"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Lines(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._model.entries

    @property
    def current(self) -> Entry | None:
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these lines; the one that was current stays so where it is still there."""
        entries = tuple(entries)
        before = self._model.entries
        if entries == before:
            return
        if [(one.kind, one.key) for one in entries] == [(one.kind, one.key) for one in before]:
            self._model.entries = entries
            for row, (old, new) in enumerate(zip(before, entries, strict=True)):
                if old != new:
                    index = self._model.index(row)
                    self._model.dataChanged.emit(index, index)
            self.scheduleDelayedItemsLayout()  # a sentence may have become longer
            return
        current = self.current
        wanted = (current.kind, current.key) if current else None
        self._model.beginResetModel()
        self._model.entries = entries
        self._model.endResetModel()
        keys = [(one.kind, one.key) for one in entries]
        row = keys.index(wanted) if wanted in keys else 0
        if entries:
            self.setCurrentIndex(self._model.index(row))
        else:
            self.chosen.emit(None)

    def choose(self, kind: str, key: str) -> None:
        """Make the line with this key current, where it is shown."""
        for row, entry in enumerate(self.entries):
            if (entry.kind == OWN) == (kind == OWN) and entry.key == key:
                self.setCurrentIndex(self._model.index(row))
                return

    def set_compact(self, compact: bool) -> None:
        """Where there is little room, the lamps stand side by side over the sentence that is nearest to the design."""
        if compact != self.compact:
            self.compact = compact
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _current_changed(self, current: _Index, previous: _Index) -> None:
        self.chosen.emit(self.current)


class _Lines(QStyledItemDelegate):
    """The statement, then a line for each verdict: a lamp, its word, and the sentence."""

    def __init__(self, theme: Theme, view: StatementList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        entry = self._view.entries[index.row()]
        sentences = tuple((one.kind, one.sentence) for one in (entry.general, entry.here) if one is not None)
        key = (entry.text, sentences, width, self._view.compact, self._view.font().key())
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) > 500:
                self._heights.clear()
            height = self._heights[key] = self._paint(None, QRect(0, 0, width, 0), entry, QPalette())
        return QSize(max(width - 2, 10), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = self._theme.colours
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.raised))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, QColor(colours.accent if self._view.hasFocus() else colours.muted))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint(painter, rect, self._view.entries[index.row()], self._view.palette())
        painter.restore()

    def _paint(self, painter: QPainter | None, rect: QRect, entry: Entry, palette: QPalette) -> int:
        """Draw `entry` into `rect`, or only say how high it is."""
        colours = self._theme.colours
        font = self._view.font()
        bold = QFont(font)
        bold.setBold(True)
        em = QFontMetrics(font).height()
        left, right = rect.left() + em // 2 + 2, rect.right() - em // 2
        inner = left + round(em * 2.3)
        y = rect.top() + em // 3
        self._text(painter, font, colours.muted, QRect(left, y, inner - left, em), entry.key)
        y += self._text(painter, bold, colours.text, QRect(inner, y, right - inner, 0), entry.text)
        known = ((tr("As worded"), entry.general), (tr("This design"), entry.here))
        lines = [(about, finding) for about, finding in known if finding is not None]
        if self._view.compact and lines:
            y += self._lamps(painter, QRect(inner, y, right - inner, 0), lines)
            sentence = lines[-1][1].sentence
            y += self._text(painter, font, colours.text, QRect(inner, y, right - inner, 0), sentence)
        else:
            for about, finding in lines:
                y += self._verdict(painter, QRect(inner, y, right - inner, 0), about, finding)
        if not entry.findings:
            y += self._text(painter, font, colours.muted, QRect(inner, y, right - inner, 0), tr("Computing …"))
        return y - rect.top() + em // 3

    def _lamps(self, painter: QPainter | None, rect: QRect, lines: Sequence[tuple[str, Finding]]) -> int:
        """The lamps with their words, beside one another as long as there is room."""
        metrics = QFontMetrics(self._view.font())
        em = metrics.height()
        left, y = rect.left(), rect.top()
        for about, finding in lines:
            width = round(em * 2.2) + metrics.horizontalAdvance(_word(about, finding))
            if left > rect.left() and left + width > rect.right():
                left, y = rect.left(), y + em + 2
            self._lamp(painter, QRect(left, y, width, em), about, finding)
            left += width
        return y + em + 2 - rect.top()

    def _verdict(self, painter: QPainter | None, rect: QRect, about: str, finding: Finding) -> int:
        colours, font = self._theme.colours, self._view.font()
        em = QFontMetrics(font).height()
        self._lamp(painter, QRect(rect.left(), rect.top(), rect.width(), em), about, finding)
        left = rect.left() + round(em * 1.2)
        below = QRect(left, rect.top() + em + 2, rect.right() - left, 0)
        return em + 2 + self._text(painter, font, colours.text, below, finding.sentence)

    def _lamp(self, painter: QPainter | None, rect: QRect, about: str, finding: Finding) -> None:
        """One lamp and its word in a line."""
        if painter is None:
            return
        colours, light, font = self._theme.colours, LIGHTS[finding.kind], self._view.font()
        em = QFontMetrics(font).height()
        paint_light(painter, QRectF(rect.left(), rect.top() + em * 0.22, em * 0.72, em * 0.72), light, colours)
        left = rect.left() + round(em * 1.2)
        words = QRect(left, rect.top() + 2, max(rect.right() - left, 20), em)
        self._text(painter, font, light_colour(light, colours), words, _word(about, finding))

    def _text(self, painter: QPainter | None, font: QFont, colour: str, rect: QRect, text: str) -> int:
        """The height of `text` in the width of `rect`, and `text` itself where there is a painter."""
        room = QRect(rect.left(), rect.top(), max(rect.width(), 20), 100_000)
        bounds = QFontMetrics(font).boundingRect(room, int(_WRAP), text)
        if painter is not None:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(room, int(_WRAP), text)
        return bounds.height()


def _word(about: str, finding: Finding) -> str:
    return f"{about}: {tr(KINDS[finding.kind])}"
