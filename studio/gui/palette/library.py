"""The catalogue, the statements that are judged, and the preferences as things to find."""

import html
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from studio.catalogue import CatalogueError
from studio.catalogue.claim import statements
from studio.design import Design, get_value, set_value
from studio.design.field import Field, fields
from studio.gui.help.topics import GROUPS as GROUPS_OF_HELP
from studio.gui.inspector.change import change
from studio.gui.inspector.words import catalogue_entries, entry_help, entry_label
from studio.gui.palette.entry import Entry, More
from studio.gui.palette.match import Text
from studio.gui.palette.values import go_to_field
from studio.gui.preferences import PREFERENCES, Preference
from studio.gui.preferences.entries import GROUPS
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_TAGS = re.compile(r"<[^>]+>")
_EXCHANGES = "technologies"
"""Choosing one of these exchanges the layers, which is the business of the Panel tab."""


def catalogue_entries_found(window: "MainWindow") -> Iterator[Entry]:
    """Every entry of the catalogue, for each field that may hold it; materials, of which every layer has one, once."""
    for spec in _catalogue_fields():
        for id, entry in catalogue_entries(spec.catalogue).items():
            if entry is None:
                continue
            about = html.unescape(_TAGS.sub(" ", entry_help(spec.catalogue, entry)))
            text = Text(entry_label(spec.catalogue, entry), str(entry.name), tr(spec.label), f"{id} {about}")
            key = f"{spec.path}={id}"
            if "[]" in spec.path or spec.catalogue == _EXCHANGES:
                show = partial(_show_in_panel, window, spec)
                yield Entry("catalogue", key, text, show, tr("show where it is chosen"))
            else:
                yield Entry("catalogue", key, text, partial(_choose, window, spec, id),
                            tr("choose it as {field}", field=tr(spec.label)), partial(_chosen, window, spec, id),
                            more=partial(_go, window, spec.path))  # fmt: skip


def _go(window: "MainWindow", path: str) -> More:
    return [(tr("Go to the field"), partial(go_to_field, window, path))]


def _catalogue_fields() -> list[Field]:
    return [spec for spec in fields(Design) if spec.catalogue and not spec.path.startswith("baselines")]


def _choose(window: "MainWindow", spec: Field, id: str) -> None:
    session = window.session
    assert session is not None
    refusal = change(session, spec.path, spec.label, lambda design: set_value(design, spec.path, id))
    if refusal is not None:
        session.notices.tell(refusal.text, "error")
    else:
        entry = catalogue_entries(spec.catalogue)[id]
        session.notices.tell(tr("{field} is now {name}", field=tr(spec.label), name=entry.name))


def _chosen(window: "MainWindow", spec: Field, id: str) -> str:
    assert window.session is not None
    return tr("chosen") if get_value(window.session.design, spec.path) == id else ""


def _show_in_panel(window: "MainWindow", spec: Field) -> None:
    window.with_panel(lambda view: view.show_page("cell" if spec.catalogue == _EXCHANGES else "layers"))


def claim_entries(window: "MainWindow") -> Iterator[Entry]:
    """Every statement that is judged, the founding article's and one's own."""
    try:
        known = statements()
    except CatalogueError:
        return
    for id, one in known.items():
        about = f"{one.check} {tr(one.check)} {one.said_by}"
        yield Entry("claim", id, Text(tr(one.statement), one.statement, tr("Claims · {id}", id=id), about),
                    partial(_show_claim, window, id), tr("show the verdict"))  # fmt: skip


def _show_claim(window: "MainWindow", id: str) -> None:
    window.tab_page("claims", "statements")()
    page = window.views["claims"].pages.page("statements")  # type: ignore[attr-defined]
    page.show_statement(id)


def help_entries(window: "MainWindow") -> Iterator[Entry]:
    """Every topic of the help."""
    for group, topics in GROUPS_OF_HELP:
        for topic in topics:
            about = _TAGS.sub(" ", f"{topic.shown()} {topic.text}")
            text = Text(tr(topic.title), topic.title, f"{tr('Help')} › {tr(group)}", html.unescape(about))
            yield Entry("help", topic.key, text, partial(window.help.topic, topic.key), tr("read it"))


def preference_entries(window: "MainWindow") -> Iterator[Entry]:
    """Every preference: a switch is switched, of a choice each value is an entry of its own."""
    for one in PREFERENCES.values():
        place = f"{tr('Preferences')} › {tr(GROUPS[one.group])}"
        label, about = tr(one.label), f"{tr(one.about)} {one.about}"
        show = partial(window.dialogs.preferences, one.group, one.name)
        more = partial(_show_more, show)
        for value, words in one.choices:
            title, english = f"{label}: {tr(words)}", f"{one.label}: {words}"
            yield Entry("preference", f"{one.name}={value}", Text(title, english, place, about),
                        partial(window.preferences.choose, one.name, value), tr("choose it"),
                        partial(_in_force, window, one, value), more=more)  # fmt: skip
        if isinstance(one.default, bool):
            yield Entry("preference", one.name, Text(label, one.label, place, about),
                        partial(_switch, window, one), tr("switch it"), partial(_in_force, window, one, True),
                        more=more)  # fmt: skip
        elif not one.choices:
            yield Entry("preference", one.name, Text(label, one.label, place, about), show, tr("show it"),
                        partial(window.preferences.text, one.name))  # fmt: skip


def _show_more(show: Callable[[], object]) -> More:
    return [(tr("Show in the preferences"), show)]


def _switch(window: "MainWindow", one: Preference) -> None:
    window.preferences.choose(one.name, not window.preferences.is_on(one.name))


def _in_force(window: "MainWindow", one: Preference, value: str | bool) -> str:
    now = window.preferences.value(one.name)
    if isinstance(one.default, bool):
        return tr("on") if now is True else tr("off")
    return tr("chosen") if now == value else ""
