"""Help: every field, result, page and dock has some; F1 finds it for what has the focus; the browser finds by words."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio.analysis import RESULTS, evaluate
from studio.design import Design, DesignError, fields, set_value
from studio.design.edit import get_value
from studio.document import preset
from studio.gui.help.about import about
from studio.gui.help.locate import name_at, topic_at
from studio.gui.help.search import found
from studio.gui.help.topics import GROUPS, TOPICS
from studio.gui.late_docks import LATE_DOCKS
from studio.gui.margins.figure import Figure
from studio.gui.menu_texts import PANEL_PAGES
from studio.gui.pages import Pages
from studio.gui.places import DOCKS, TABS

_TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def results():
    return evaluate(preset("suncatcher-cluster"))


def _words(text: str) -> list[str]:
    return _TAGS.sub(" ", text).split()


def _settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def _paths(design: Design) -> list[str]:
    """Every field that has a value in `design`, those of the first layer for those of all."""
    found = []
    for spec in fields(Design):
        path = spec.path.replace("stack.layers[]", "stack.layers[0]")
        try:
            get_value(design, path)
        except (DesignError, AttributeError):
            continue  # a part that this design does not have, such as shells of its fleet
        found.append(path)
    return found


def test_every_field_has_help_that_says_what_it_is_and_where_its_value_comes_from(results) -> None:
    paths = _paths(results.design)
    assert len(paths) > 200
    for path in paths:
        title, text = about(results, path)
        assert title
        assert len(_words(text)) > 12, path
        assert "In this design" in text
        assert "Source" in text
        assert f"explain:{path}" in text


def test_every_result_has_help_with_equation_source_and_what_it_leads_to(results) -> None:
    for name, info in RESULTS.items():
        title, text = about(results, name)
        assert title == info.label
        for part in ("In this design", "Equation", "Source", "How it is known"):
            assert part in text, name
        if info.inputs:
            assert "Follows from" in text


def test_help_on_a_number_gives_bounds_range_and_what_it_drives(results) -> None:
    _, text = about(results, "mission.altitude")
    words = " ".join(_words(text))
    assert "650 km" in words
    assert "160 km to 60 000 km" in words
    heights = [preset(name).mission.altitude / 1e3 for name in ("filing-51600", "starcloud-40mw")]
    assert f"{heights[0]:.0f} km" in words
    assert f"{heights[1]:.0f} km" in words
    assert 'href="name:orbit.semi_major_axis"' in text


def test_every_dock_tab_and_page_has_a_topic(make_window) -> None:
    window = make_window()
    missing = {*DOCKS, *LATE_DOCKS, *TABS} - set(TOPICS)
    assert missing == set()
    for key in TABS:
        pages = window.views[key].findChild(Pages)
        for name in pages._names if pages is not None else ():
            assert f"{key}.{name}" in TOPICS
    assert {f"panel.{name}" for name, _ in PANEL_PAGES} <= set(TOPICS)
    for topic in TOPICS.values():
        assert len(_words(topic.shown())) > 10, topic.key
        assert set(topic.see) <= set(TOPICS)
        assert topic.shown().count("<p>") == topic.shown().count("</p>")
    assert sum(len(topics) for _, topics in GROUPS) == len(TOPICS)


def test_f1_tells_of_what_has_the_focus(make_window) -> None:
    window = make_window(views=("design", "margins", "season", "satellite"))
    window.activateWindow()
    desk = window.help
    window.focus_field("mission.altitude")
    _settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    _settle()
    assert desk.browser.isVisible()
    assert desk.browser.link == "name:mission.altitude"
    assert "650 km" in desk.browser.page.toPlainText()
    figure = next(one for one in window.views["margins"].findChildren(Figure) if one.name and one.isVisible())
    window.activateWindow()
    figure.setFocus()
    _settle()
    desk.context()
    assert desk.browser.link == f"name:{figure.name}"
    table = window.views["margins"].table
    table.setCurrentCell(1, 0)
    table.setFocus()
    window.activateWindow()
    _settle()
    desk.context()
    assert desk.browser.link == f"name:{window.session.design.requirements[1].result}"
    window.tab_page("satellite", "heat")()
    assert topic_at(window.views["satellite"].pages.page("heat"), window) == "satellite.heat"
    window.show_tab("season")
    assert topic_at(window.views["season"], window) == "season"
    assert topic_at(None, window) == "season"
    assert name_at(window.views["season"], window.session.design) == "illumination.sunlit_fraction_year"


def test_links_lead_on_and_into_the_studio(make_window) -> None:
    window = make_window(views=("design", "explain"))
    browser_of = window.help
    browser_of.topic("begin")
    browser = browser_of.browser
    browser._follow(QUrl("help:season"))
    assert browser.link == "help:season"
    browser._follow(QUrl("name:orbit.period"))
    assert "Orbital period" in browser.page.toPlainText()
    browser.go_back()
    assert browser.link == "help:season"
    browser.go_forward()
    assert browser.link == "name:orbit.period"
    browser._follow(QUrl("explain:orbit.period"))
    assert window.views["explain"]._facts.name == "orbit.period"
    browser._follow(QUrl("edit:mission.altitude"))
    _settle()
    assert window.views["design"].rows["mission.altitude"].isVisible()


def test_a_page_shows_the_design_as_it_is_now(make_window) -> None:
    window = make_window(views=())
    window.help.open("name:mission.altitude")
    assert "650 km" in window.help.browser.page.toPlainText()
    window.session.edit("altitude", lambda design: set_value(design, "mission.altitude", 712e3))
    _settle()
    assert "712 km" in window.help.browser.page.toPlainText()


def test_search_finds_topics_fields_and_results() -> None:
    kinds = {title: [hit.link for hit in hits] for title, hits in found("eclipse")}
    assert "help:season" in kinds["Topics"]
    assert "name:illumination.eclipse_max" in [hit.link for _, hits in found("umbra passage") for hit in hits]
    assert "name:mission.altitude" in [hit.link for _, hits in found("altitude") for hit in hits]
    assert found("zzzz") == ()
    assert found("  ") == ()


def test_the_browser_is_one_window_searched_by_keyboard(make_window) -> None:
    window = make_window(views=())
    window.actions_by_name["help-contents"].trigger()
    first = window.help.browser
    assert first.link == "help:begin"
    QTest.keyClicks(first.search, "satellite mass")
    QTest.keyClick(first.search, Qt.Key.Key_Return)
    _settle()
    assert first.link == "name:mass.satellite"
    window.actions_by_name["satellite-help"].trigger()
    assert window.help.browser is first
    assert first.link == "help:satellite"
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()


def test_a_layer_that_is_gone_is_said(make_window) -> None:
    window = make_window(views=())
    window.help.open("name:stack.layers[no such].thickness")
    assert "none of this name" in window.help.browser.page.toPlainText()


def test_widgets_of_the_browser_have_names(make_window) -> None:
    window = make_window(views=())
    window.help.contents()
    for child in window.help.browser.findChildren(QWidget):
        ours = child.objectName().startswith("help") and child.isVisible()
        if ours and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert child.accessibleName(), child.objectName()
