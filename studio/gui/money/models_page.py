"""The cost models that others published: their assumptions to change, their figures, and this design beside them."""

import html

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.cost_models import Model, Run, models, run
from studio.design.unit_text import join, number_text, per_cent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.inspector.words import sentence
from studio.gui.money.model_figures import DESIGN, ModelFigures
from studio.gui.money.model_figures import HEADS as FIGURE_HEADS
from studio.gui.money.model_inputs import VALUE, ModelInputs
from studio.gui.panes import PanedChart, column, split
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import typeset
from studio.gui.wide_box import WideBox
from studio.text import mark, tr


class ModelsPage(PanedChart):
    """A model computes in far less than a frame: every change is shown at once. A figure of the design explains itself.

    What is changed in a model stays changed while the window is open; the design is never touched.
    """

    wide_ems, high_ems = 58, 32
    modes = (("figures", mark("Figures")), ("inputs", mark("Assumptions")), ("parts", mark("Parts")),
             ("about", mark("Faults")))  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "models_page", tr("Published cost models"), parent)
        self.figures.hide()
        self._changes: dict[str, dict[str, float]] = {}
        em = self.fontMetrics().height()
        self.box = WideBox(self)
        self.box.setObjectName("models_page-model")
        self.box.setAccessibleName(tr("Published cost model"))
        for one in models().values():
            self.box.addItem(tr(one.name), one.id)
        self.box.view().setMinimumWidth(self.box.view().sizeHintForColumn(0) + em)
        self.box.currentIndexChanged.connect(self._choose_model)
        self.restore = QToolButton(self)
        self.restore.setObjectName("models_page-restore")
        self.restore.setText(tr("Reset"))
        self.restore.setToolTip(tr("Take the model's own assumptions again. Del does it for one of them."))
        self.head.insertWidget(0, self.box, 8)
        self.head.insertWidget(1, self.restore)
        self.summary = QLabel(self)
        self.summary.setObjectName("models_page-summary")
        lettered(self.summary)
        self.message = QLabel(self)
        self.message.setObjectName("models_page-message")
        self.message.setProperty("look", "error")
        self.message.hide()
        for label in (self.summary, self.message):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.inputs = ModelInputs(session.theme, self)
        self.inputs.changed.connect(self.request_draw)
        self.inputs.refused.connect(self._say)
        self.restore.clicked.connect(lambda: self.inputs.reset())
        self.outputs = ModelFigures(session.theme, self)
        self.input_table = _InputTable(self)
        self.input_table.setModel(self.inputs)
        self.input_table.setObjectName("models_page-inputs")
        self.input_table.setAccessibleName(tr("Assumptions of the model"))
        self.figure_table = _Table(self)
        self.figure_table.setModel(self.outputs)
        self.figure_table.setObjectName("models_page-figures")
        self.figure_table.setAccessibleName(tr("Figures of the model"))
        self.figure_table.clicked.connect(self._explain)
        self.figure_table.activated.connect(self._explain)
        self.bars_title = QLabel(self)
        self.bars = BarList(session.theme, "models_page-bars", tr("Parts of the cost in space and on the ground"))
        self.bars.unsetCursor()  # a part of another's model leads nowhere
        self.about = QLabel(self)
        self.about.setObjectName("models_page-about")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self.bars_title, self.about):
            label.setWordWrap(True)
        lettered(self.bars_title)
        self.panes: dict[str, QWidget] = {
            "figures": self.figure_table,
            "inputs": self.input_table,
            "parts": scrolling(column(em, self.bars_title, self.bars), self, sideways=False),
            "about": scrolling(column(em, self.about), self, sideways=False),
        }
        above = split(Qt.Orientation.Horizontal, (44, self.panes["inputs"]), (56, self.panes["figures"]))
        below = split(Qt.Orientation.Horizontal, (52, self.panes["parts"]), (48, self.panes["about"]))
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(em * 0.2))
        layout.addWidget(self.summary)
        layout.addWidget(self.message)
        layout.addWidget(split(Qt.Orientation.Vertical, (58, above), (42, below)), 1)
        self.holders = {"figures": above, "inputs": above, "parts": below, "about": below}
        session.run_done.connect(lambda _revision: self.request_draw())
        self.theme_changed()
        self._choose_model(0)

    @property
    def run(self) -> Run | None:
        """What is shown."""
        return self.outputs.run

    def choose_model(self, id: str) -> None:
        """Show the model called `id`."""
        self.box.setCurrentIndex(self.box.findData(id))

    def missing(self) -> str:
        return ""

    def draw(self) -> None:
        super().draw()
        self.figures.hide()  # every number stands in its table

    def theme_changed(self) -> None:
        super().theme_changed()
        self.inputs.repaint()

    def show_tables(self) -> None:
        one = models()[self.box.currentData()]
        self.arrange()
        self.restore.setEnabled(bool(self.inputs.changes))
        try:
            found = run(one, self.inputs.changes)
        except ValueError as refusal:
            self.summary.setText("")
            self._say(sentence(str(refusal)))
            return
        self._say("")
        self.summary.setText(_summary(found))
        self.outputs.show_run(found, self.session.results())
        self._show_bars(found)

    def data(self) -> list[list[str]]:
        rows = [[tr("Assumption"), tr("Value"), tr("Unit")]]
        for row in range(self.inputs.rowCount()):
            rows.append([str(self.inputs.index(row, column).data()) for column in range(self.inputs.columnCount())])
        rows.append([tr(head) for head in FIGURE_HEADS])
        for figure in self.outputs.figures:
            rows.append([self.outputs.text(figure, column) for column in range(len(FIGURE_HEADS))])
        return rows

    def _choose_model(self, place: int) -> None:
        one = models()[self.box.itemData(place)]
        self.inputs.show_model(one, self._changes.setdefault(one.id, {}))
        self._say("")
        self.about.setText(_about(one))
        self.box.setToolTip(tr(one.name))
        self.input_table.fit()
        self.request_draw()

    def _show_bars(self, found: Run) -> None:
        parts = found.model.family.breakdown
        self.bars.setVisible(parts is not None)
        if parts is None:
            self.bars_title.setText(tr("This model prices one thing only: there are no parts to compare."))
            self.bars.show_bars(())
            return
        self.bars_title.setText(f"{tr(parts.label)} [{parts.unit}]")
        colours = self.session.theme.colours
        sides = (("space", tr("In space"), found.space), ("ground", tr("On the ground"), found.ground))
        most = max(sum(value for _, value in side) for *_, side in sides) or 1.0
        bars: list[Bar] = []
        for name, label, side in sides:
            total = sum(value for _, value in side)
            bars.append(Bar(name, label, 0.0, total / most, colours.muted, (_amount(total), ""), True))
            at = 0.0
            for place, (part, value) in enumerate(side):
                share = value / total if total else 0.0
                texts = (_amount(value), per_cent(share))
                tip = f"{tr(part)}: {join(texts[0], parts.unit)}, {texts[1]}"
                tint = colours.series[place % len(colours.series)]
                bars.append(Bar(f"{name}:{part}", tr(part), at / most, (at + value) / most, tint, texts, indent=True,
                                tip=tip))  # fmt: skip
                at += value
        self.bars.show_bars(tuple(bars))

    def _explain(self, index: QModelIndex) -> None:
        if index.column() == DESIGN and (result := self.outputs.result_at(index.row())):
            self.explain(result)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))


class _Table(QTableView):
    """Rows as high as a line, the first column as wide as is left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        em = self.fontMetrics().height()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the unit stands at the end
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumSize(em * 12, em * 6)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(em)
        self.verticalHeader().setDefaultSectionSize(round(1.45 * em))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(em * 2)

    def setModel(self, model: ModelInputs | ModelFigures) -> None:  # type: ignore[override]
        super().setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class _InputTable(_Table):
    """A digit or a double click begins typing; Del takes the model's own value again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed | trigger.SelectedClicked
        )

    def fit(self) -> None:
        """Begin at the top, with the first value under the keys."""
        self.setCurrentIndex(self.model().index(0, VALUE))
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and isinstance(model, ModelInputs):
            if model.is_changed(self.currentIndex().row()):
                model.reset(self.currentIndex().row())
            return
        super().keyPressEvent(event)


def _amount(value: float) -> str:
    return typeset(number_text(float(f"{value:.4g}"), 4))


def _summary(found: Run) -> str:
    """The figure that says it all, and what was published for it."""
    figure = found.headline
    text = f"{tr(figure.output.label)}: {join(_amount(figure.value), figure.output.unit)}"
    if figure.published is not None:
        published = join(_amount(figure.published), figure.output.unit)
        text = tr("{figure}, published {published}", figure=text, published=published)
    return tr("{figure}, with changed assumptions", figure=text) if found.changed else text


def _about(model: Model) -> str:
    """What a model covers and leaves out, what is known to be wrong with it, and where it is from."""
    family = model.family
    paragraphs = [html.escape(tr(model.preset.covers))]
    paragraphs.append(f"<b>{html.escape(tr('Left out:'))}</b> {html.escape(tr(family.leaves_out))}")
    paragraphs.append(f"<b>{html.escape(tr('Known to be wrong:'))}</b>")
    for fault in model.faults:
        case = tr("See the case {case}.", case=fault.case) if fault.case else ""
        paragraphs.append("• " + html.escape(f"{tr(fault.text)} {case}".rstrip()))
    paragraphs.append(html.escape(f"{family.source} ({family.date}). {family.url}".rstrip()))
    return "".join(f"<p>{text}</p>" for text in paragraphs)
