"""The Money tab: launch, cost, break-even, the ground beside it, and the models others published."""

from PySide6.QtWidgets import QWidget

from studio.gui.money.breakeven_page import BreakEvenPage
from studio.gui.money.cost_page import CostPage
from studio.gui.money.ground_page import GroundPage
from studio.gui.money.launch_page import LaunchPage
from studio.gui.money.models_page import ModelsPage
from studio.gui.money.tornado_page import TornadoPage
from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "cost": (mark("Cost"), CostPage),
    "launch": (mark("Launch"), LaunchPage),
    "ground": (mark("Space and ground"), GroundPage),
    "breakeven": (mark("Break-even"), BreakEvenPage),
    "tornado": (mark("Drivers"), TornadoPage),
    "models": (mark("Models"), ModelsPage),
}
"""The pages in their order, by name: title, and what makes them."""


class MoneyView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "money", tr("Pages on money"), PAGES, parent, money=True)
