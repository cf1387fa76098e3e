"""Help as the window asks for it: on what has the focus, on a topic, or the contents."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from studio.gui.dialog_keys import explain_above, held, holding

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from studio.gui.help.browser import HelpBrowser
    from studio.gui.window import MainWindow


class HelpDesk(QObject):
    """One of each window; its browser is made when it is first asked for."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.browser: HelpBrowser | None = None

    def context(self) -> None:
        """Tell of what has the focus: a field, a result, or the page that it stands on."""
        from studio.gui.help.locate import focused, name_at, topic_at

        window = self._window
        assert window.session is not None
        widget = focused(window)
        if window.start.is_up:
            self.topic("start")
            return
        dialog = holding(window)
        if dialog is not None:
            widget = QApplication.focusWidget()
        name = name_at(widget, window.session.design)
        link = f"name:{name}" if name else f"help:{topic_at(widget, window)}"
        self._open_above(dialog, link) if dialog is not None else self.open(link)

    def topic(self, key: str) -> None:
        """Show a topic by its key."""
        self.open(f"help:{key}")

    def contents(self) -> None:
        """Show the contents, ready to be searched."""
        self.open(self.browser.link if self.browser is not None and self.browser.link else "help:begin")
        assert self.browser is not None
        self.browser.search.setFocus()
        self.browser.search.selectAll()

    def open(self, link: str) -> None:
        """Show a page: "help:KEY" or "name:NAME"."""
        from studio.gui.help.browser import HelpBrowser

        window = self._window
        if self.browser is None:
            assert window.session is not None
            self.browser = HelpBrowser(window.session, window)
            self.browser.explain_wanted.connect(self._explain)
            self.browser.edit_wanted.connect(self._edit)
        self.browser.open(link)

    def _open_above(self, dialog: "QDialog", link: str) -> None:
        """Show a page in a window of the dialog's, for those of the window below cannot be used now."""
        from studio.gui.help.browser import HelpBrowser

        window = self._window
        assert window.session is not None
        browser = dialog.findChild(HelpBrowser)
        if browser is None:
            browser = HelpBrowser(window.session, dialog)
            browser.explain_wanted.connect(lambda name: explain_above(window, dialog, name))
            browser.edit_wanted.connect(lambda _: held(browser))
        browser.open(link)

    def close(self) -> None:
        """The window ends."""
        if self.browser is not None:
            self.browser.close()

    def _explain(self, name: str) -> None:
        self._window.start.leave()
        self._window.explain(name)
        self._window.activateWindow()

    def _edit(self, path: str) -> None:
        self._window.start.leave()
        self._window.activateWindow()
        self._window.focus_field(path)
