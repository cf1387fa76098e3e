"""A tab of the centre that is a row of pages, one in front at a time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.gui.currency import CurrencyBox
from studio.gui.pages import Pages
from studio.gui.session import Session
from studio.text import tr

PageTable = Mapping[str, tuple[str, Callable[[Session], QWidget]]]
"""The pages in their order, by name: title, and what makes them."""


class PageTab(QWidget):
    """Pages are made when they are first shown; their signals explain_requested and field_requested are passed on."""

    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(
        self, session: Session, name: str, title: str, pages: PageTable, parent: QWidget | None = None, *,
        money: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(f"{name}-view")
        self.session = session
        self._titles = {key: text for key, (text, _) in pages.items()}
        self.pages = Pages(QSplitter(Qt.Orientation.Horizontal), name=name, title=title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.addWidget(self.pages, 1)
        if money:
            self.pages.set_corner(CurrencyBox(session.currency, lambda: session.design))
        for key, (text, make) in pages.items():
            self.pages.add_later(key, tr(text), self._maker(make))

    def _maker(self, make: Callable[[Session], QWidget]) -> Callable[[], QWidget]:
        """What makes a page, with its signals passed on."""

        def made() -> QWidget:
            page = make(self.session)
            for signal in ("explain_requested", "field_requested"):
                if hasattr(page, signal):
                    getattr(page, signal).connect(getattr(self, signal))
            return page

        return made

    @property
    def english(self) -> dict[str, str]:
        """What the pages are called in English, by name."""
        return dict(self._titles)

    @property
    def titles(self) -> dict[str, str]:
        """What the pages are called, by name."""
        return {name: tr(title) for name, title in self._titles.items()}

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def show_page(self, name: str) -> None:
        """Bring the page called `name` to the front."""
        if name in self.pages.names():
            self.pages.show_page(name)
