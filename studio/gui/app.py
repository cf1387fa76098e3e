"""Starting the studio: the shell is painted before anything heavy is imported."""

import contextlib
import locale
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTimer, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QIcon, QSurfaceFormat
from PySide6.QtWidgets import QApplication

from studio import __version__, resource, text
from studio.gui.allocation import keep_little
from studio.gui.collecting import collect_here
from studio.gui.lettering import use_letters
from studio.gui.preferences import Preferences
from studio.gui.preferences.file import open_settings, set_aside
from studio.gui.surface import surface_format
from studio.gui.theme import Theme
from studio.gui.theme.chosen import use_preferences
from studio.gui.window import MainWindow
from studio.state import session_log
from studio.state.session_log import LINES
from studio.text import tr

if TYPE_CHECKING:
    from studio.state.crash import CrashWatch, Fallen

_log = logging.getLogger(__name__)
_QT_LINES = 10
_UNUSABLE = 2
_SETTLED_MS = 400
_DOTLESS = ("tr", "az")
_begun: list[QApplication] = []
"""The application, once it has its place on a screen."""
_IDLE_MS = 2500
"""When the window has been there for so long, what is likely to be asked for next is made ready."""


def make_application(language: str = "en", *, letters: bool = True) -> QApplication:
    """The one QApplication, with its surface format, language, locale and, at once or by the caller, its letters."""
    QSurfaceFormat.setDefaultFormat(surface_format())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    _use_letters_of_code()
    app.setApplicationName("Dawnline")
    app.setOrganizationName("Dawnline")
    QGuiApplication.setDesktopFileName("dawnline")
    app.setWindowIcon(QIcon(str(resource.path("icons", "dawnline.svg"))))
    QLocale.setDefault(QLocale(QLocale.Language.English))
    text.use_language(language)
    use_letters(app, language)
    for old in app.findChildren(QTranslator):  # of the language before
        app.removeTranslator(old)
        old.deleteLater()
    if language.startswith("zh"):
        translator = QTranslator(app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
    return app


def _use_letters_of_code() -> None:
    """Take letters as program text does where the language of the system has an i without a dot.

    There C makes İ of i, and PySide finds no property whose name begins with i: no timer had an interval.
    """
    with contextlib.suppress(locale.Error):
        if locale.setlocale(locale.LC_CTYPE).startswith(_DOTLESS):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


def run(name_or_path: str | Path | None = None) -> int:
    """Open the studio on a design, the last one, or the start preset; returns when the window is closed."""
    keep_little()
    _listen()
    settings = open_settings()
    preferences = Preferences(settings)
    language = preferences.text("language")
    text.use_language(language)
    # To ask for the fonts of a machine takes longer than the shell: what is written in it is in English or Chinese.
    chinese = language.startswith("zh")
    app = make_application(language, letters=chinese)
    _begun.append(app)
    collector = collect_here(app, occupied)
    theme = Theme()
    use_preferences(theme, preferences)
    window = MainWindow(theme, settings)
    window.show()
    # The first paint must reach the screen before the imports below hold this thread.
    for _ in range(3):
        app.processEvents()
    if not chinese:
        use_letters(app, language)
    # Files, locks and what they import: a crash of the few lines before them leaves no trace to find.
    from studio.state.crash import CrashWatch

    watch = CrashWatch()
    fallen = _watch_crashes(watch, session_log.begin())
    QTimer.singleShot(0, window, lambda: _open_or_say(window, name_or_path, fallen))
    status = app.exec()
    while window.restarting:
        collector.begin_anew()
        window = _again(window, settings)
        status = app.exec()
    left_open = window.session is not None and not window.is_closed
    if left_open:
        _give_up(window)
    watch.end()
    session_log.end()
    if left_open:
        os._exit(status or 1)  # what Qt would tidy up stands on a screen that may be gone
    return status


def _give_up(window: MainWindow) -> None:
    """The events ended under an open window, as when its screen is gone: leave the work to the next start.

    Threads that are not ended here would keep the program, and with it the lock on the work, alive for ever.
    """
    assert window.session is not None
    _log.error("the window was not closed: what is unsaved is left to the next start")
    window.filing.leave_behind()
    window.crashes.save()
    window.filing.close()
    window.session.close()


def _again(old: MainWindow, settings: QSettings) -> MainWindow:
    """A new window with the preferences of now, which goes on where the old one was closed."""
    from studio.gui.session import Session

    assert old.session is not None
    old.crashes.uninstall()
    preferences = Preferences(settings)
    make_application(preferences.text("language"))
    theme = Theme()
    use_preferences(theme, preferences)
    window = MainWindow(theme, settings)
    window.recovery = old.recovery
    document = old.session.document
    old.deleteLater()
    window.show()

    def attach() -> None:
        window.attach(Session(document, theme, parent=window))
        window.crashes.install()

    QTimer.singleShot(0, window, attach)
    return window


def _open_or_say(window: MainWindow, name_or_path: str | Path | None, fallen: "tuple[Fallen, ...]") -> None:
    """Until there is a session nothing else hears of an error: the window would stay empty for ever."""
    try:
        _open(window, name_or_path, fallen)
    except Exception:
        if window.session is not None:
            raise
        from PySide6.QtWidgets import QMessageBox

        _log.exception("the studio could not be opened")
        QMessageBox.critical(window, "Dawnline", tr("A program error kept the studio from opening; it is in the log."))
        QApplication.exit(1)


def _open(window: MainWindow, name_or_path: str | Path | None, fallen: "tuple[Fallen, ...]" = ()) -> None:
    from PySide6.QtWidgets import QMessageBox

    from studio.document import recent
    from studio.document.document import Document
    from studio.document.error import FileError
    from studio.document.kept import not_kept
    from studio.document.presets import START, preset
    from studio.gui.session import Session
    from studio.gui.space import trial

    complaint = ""
    try:
        document = Document(preset(START))
    except FileError as error:
        document, complaint = Document(), str(error)
    wanted = name_or_path if name_or_path is not None else recent.last_design()
    if wanted is not None:
        try:
            document.open(wanted)
            recent.remember(wanted)
        except FileError as error:
            complaint = str(error)
    drawn = trial.look()
    window.attach(Session(document, window.theme, parent=window))
    window.crashes.install()
    if name_or_path is None and window.start.wanted_at_start(wanted is None):
        window.start.show()

    def ask() -> None:
        if complaint and name_or_path is not None:
            QMessageBox.warning(window, tr("Cannot open"), complaint)
        if window.session is not None:
            off = [not_kept() or _settings_lost(window.settings), "" if drawn else trial.words(), _parts_lost(),
                   complaint if name_or_path is None else ""]  # fmt: skip
            for words in filter(None, off):
                window.session.notices.tell(words, "warning")
        trial.keep()
        offer_after(window, fallen)

    # A question holds the event loop: the docks must have found their places before it.
    window.ready.connect(lambda: QTimer.singleShot(_SETTLED_MS, window, ask))
    # Of the window, so that it goes with it.
    idle = QTimer(window)
    idle.setSingleShot(True)
    idle.setInterval(_IDLE_MS)
    idle.timeout.connect(window.dialogs.prepare)
    window.ready.connect(idle.start)


def _settings_lost(settings: QSettings) -> str:
    """What it means that the preferences cannot be read or kept, in a sentence; empty where they can."""
    if (aside := set_aside()) is not None:
        return tr("The preferences are damaged and were not read: they are in {path}.", path=aside)
    if settings.status() == QSettings.Status.FormatError:
        return tr("The preferences are damaged: what cannot be read counts as not chosen.")
    if not settings.isWritable():
        return tr("{path} cannot be written: preferences and layouts are lost when you leave.",
                  path=settings.fileName())  # fmt: skip
    return ""


def _parts_lost() -> str:
    """What it means that shipped files are not there, in a sentence."""
    names = resource.missing()
    return tr("Parts of this installation are missing ({names}): install Dawnline again. The rest works.",
              names=", ".join(names)) if names else ""  # fmt: skip


def occupied() -> bool:
    """Whether a design is computed or time goes by in a window."""
    sessions = (top.session for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow))
    return any(one.busy or one.clock.playing for one in sessions if one is not None)


def offer_after(window: MainWindow, fallen: "tuple[Fallen, ...]") -> None:
    """Offer the unsaved work that there is, and tell of the crash that left it."""
    from studio.gui.crash.dialog import CrashDialog
    from studio.gui.crash.report import fallen_report

    report = fallen_report(fallen[0]) if fallen else ""
    if window.filing.offer_recovery(report) or not fallen or window.session is None:
        return

    def show() -> None:
        dialog = CrashDialog(tr("Dawnline crashed the last time."), "", report,
                             (("close", tr("Close")),), window)  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    window.session.notices.tell(tr("Dawnline crashed the last time."), "warning", details=fallen[0].trace,
                                offer=tr("Report…"), take=show)  # fmt: skip


def _listen() -> None:
    """Log what would otherwise vanish: Qt's messages and uncaught exceptions."""
    session_log.listen()
    qInstallMessageHandler(_qt_message)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)


def _watch_crashes(watch: "CrashWatch", log: Path | None) -> "tuple[Fallen, ...]":
    """Write segmentation faults down from now on; those of earlier sessions."""
    fallen = watch.fallen()
    watch.begin(__version__, log)
    return fallen


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.error("uncaught exception", exc_info=(kind, error, trace))


def _qt_message(kind: QtMsgType, context: object, message: str) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(kind, logging.WARNING)
    logging.getLogger("qt").log(level, "%s", message)
    if kind is QtMsgType.QtFatalMsg and not _begun:
        _no_window(message)


def _no_window(message: str) -> None:
    """Qt has no screen and would abort: say so in a sentence, and end."""
    told = LINES.last(_QT_LINES)
    reason = next((line for line in told if "could not connect" in line or "is needed" in line), message)
    reason = reason.partition("qt: ")[2] or message.strip().splitlines()[0]
    said = tr("Dawnline cannot open a window here: {reason}. Its commands work without one: dawnline --help",
              reason=reason.strip().rstrip("."))  # fmt: skip
    if sys.stderr is not None:
        print(said, file=sys.stderr, flush=True)  # noqa: T201
    os._exit(_UNUSABLE)
