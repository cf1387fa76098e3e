"""The Satellite tab: pages on one satellite, of which the first shows it in three dimensions."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from studio.gui.page_tab import PageTab, PageTable
from studio.gui.satellite.budgets_page import BudgetsPage
from studio.gui.satellite.heat_page import HeatPage
from studio.gui.satellite.link_page import LinkPage
from studio.gui.satellite.model_view import ModelView
from studio.gui.satellite.storage_page import StoragePage
from studio.gui.satellite.waterfall import ComputeWaterfall
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "model": (mark("3D"), ModelView),
    "heat": (mark("Heat"), HeatPage),
    "links": (mark("Links"), LinkPage),
    "compute": (mark("Compute"), ComputeWaterfall),
    "budgets": (mark("Budgets"), BudgetsPage),
    "storage": (mark("Storage"), StoragePage),
}
"""The pages in their order, by name: title, and what makes them."""


class SatelliteView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "satellite", tr("Pages of the satellite"), PAGES, parent)

    @property
    def model(self) -> ModelView:
        page = self.pages.page("model")
        assert isinstance(page, ModelView)
        return page

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
