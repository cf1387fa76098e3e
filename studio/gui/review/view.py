"""The Review tab: requirements, notes, signatures, changes and the report, a page each."""

from PySide6.QtWidgets import QWidget

from studio.gui.page_tab import PageTab, PageTable
from studio.gui.review.changes_page import ChangesPage
from studio.gui.review.notes_page import NotesPage
from studio.gui.review.report_page import ReportPage
from studio.gui.review.requirements_page import RequirementsPage
from studio.gui.review.sign_page import SignPage
from studio.gui.session import Session
from studio.text import mark, tr

PAGES: PageTable = {
    "requirements": (mark("Requirements"), RequirementsPage),
    "notes": (mark("Notes"), NotesPage),
    "sign": (mark("Sign-off"), SignPage),
    "changes": (mark("Changes"), ChangesPage),
    "report": (mark("Report"), ReportPage),
}
"""The pages in their order, by name: title, and what makes them."""


class ReviewView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "review", tr("Pages of the review"), PAGES, parent)

    def close_view(self) -> None:
        """Stop what pages compute."""
        for changes in self.findChildren(ChangesPage):
            changes.close_view()
        for report in self.findChildren(ReportPage):
            report.close_view()
