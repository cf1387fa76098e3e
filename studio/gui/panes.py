"""Parts of a page beside and above one another, each with a heading, and pages that show as many as have room."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from studio.gui.charts.view import ChartView
from studio.gui.theme.lettered import lettered


def heading(text: str) -> QLabel:
    """A line over a part of a page."""
    label = QLabel(text)
    lettered(label)
    label.setWordWrap(True)
    return label


def column(em: int, *widgets: QWidget) -> QWidget:
    """Widgets below one another, at the top of their room."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(round(em * 0.3), round(em * 0.3), round(em * 0.3), round(em * 0.3))
    layout.setSpacing(round(em * 0.3))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page


def split(way: Qt.Orientation, *parts: tuple[int, QWidget]) -> QSplitter:
    """Widgets beside or above one another, each with its share of the room."""
    splitter = QSplitter(way)
    splitter.setChildrenCollapsible(False)
    for place, (share, widget) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(place, share)
    splitter.setSizes([10 * share for share, _ in parts])
    return splitter


class PanedChart(ChartView):
    """Its modes are panes: all of them where there is room, else the one that is chosen."""

    wide_ems, high_ems = 0, 0
    """From this size on all panes are shown."""
    panes: dict[str, QWidget]
    holders: Mapping[str, QWidget] = MappingProxyType({})
    """What holds a pane, and is shown with it; none where the page itself does."""

    @property
    def whole(self) -> bool:
        """Whether there is room for all."""
        em = self.fontMetrics().height()
        return self.width() >= self.wide_ems * em and self.height() >= self.high_ems * em

    def arrange(self) -> None:
        """Show all there is room for."""
        whole = self.whole
        for name, pane in self.panes.items():
            pane.setVisible(whole or name == self.mode)
            holder = self.holders.get(name)
            if holder is not None:
                holder.setVisible(whole or holder is self.holders.get(self.mode))
            self.mode_buttons[name].setVisible(not whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
