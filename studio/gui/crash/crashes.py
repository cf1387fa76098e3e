"""Program errors from wherever they come: the work is saved first, and one dialog tells, however many there are."""

import logging
import sys
import threading
import traceback
import weakref
from collections import Counter, deque
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog

from studio.gui.crash.report import report
from studio.gui.folder import show_folder
from studio.gui.preferences import PREFERENCES
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.crash.dialog import CrashDialog
    from studio.gui.session import Session
    from studio.gui.window import MainWindow

_log = logging.getLogger(__name__)
_ACTIONS = 25
_LOGGED = 5
"""Times that the same error is logged whole: one in the painting of a view comes with every frame."""


class Crashes(QObject):
    """`caught` may be called from any thread; `install` makes Python call it for what nobody caught."""

    _came = Signal(str, str, str)

    def __init__(self, window: "MainWindow", session: "Session") -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.dialog: CrashDialog | None = None
        self.actions: deque[str] = deque(maxlen=_ACTIONS)
        self._seen: Counter[str] = Counter()
        self._told: set[str] = set()
        self._again: Counter[str] = Counter()
        self._leaving = False
        self._hooks: tuple[Any, Any] | None = None
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)
        for menu in window.menus.values():
            menu.triggered.connect(self._note)
        session.design_changed.connect(self._note_edit)

    def install(self) -> None:
        """Take over what Python does with an exception that nobody caught, in every thread."""
        self._hooks = (sys.excepthook, threading.excepthook)
        # Every thread keeps the hooks of when it was made, and some outlive the window.
        known = weakref.WeakMethod(self.caught)

        def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            (known() or sys.__excepthook__)(kind, error, trace)

        sys.excepthook = caught
        threading.excepthook = lambda args: caught(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)

    def uninstall(self) -> None:
        """Leave it to Python again."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Save the work, then tell."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        saved = self.save()
        place = traceback.extract_tb(trace)[-1] if trace is not None else None
        key = f"{kind.__name__} {place.filename if place else ''} {place.lineno if place else ''}"
        self._seen[key] += 1
        if self._seen[key] <= _LOGGED:
            _log.error("uncaught exception", exc_info=(kind, error, trace))
        self._came.emit(key, "".join(traceback.format_exception(kind, error, trace)), saved)

    def defect(self, sentence: str, trace: str) -> None:
        """A program error that something caught and that stopped only a part: told in passing, with a report."""
        saved = self.save()
        self._session.notices.tell(
            f"{sentence} {saved}", "error", details=trace, offer=tr("Report…"),
            take=lambda: self._open(sentence, trace, saved),
        )  # fmt: skip

    def save(self) -> str:
        """Keep the unsaved work; what became of it, in a sentence."""
        try:
            return self._window.filing.keep_now()
        except Exception:  # noqa: BLE001
            # What is wrong may be in the way of saving, too: then that is what has to be told.
            _log.exception("the work could not be kept")
            return tr("Your unsaved work could not be kept: save it to a file now if you can.")

    def _show(self, key: str, trace: str, saved: str) -> None:
        if self._leaving:
            return
        if self.dialog is not None:
            self.dialog.another()
        elif key in self._told:
            # The user chose to go on with it: it is not asked about again, only counted. One in the painting of a view
            # comes with every frame, and is told the first, the tenth, the hundredth time.
            self._again[key] += 1
            if str(self._again[key]).rstrip("0") == "1":
                self._session.notices.tell(tr("The same program error came again; it is in the log."), "error",
                                           details=trace)  # fmt: skip
        else:
            self._told.add(key)
            self._open(tr("Dawnline met an error of its own and could not finish what you asked for."), trace, saved)

    def _open(self, sentence: str, trace: str, saved: str) -> None:
        if self.dialog is not None:
            return
        from studio.gui.crash.dialog import CrashDialog

        text = self.report("a program error", trace, saved)
        choices = (("quit", tr("Quit")), ("continue", tr("Continue")))
        self.dialog = CrashDialog(sentence, saved, text, choices, self._window)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        dialog.deleteLater()
        if dialog.chosen == "quit":
            self.leave()

    def report(self, what: str, trace: str = "", saved: str = "") -> str:
        """A report of this program as it is now."""
        return report(what, trace, title=self._session.design.title, actions=list(self.actions), saved=saved)

    def ask_bundle(self) -> None:
        """Save a file for whoever helps, where the user says."""
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save a support bundle"), "dawnline-support.zip",
                                              tr("Archives (*.zip)"))  # fmt: skip
        if name:
            self.save_bundle(Path(name))

    def save_bundle(self, path: Path) -> None:
        """Write it beside the window, and tell."""
        from studio.gui.crash.bundle import bundle, write_bundle

        text, design = self.report("a support bundle that the user asked for"), self._session.design
        preferences = self._session.preferences
        settings = [(known, str(preferences.value(known))) for known in PREFERENCES]

        def done(_: object, error: Exception | None) -> None:
            if isinstance(error, OSError):
                reason = (error.strerror or str(error)).lower()
                self._session.notices.tell(tr("{name}: cannot be written: {reason}", name=path.name, reason=reason),
                                           "error")  # fmt: skip
            elif error is not None:
                raise error
            else:
                self._session.notices.tell(
                    tr("Support bundle saved: {name}. It holds the design; look into it before you send it.",
                       name=path.name),
                    offer=tr("Show the folder"), take=lambda: show_folder(path),
                )  # fmt: skip

        self._window.filing.beside(lambda: write_bundle(path, bundle(text, design, settings)), done)

    def leave(self) -> None:
        """End the studio; what is unsaved stays where the next start finds it."""
        self._leaving = True
        self.save()
        self._window.filing.leave_behind()
        try:
            self._window.close()
        finally:  # a view that is broken must not keep the program alive
            QApplication.exit(1)

    def _note(self, action: QAction) -> None:
        self.actions.append(action.objectName().removeprefix("action-") or action.text())

    def _note_edit(self) -> None:
        label = self._session.document.undo_label
        self.actions.append(f"design: {label}" if label else "design: as opened")


def tell_defect(origin: QObject, sentence: str, trace: str) -> None:
    """Tell of a program error that stopped only what `origin` was doing, where it stands in a window."""
    place: QObject | None = origin
    while place is not None:
        found = getattr(place, "crashes", None)
        if isinstance(found, Crashes):
            found.defect(sentence, trace)
            return
        place = place.parent()
