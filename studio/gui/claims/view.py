"""The Claims tab: the statements of the founding article and your own, and every published system reproduced."""

from PySide6.QtWidgets import QWidget

from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.text import tr

PAGES: PageTable = {
}
"""The pages in their order, by name: title, and what makes them."""


class ClaimsView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "claims", tr("Pages of claims"), PAGES, parent)
