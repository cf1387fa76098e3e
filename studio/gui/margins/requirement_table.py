"""The requirements as a table: light, name, value, bound and margin of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyle, QTableWidget, QTableWidgetItem, QWidget

from studio.analysis import RESULTS, Verdict
from studio.analysis.bounds import bound_text
from studio.design import Design
from studio.gui.margins.light import WORDS, light_colour, light_icon
from studio.gui.quantity_role import QUANTITY
from studio.gui.session import Session
from studio.gui.value_text import difference_text, result_unit, value_text, written_as
from studio.text import tr

if TYPE_CHECKING:
    from studio.analysis.study.uncertainty import MonteCarlo

_NAME, _VALUE, _BOUND, _MARGIN = range(4)
_NUMBERS = (_VALUE, _BOUND, _MARGIN)
_ICON = Qt.ItemDataRole.UserRole + 1
_NARROW_EMS = 26


class RequirementTable(QTableWidget):
    """One row for each verdict. Enter, or a click on the light or a number, explains the result."""

    explain_requested = Signal(str)
    edit_requested = Signal(int)
    remove_requested = Signal(int)
    seek_requested = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setObjectName("requirements")
        self.setAccessibleName(tr("Requirements"))
        self._theme = session.theme
        self._session = session
        self._verdicts: tuple[Verdict, ...] = ()
        self._spreads: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        em = self.fontMetrics().height()
        self.setIconSize(QSize(em, em))
        for column, title in enumerate((tr("Requirement"), tr("Value"), tr("Bound"), tr("Margin"))):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_side(column) | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        header = self.horizontalHeader()
        # Headers that follow their contents would measure all of them at every text that changes: `fit` does it once.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(em * 2)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cellDoubleClicked.connect(self._double_clicked)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return self._verdicts

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self.fontMetrics().height() * _NARROW_EMS

    def show_spreads(self, sample: "MonteCarlo | None") -> None:
        """Write under each margin what a tenth of the samples stays below, and what a tenth is above."""
        spreads = spread_texts(self._verdicts, sample)
        if spreads != self._spreads:
            self._spreads = spreads
            self.show_verdicts(self._verdicts)
            self.fit()

    def show_verdicts(self, verdicts: tuple[Verdict, ...]) -> None:
        """Write the rows again where anything in them is new."""
        look = (verdicts, self._theme.colours, self.devicePixelRatioF(), self._is_narrow, self._spreads,
                written_as())  # fmt: skip
        if look == self._shown:
            return
        before = self._verdicts if self._shown is not None and look[1:] == self._shown[1:] else ()
        self._shown, self._verdicts = look, verdicts
        self.setRowCount(len(verdicts))
        self.model().blockSignals(True)
        for row, verdict in enumerate(verdicts):
            if row >= len(before) or before[row] != verdict:
                self._write(row, verdict)
        self.model().blockSignals(False)
        self.viewport().update()
        renamed = [one.requirement.name for one in before] != [one.requirement.name for one in verdicts]
        shown = [column for column in _NUMBERS if not self.isColumnHidden(column)]
        # A column that is a little too wide stays: while a hand drags, numbers come and go by a digit.
        spare = self.fontMetrics().height() // 2
        widths = [(max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)),
                   self.columnWidth(column)) for column in shown]  # fmt: skip
        if renamed or any(not wanted <= width <= wanted + spare for wanted, width in widths):
            self.fit()

    def fit(self) -> None:
        """Be exactly as high as the rows are: the view around it scrolls."""
        for column in _NUMBERS:
            wanted = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, wanted)
        self.resizeRowsToContents()
        # Qt leaves the room around the light out when it looks how many lines a name takes.
        margin = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1
        room = QRect(0, 0, self.columnWidth(_NAME) - self.iconSize().width() - 4 * margin, 10_000)
        for row, verdict in enumerate(self._verdicts[: self.rowCount()]):
            text = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, verdict.requirement.name)
            if self.rowHeight(row) < text.height():
                self.setRowHeight(row, text.height() + 2)
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.setColumnHidden(_BOUND, self._is_narrow)
        self.show_verdicts(self._verdicts)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.edit_requested.emit(row)
        elif enter:
            self.explain_requested.emit(self._verdicts[row].requirement.result)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.remove_requested.emit(row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.currentRow()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row = self.rowAt(self.viewport().mapFromGlobal(event.globalPos()).y())
        if row < 0:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        result = self._verdicts[row].requirement.result
        menu.addAction(tr("Find the value of a field that meets this …"), lambda: self.seek_requested.emit(row))
        menu.addAction(tr("Where it comes from"), lambda: self.explain_requested.emit(result))
        menu.addAction(tr("Edit …"), lambda: self.edit_requested.emit(row))
        menu.addAction(tr("Remove"), lambda: self.remove_requested.emit(row))
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        # The name only selects its row; the light and the numbers say where they come from.
        light_ends = self.visualRect(index).left() + self.iconSize().width() * 3 // 2
        if index.column() != _NAME or event.position().x() <= light_ends:
            self.explain_requested.emit(self._verdicts[index.row()].requirement.result)

    def _write(self, row: int, verdict: Verdict) -> None:
        colours = self._theme.colours
        tone = QColor(light_colour(verdict.light, colours))
        word = tr(WORDS[verdict.light])
        requirement = verdict.requirement
        name = self._item(row, _NAME, requirement.name)
        icon = (verdict.light, colours, self.iconSize().width(), self.devicePixelRatioF())
        if name.data(_ICON) != icon:
            name.setIcon(light_icon(*icon))
            name.setData(_ICON, icon)
        value, bound, margin = _numbers(verdict, self._session.design)
        # Where there is no room for a column of bounds, each stands beneath its value.
        number = self._item(row, _VALUE, f"{value}\n{bound}" if self._is_narrow else value)
        held = self._item(row, _BOUND, bound)
        held.setForeground(QColor(colours.muted))
        spread = self._spreads[row] if row < len(self._spreads) else ""
        last = self._item(row, _MARGIN, "\n".join(text for text in (margin, word, spread) if text))
        last.setForeground(tone)
        info = RESULTS.get(requirement.result)
        facts = [f"{requirement.name}: {word}", tr(info.label) if info else requirement.result, _asked(verdict),
                 verdict.reason, requirement.rationale]
        for item in (name, number, held, last):
            item.setToolTip("\n".join(fact for fact in facts if fact))
            item.setData(QUANTITY, requirement.result)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {word}".replace("\n", ", "))

    def _item(self, row: int, column: int, text: str) -> QTableWidgetItem:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(_side(column) | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
        return item

    def _double_clicked(self, row: int, column: int) -> None:
        if column == _NAME:
            self.edit_requested.emit(row)


def spread_texts(verdicts: Sequence[Verdict], sample: "MonteCarlo | None") -> tuple[str, ...]:
    """P10 and P90 of the margin of each verdict in one unit, each on a line; nothing where they are one."""
    judged = sample.judged if sample is not None else ()
    found = []
    for verdict, one in zip(verdicts, judged, strict=False):
        info = RESULTS.get(one.requirement.result)
        if one.margin is None or info is None or one.requirement != verdict.requirement:
            found.append("")
            continue
        ends = (one.margin.p10, one.margin.p90)
        unit = result_unit(info, *ends)
        low, high = (difference_text(end, info.quantity, unit) for end in ends)
        found.append(tr("P10 {low}\nP90 {high}", low=low, high=high) if low != high else "")
    return tuple(found)


def _numbers(verdict: Verdict, design: Design) -> tuple[str, str, str]:
    """Value, bound and margin in one unit."""
    requirement = verdict.requirement
    info = RESULTS.get(requirement.result)
    if info is None:
        return "–", bound_text(requirement, lambda _, value: f"{value:g}", design), ""
    ends = [requirement.value, *([requirement.top] if requirement.relation == "in" else [])]
    unit = result_unit(info, *ends, *([] if verdict.actual is None else [verdict.actual]))
    bound = bound_text(requirement, lambda _, value: value_text(value, info.quantity, unit, 4), design)
    if verdict.actual is None or verdict.margin is None:
        return "–" if verdict.actual is None else value_text(verdict.actual, info.quantity, unit, 4), bound, ""
    apart = result_unit(info, verdict.margin) if verdict.margin else unit
    return (
        value_text(verdict.actual, info.quantity, unit, 4), bound, difference_text(verdict.margin, info.quantity, apart)
    )  # fmt: skip


def _asked(verdict: Verdict) -> str:
    """How much margin is asked for, and by which policy."""
    info, policy = RESULTS.get(verdict.requirement.result), verdict.requirement.policy
    if info is None or not verdict.required:
        return ""
    margin = difference_text(verdict.required, info.quantity, result_unit(info, verdict.required)).lstrip("+")
    return (tr("{margin} of margin asked for by the policy “{policy}”", margin=margin, policy=policy) if policy
            else tr("{margin} of margin asked for", margin=margin))  # fmt: skip


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft if column == _NAME else Qt.AlignmentFlag.AlignRight
