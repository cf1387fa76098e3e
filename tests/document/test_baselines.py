"""Baselines kept inside a design: whole, under names of their own, through files, undo and damage."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings

from studio.analysis import wanted_keys
from studio.analysis.many import design_digest
from studio.design import Design, DesignError, set_value
from studio.design.baseline import MAX_BASELINES
from studio.document import Document, FileError, baselines, dump, load_bytes, preset, read, write
from tests.design_strategies import designs

START = preset("suncatcher-cluster")
DAY = date(2026, 3, 4)


def with_two() -> Design:
    """The start preset at 700 km, which keeps itself at 650 km and at 675 km."""
    first = baselines.keep(START, "as published", "where it began", DAY)
    second = baselines.keep(set_value(first, "mission.altitude", 675e3), "higher", "", DAY)
    return set_value(second, "mission.altitude", 700e3)


def test_a_baseline_is_the_whole_design_as_it_was() -> None:
    design = with_two()
    assert baselines.kept(design, "as published") == START
    assert baselines.kept(design, "higher") == set_value(START, "mission.altitude", 675e3)
    assert [(one.name, one.date, one.note) for one in design.baselines] == [
        ("as published", "2026-03-04", "where it began"), ("higher", "2026-03-04", "")]  # fmt: skip


@settings(max_examples=15)
@given(designs)
def test_any_design_is_kept_whole(design: Design) -> None:
    bare = msgspec.structs.replace(design, baselines=())
    assert baselines.kept(baselines.keep(bare, "before"), "before") == bare


def test_they_come_back_from_the_file(tmp_path) -> None:
    path = tmp_path / "design.json"
    write(path, with_two())
    assert read(path) == with_two()
    # Each takes one line: the file still reads as one design.
    grown = len(path.read_text().splitlines()) - len(dump(START).decode().splitlines())
    assert grown <= 2 * 6 + 2


def test_files_of_before_open_without_any() -> None:
    raw = json.loads(dump(START))
    del raw["design"]["baselines"]
    assert load_bytes(json.dumps(raw).encode(), "old.json") == START


def test_restoring_keeps_the_baselines_and_is_one_undo_step() -> None:
    document = Document(with_two())
    document.edit("Restore", baselines.restored(document.design, "as published"))
    assert document.design.mission.altitude == 650e3
    assert document.design.baselines == with_two().baselines
    document.undo()
    assert document.design == with_two()


def test_no_result_and_no_hash_depends_on_them() -> None:
    bare = msgspec.structs.replace(with_two(), baselines=())
    assert wanted_keys(with_two()) == wanted_keys(bare)
    assert design_digest(with_two()) == design_digest(bare)


def test_renaming_annotating_and_removing() -> None:
    design = baselines.renamed(with_two(), "higher", "  675   km ")
    design = baselines.annotated(design, "675 km", "one step up")
    assert [(one.name, one.note) for one in design.baselines] == [
        ("as published", "where it began"), ("675 km", "one step up")]  # fmt: skip
    assert baselines.kept(design, "675 km").mission.altitude == 675e3
    assert [one.name for one in baselines.removed(design, "as published").baselines] == ["675 km"]
    assert baselines.free_name(design, "675 km") == "675 km 2"
    assert baselines.free_name(design, "a#b") == "a b"


@pytest.mark.parametrize(("name", "said"), [
    ("", "a baseline needs a name"), ("  ", "a baseline needs a name"),
    ("higher", "there is a baseline “higher” already"), ("a#b", "“#” cannot be in a name"),
    ("n" * 61, "the name has 61 characters, at most 60 fit"),
])  # fmt: skip
def test_a_name_that_cannot_be_is_refused(name: str, said: str) -> None:
    for edit in (lambda: baselines.keep(with_two(), name), lambda: baselines.renamed(with_two(), "as published", name)):
        with pytest.raises(DesignError, match=said):
            edit()


def test_there_is_a_most() -> None:
    design = START
    for number in range(MAX_BASELINES):
        design = baselines.keep(design, f"step {number}")
    with pytest.raises(DesignError, match="at most 20 baselines: remove one first"):
        baselines.keep(design, "one more")


def test_one_that_is_not_there_is_named() -> None:
    with pytest.raises(DesignError, match="no baseline “highr”; did you mean “higher”"):
        baselines.kept(with_two(), "highr")
    with pytest.raises(DesignError, match="the design has none"):
        baselines.restored(START, "higher")


@pytest.mark.parametrize(("text", "said"), [
    ("{", r"baselines\[1\].design: ends too early"),
    ('{"format": "other"}', r"baselines\[1\].design: is not a Dawnline design"),
    ('{"format":"dawnline-design","schema":99,"design":{}}', r"baselines\[1\].design: was written by a newer"),
    ('{"format":"dawnline-design","schema":1,"design":{"mission":{"altitude":-5000}}}',
     r"baselines\[1\].design: mission.altitude: -5 km is below"),
    ('{"format":"dawnline-design","schema":1,"design":{"baselines":[{"name":"x","design":"{}"}]}}',
     "a baseline has no baselines of its own"),
])  # fmt: skip
def test_a_damaged_baseline_is_told_with_its_place(text: str, said: str) -> None:
    raw = json.loads(dump(with_two()))
    raw["design"]["baselines"][1]["design"] = text
    with pytest.raises(FileError, match=said):
        load_bytes(json.dumps(raw).encode(), "design.json")
