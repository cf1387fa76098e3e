"""Every tab, page and dock of the window in one walk: all can be read at the smallest size that is promised, everything
that can be used has a name and a role, and what draws itself says what it shows.

Slow because every page of every tab is built, drawn and looked at, and every dialog opened.
"""

from tests.gui.clipping import complaints, places
from tests.gui.dialogs_shown import dialogs
from tests.gui.said import controls, draws_itself, silent, unnamed


def test_every_place_can_be_read_at_1280_by_800_and_by_a_screen_reader(make_window) -> None:
    window = make_window("ai1-120kw")
    cut, quiet, drawn = set(), set(), set()
    for where in places(window):
        cut |= {(where, what) for what in complaints(window)}
        quiet |= set(silent(window))
        drawn |= {type(one).__name__ for one in controls(window) if draws_itself(one) and one.isVisible()}
    assert cut == set()
    assert sorted(quiet) == []
    assert len(drawn) > 8
    assert sum(1 for _ in controls(window)) > 900
    nameless = set(unnamed(window))
    for name, dialog in dialogs(window):
        nameless |= {f"[{name}] {what}" for what in unnamed(dialog) if what not in nameless}
    assert sorted(nameless) == []
