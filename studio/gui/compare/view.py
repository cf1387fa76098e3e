"""The Compare tab: any number of designs side by side, their curves over one another, and a text for a review."""

from PySide6.QtWidgets import QWidget

from studio.gui.compare.desk import CompareDesk
from studio.gui.compare.diff_page import DiffPage
from studio.gui.compare.plots_page import PlotsPage
from studio.gui.compare.table_page import TablePage
from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "side": (mark("Side by side"), TablePage),
    "plots": (mark("Plots"), PlotsPage),
    "diff": (mark("Differences"), DiffPage),
}
"""The pages in their order, by name: title, and what makes them."""


class CompareView(PageTab):
    """One page at a time; all are about the same columns."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "compare", tr("Pages of the comparison"), PAGES, parent, money=True)
        self.desk = CompareDesk.of(session)

    def close_view(self) -> None:
        """Stop what is computed beside the window."""
        self.desk.close()
