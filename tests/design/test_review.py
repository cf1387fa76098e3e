"""Notes, the sign-off list and the fingerprint that a signature is given for."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis.engine import wanted_keys
from studio.design import Design, DesignError, Note, SignOff, fingerprint, same_design, set_value
from studio.design.display import Display
from studio.design.margin_policy import MarginPolicy
from studio.design.mission import Mission
from studio.design.requirement import Requirement
from studio.design.requirement_edit import duplicate_requirement, move_requirement, with_requirements
from studio.design.review_edit import (
    add_items,
    add_note,
    close_note,
    decide,
    is_stale,
    notes_on,
    remove_item,
    remove_note,
    reopen_note,
    replace_item,
    set_policies,
)
from studio.document.files import dump, load_bytes
from tests.design_strategies import structs

ITEM = SignOff("The mass is agreed", "requirement:Mass")


def test_notes_are_no_part_of_what_is_computed() -> None:
    design = Design()
    noted = add_note(design, Note("Too heavy?", "mass.satellite", "A. Chen", "2026-11-26"))
    assert noted != design
    assert same_design(noted, design)
    assert wanted_keys(noted) == wanted_keys(design)
    assert fingerprint(noted) == fingerprint(design)
    shown = msgspec.structs.replace(design, display=Display(currency="CNY"))
    assert (shown != design, fingerprint(shown), same_design(shown, design)) == (True, fingerprint(design), True)


def test_a_note_is_closed_with_an_answer_and_opened_again() -> None:
    design = add_note(Design(), Note("Why 650 km?", "mission.altitude"))
    closed = close_note(design, 0, "Drag")
    assert notes_on(closed, "mission.altitude") == ((0, Note("Why 650 km?", "mission.altitude", state="closed",
                                                             answer="Drag")),)  # fmt: skip
    assert reopen_note(closed, 0).review.notes[0].state == "open"
    assert remove_note(closed, 0).review.notes == ()
    assert notes_on(closed, "mission.ltan") == ()


def test_a_signature_is_for_one_design() -> None:
    design = add_items(Design(), [ITEM])
    signed = decide(design, 0, "accepted", "2026-11-26", by="A. Chen")
    item = signed.review.items[0]
    assert (item.state, item.responsible, item.date) == ("accepted", "A. Chen", "2026-11-26")
    assert not is_stale(item, fingerprint(signed))
    assert not is_stale(item, fingerprint(add_note(signed, Note("said later"))))
    higher = set_value(signed, "mission.altitude", 700e3)
    assert is_stale(item, fingerprint(higher))
    assert not is_stale(item, fingerprint(set_value(higher, "mission.altitude", design.mission.altitude)))
    assert is_stale(item, fingerprint(set_value(signed, "review.phase", "pdr")))
    again = decide(signed, 0, "open", "2026-11-27")
    assert (again.review.items[0].fingerprint, again.review.items[0].date) == ("", "")


def test_what_is_in_the_list_is_not_listed_twice() -> None:
    design = add_items(add_items(Design(), [ITEM]), [ITEM, SignOff("Another")])
    assert [one.name for one in design.review.items] == ["The mass is agreed", "Another"]
    assert remove_item(design, 0).review.items[0].name == "Another"


@pytest.mark.parametrize("edit", [
    lambda design: decide(design, 0, "rejected", "2026-11-26"),
    lambda design: decide(design, 7, "accepted", "2026-11-26"),
    lambda design: add_note(design, Note(" ")),
    lambda design: add_note(design, Note("x" * 2001)),
    lambda design: replace_item(design, 0, SignOff("")),
    lambda design: add_items(design, [SignOff(str(number)) for number in range(301)]),
    lambda design: set_policies(design, [MarginPolicy("A"), MarginPolicy("A")]),
    lambda design: set_policies(design, [MarginPolicy("A", concept=-1.0)]),
    lambda design: remove_note(design, -1),
    lambda design: with_requirements(design, (Requirement("R", "mass.satellite", "in", 2.0, upper=1.0),)),
    lambda design: with_requirements(design, (Requirement("R", "mass.satellite", "in", 2.0),)),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(edit) -> None:
    design = add_items(Design(), [ITEM])
    with pytest.raises(DesignError) as refusal:
        edit(design)
    assert refusal.value.text
    assert "\n" not in refusal.value.text


def test_requirements_are_copied_and_moved() -> None:
    design = Design(requirements=tuple(Requirement(name, "mass.satellite", "<=", 1.0) for name in "abc"))
    design = move_requirement(duplicate_requirement(design, 0), 3, 0)
    assert [one.name for one in design.requirements] == ["c", "a", "a 2", "b"]


@settings(max_examples=60)
@given(st.lists(structs(Note), max_size=4), st.lists(structs(SignOff), max_size=4))
def test_reviews_come_back_from_the_file_as_they_were(notes, items) -> None:
    design = msgspec.structs.replace(
        Design(), review=msgspec.structs.replace(Design().review, notes=tuple(notes), items=tuple(items)))  # fmt: skip
    assert load_bytes(dump(design), "design.json") == design


@given(structs(Mission), structs(Mission), structs(Note))
def test_two_designs_have_one_fingerprint_only_if_they_are_the_same(one, other, note) -> None:
    """Whatever is said about them."""
    first, second = Design(mission=one), add_note(Design(mission=other, title="Other"), Note("said", note.path))
    assert (fingerprint(first) == fingerprint(second)) == (one == other)
    assert same_design(first, Design(mission=other)) == (one == other)
