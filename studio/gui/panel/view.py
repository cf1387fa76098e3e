"""The Panel tab: cross-section, faces and layers to edit; cell, mass shares and key figures beside them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from studio.gui.panel.actions import LayerActions
from studio.gui.panel.cell_choice import CellChoice
from studio.gui.panel.cross_section import CrossSection
from studio.gui.panel.face_strip import FaceStrip
from studio.gui.panel.key_figures import KeyFigures
from studio.gui.panel.layer_table import LayerTable
from studio.gui.panel.legend import Legend
from studio.gui.panel.mass_bar import MassShare
from studio.gui.panel.selection import Selection
from studio.gui.panel.words import thickness_text
from studio.gui.session import Session
from studio.text import tr

_WIDE_EMS, _HIGH_EMS = 54, 34
"""From this size on everything is shown at once; below, cell and figures share tabs with the table."""


class PanelView(QWidget):
    """The editor stays usable when the analysis of the panel has failed: only the figures depend on it."""

    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel-view")
        self.session = session
        self.selection = Selection(session, self)
        self.layer_actions = LayerActions(session, self.selection, self)
        self.section = CrossSection(session, self.selection, self.layer_actions)
        self.front = FaceStrip(session, "front")
        self.back = FaceStrip(session, "back")
        self.table = LayerTable(session, self.selection, self.layer_actions)
        self.cell = CellChoice(session)
        self.shares = MassShare(session, self.selection)
        self.figures = KeyFigures(session)
        self.figures.explain_requested.connect(self.explain_requested)
        self._compact: bool | None = None
        self._em = self.fontMetrics().height()

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
        for widget in (self.back, self.message, Legend(session), self.caption):
            column.addWidget(widget)

        self._figures_page = _stacked(self.shares, self.figures)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(0)
        self._side_scroll = _scrolling(self._side)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("panel-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.table, tr("Layers"))
        self._top = QSplitter(Qt.Orientation.Horizontal)
        self._top.addWidget(drawing)
        self._top.addWidget(self._side_scroll)
        self._top.setChildrenCollapsible(False)
        self._all = QSplitter(Qt.Orientation.Vertical)
        self._all.addWidget(self._top)
        self._all.addWidget(self.tabs)
        self._all.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._all)

        self.section.said.connect(self._say)
        self.section.scale_changed.connect(self._show_scale)
        self.section.carried_to.connect(self._follow_pointer)
        self.selection.changed.connect(self._show_selected)
        self._show_scale()
        self._arrange(compact=True)

    def select_layer(self, index: int) -> None:
        """Select the layer at `index`, counted from the Sun side."""
        self.selection.select(index)

    def sizeHint(self) -> QSize:
        return QSize(self._em * 60, self._em * 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slack = 2 * self._em if self._compact is False else 0  # so that it does not flicker at the border
        wide = self.width() >= self._em * _WIDE_EMS - slack
        high = self.height() >= self._em * _HIGH_EMS - slack
        self._arrange(compact=not (wide and high))

    def _arrange(self, *, compact: bool) -> None:
        if compact == self._compact:
            return
        self._compact = compact
        if compact:
            self.tabs.addTab(_scrolling(self._figures_page), tr("Figures"))
            self.tabs.addTab(_scrolling(self.cell), tr("Cell"))
            self.tabs.setCurrentIndex(0)
        else:
            for index in (2, 1):
                page = self.tabs.widget(index)
                self.tabs.removeTab(index)
                assert isinstance(page, QScrollArea)
                page.takeWidget()
                page.deleteLater()
            for widget, stretch in ((self.cell, 0), (self._figures_page, 1)):
                self._side_column.addWidget(widget, stretch)
                widget.show()
        self._side_scroll.setVisible(not compact)
        self._all.setOrientation(Qt.Orientation.Horizontal if compact else Qt.Orientation.Vertical)
        self._all.setSizes([1000, 1000] if compact else [1000, 620])
        self._top.setSizes([1000, 860])

    def _say(self, text: str) -> None:
        self.message.setText(text[:1].upper() + text[1:])
        self.message.setVisible(bool(text))

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
    return page
