"""The window: shell first, so that something is seen at once; then the views as their libraries come in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QPoint, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QMenu, QTabWidget, QToolBar, QWidget

from studio.gui import dropping
from studio.gui.actions import MENUS, add_commands
from studio.gui.help.desk import HelpDesk
from studio.gui.keyboard_focus import KeyboardFocus
from studio.gui.keys import Keys
from studio.gui.menu_texts import DOCK_KEYS
from studio.gui.places import DOCKS, TABS
from studio.gui.preferences import Preferences
from studio.gui.start import StartPlace
from studio.gui.theme import Theme
from studio.gui.theme.chosen import ChosenLook, use_dark
from studio.gui.torn import TornTabs
from studio.gui.workspaces import Workspaces
from studio.gui.workspaces.arrange import make_room, take_out
from studio.gui.workspaces.screens import bring_within_reach
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.document.recovery import Recovery
    from studio.gui.session import Session
    from studio.gui.tour.tour import Tour


class MainWindow(QMainWindow):
    """Docks round a tabbed centre; `ready` is emitted when every view stands."""

    ready = Signal()

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Dawnline")
        self.theme = theme
        self.settings = settings
        self.preferences = Preferences(settings, self)
        self.keys = Keys(settings, self)
        self.keyboard_focus = KeyboardFocus(self)
        self.restarting = False
        """Whether it is closed for a new one, which goes on with the same document."""
        self.recovery: Recovery | None = None
        self.session: Session | None = None
        self.start = StartPlace(self)
        self.help = HelpDesk(self)
        self.tour: Tour | None = None
        self.views: dict[str, QWidget] = {}
        self.actions_by_name: dict[str, QAction] = {}
        self._pending: list[str] = []
        self._closed = False
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("centre")
        self.tabs.setDocumentMode(True)
        self.setCentralWidget(self.tabs)
        self._waiting: dict[str, QWidget] = {}
        for key, label in TABS.items():
            self._waiting[key] = _waiting()
            self.tabs.addTab(self._waiting[key], tr(label))
            self.tabs.tabBar().setTabData(self.tabs.count() - 1, key)
        self.torn = TornTabs(self)
        self.docks: dict[str, QDockWidget] = {}
        for key, (label, area) in DOCKS.items():
            dock = QDockWidget(tr(label), self)
            dock.setObjectName(f"dock-{key}")
            self._waiting[key] = _waiting()
            dock.setWidget(self._waiting[key])
            self.addDockWidget(area, dock)
            self.docks[key] = dock
        self.workspaces = Workspaces(self, settings)
        # They belong to the window: Python may take the bar for one that is gone, and with it what belongs to it.
        self.menus = {key: QMenu(tr(text), self) for key, text in MENUS.items()}
        for menu in self.menus.values():
            self.menuBar().addMenu(menu)
        self.bottom_bar = QToolBar(tr("Time"))
        self.bottom_bar.setObjectName("time-toolbar")
        self.bottom_bar.setMovable(False)
        self.bottom_bar.toggleViewAction().setVisible(False)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.bottom_bar)
        self.statusBar().setSizeGripEnabled(False)
        self._reset_geometry()

    @property
    def is_closed(self) -> bool:
        """Whether it was left as it should be."""
        return self._closed

    # Building up

    def attach(self, session: "Session", *, build: bool = True) -> None:
        """Take over the session: menus and status bar now, the views one by one in the turns that follow."""
        from studio.gui.crash import Crashes
        from studio.gui.dialog_keys import DialogKeys
        from studio.gui.dialogs import Dialogs
        from studio.gui.explain.anywhere import Anywhere
        from studio.gui.filing import Filing
        from studio.gui.focus_ring import FocusRing
        from studio.gui.late_docks import LateDocks, late_views
        from studio.gui.notices.bell import Bell
        from studio.gui.notices.corner import Corner
        from studio.gui.picture_files import PictureFiles
        from studio.gui.recording import Recording
        from studio.gui.report import Report
        from studio.gui.statusbar import StageStatus

        self.session = session
        self._given = self.size()
        self.anywhere = Anywhere(self)
        self.ring = FocusRing(self.theme, self.keyboard_focus, self)
        session.setParent(self)
        session.preferences = self.preferences
        session.units.use_preferences(self.preferences)
        self.preferences.changed.connect(self._follow_preference)
        self.filing = Filing(session, self, self.recovery)
        self.report = Report(session, self)
        self.dialogs = Dialogs(session, self)
        self.picture_files = PictureFiles(self)
        self.filing.import_wanted.connect(self.dialogs.import_file)
        self.setAcceptDrops(True)
        self.status = StageStatus(session)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(Bell(session.notices, self.theme))
        self.statusBar().setContentsMargins(0, 0, 6, 0)
        self.toasts = Corner(session.notices, self.preferences, self.theme, self.keyboard_focus, self)
        self.late = LateDocks(self, late_views(self, session))
        session.notices.told.connect(lambda notice: self.status.show_message(notice.text))
        self.filing.told.connect(session.notices.tell)
        self.report.told.connect(session.notices.tell)
        self.picture_files.told.connect(lambda words, wrong: session.notices.tell(words, "error" if wrong else "info"))
        self.filing.recent_changed.connect(self._fill_recent)
        session.file_changed.connect(self._refresh_actions)
        session.clock.playing_changed.connect(self._refresh_actions)
        session.currency.like(self.preferences.text("currency"))
        session.currency.changed.connect(lambda: self.preferences.choose("currency", session.currency.liked))
        self.crashes = Crashes(self, session)
        self.recording = Recording(session, self)
        session.defect.connect(self._show_defect)
        session.looked_at.connect(self.take_typed)
        session.vary_requested.connect(self.vary)
        session.note_requested.connect(self.dialogs.note)
        self._add_actions()
        self.dialog_keys = DialogKeys(self)
        self.filing._changed()
        self._pending = ["orbit", "design", "timebar", "margins", "power", "thermal", "explain", "season", "panel",
                         "satellite", "fleet", "money", "factory", "claims", "study",
                         "compare", "review"]  # fmt: skip
        session.start()
        if build:
            QTimer.singleShot(0, self, self._build_next)

    def build_all(self) -> None:
        """Build what is still waiting at once."""
        while self._pending:
            self._build(self._pending.pop(0))
        self._built()

    def _build_next(self) -> None:
        if self._closed:
            return
        if not self._pending:
            self._built()
            return
        key = self._pending.pop(0)
        try:
            self._build(key)
        except Exception:  # noqa: BLE001 - a part that is broken must not keep the others from being built
            self._not_built(key)
        # A turn between two views: what was built is laid out and painted, and input is answered.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._build_next))

    def _build(self, key: str) -> None:
        from studio.gui.making import make_view

        assert self.session is not None
        view = make_view(self, key, self.session)
        self.views[key] = view
        if key in self.docks:
            self.docks[key].setWidget(view)
            self._waiting.pop(key).deleteLater()
        elif key in TABS:
            self.put_in_tab(key, view)
            self._waiting.pop(key, None)
        elif key == "timebar":
            self.bottom_bar.addWidget(view)

    def _not_built(self, key: str) -> None:
        """Say so where it would be, and go on without it."""
        import traceback

        name = tr(TABS[key] if key in TABS else DOCKS[key][0] if key in DOCKS else mark("Time"))
        words = tr("{name} cannot be shown because of a program error. The rest works.", name=name)
        if isinstance(label := self._waiting.get(key), QLabel):
            label.setText(words)
        self.crashes.defect(words, traceback.format_exc())

    def put_in_tab(self, key: str, widget: QWidget) -> None:
        """Let a tab show `widget`; what waited there for it goes, and the tab in front stays."""
        index, current = list(TABS).index(key), self.tabs.currentIndex()
        before = self.tabs.widget(index)
        blocked = self.tabs.blockSignals(True)
        self.tabs.removeTab(index)
        self.tabs.insertTab(index, widget, tr(TABS[key]))
        self.tabs.tabBar().setTabData(index, key)
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(blocked)
        if before is not None and before is not self.views.get(key):
            before.deleteLater()

    def _built(self) -> None:
        # Side by side, with large texts, the views may have asked for more than the window was given.
        take_out(self)
        if not self.isMaximized() and not self.isFullScreen():
            self.resize(self._given)
        self.workspaces.resume()
        self._refresh_actions()
        self.gather_keys()
        self.ready.emit()

    # Commands

    def _add_actions(self) -> None:
        assert self.session is not None
        from studio.gui import newer
        from studio.gui.commands import commands_of
        from studio.gui.workspaces.menu import WorkspaceMenu
        from studio.gui.workspaces.switcher import Switcher

        self.actions_by_name = add_commands(self, self.menus, commands_of(self))
        newer.follow(self)
        self.look = ChosenLook(self.theme, self.preferences, self.actions_by_name, self)
        for shown in ("ground-track", "imported-shown"):
            self.actions_by_name[shown].setChecked(True)
        before = self.actions_by_name["open"]
        self._presets = QMenu(tr("&New from preset"), self)
        self._recent = QMenu(tr("Open &recent"), self)
        for menu in (self._presets, self._recent):
            self.menus["file"].insertMenu(before, menu)
        self._fill_presets()
        self._fill_recent()
        self.menus["view"].addSeparator()
        for key, dock in self.docks.items():
            action = QAction(dock.windowTitle(), self)
            action.setShortcut(DOCK_KEYS[key])
            action.setObjectName(f"action-dock-{key}")
            action.setProperty("english", DOCKS[key][0])
            action.setData(key)
            action.triggered.connect(self._toggle_dock)
            self.menus["view"].addAction(action)
        listed = self.menus["view"].findChild(QMenu, "menu-workspace")
        assert listed is not None
        self.workspace_menu = WorkspaceMenu(self, self.workspaces, listed)
        self.switcher = Switcher(self, self.workspaces, listed)

    def gather_keys(self) -> None:
        """Let every command of the menus have the key that the user chose for it."""
        from studio.gui.menu_lines import menu_actions, plain

        for action, trail in menu_actions(self):
            self.keys.follow(action, " › ".join(plain(one.text()) for one in trail))

    def take_typed(self) -> None:
        """What is being typed is taken over."""
        from studio.gui.typed import take_typed

        take_typed(self)

    def restart(self) -> None:
        """Close, for a new window that opens on the same document, its history and its unsaved changes."""
        self.take_typed()
        self.restarting = True
        self.close()

    def _toggle_dock(self) -> None:
        """Hide the dock that is in front; bring one to the front that is hidden or behind another."""
        action = self.sender()
        if isinstance(action, QAction):
            dock = self.docks[action.data()]
            if dock.isVisible() and not dock.visibleRegion().isEmpty():
                dock.hide()
            else:
                self._raise(action.data())

    def tab_in_front(self) -> str:
        """The key of the tab that is shown."""
        return str(self.tabs.tabBar().tabData(self.tabs.currentIndex()))

    def choose_workspace(self) -> None:
        """Open the list of workspaces where its button is."""
        listed = self.switcher.list
        menu = listed.menu()
        menu.popup(listed.mapToGlobal(QPoint(listed.width() - menu.sizeHint().width(), listed.height())))
        menu.setActiveAction(menu.actions()[0])

    def fill_screen(self, full: bool) -> None:
        """Let the window fill the screen, or have its frame again."""
        full_state = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full_state if full else self.windowState() & ~full_state)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front, or its own window where it has one."""
        if self.torn.is_torn(key):
            self.torn.raise_window(key)
        else:
            self.tabs.setCurrentIndex(list(TABS).index(key))

    def tab_page(self, key: str, name: str) -> Callable[[], None]:
        def show() -> None:
            self.show_tab(key)
            self.views[key].show_page(name)  # type: ignore[attr-defined]

        return show

    def with_satellite(self, do: Callable[[Any], object]) -> None:
        if "satellite" in self.views:
            self.show_tab("satellite")
            do(self.views["satellite"])

    def with_panel(self, do: Callable[[Any], object]) -> None:
        if "panel" in self.views:
            self.show_panel()
            do(self.views["panel"])

    def reset_camera(self) -> None:
        self.with_orbit(lambda view: view.scene.reset_camera())

    def with_orbit(self, do: Callable[[Any], object]) -> None:
        if "orbit" in self.views:
            self.show_tab("orbit")
            do(self.views["orbit"])

    def show_in_orbit(self, part: str, shown: bool) -> None:
        if "orbit" in self.views:
            self.views["orbit"].scene.set_visible(part, shown)  # type: ignore[attr-defined]

    def _fill_presets(self) -> None:
        from studio.document.presets import presets

        for number, preset in enumerate(presets(), start=1):
            action = self._presets.addAction(tr(preset.title))
            action.setObjectName(f"preset-{preset.name}")
            action.setProperty("english", preset.title)
            action.setToolTip(tr(preset.summary))
            action.setShortcut(f"Ctrl+Alt+{'' if number <= 10 else 'Shift+'}{number % 10}")
            action.setData(preset.name)
            action.triggered.connect(self._open_from_action)

    def _fill_recent(self) -> None:
        from studio.document.recent import recent_files

        self._recent.clear()
        for path in recent_files():
            action = self._recent.addAction(str(path))
            action.setObjectName(f"recent-{path}")
            action.setData(path)
            action.triggered.connect(self._open_from_action)
        self._recent.setEnabled(not self._recent.isEmpty())

    def _open_from_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            data = action.data()
            self.filing.open(data if isinstance(data, str) else Path(data))

    def _refresh_actions(self) -> None:
        if self.session is None or not self.actions_by_name:
            return
        document = self.session.document
        for name, label, text, bare in (
            ("undo", document.undo_label, mark("&Undo {what}"), mark("&Undo")),
            ("redo", document.redo_label, mark("&Redo {what}"), mark("&Redo")),
        ):
            action = self.actions_by_name[name]
            action.setEnabled(label is not None)
            action.setText(tr(text, what=label) if label else tr(bare))

    def take_tour(self) -> None:
        """Begin the guided tour, or go to its bubble."""
        from studio.gui.tour.tour import Tour

        self.start.leave()
        if self.session is not None:
            self.torn.bring_all_back()  # the tour points at the places that everybody has
            self.tour = self.tour or Tour(self)
            if self._pending:  # what it points at is still being built
                self.ready.connect(self.tour.begin, Qt.ConnectionType.SingleShotConnection)
            else:
                self.tour.begin()

    def find_field(self) -> None:
        """Show the inspector with the caret in its search box."""
        self._raise("design")
        self.views["design"].focus_search()  # type: ignore[attr-defined]

    def focus_field(self, path: str) -> None:
        """Show where the field at `path` is edited."""
        if path.startswith("stack.layers"):
            self.show_panel()
            self.views["panel"].show_field(path)  # type: ignore[attr-defined]
        elif path.startswith("fleet."):
            self.tab_page("fleet", "imported" if path.startswith("fleet.imported") else "shells")()
        else:
            self._raise("design")
            self.views["design"].focus_field(path)  # type: ignore[attr-defined]

    def explain(self, name: str) -> None:
        """Show what a result is and where it comes from."""
        self._raise("explain")
        self.views["explain"].show_name(name)  # type: ignore[attr-defined]

    def vary(self, path: str) -> None:
        """Add a field to what a study varies, and show that."""
        if "study" in self.views:
            self.tab_page("study", "setup")()
            self.views["study"].vary(path)  # type: ignore[attr-defined]

    def compare_points(self) -> None:
        """Compare the points of the study that are brushed, or the current one."""
        if "study" in self.views:
            self.views["study"].compare()  # type: ignore[attr-defined]

    def show_comparison(self) -> None:
        """Show the designs side by side."""
        if "compare" in self.views:
            self.tab_page("compare", "side")()

    def pin_explanation(self, name: str) -> None:
        """Keep the explanation of `name` in a window of its own."""
        from studio.gui.explain.pinned import pin

        pin(self, name)

    def show_chain(self, name: str) -> None:
        """Show what `name` follows from and what uses it as a graph."""
        from studio.gui.explain.chain_dialog import show_chain

        show_chain(self, name)

    def show_chain_here(self) -> None:
        """The chain of the value that has the focus, or of the one that is explained."""
        name = self.anywhere.at_focus() or (self.views["explain"].shown if "explain" in self.views else "")  # type: ignore[attr-defined]
        self.show_chain(name or "constellation.mass")

    def explain_focused(self) -> None:
        """Explain the value that has the focus, or the one under the pointer; else show the dock."""
        from studio.gui.dialog_keys import explain_above, holding

        name, dialog = self.anywhere.at_focus(), holding(self)
        if dialog is not None:
            explain_above(self, dialog, name) if name else self.help.context()
        elif name:
            self.explain(name)
        else:
            self._raise("explain")

    def show_worst_day(self) -> None:
        """Move the clock to the day with the smallest power margin."""
        power = self.session.table("power") if self.session else None
        if power is not None and self.session is not None:
            self.session.clock.set_day(power.worst_day)

    def save_picture(self) -> None:
        """Save what the window shows as a PNG."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self, tr("Save a picture"), "dawnline.png", tr("Pictures (*.png)"))
        if name and self.session is not None:
            self.picture_files.write_image(Path(name), self.grab().toImage())

    def _raise(self, key: str) -> None:
        before = self.size()
        self.docks[key].show()
        self.docks[key].raise_()
        make_room(self, key, self.room(), before)

    def room(self) -> QSize:
        """What its screen has for it."""
        return self.screen().availableSize()

    def show_panel(self) -> None:
        self.show_tab("panel")

    def use_dark(self, dark: bool) -> None:
        """Choose the dark colours, or the light ones."""
        use_dark(self.theme, self.preferences, dark)

    def _follow_preference(self, name: str) -> None:
        assert self.session is not None
        if name == "text-size":
            self.workspaces.refit()
        elif name == "currency":
            self.session.currency.like(self.preferences.text("currency"))

    def _show_defect(self, text: str) -> None:
        self.crashes.defect(tr("A program error stopped the analysis; it is in the log."), text)

    def focusNextPrevChild(self, forward: bool) -> bool:
        from studio.gui.pane_cycle import next_stop

        target = next_stop(self, forward=forward)
        if target is None:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dropping.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dropping.receive(event, self, self.dialogs.import_file)

    # Ending

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session is not None and not self._closed:
            if not self.restarting and not self.filing.may_leave():
                event.ignore()
                return
            self._closed = True
            self.workspaces.keep()
            self.settings.setValue("geometry", self.saveGeometry())
            self.torn.close()
            for key in ("orbit", "satellite", "study", "compare", "review"):
                if key in self.views:
                    self.views[key].close_view()  # type: ignore[attr-defined]
            self.late.close()
            self.session.close()
            self.report.tasks.close()
            self.dialogs.close()
            if self.restarting:
                self.recovery = self.filing.hand_over()
            else:
                self.filing.close()
            self.ring.close()
            self.keyboard_focus.close()
            self.start.close()
            self.help.close()
            if self.tour is not None:
                self.tour.end()
        super().closeEvent(event)

    def _reset_geometry(self) -> None:
        geometry = self.settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            room = self.screen().availableGeometry()
            self.resize(min(1600, room.width()), min(1000, room.height()))
        bring_within_reach(self)


def _waiting() -> QLabel:
    label = QLabel(tr("Opening …"))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setProperty("look", "muted")
    return label
