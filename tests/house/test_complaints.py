"""The list of complaints of other tools: each has its threads, and how it is here is held by a test that exists."""

from pathlib import Path

from studio.gui.help.complaints import COMPLAINTS, rows
from studio.text import speaking

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_claimed_of_this_studio_is_held_by_a_test() -> None:
    assert len(COMPLAINTS) >= 12
    for one in COMPLAINTS:
        assert any(sign.isdigit() for sign in one.told), one.what
        assert (ROOT / one.proof).is_file(), one.proof


def test_the_list_is_read_in_both_languages() -> None:
    with speaking("en"):
        english = rows()
    with speaking("zh_CN"):
        chinese = rows()
    assert english.count("<p>") == chinese.count("<p>") == len(COMPLAINTS) + 1
    assert "FreeCAD #28906" in chinese
