"""The Claims tab: the statements of the founding article and your own, and every published system reproduced."""

from PySide6.QtWidgets import QWidget

from studio.gui.claims.cases_page import CasesPage
from studio.gui.claims.statements_page import StatementsPage
from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "statements": (mark("Statements"), StatementsPage),
    "cases": (mark("Cases"), CasesPage),
}
"""The pages in their order, by name: title, and what makes them."""


class ClaimsView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "claims", tr("Pages of claims"), PAGES, parent, money=True)
        statements, cases = self.pages.page("statements"), self.pages.page("cases")
        assert isinstance(statements, StatementsPage)
        assert isinstance(cases, CasesPage)
        statements.case_requested.connect(self.show_case)

    def show_case(self, id: str) -> None:
        """Show the page of published systems at the case called `id`."""
        self.show_page("cases")
        cases = self.pages.page("cases")
        assert isinstance(cases, CasesPage)
        cases.show_case(id)
