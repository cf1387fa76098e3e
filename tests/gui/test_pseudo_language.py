"""In the pseudo-language every text of the window, its dialogs and its drawings is translated, or named with a reason.

Slow because every page of every tab is built, shown and drawn, and every dialog opened.
"""

import pytest
from PySide6.QtWidgets import QApplication

from studio import text
from studio.text import tr, tr_count
from tests.gui.clipping import places
from tests.gui.dialogs_shown import dialogs
from tests.gui.spoken import drawn, texts
from tests.gui.untranslated import left

ELSEWHERE: dict[str, str] = {
    "qt_dockwidget_": "Qt's own button, in the language that Qt's translation has",
    "ScrollLeftButton": "Qt's own button",
    "ScrollRightButton": "Qt's own button",
    "AccessibleDescriptionRole": "Qt's own word for a line between choices",
    "action Export...": "an action of pyqtgraph in a menu that is never shown",
    "Preview": "the file that would be written, as it would be written",
    "[message]": "the window again",
    "painted [palette]": "letters of what was typed stand out, so the words are drawn in pieces",
}
"""What is not looked at, by a part of where it stands, and why."""


def untranslated(where: str, words: str, own: set[str]) -> str:
    """What is left of a text, unless the design says it or it is written elsewhere."""
    if any(one in where for one in ELSEWHERE) or words.strip() in own:
        return ""
    rest = left(words, part=where.startswith("painted"))
    for one in sorted(own, key=len, reverse=True):
        rest = rest.replace(one, "")
    return rest if left(rest) else ""


def test_every_text_that_is_shown_said_or_drawn_is_translated(make_window, monkeypatch) -> None:
    text.use_language(text.PSEUDO)
    window = make_window("ai1-120kw")
    own = {layer.name for layer in window.session.design.stack.layers}
    missing: dict[str, str] = {}
    seen: set[str] = set()

    def look(where: str, words: str) -> None:
        if words not in seen:
            seen.add(words)
            if rest := untranslated(where, words, own):
                missing.setdefault(rest, f"{where}: {words[:120]}")

    with drawn(monkeypatch) as written:
        for where in places(window):
            for _ in range(10):
                QApplication.processEvents()
            window.grab()
            for words in set(written):
                look(f"painted {where}", words)
        for where, words in texts(window):
            look(where, words)
        for name, dialog in dialogs(window):
            dialog.grab()
            for where, words in texts(dialog):
                look(f"[{name}] {where}", words)
            for words in set(written):
                look(f"painted [{name}]", words)
    assert len(seen) > 5000
    assert sorted(missing.items()) == []


@pytest.mark.parametrize(("shown", "rest"), [
    ("‹Orbital period›", ""),
    ("‹›650 km‹ of height›", ""),
    ("Orbital period", "Orbital period"),
    ("‹Height ›Sun-pointing‹ of the wing›", "Sun-pointing"),
    ("<b>‹Cells›</b><br>of silicon", "silicon"),
    ("‹Beta angle› — orbit.beta_angle_max", ""),
    ("12.5 MWh/yr", ""),
    ("‹Cells›: https://example.org/a/paper.html", ""),
])  # fmt: skip
def test_what_nobody_translated_is_found_and_what_needs_no_translation_is_not(shown: str, rest: str) -> None:
    assert left(shown) == rest


def test_values_stand_outside_of_the_brackets() -> None:
    text.use_language(text.PSEUDO)
    assert tr("{height} of {what:>3}", height="650 km", what="it") == "‹›650 km‹ of › it‹›"
    assert tr_count("{count} field", "{count} fields", 3) == "‹›3‹ fields›"
    assert tr("no place") == "‹no place›"
    assert tr("") == ""
