"""The Panel tab: the stack as a cross-section, its figures of merit, and pages to edit it and to see what it does."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from studio.gui.inspector.words import sentence
from studio.gui.pages import Pages
from studio.gui.panel.actions import LayerActions
from studio.gui.panel.cell_choice import CellChoice
from studio.gui.panel.charts import CurveChart, LifeChart, LightChart, LossChart
from studio.gui.panel.claim import ClaimView
from studio.gui.panel.compare import CompareTable, TechnologyChoice
from studio.gui.panel.cross_section import CrossSection
from studio.gui.panel.exact_radiation import ExactRadiation
from studio.gui.panel.face_strip import FaceStrip
from studio.gui.panel.key_figures import KeyFigures
from studio.gui.panel.layer_panel import LayerPanel
from studio.gui.panel.layer_table import LayerTable
from studio.gui.panel.legend import Legend
from studio.gui.panel.mass_bar import MassShare
from studio.gui.panel.merit_strip import MeritStrip
from studio.gui.panel.selection import Selection
from studio.gui.panel.what_if import WhatIfView
from studio.gui.panel.words import thickness_text
from studio.gui.session import Session
from studio.text import mark, tr

_WIDE_EMS = 84
"""From this width on the figures have a column of their own; below, they are a page."""
_HIGH_EMS = 38
"""From this height on the drawing explains its scale."""
_ALONE = ("compare", "claim")
"""Pages that take the room of the drawing, too, where there is little."""
PAGES = {
    "layers": mark("Layers"),
    "layer": mark("Layer"),
    "cell": mark("Cell"),
    "figures": mark("Figures"),
    "light": mark("Light"),
    "curve": mark("J–V"),
    "losses": mark("Losses"),
    "life": mark("Life"),
    "compare": mark("Compare"),
    "what-if": mark("What if"),
    "claim": mark("Claim"),
}
"""The pages in their order, by name."""


class PanelView(QWidget):
    """The editor stays usable when the analysis of the panel has failed: only figures and charts depend on it."""

    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel-view")
        self.session = session
        self._em = self.fontMetrics().height()
        self.selection = Selection(session, self)
        self.layer_actions = LayerActions(session, self.selection, self)
        self.section = CrossSection(session, self.selection, self.layer_actions)
        self.front = FaceStrip(session, "front")
        self.back = FaceStrip(session, "back")
        self.table = LayerTable(session, self.selection, self.layer_actions)
        self.layer = LayerPanel(session, self.selection)
        self.technology = TechnologyChoice(session)
        self.cell = CellChoice(session)
        self.shares = MassShare(session, self.selection)
        self.figures = KeyFigures(session)
        self.merits = MeritStrip(session)
        self.light = LightChart(session, selection=self.selection)
        self.curve = CurveChart(session)
        self.losses = LossChart(session)
        self.life = LifeChart(session)
        self.compare = CompareTable(session)
        self.what_if = WhatIfView(session, self.selection)
        self.claim = ClaimView(session)
        self.exact = ExactRadiation(session, self)
        for view in (self.layer, self.figures, self.merits, self.light, self.curve, self.losses, self.life,
                     self.compare):  # fmt: skip
            view.explain_requested.connect(self.explain_requested)
        self._wide: bool | None = None

        self._figures_page = _stacked(self.shares, self.figures)
        self._all = QSplitter(Qt.Orientation.Horizontal)
        self._all.addWidget(self._drawing())
        self.pages = Pages(self._all, name="panel", title=tr("Pages of the panel"))
        contents: dict[str, QWidget] = {
            "layers": self.table, "layer": self.layer, "cell": _scrolling(_stacked(self.technology, self.cell)),
            "figures": _scrolling(self._figures_page), "light": self.light, "curve": self.curve,
            "losses": self.losses, "life": self.life, "compare": self.compare, "what-if": self.what_if,
            "claim": self.claim,
        }  # fmt: skip
        for name, title in PAGES.items():
            self.pages.add(name, tr(title), contents[name])
        self._figures_column = _scrolling(QWidget())
        self._all.addWidget(self._figures_column)
        self._all.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.merits)
        layout.addWidget(self.pages, 1)

        self.pages.changed.connect(self._share_room)
        self.section.said.connect(self._say)
        self.layer.said.connect(self._say)
        self.layer_actions.refused.connect(self._say_refusal)
        self.section.scale_changed.connect(self._show_scale)
        self.section.carried_to.connect(self._follow_pointer)
        self.selection.changed.connect(self._show_selected)
        self._show_scale()
        self._arrange(wide=False)

    def select_layer(self, index: int) -> None:
        """Select the layer at `index`, counted from the Sun side."""
        self.selection.select(index)

    def show_page(self, name: str) -> None:
        """Bring one of `PAGES` to the front; the figures may have a column of their own."""
        if name in self.pages.names():
            self.pages.show_page(name)

    def show_field(self, path: str) -> None:
        """Show where a field of a layer is edited: "stack.layers[cover].thickness"."""
        name, _, field = path.removeprefix("stack.layers[").rpartition("].")
        layers = self.session.design.stack.layers
        if path == "stack.layers":
            self.pages.show_page("layers")
        place = next((at for at, layer in enumerate(layers) if name in (layer.name, str(at))), None)
        if place is not None:
            self.selection.select(place)
            self.pages.show_page("layer")
            self.layer.focus_field(field)

    def sizeHint(self) -> QSize:
        return QSize(self._em * 60, self._em * 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slack = 2 * self._em if self._wide else 0  # so that it does not flicker at the border
        self._arrange(wide=self.width() >= self._em * _WIDE_EMS - slack)
        self.caption.setVisible(self.height() >= self._em * _HIGH_EMS)

    def _drawing(self) -> QWidget:
        self._scroll = _scrolling(self.section)
        self.caption = QLabel()
        self.caption.setObjectName("section-caption")
        self.caption.setProperty("look", "muted")
        self.caption.setWordWrap(True)
        self.message = QLabel()
        self.message.setObjectName("section-message")
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        drawing = QWidget()
        column = QVBoxLayout(drawing)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(round(self._em * 0.25))
        column.addWidget(self.front)
        column.addWidget(self._scroll, 1)
        for widget in (self.back, self.message, Legend(self.session), self.caption):
            column.addWidget(widget)
        return drawing

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        page, column = self.pages.page("figures"), self._figures_column
        assert isinstance(page, QScrollArea)
        source, target = (page, column) if wide else (column, page)
        if source.widget() is self._figures_page:
            source.takeWidget()
            target.setWidget(self._figures_page)
            self._figures_page.show()
        self.pages.offer("figures", not wide)
        column.setVisible(wide)
        self._all.setSizes([1000, 1300, 900] if wide else [1000, 1150, 0])
        self._share_room(self.pages.current)

    def _share_room(self, page: str) -> None:
        drawing = self._all.widget(0)
        if drawing is not None:
            drawing.setVisible(bool(self._wide) or page not in _ALONE)

    def _say(self, text: str) -> None:
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))

    def _say_refusal(self, text: str) -> None:
        # The table has a line of its own for it.
        self._say("" if self.pages.current == "layers" else text)

    def _show_scale(self) -> None:
        scale = self.section.scale
        self.caption.setText(tr(
            "Not to scale: {smallest} is {base} px high, every tenfold adds {decade} px.",
            smallest=thickness_text(scale.smallest), base=round(scale.base), decade=round(scale.decade),
        ))  # fmt: skip

    def _follow_pointer(self, height: int) -> None:
        self._scroll.ensureVisible(0, height, 0, 2 * self._em)

    def _show_selected(self) -> None:
        row = self.section.places
        index = self.selection.index
        if index < len(row.edges) - 1:
            band = row.row(index)
            self._scroll.ensureVisible(round(band.left()), round(band.center().y()), 0, round(band.height() / 2) + 4)


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def _stacked(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return page
