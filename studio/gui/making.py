"""The views, each made when its turn comes and connected to what the window can show."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from studio.gui.actions import plain
from studio.gui.menu_texts import FIRST_KEYS, PAGE_MENUS

if TYPE_CHECKING:
    from studio.gui.page_tab import PageTab
    from studio.gui.session import Session
    from studio.gui.window import MainWindow


def make_view(window: "MainWindow", key: str, session: "Session") -> QWidget:
    """The view that stands at the place `key`, connected to the window."""
    # Imported where they are needed: pyqtgraph and VTK cost more than the whole shell.
    if key == "design":
        from studio.gui.inspector import Inspector

        inspector = Inspector(session)
        inspector.open_panel_requested.connect(window.show_panel)
        inspector.layer_requested.connect(window.focus_field)
        inspector.explain_requested.connect(window.explain)
        return inspector
    if key == "timebar":
        from studio.gui.timebar import TimeBar

        return TimeBar(session)
    if key == "margins":
        from studio.gui.margins import MarginsView

        margins = MarginsView(session)
        margins.explain_requested.connect(window.explain)
        margins.seek_requested.connect(window.dialogs.seek)
        return margins
    if key == "explain":
        from studio.gui.explain import ExplainPanel

        panel = ExplainPanel(session)
        panel.field_requested.connect(window.focus_field)
        panel.seek_requested.connect(window.dialogs.seek)
        panel.pin_requested.connect(window.pin_explanation)
        panel.chain_requested.connect(window.show_chain)
        return panel
    if key in {"power", "thermal", "season"}:
        from studio.gui import plots

        return {"power": plots.PowerView, "thermal": plots.ThermalView, "season": plots.SeasonView}[key](session)
    if key == "panel":
        from studio.gui.panel import PanelView

        view = PanelView(session)
        view.explain_requested.connect(window.explain)
        view.exact.said.connect(session.notices.tell)
        window.menus["panel"].addSeparator()
        window.menus["panel"].addActions(list(view.layer_actions.by_name.values()))
        return view
    if key == "satellite":
        from studio.gui.satellite.view import SatelliteView

        return _add_pages(window, key, SatelliteView(session))
    if key == "fleet":
        from studio.gui.fleet.view import FleetView

        return _add_pages(window, key, FleetView(session))
    if key == "money":
        from studio.gui.money.view import MoneyView

        return _add_pages(window, key, MoneyView(session))
    if key == "factory":
        from studio.gui.factory.view import FactoryView

        return _add_pages(window, key, FactoryView(session))
    if key == "claims":
        from studio.gui.claims.view import ClaimsView

        return _add_pages(window, key, ClaimsView(session))
    if key == "study":
        from studio.gui.study.view import StudyView

        study = StudyView(session)
        study.desk.compare_wanted.connect(window.show_comparison)
        return _add_pages(window, key, study)
    if key == "compare":
        from studio.gui.compare.view import CompareView

        return _add_pages(window, key, CompareView(session))
    if key == "review":
        from studio.gui.review.view import ReviewView

        return _add_pages(window, key, ReviewView(session))
    from studio.gui.orbit_view import OrbitView

    return OrbitView(session)


def _add_pages(window: "MainWindow", key: str, view: "PageTab") -> "PageTab":
    """Connect a tab of pages, and give each page a line and a key in its menu."""
    view.explain_requested.connect(window.explain)
    view.field_requested.connect(window.focus_field)
    menu, modifiers = window.menus[PAGE_MENUS[key][0]], PAGE_MENUS[key][1]
    menu.addSeparator()
    for number, (name, title) in enumerate(view.titles.items(), start=FIRST_KEYS.get(key, 2)):
        action = QAction(title, window)
        action.setObjectName(f"action-{key}-page-{name}")
        action.setProperty("english", view.english[name])
        action.setShortcut(f"{modifiers}+F{number}")
        action.triggered.connect(plain(window.tab_page(key, name)))
        menu.addAction(action)
        window.actions_by_name[f"{key}-page-{name}"] = action
    return view
