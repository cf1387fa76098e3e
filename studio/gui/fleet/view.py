"""The Fleet tab: shells in a table, sunlight and power of all, how close they come, and real satellites beside them."""

from PySide6.QtWidgets import QWidget

from studio.gui.fleet.imported_page import ImportedPage
from studio.gui.fleet.light_page import LightPage
from studio.gui.fleet.neighbours_page import NeighboursPage
from studio.gui.fleet.shells_page import ShellsPage
from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "shells": (mark("Shells"), ShellsPage),
    "light": (mark("Sunlight and power"), LightPage),
    "neighbours": (mark("Neighbours"), NeighboursPage),
    "imported": (mark("Imported"), ImportedPage),
}
"""The pages in their order, by name: title, and what makes them."""


class FleetView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "fleet", tr("Pages of the fleet"), PAGES, parent)
