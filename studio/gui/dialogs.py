"""The dialogs that the menus of the window open; each is imported when it is asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

from studio.gui.session import Session

if TYPE_CHECKING:
    from studio.gui.export import Exporter
    from studio.gui.palette import Palette
    from studio.gui.preferences.dialog import PreferencesDialog
    from studio.gui.window import MainWindow


class Dialogs(QObject):
    """Opens them above `window`, about the design of `session`."""

    def __init__(self, session: Session, window: "MainWindow") -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._exporter: Exporter | None = None
        self._palette: Palette | None = None
        self._preferences: PreferencesDialog | None = None
        self._steps: Iterator[bool] = iter(())

    def find_anything(self, typed: str = "") -> None:
        """Open the line in which anything is found by its name."""
        self.palette().ask(typed)

    def prepare(self) -> None:
        """Gather what can be found ahead of time, a part at a turn of the event loop."""
        self._steps = self.palette().index.prepare()
        self._prepare_next()

    def _prepare_next(self) -> None:
        # A method of its own: of a window that goes meanwhile PySide would keep a function for ever, and all it holds.
        if next(self._steps, None) is not None:
            QTimer.singleShot(0, self, self._prepare_next)

    def palette(self) -> "Palette":
        """That line; it is there from the first time on."""
        from studio.gui.palette import Palette

        if self._palette is None:
            self._palette = Palette(self._window)
        return self._palette

    def preferences(self, page: str = "", name: str = "") -> None:
        """Show what the user may like otherwise, at a page and a line of it."""
        from studio.gui.preferences.dialog import PreferencesDialog

        if self._preferences is None:
            self._window.gather_keys()
            self._preferences = PreferencesDialog(self._window)
            self._preferences.finished.connect(self._forget_preferences)
        self._preferences.show_at(page, name)

    def _forget_preferences(self) -> None:
        if self._preferences is not None:
            self._preferences.deleteLater()
            self._preferences = None

    def keys(self) -> None:
        """List every key."""
        from studio.gui.keys.dialog import KeysDialog

        self._window.gather_keys()
        self._open(lambda: KeysDialog(self._window.keys, lambda: self.preferences("keys"), self._window))

    def history(self) -> None:
        """Show every step of the work, to go back to any of them."""
        from studio.gui.history_dialog import HistoryDialog

        known = self._window.findChild(HistoryDialog)
        dialog = known if known is not None else HistoryDialog(self._session, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def close_design(self) -> None:
        """Ask what is free and what is required, and solve for it."""
        from studio.gui.closing import CloseDialog

        self._open(lambda: CloseDialog(self._session, self._window))

    def choose_units(self) -> None:
        """Ask in which units and in which money this project shows its numbers."""
        from studio.gui.units_dialog import UnitsDialog

        self._open(lambda: UnitsDialog(self._session, self._window))

    def keep_baseline(self) -> None:
        """Ask for the name under which the design is kept inside its file."""
        from studio.gui.baseline_dialog import BaselineDialog

        self._open(lambda: BaselineDialog(self._session, self._window))

    def note(self, path: str) -> None:
        """Ask for a note on the field or result at `path`; empty, on the whole design."""
        from studio.gui.note_dialog import NoteDialog

        self._open(lambda: NoteDialog(self._session, path, self._window))

    def note_focused(self) -> None:
        """Ask for a note on the field or result that has the focus; on the whole design where none has."""
        from studio.gui.help.locate import focused, name_at

        self.note(name_at(focused(self._window), self._session.design))

    def seek(self, result: str = "power.margin_eol", relation: str = "=", value: float | None = None) -> None:
        """Ask which value of a field gives a wanted result."""
        from studio.gui.seek import SeekDialog

        self._open(lambda: SeekDialog(self._session, result, relation, value, parent=self._window))

    def import_file(self, path: Path | None = None) -> None:
        """Show what is in a file of another tool, the one at `path` or one that the user chooses; open a design."""
        from studio.gui.import_dialog import ask_import, import_file

        if path is None:
            ask_import(self._session, self._window, self._window.filing.open)
        else:
            import_file(self._session, path, self._window, self._window.filing.open)

    def import_components(self) -> None:
        """Let the user choose a spreadsheet of components, and show what its rows change."""
        from studio.gui.components_dialog import ask_components

        ask_components(self._session, self._window)

    def export(self) -> None:
        """Let the user choose a format, look at it and write it."""
        from studio.gui.export import ExportDialog

        self._open(lambda: ExportDialog(self._session, self.exporter(), self._window.settings, self._window))

    def export_everything(self) -> None:
        """Ask for the name of a folder, and write every format into it."""
        from studio.gui.export import EverythingDialog

        self._open(lambda: EverythingDialog(self._session, self.exporter(), self._window.settings, self._window))

    def exporter(self) -> "Exporter":
        """The one that makes files; it is there from the first time on."""
        from studio.gui.export import Exporter

        if self._exporter is None:
            self._exporter = Exporter(self._session, self)
            self._exporter.told.connect(self._session.notices.tell)
        return self._exporter

    def close(self) -> None:
        """Stop what is still written."""
        if self._exporter is not None:
            self._exporter.close()

    def check_formation(self) -> None:
        """Offer to fly the cluster member by member."""
        from studio.gui.formation_dialog import FormationDialog

        self._open(lambda: FormationDialog(self._session, self._window))

    def save_orbit(self, view: Any) -> None:
        """Ask how large a picture of the orbit view is to be."""
        from studio.gui.film_dialog import PictureDialog

        self._open(lambda: PictureDialog(view, self._window))

    def film_orbit(self, view: Any) -> None:
        """Ask what a film of the orbit view is to show."""
        from studio.gui.film_dialog import FilmDialog

        self._open(lambda: FilmDialog(view, self._window))

    def _open(self, make: Callable[[], QDialog]) -> None:
        from studio.gui.typed import take_typed

        take_typed(self._window)  # the dialog is about the design as it is seen
        dialog = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
