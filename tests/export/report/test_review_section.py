"""The review in the report, and the sections that can be left out of it."""

import pytest

from studio.analysis import evaluate
from studio.analysis.reviewing import template
from studio.design import Design, Note, Requirement, set_value
from studio.design.requirement_edit import with_requirements
from studio.design.review_edit import add_items, add_note, decide
from studio.document import preset
from studio.document.files import dump
from studio.export.formats import Source
from studio.export.report.content import Section, Sign, Table
from studio.export.report.names import SECTIONS, left_out
from studio.export.report.sections.review import review_section
from studio.export.report.sections.topics import TOPICS
from studio.export.report.subject import Subject


def section(design: Design, results) -> Section:
    return review_section(Subject(Source(design, dump(design), "x"), results, lambda share: None))


def cells(found: Section) -> list[object]:
    tables = [block for part in found.within for block in part.blocks if isinstance(block, Table)]
    return [cell for one in tables for row in one.rows for cell in row]


def test_it_has_signatures_notes_and_policies_and_says_which_are_for_an_earlier_design() -> None:
    design = preset("suncatcher-cluster")
    assert section(design, evaluate(design, only=("mass",))).is_empty
    mass = Requirement("Mass", "mass.satellite", "<=", 600.0, policy="System mass", rationale="Falcon")
    design = with_requirements(design, (mass,))
    results = evaluate(design)
    design = add_items(add_note(design, Note("Why 600 kg?", "mass.satellite", "B. Ito")), template(results))
    design = decide(design, 0, "accepted", "2026-11-26", by="A. Chen")
    told = cells(section(design, evaluate(design, results.outcomes)))
    assert Sign("green", "accepted") in told
    assert all(text in told for text in ("A. Chen", "Why 600 kg?", "20 %", "Falcon"))
    assert not any(part.is_empty for part in section(design, results).within)
    later = set_value(design, "review.phase", "pdr")
    assert Sign("amber", "accepted, for an earlier design") in cells(section(later, evaluate(later, results.outcomes)))


def test_every_topic_can_be_left_out_and_no_other() -> None:
    assert {one.stages[0] for one in TOPICS} <= set(SECTIONS)
    assert {SECTIONS[one.stages[0]] for one in TOPICS} == {one.title for one in TOPICS}
    assert left_out("claims, review") == {"claims", "review"}
    with pytest.raises(ValueError, match="there is no section “claim”"):
        left_out("claim")
