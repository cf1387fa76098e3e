"""The start page in the window: when it comes, what its buttons do, and when it goes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from studio.gui.start.sheet import StartSheet
    from studio.gui.window import MainWindow


class StartPlace(QObject):
    """One of each window; the sheet is made when it is first shown."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.sheet: StartSheet | None = None
        self._before: QWidget | None = None
        self._built = False
        """Whether every view stands: from then on only the user brings another one in front."""
        window.ready.connect(self._ready)

    @property
    def is_up(self) -> bool:
        return self.sheet is not None and self.sheet.isVisible()

    def show(self) -> None:
        """Cover the window with the page."""
        window, session = self._window, self._window.session
        if session is None or self.is_up:
            return
        if self.sheet is None:
            # The window is painted before anything of this is needed.
            from studio.gui.start.sheet import Cover, StartSheet

            sheet = self.sheet = StartSheet(session, window)
            sheet.left.connect(self.leave)
            sheet.preset_chosen.connect(self._open)
            sheet.file_chosen.connect(self._open)
            sheet.open_wanted.connect(self._ask_open)
            sheet.import_wanted.connect(lambda: window.dialogs.import_file())
            sheet.tour_wanted.connect(self._tour)
            sheet.study_wanted.connect(self._study)
            sheet.help_wanted.connect(lambda: window.actions_by_name["help-contents"].trigger())
            sheet.restart_wanted.connect(window.restart)
            sheet.recent_changed.connect(window.filing.recent_changed)
            self._cover = Cover(sheet, window, window.menuBar())
            window.tabs.currentChanged.connect(self._elsewhere)
            window.workspaces.changed.connect(self._elsewhere)
            window.keyboard_focus.moved.connect(self._focus_changed)
        self._before = window.focusWidget()
        self.sheet.show()
        self._cover.place()
        if self._built:
            self._cover.settle()
        self.sheet.begin()

    def leave(self) -> None:
        """Back to the design."""
        if self.sheet is None or not self.is_up:
            return
        self.sheet.hide()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._window.tabs.setFocus()

    def close(self) -> None:
        """The window ends."""
        if self.sheet is not None:
            self.sheet.recent.close_list()

    def wanted_at_start(self, first: bool) -> bool:
        """Whether the page is to be there at a start on no particular design; `first` where there was none before."""
        when = self._window.preferences.text("start-page")
        return when == "always" or (when == "first" and first)

    def _open(self, name_or_path: str | Path) -> None:
        if self._window.filing.open(name_or_path):
            self.leave()
        elif self.sheet is not None:
            self.sheet.recent.fill()

    def _ask_open(self) -> None:
        session = self._window.session
        assert session is not None
        before = session.design
        self._window.filing.ask_open()
        if session.design is not before:
            self.leave()

    def _tour(self) -> None:
        self.leave()
        self._window.actions_by_name["tour"].trigger()

    def _study(self) -> None:
        from studio.gui.start.sample_study import run_sample_study

        self.leave()
        run_sample_study(self._window)

    def _ready(self) -> None:
        self._built = True
        if self.is_up:
            self._cover.place()
            self._cover.settle()

    def _elsewhere(self) -> None:
        """A command has brought another view in front: the page is in the way."""
        if self._built:
            self.leave()

    def _focus_changed(self, new: QWidget | None) -> None:
        """A command such as “Find a field” has taken the user to the design."""
        if not self.is_up or new is None or self.sheet is None:
            return
        window = self._window
        if self.sheet.isAncestorOf(new):
            self.sheet.follow_focus(new)
        elif any(area is not None and area.isAncestorOf(new)
                 for area in (window.centralWidget(), *window.docks.values())):  # fmt: skip
            self.sheet.hide()
