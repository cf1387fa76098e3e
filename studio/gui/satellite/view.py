"""The Satellite tab: pages on one satellite, of which the first shows it in three dimensions."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.gui.pages import Pages
from studio.gui.satellite.budgets_page import BudgetsPage
from studio.gui.satellite.heat_page import HeatPage
from studio.gui.satellite.link_page import LinkPage
from studio.gui.satellite.model_view import ModelView
from studio.gui.satellite.storage_page import StoragePage
from studio.gui.satellite.waterfall import ComputeWaterfall
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: dict[str, tuple[str, Callable[[Session], QWidget]]] = {
    "model": (mark("3D"), ModelView),
    "heat": (mark("Heat"), HeatPage),
    "links": (mark("Links"), LinkPage),
    "compute": (mark("Compute"), ComputeWaterfall),
    "budgets": (mark("Budgets"), BudgetsPage),
    "storage": (mark("Storage"), StoragePage),
}
"""The pages in their order, by name: title, and what makes them. Signals named explain_requested are passed on."""


class SatelliteView(QWidget):
    """One page at a time."""

    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("satellite-view")
        self.session = session
        self.pages = Pages(QSplitter(Qt.Orientation.Horizontal), name="satellite", title=tr("Pages of the satellite"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.addWidget(self.pages, 1)
        for name, (title, make) in PAGES.items():
            page = make(session)
            if hasattr(page, "explain_requested"):
                page.explain_requested.connect(self.explain_requested)
            self.pages.add(name, tr(title), page)

    @property
    def titles(self) -> dict[str, str]:
        """What the pages are called, by name."""
        return {name: tr(title) for name, (title, _) in PAGES.items()}

    @property
    def model(self) -> ModelView:
        page = self.pages.page("model")
        assert isinstance(page, ModelView)
        return page

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def show_page(self, name: str) -> None:
        """Bring one of `PAGES` to the front."""
        if name in self.pages.names():
            self.pages.show_page(name)

    def show_view(self, name: str) -> None:
        """Look at the satellite from a named place."""
        self.show_page("model")
        self.model.show_view(name)

    def grab_image(self) -> QImage:
        """The picture of the satellite."""
        image: QImage = self.model.grab_image()
        return image

    def close_view(self) -> None:
        self.model.close_view()
