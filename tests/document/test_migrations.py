"""Older files are taken to the current schema step by step."""

import copy
from typing import Any

import pytest

from studio.document import FileError, load_bytes, migrations
from studio.document.migrations import MIGRATIONS, SCHEMA, migrate


def metres(design: dict[str, Any]) -> dict[str, Any]:
    return {**design, "altitude": design["altitude_km"] * 1e3}


def without_kilometres(design: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in design.items() if key != "altitude_km"}


TABLE = {1: metres, 2: without_kilometres}


@pytest.mark.parametrize(
    ("schema", "before"),
    [(1, {"altitude_km": 650}), (2, {"altitude_km": 650, "altitude": 650e3}), (3, {"altitude": 650e3})],
)
def test_every_older_schema_arrives_at_the_current_one(schema: int, before: dict[str, Any]) -> None:
    untouched = copy.deepcopy(before)
    assert migrate(before, schema, 3, TABLE) == {"altitude": 650e3}
    assert before == untouched


@pytest.mark.parametrize("broken", [{}, {"altitude_km": None}])
def test_step_that_misses_its_part_is_a_fault_of_the_file(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not a whole design of schema 1"):
        migrate(broken, 1, 3, TABLE)


def test_missing_step_is_a_defect() -> None:
    with pytest.raises(KeyError):
        migrate({}, 1, 3, {2: without_kilometres})


def test_there_is_a_step_for_every_older_schema() -> None:
    assert set(MIGRATIONS) == set(range(1, SCHEMA))


def test_files_go_through_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(design: dict[str, Any]) -> dict[str, Any]:
        return {"title": design["name"]}

    monkeypatch.setattr(migrations.migrate, "__defaults__", (2, {1: rename}))
    monkeypatch.setattr("studio.document.files.SCHEMA", 2)
    old = b'{"format": "dawnline-design", "schema": 1, "design": {%s}}'
    assert load_bytes(old % b'"name": "Old one"', "old.json").title == "Old one"
    with pytest.raises(FileError, match=r"^old\.json: is not a whole design of schema 1$"):
        load_bytes(old % b"", "old.json")
