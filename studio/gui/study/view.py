"""The Study tab: what is varied, its points as pictures and as a table, the best of them, and how sure it all is."""

from PySide6.QtWidgets import QWidget

from studio.gui.page_tab import PageTab, PageTable
from studio.gui.session import Session
from studio.gui.study.comparing import compare, meant
from studio.gui.study.desk import StudyDesk
from studio.gui.study.map_page import MapPage
from studio.gui.study.optimise_page import OptimisePage
from studio.gui.study.parallel_page import ParallelPage
from studio.gui.study.scatter_page import ScatterPage
from studio.gui.study.setup_page import SetupPage
from studio.gui.study.table_page import TablePage
from studio.gui.study.uncertainty_page import UncertaintyPage
from studio.text import mark, tr

PAGES: PageTable = {
    "setup": (mark("Set up"), SetupPage),
    "scatter": (mark("Scatter"), ScatterPage),
    "parallel": (mark("Parallel"), ParallelPage),
    "map": (mark("Map"), MapPage),
    "table": (mark("Table"), TablePage),
    "optimise": (mark("Optimise"), OptimisePage),
    "uncertainty": (mark("Uncertainty"), UncertaintyPage),
}
"""The pages in their order, by name: title, and what makes them."""


class StudyView(PageTab):
    """One page at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "study", tr("Pages on studies"), PAGES, parent)
        self.desk = StudyDesk.of(session)

    def vary(self, path: str) -> None:
        """Add a field to what is varied, and say why it cannot be where it cannot."""
        refusal = self.desk.vary(path)
        page = self.pages.page("setup")
        if isinstance(page, SetupPage):
            page.tell(refusal)

    def compare(self) -> None:
        """Put the points that are meant into the Compare tab, or say which could be."""
        compare(self.desk, meant(self.desk))

    def close_view(self) -> None:
        """End what runs: what is computed of a study is kept, and can be continued."""
        self.desk.close()
