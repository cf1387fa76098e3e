"""Every published system that the studio computes: what was published beside ours, and the mistakes flagged."""

from collections import Counter

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.cases import Comparison, Verdict, compare
from studio.analysis.judge import Light
from studio.catalogue.case import Case, Group, published_cases
from studio.design.unit_text import join, number_text
from studio.gui.margins.light import light_colour, light_icon
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.source_text import CONFIDENCE
from studio.gui.tasks import Report, Tasks
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import typeset
from studio.jobs.task import Checkpoint
from studio.text import mark, tr, tr_count

LIGHTS: dict[Verdict, Light] = {"reproduced": "green", "flagged": "amber", "differs": "red"}
WORDS: dict[Verdict, str] = {
    "reproduced": mark("reproduced"),
    "flagged": mark("mistake flagged"),
    "differs": mark("differs"),
}
GROUPS: dict[Group, str] = {
    "orbit": mark("orbit"), "power": mark("power"), "thermal": mark("heat"), "radiation": mark("radiation"),
    "compute": mark("computing"), "reliability": mark("reliability"), "link": mark("links"),
    "formation": mark("formation"), "system": mark("whole satellites"), "cost": mark("cost"),
    "launch": mark("launch"), "manufacturing": mark("manufacturing"), "market": mark("market"),
    "claim": mark("claims"),
}  # fmt: skip
_FIGURE, _PUBLISHED, _OURS, _DIFFERENCE, _ALLOWED, _UNIT, _VERDICT = range(7)
_TITLES = (mark("Figure"), mark("Published"), mark("Ours"), mark("Difference"), mark("Allowed"), mark("Unit"),
           mark("Verdict"))  # fmt: skip
_NARROW_EMS = 52
_UNIT_EMS, _UNIT_EMS_NARROW = 10.0, 4.0
"""A long unit is cut, and whole where the figure is told."""
_COMPARISON = Qt.ItemDataRole.UserRole


class CasesPage(QWidget):
    """The cases do not depend on the design: they are computed once, when the page is first seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims-cases")
        self.setAccessibleName(tr("Published systems"))
        self.session = session
        self.found: list[Comparison] = []
        self._case_items: dict[str, QTreeWidgetItem] = {}
        self._wanted = ""
        self._began = False
        self.tasks = Tasks(self, "cases")
        self.tasks.reported.connect(self._take)
        self.tasks.done.connect(lambda _: self._done())
        self.tasks.failed.connect(self._fail)
        self._make()
        session.theme.changed.connect(self._theme_changed)

    def show_case(self, id: str) -> None:
        """Bring a case into sight, as soon as it is computed."""
        self.group.setCurrentIndex(0)
        self.verdict.setCurrentIndex(0)
        self.search.clear()
        self._wanted = id
        self._reveal()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._began:
            self._began = True
            self.tasks.run(_compute)
        QTimer.singleShot(0, self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().height() * _NARROW_EMS
        for column in (_DIFFERENCE, _ALLOWED):  # told of the chosen figure all the same
            self.table.setColumnHidden(column, narrow)
        self._fit()

    def _take(self, comparisons: tuple[Comparison, ...]) -> None:
        self.found += comparisons
        case = comparisons[0].case
        top = QTreeWidgetItem([tr(case.title)])
        top.setToolTip(_FIGURE, f"{case.id}: {case.source} ({case.date})")
        top.setData(_FIGURE, _COMPARISON, comparisons[0])
        font = top.font(_FIGURE)
        font.setBold(True)
        top.setFont(_FIGURE, font)
        self.table.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)
        self._case_items[case.id] = top
        for one in comparisons:
            top.addChild(self._line(one))
        top.setExpanded(True)
        self._filter_case(top)
        self._count()
        if len(self._case_items) % 8 == 1:  # what is computed so far is in sight at once, verdicts and all
            self._fit()
        self._reveal()

    def _line(self, one: Comparison) -> QTreeWidgetItem:
        figure = one.figure
        item = QTreeWidgetItem([
            tr(figure.label), _number(figure.value), _number(one.ours), _signed(one),
            "± " + _number(one.tolerance, digits=3), tr(figure.unit), tr(WORDS[one.verdict]),
        ])  # fmt: skip
        for column in (_PUBLISHED, _OURS, _DIFFERENCE, _ALLOWED):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(_FIGURE, _COMPARISON, one)
        tip = "\n".join(text for text in (tr(figure.label), one.note) if text)
        for column in range(self.table.columnCount()):
            item.setToolTip(column, tip)
        self._colour(item, one)
        return item

    def _colour(self, item: QTreeWidgetItem, one: Comparison) -> None:
        colours, light = self.session.theme.colours, LIGHTS[one.verdict]
        item.setIcon(_VERDICT, light_icon(light, colours, self.table.iconSize().width(), self.devicePixelRatioF()))
        item.setForeground(_VERDICT, QColor(light_colour(light, colours)))
        item.setForeground(_ALLOWED, QColor(colours.muted))

    def _count(self) -> None:
        counts = Counter(one.verdict for one in self.found)
        words = ", ".join(f"{tr(label)} ({counts[verdict]})" for verdict, label in WORDS.items() if counts[verdict])
        cases = len(self._case_items)
        about = tr_count("{count} published system", "{count} published systems", cases)
        self.counts.setText(tr("{systems}: {words}", systems=about, words=words))

    def _done(self) -> None:
        self._count()
        self._fit()

    def _fail(self, reason: str) -> None:
        self.counts.setText(reason)

    def _filter(self) -> None:
        for item in self._case_items.values():
            self._filter_case(item)
        self._show_current()

    def _filter_case(self, top: QTreeWidgetItem) -> None:
        shown = 0
        for item in _children(top):
            passes = self._passes(item.data(_FIGURE, _COMPARISON))
            item.setHidden(not passes)
            shown += passes
        top.setHidden(not shown)

    def _passes(self, one: Comparison) -> bool:
        group, verdict = self.group.currentData(), self.verdict.currentData()
        if (group and one.case.group != group) or (verdict and one.verdict != verdict):
            return False
        text = " ".join((one.case.id, tr(one.case.title), one.case.source, tr(one.figure.label), one.note)).casefold()
        return all(word in text for word in self.search.text().casefold().split())

    def _reveal(self) -> None:
        item = self._case_items.get(self._wanted)
        if item is not None:
            self._wanted = ""
            self.table.setCurrentItem(item)
            self.table.scrollToItem(item, QAbstractItemView.ScrollHint.PositionAtTop)

    def _show_current(self) -> None:
        item = self.table.currentItem()
        one = item.data(_FIGURE, _COMPARISON) if item is not None and not item.isHidden() else None
        if one is None:
            self.detail.setText(tr("Choose a figure for its source and what is to be said of it."))
            return
        parts = [self._about(one.case)]
        if item is not None and item.parent() is not None:
            unit = tr(one.figure.unit)
            parts.insert(0, tr("{label}: {published} published, {ours} computed, a difference of {difference}, where "
                               "{allowed} is allowed.", label=tr(one.figure.label),
                               published=join(_number(one.figure.value, 12), unit),
                               ours=join(_number(one.ours, 12), unit),
                               difference=join(_signed(one), unit), allowed=join(_number(one.tolerance), unit)))
            if one.note:
                parts.insert(1, one.note)
            parts.append(tr("The published figure is {confidence}.", confidence=tr(CONFIDENCE[one.figure.confidence])))
        parts.append(tr("Computed by {functions}.", functions=", ".join(one.by)))
        self.detail.setText("\n".join(parts))

    def _about(self, case: Case) -> str:
        about = f"{case.id}: {case.source} ({case.date})."
        return f"{about}\n{tr(case.note)}" if case.note else about

    def _theme_changed(self) -> None:
        for top in self._case_items.values():
            for item in _children(top):
                self._colour(item, item.data(_FIGURE, _COMPARISON))

    def _fit(self) -> None:
        """Columns of numbers as wide as their widest, the rest for the names."""
        for column in range(_FIGURE + 1, self.table.columnCount()):
            self.table.resizeColumnToContents(column)
        most = _UNIT_EMS_NARROW if self.table.isColumnHidden(_ALLOWED) else _UNIT_EMS
        widest = round(self.fontMetrics().height() * most)
        self.table.setColumnWidth(_UNIT, min(self.table.columnWidth(_UNIT), widest))

    def _make(self) -> None:
        em = self.fontMetrics().height()
        self.counts = QLabel(tr("Computing …"), self)
        self.counts.setObjectName("cases-counts")
        lettered(self.counts)
        self.counts.setWordWrap(True)
        self.group = QComboBox(self)
        self.group.setObjectName("cases-group")
        self.group.setAccessibleName(tr("Group"))
        self.group.addItem(tr("All groups"), "")
        present = {case.group for case in published_cases().values()}
        for group, label in GROUPS.items():
            if group in present:
                self.group.addItem(tr(label), group)
        self.verdict = QComboBox(self)
        self.verdict.setObjectName("cases-verdict")
        self.verdict.setAccessibleName(tr("Verdict"))
        self.verdict.addItem(tr("All verdicts"), "")
        for verdict, label in WORDS.items():
            self.verdict.addItem(tr(label), verdict)
        self.search = QLineEdit(self)
        self.search.setObjectName("cases-search")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.table = QTreeWidget(self)
        self.table.setObjectName("cases-table")
        self.table.setAccessibleName(tr("Published systems"))
        self.table.setHeaderLabels([tr(title) for title in _TITLES])
        self.table.setIconSize(QSize(em, em))
        self.table.setIndentation(round(em * 0.8))
        self.table.setUniformRowHeights(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what tells one figure from the next is at the end
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_FIGURE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(em * 3)
        for column in (_PUBLISHED, _OURS, _DIFFERENCE, _ALLOWED):
            self.table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        self.detail = QLabel(self)
        self.detail.setObjectName("cases-detail")
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setContentsMargins(em // 2, em // 3, em // 2, em // 3)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(scrolling(self.detail, self, sideways=False))
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        filters = QHBoxLayout()
        for widget, stretch in ((self.group, 0), (self.verdict, 0), (self.search, 1)):
            filters.addWidget(widget, stretch)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(round(em * 0.4), round(em * 0.4), round(em * 0.4), round(em * 0.3))
        column_layout.setSpacing(round(em * 0.3))
        column_layout.addWidget(self.counts)
        column_layout.addLayout(filters)
        column_layout.addWidget(split, 1)
        self.group.currentIndexChanged.connect(self._filter)
        self.verdict.currentIndexChanged.connect(self._filter)
        self.search.textChanged.connect(self._filter)
        self.table.currentItemChanged.connect(self._show_current)
        self._show_current()


def _compute(checkpoint: Checkpoint, report: Report) -> None:
    known = published_cases()
    for place, id in enumerate(known):
        checkpoint(place / len(known))
        report(compare(id))


def _children(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item for place in range(top.childCount()) if (item := top.child(place)) is not None]


def _number(value: float, digits: int = 6) -> str:
    return typeset(number_text(value, digits))


def _signed(one: Comparison) -> str:
    """The difference; what is only the rounding of the machine is none."""
    value = one.difference
    if abs(value) <= 1e-12 * max(abs(one.ours), abs(one.figure.value)):
        return "0"
    sign = "+" if value >= 0.0 else "−"
    return sign + _number(abs(value), 3)
