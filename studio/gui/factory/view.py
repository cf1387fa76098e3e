"""The Factory tab: the ramp of production, who supplies what, and what the market is worth."""

from PySide6.QtWidgets import QWidget

from studio.gui.factory.market_page import MarketPage
from studio.gui.factory.ramp_page import RampPage
from studio.gui.factory.supply_page import SupplyPage
from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "ramp": (mark("Ramp"), RampPage),
    "supply": (mark("Supply chain"), SupplyPage),
    "market": (mark("Market"), MarketPage),
}
"""The pages in their order, by name: title, and what makes them."""


class FactoryView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "factory", tr("Pages on the factories"), PAGES, parent, money=True)
