"""The window: shell first, so that something is seen at once; then the views as their libraries come in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QTabWidget, QToolBar, QWidget

from studio.gui import dropping, help_texts
from studio.gui.actions import MENUS, Command, add_commands, plain
from studio.gui.menu_texts import (
    DOCK_KEYS,
    FIRST_KEYS,
    ORBIT_LOOKS,
    PAGE_MENUS,
    PANEL_PAGES,
    SATELLITE_LOOKS,
    TAB_TEXTS,
)
from studio.gui.theme import Theme
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.gui.page_tab import PageTab
    from studio.gui.session import Session

_LAYOUT_VERSION = 3
_ROOM_FOR_TWO = 1500
"""Width from which the two plots stand side by side at first; below it they are tabs."""
DOCKS: dict[str, tuple[str, Qt.DockWidgetArea]] = {
    "design": (mark("Design"), Qt.DockWidgetArea.LeftDockWidgetArea),
    "margins": (mark("Margins"), Qt.DockWidgetArea.RightDockWidgetArea),
    "explain": (mark("Explain"), Qt.DockWidgetArea.RightDockWidgetArea),
    "power": (mark("Power"), Qt.DockWidgetArea.BottomDockWidgetArea),
    "thermal": (mark("Thermal"), Qt.DockWidgetArea.BottomDockWidgetArea),
}
TABS: dict[str, str] = {
    "orbit": mark("Orbit"),
    "panel": mark("Panel"),
    "satellite": mark("Satellite"),
    "season": mark("Season"),
    "fleet": mark("Fleet"),
    "money": mark("Money"),
    "factory": mark("Factory"),
    "claims": mark("Claims"),
    "study": mark("Study"),
    "compare": mark("Compare"),
}


class MainWindow(QMainWindow):
    """Docks round a tabbed centre; `ready` is emitted when every view stands."""

    ready = Signal()

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Dawnline")
        self.theme = theme
        self.settings = settings
        self.session: Session | None = None
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
        self.docks: dict[str, QDockWidget] = {}
        for key, (label, area) in DOCKS.items():
            dock = QDockWidget(tr(label), self)
            dock.setObjectName(f"dock-{key}")
            self._waiting[key] = _waiting()
            dock.setWidget(self._waiting[key])
            self.addDockWidget(area, dock)
            self.docks[key] = dock
        self.menus = {key: self.menuBar().addMenu(tr(text)) for key, text in MENUS.items()}
        self._bottom = QToolBar(tr("Time"))
        self._bottom.setObjectName("time-toolbar")
        self._bottom.setMovable(False)
        self._bottom.toggleViewAction().setVisible(False)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self._bottom)
        self.statusBar().setSizeGripEnabled(False)
        self._reset_geometry()

    # Building up

    def attach(self, session: "Session", *, build: bool = True) -> None:
        """Take over the session: menus and status bar now, the views one by one in the turns that follow."""
        from studio.gui.dialogs import Dialogs
        from studio.gui.filing import Filing
        from studio.gui.report import Report
        from studio.gui.statusbar import StageStatus

        self.session = session
        session.setParent(self)
        self.filing = Filing(session, self)
        self.report = Report(session, self)
        self.dialogs = Dialogs(session, self)
        self.filing.import_wanted.connect(self.dialogs.import_file)
        self.setAcceptDrops(True)
        self.status = StageStatus(session)
        self.statusBar().addWidget(self.status, 1)
        self.filing.told.connect(self.status.show_message)
        self.report.told.connect(self.status.show_message)
        self.filing.recent_changed.connect(self._fill_recent)
        session.file_changed.connect(self._refresh_actions)
        session.clock.playing_changed.connect(self._refresh_actions)
        session.currency.choose(str(self.settings.value("currency", "USD")))
        session.currency.changed.connect(lambda: self.settings.setValue("currency", session.currency.code))
        session.defect.connect(self._show_defect)
        session.vary_requested.connect(self.vary)
        self._add_actions()
        self.filing._changed()
        self._pending = ["orbit", "design", "timebar", "margins", "power", "thermal", "explain", "season", "panel",
                         "satellite", "fleet", "money", "factory", "claims", "study",
                         "compare"]  # fmt: skip
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
        self._build(self._pending.pop(0))
        # A turn between two views: what was built is laid out and painted, and input is answered.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._build_next))

    def _build(self, key: str) -> None:
        assert self.session is not None
        view = self._make(key, self.session)
        self.views[key] = view
        if key in self.docks:
            self.docks[key].setWidget(view)
            self._waiting.pop(key).deleteLater()
        elif key in TABS:
            index = list(TABS).index(key)
            current = self.tabs.currentIndex()
            waiting = self._waiting.pop(key)
            self.tabs.removeTab(index)
            self.tabs.insertTab(index, view, tr(TABS[key]))
            self.tabs.tabBar().setTabData(index, key)
            self.tabs.setCurrentIndex(current)
            waiting.deleteLater()
        elif key == "timebar":
            self._bottom.addWidget(view)

    def _make(self, key: str, session: "Session") -> QWidget:
        # Imported where they are needed: pyqtgraph and VTK cost more than the whole shell.
        if key == "design":
            from studio.gui.inspector import Inspector

            inspector = Inspector(session)
            inspector.open_panel_requested.connect(self._show_panel)
            inspector.layer_requested.connect(self.focus_field)
            inspector.explain_requested.connect(self.explain)
            return inspector
        if key == "timebar":
            from studio.gui.timebar import TimeBar

            return TimeBar(session)
        if key == "margins":
            from studio.gui.margins import MarginsView

            margins = MarginsView(session)
            margins.explain_requested.connect(self.explain)
            margins.seek_requested.connect(self.dialogs.seek)
            return margins
        if key == "explain":
            from studio.gui.explain import ExplainPanel

            panel = ExplainPanel(session)
            panel.field_requested.connect(self.focus_field)
            panel.seek_requested.connect(self.dialogs.seek)
            return panel
        if key in {"power", "thermal", "season"}:
            from studio.gui import plots

            return {"power": plots.PowerView, "thermal": plots.ThermalView, "season": plots.SeasonView}[key](session)
        if key == "panel":
            from studio.gui.panel import PanelView

            view = PanelView(session)
            view.explain_requested.connect(self.explain)
            view.exact.said.connect(self.status.show_message)
            self.menus["panel"].addSeparator()
            self.menus["panel"].addActions(list(view.layer_actions.by_name.values()))
            return view
        if key == "satellite":
            from studio.gui.satellite.view import SatelliteView

            return self._add_pages(key, SatelliteView(session))
        if key == "fleet":
            from studio.gui.fleet.view import FleetView

            return self._add_pages(key, FleetView(session))
        if key == "money":
            from studio.gui.money.view import MoneyView

            return self._add_pages(key, MoneyView(session))
        if key == "factory":
            from studio.gui.factory.view import FactoryView

            return self._add_pages(key, FactoryView(session))
        if key == "claims":
            from studio.gui.claims.view import ClaimsView

            return self._add_pages(key, ClaimsView(session))
        if key == "study":
            from studio.gui.study.view import StudyView

            study = StudyView(session)
            study.desk.compare_wanted.connect(self.show_comparison)
            return self._add_pages(key, study)
        if key == "compare":
            from studio.gui.compare.view import CompareView

            return self._add_pages(key, CompareView(session))
        from studio.gui.orbit_view import OrbitView

        return OrbitView(session)

    def _add_pages(self, key: str, view: "PageTab") -> "PageTab":
        """Connect a tab of pages, and give each page a line and a key in its menu."""
        view.explain_requested.connect(self.explain)
        view.field_requested.connect(self.focus_field)
        menu, modifiers = self.menus[PAGE_MENUS[key][0]], PAGE_MENUS[key][1]
        menu.addSeparator()
        for number, (name, title) in enumerate(view.titles.items(), start=FIRST_KEYS.get(key, 2)):
            action = QAction(title, self)
            action.setObjectName(f"action-{key}-page-{name}")
            action.setShortcut(f"{modifiers}+F{number}")
            action.triggered.connect(plain(self._tab_page(key, name)))
            menu.addAction(action)
            self.actions_by_name[f"{key}-page-{name}"] = action
        return view

    def _built(self) -> None:
        self._arrange()
        state = self.settings.value("layout")
        if isinstance(state, QByteArray):
            self.restoreState(state, _LAYOUT_VERSION)
        tab = self.settings.value("tab", 0, int)
        self.tabs.setCurrentIndex(tab if isinstance(tab, int) and 0 <= tab < self.tabs.count() else 0)
        self._refresh_actions()
        self.ready.emit()

    def _arrange(self) -> None:
        """The layout everybody starts with."""
        for key, (_, area) in DOCKS.items():
            self.docks[key].setFloating(False)
            self.addDockWidget(area, self.docks[key])
            self.docks[key].show()
        self.tabifyDockWidget(self.docks["margins"], self.docks["explain"])
        self.docks["margins"].raise_()
        width, height = self.width(), self.height()
        if width < _ROOM_FOR_TWO:
            self.tabifyDockWidget(self.docks["power"], self.docks["thermal"])
            self.docks["power"].raise_()
        else:
            self.splitDockWidget(self.docks["power"], self.docks["thermal"], Qt.Orientation.Horizontal)
        side = max(290, min(width // 5, 420))
        self.resizeDocks([self.docks["design"], self.docks["margins"]], [side, side + 20], Qt.Orientation.Horizontal)
        low = max(200, height * 28 // 100)
        self.resizeDocks([self.docks["power"], self.docks["thermal"]], [low, low], Qt.Orientation.Vertical)
        half = (width - 2 * side) // 2
        self.resizeDocks([self.docks["power"], self.docks["thermal"]], [half, half], Qt.Orientation.Horizontal)

    # Commands

    def _add_actions(self) -> None:
        assert self.session is not None
        session, clock, filing, dialogs = self.session, self.session.clock, self.filing, self.dialogs
        self.actions_by_name = add_commands(self, self.menus, (
            Command("open", "file", mark("&Open…"), "Ctrl+O", filing.ask_open),
            Command("save", "file", mark("&Save"), "Ctrl+S", filing.save),
            Command("save-as", "file", mark("Save &as…"), "Ctrl+Shift+S", filing.ask_save),
            Command("import", "file", mark("&Import…"), "Ctrl+Shift+I", dialogs.import_file, line=True),
            Command("import-components", "file", mark("Import &components…"), "Ctrl+Alt+I",
                    dialogs.import_components),
            Command("export", "file", mark("&Export…"), "Ctrl+Shift+X", dialogs.export, line=True),
            Command("export-everything", "file", mark("Export e&verything…"), "Ctrl+Shift+O",
                    dialogs.export_everything),
            Command("report", "file", mark("&Write the report…"), "Ctrl+Shift+W", self.report.ask),
            Command("picture", "file", mark("Save a &picture of the window…"), "Ctrl+P", self.save_picture, line=True),
            Command("orbit-picture", "file", mark("Save a picture of the or&bit view…"), "Ctrl+Shift+P",
                    lambda: self._with_orbit(dialogs.save_orbit)),
            Command("orbit-film", "file", mark("Save a &film of the orbit view…"), "Ctrl+Shift+M",
                    lambda: self._with_orbit(dialogs.film_orbit)),
            Command("quit", "file", mark("&Quit"), "Ctrl+Q", self.close, line=True),
            Command("undo", "edit", mark("&Undo"), "Ctrl+Z", session.undo),
            Command("redo", "edit", mark("&Redo"), "Ctrl+Shift+Z", session.redo),
            Command("formation", "orbit", mark("Check the &formation…"), "Ctrl+Shift+F", dialogs.check_formation),
            Command("close-design", "edit", mark("C&lose the design…"), "Ctrl+Shift+K", dialogs.close_design,
                    line=True),
            Command("seek", "edit", mark("Find a &value…"), "Ctrl+Shift+H", dialogs.seek),
            Command("find", "edit", mark("&Find a field"), "Ctrl+F", self.find_field, line=True),
            Command("keep-baseline", "edit", mark("Keep as &baseline…"), "Ctrl+Shift+B", dialogs.keep_baseline),
            *(Command(f"tab-{key}", "view", text, f"Ctrl+{number % 10}", self._tab(key)) for number, (key, text) in
              enumerate(TAB_TEXTS.items(), start=1)),
            Command("compare-points", "view", mark("Compare po&ints of the study"), "Ctrl+Shift+D",
                    self.compare_points, line=True),
            Command("recompute", "view", mark("&Recompute"), "F5", session.start, line=True),
            Command("cancel", "view", mark("Ca&ncel"), "Ctrl+.", session.cancel),
            Command("dark", "view", mark("&Dark"), "Ctrl+Shift+L", self._use_dark, check=True, line=True),
            Command("reset-layout", "view", mark("Reset the &layout"), "Ctrl+Shift+R", self.reset_layout),
            *(Command(f"page-{name}", "panel", text, f"Alt+Shift+{key}", self._page(name)) for
              key, (name, text) in zip("1234567890C", PANEL_PAGES, strict=True)),
            Command("exact-radiation", "panel", mark("Compute the radiation e&xactly"), "Ctrl+Shift+E",
                    lambda: self._with_panel(lambda view: view.exact.ask()), line=True),
            Command("table-radiation", "panel", mark("Use the shipped radiation &table"), "Ctrl+Shift+T",
                    lambda: self._with_panel(lambda view: view.exact.forget())),
            *(Command(f"look-{name}", "orbit", text, f"Alt+{number}", self._look(name)) for number, (name, text) in
              enumerate(ORBIT_LOOKS, start=1)),
            *(Command(f"satellite-look-{name}", "satellite", text, f"Ctrl+Shift+{number}", self._satellite_look(name))
              for number, (name, text) in enumerate(SATELLITE_LOOKS, start=1)),
            Command("ground-track", "orbit", mark("&Ground track"), "Ctrl+Shift+G",
                    lambda on: self._show_in_orbit("track", on), check=True, line=True),
            Command("imported-shown", "orbit", mark("&Imported satellites"), "Ctrl+Shift+J",
                    lambda on: self._show_in_orbit("real", on), check=True),
            Command("look-reset", "orbit", mark("&Reset the camera"), "Alt+0", self._reset_camera, line=True),
            Command("currency", "money", mark("Next &currency"), "Ctrl+Shift+U", session.currency.choose_next),
            Command("play", "time", mark("&Play or pause"), "Ctrl+Space", lambda: clock.play(not clock.playing)),
            Command("day-next", "time", mark("&Next day"), "Ctrl+Right", lambda: clock.set_day(clock.day + 1)),
            Command("day-previous", "time", mark("&Previous day"), "Ctrl+Left", lambda: clock.set_day(clock.day - 1)),
            Command("day-worst", "time", mark("&Worst day"), "Ctrl+W", self.show_worst_day),
            Command("day-first", "time", mark("&First day"), "Ctrl+Home", lambda: clock.set_day(0)),
            Command("explain", "help", mark("&Explain a result"), "F1", self.show_explain),
            Command("keys", "help", mark("&Keyboard"), "Ctrl+F1", lambda: help_texts.show_keys(self)),
            Command("panel-help", "help", mark("The &panel"), "Ctrl+Shift+F1",
                    lambda: help_texts.show_panel_help(self)),
            Command("satellite-help", "help", mark("The &satellite"), "Ctrl+Alt+F1",
                    lambda: help_texts.show_satellite_help(self)),
            Command("fleet-help", "help", mark("The &fleet"), "Ctrl+Alt+Shift+F1",
                    lambda: help_texts.show_fleet_help(self)),
            Command("money-help", "help", mark("&Money and claims"), "Alt+Shift+F1",
                    lambda: help_texts.show_money_help(self)),
            Command("files-help", "help", mark("Fi&les"), "Ctrl+Alt+H",
                    lambda: help_texts.show_files_help(self)),
            Command("study-help", "help", mark("&Studies"), "Alt+F1", lambda: help_texts.show_study_help(self)),
            Command("about", "help", mark("&About Dawnline"), "Shift+F1", lambda: help_texts.show_about(self)),
        ))  # fmt: skip
        self.actions_by_name["dark"].setChecked(self.theme.colours.dark)
        for shown in ("ground-track", "imported-shown"):
            self.actions_by_name[shown].setChecked(True)
        before = self.actions_by_name["open"]
        self._presets = self.menus["file"].addMenu(tr("&New from preset"))
        self._recent = self.menus["file"].addMenu(tr("Open &recent"))
        for menu in (self._presets, self._recent):
            self.menus["file"].removeAction(menu.menuAction())
            self.menus["file"].insertMenu(before, menu)
        self._fill_presets()
        self._fill_recent()
        self.menus["view"].addSeparator()
        for key, dock in self.docks.items():
            action = QAction(dock.windowTitle(), self)
            action.setShortcut(DOCK_KEYS[key])
            action.setObjectName(f"action-dock-{key}")
            action.setData(key)
            action.triggered.connect(self._toggle_dock)
            self.menus["view"].addAction(action)

    def _toggle_dock(self) -> None:
        """Hide the dock that is in front; bring one to the front that is hidden or behind another."""
        action = self.sender()
        if isinstance(action, QAction):
            dock = self.docks[action.data()]
            if dock.isVisible() and not dock.visibleRegion().isEmpty():
                dock.hide()
            else:
                self._raise(action.data())

    def _tab(self, key: str) -> Callable[[], None]:
        return lambda: self._show_tab(key)

    def _show_tab(self, key: str) -> None:
        self.tabs.setCurrentIndex(list(TABS).index(key))

    def _look(self, name: str) -> Callable[[], None]:
        return lambda: self._with_orbit(lambda view: view.show_view(name))

    def _page(self, name: str) -> Callable[[], None]:
        return lambda: self._with_panel(lambda view: view.show_page(name))

    def _tab_page(self, key: str, name: str) -> Callable[[], None]:
        def show() -> None:
            self._show_tab(key)
            self.views[key].show_page(name)  # type: ignore[attr-defined]

        return show

    def _satellite_look(self, name: str) -> Callable[[], None]:
        return lambda: self._with_satellite(lambda view: view.show_view(name))

    def _with_satellite(self, do: Callable[[Any], object]) -> None:
        if "satellite" in self.views:
            self._show_tab("satellite")
            do(self.views["satellite"])

    def _with_panel(self, do: Callable[[Any], object]) -> None:
        if "panel" in self.views:
            self._show_panel()
            do(self.views["panel"])

    def _reset_camera(self) -> None:
        self._with_orbit(lambda view: view.scene.reset_camera())

    def _with_orbit(self, do: Callable[[Any], object]) -> None:
        if "orbit" in self.views:
            self._show_tab("orbit")
            do(self.views["orbit"])

    def _show_in_orbit(self, part: str, shown: bool) -> None:
        if "orbit" in self.views:
            self.views["orbit"].scene.set_visible(part, shown)  # type: ignore[attr-defined]

    def _fill_presets(self) -> None:
        from studio.document.presets import presets

        for number, preset in enumerate(presets(), start=1):
            action = self._presets.addAction(preset.title)
            action.setToolTip(preset.summary)
            action.setShortcut(f"Ctrl+Alt+{'' if number <= 10 else 'Shift+'}{number % 10}")
            action.setData(preset.name)
            action.triggered.connect(self._open_from_action)

    def _fill_recent(self) -> None:
        from studio.document.recent import recent_files

        self._recent.clear()
        for path in recent_files():
            action = self._recent.addAction(str(path))
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

    def find_field(self) -> None:
        """Show the inspector with the caret in its search box."""
        self._raise("design")
        self.views["design"].focus_search()  # type: ignore[attr-defined]

    def focus_field(self, path: str) -> None:
        """Show where the field at `path` is edited."""
        if path.startswith("stack.layers"):
            self._show_panel()
            self.views["panel"].show_field(path)  # type: ignore[attr-defined]
        elif path.startswith("fleet."):
            self._tab_page("fleet", "imported" if path.startswith("fleet.imported") else "shells")()
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
            self._tab_page("study", "setup")()
            self.views["study"].vary(path)  # type: ignore[attr-defined]

    def compare_points(self) -> None:
        """Compare the points of the study that are brushed, or the current one."""
        if "study" in self.views:
            self.views["study"].compare()  # type: ignore[attr-defined]

    def show_comparison(self) -> None:
        """Show the designs side by side."""
        if "compare" in self.views:
            self._tab_page("compare", "side")()

    def show_explain(self) -> None:
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
        if name and not self.grab().save(name):
            self.status.show_message(tr("The picture could not be written to {name}", name=name))

    def reset_layout(self) -> None:
        """Put every dock back where it was at first."""
        self._arrange()

    def _raise(self, key: str) -> None:
        self.docks[key].show()
        self.docks[key].raise_()

    def _show_panel(self) -> None:
        self._show_tab("panel")

    def _use_dark(self, dark: bool) -> None:
        if dark != self.theme.colours.dark:
            self.theme.use(dark)
            self.settings.setValue("dark", dark)

    def _show_defect(self, text: str) -> None:
        self.status.show_message(tr("A program error stopped the analysis; it is in the log. Your design is safe."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dropping.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dropping.receive(event, self, self.dialogs.import_file)

    # Ending

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session is not None and not self._closed:
            if not self.filing.may_leave():
                event.ignore()
                return
            self._closed = True
            self.settings.setValue("layout", self.saveState(_LAYOUT_VERSION))
            self.settings.setValue("geometry", self.saveGeometry())
            self.settings.setValue("tab", self.tabs.currentIndex())
            for key in ("orbit", "satellite", "study", "compare"):
                if key in self.views:
                    self.views[key].close_view()  # type: ignore[attr-defined]
            self.session.close()
            self.report.tasks.close()
            self.dialogs.close()
            self.filing.close()
        super().closeEvent(event)

    def _reset_geometry(self) -> None:
        geometry = self.settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            room = self.screen().availableGeometry()
            self.resize(min(1600, room.width()), min(1000, room.height()))


def _waiting() -> QLabel:
    label = QLabel(tr("Opening …"))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setProperty("look", "muted")
    return label
