"""Design files as every earlier state of the studio shipped them: all open, and what they mean is computed.

tests/data/early-designs.tar.xz holds every version of every preset that was ever committed, the first of each as 01.
"""

import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from studio.analysis import evaluate
from studio.design import get_value
from studio.document.files import FORMAT, SCHEMA, dump, load_bytes
from studio.document.migrations import mended

ARCHIVE = Path(__file__).parents[1] / "data" / "early-designs.tar.xz"


def _members() -> dict[str, bytes]:
    with tarfile.open(ARCHIVE, "r:xz") as archive:
        return {one.name: archive.extractfile(one).read() for one in archive.getmembers()}  # type: ignore[union-attr]


FILES = _members()
FIRST = sorted(name for name in FILES if name.endswith("/01.json"))


@pytest.mark.parametrize("preset", sorted({name.split("/")[0] for name in FILES}))
def test_every_version_opens_and_is_written_as_it_is_now(preset: str) -> None:
    versions = {name: data for name, data in FILES.items() if name.startswith(f"{preset}/")}
    for name, data in versions.items():
        raw = json.loads(data)
        assert raw["format"] == FORMAT
        assert raw["schema"] <= SCHEMA
        design = load_bytes(data, name)
        assert load_bytes(dump(design), name) == design
        # What was said then is what is read now, field by field where the field is still there.
        for path, value in _leaves({"mission": raw["design"]["mission"], "array": raw["design"]["array"]}):
            assert get_value(design, path) == value, f"{name}: {path}"


def _leaves(plain: dict[str, Any], path: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in plain.items():
        where = f"{path}.{key}" if path else key
        found += _leaves(value, where) if isinstance(value, dict) else [(where, value)]
    return found


@pytest.mark.parametrize("name", FIRST)
def test_first_version_of_every_preset_is_computed(name: str) -> None:
    results = evaluate(load_bytes(FILES[name], name))
    assert {one.stage: one.failure for one in results.outcomes.values() if not one.ok} == {}


def _early(payload: dict[str, Any], thermal: dict[str, Any]) -> bytes:
    return json.dumps({"format": FORMAT, "schema": 1, "design": {"payload": payload, "thermal": thermal}}).encode()


def test_limit_of_the_junctions_stood_with_the_payload() -> None:
    moved = load_bytes(_early({"junction_limit": 350.0}, {"junction_rise": 20.0}), "early.json")
    assert (moved.thermal.junction_limit, moved.thermal.junction_rise) == (350.0, 20.0)
    kept = load_bytes(_early({"junction_limit": None}, {"junction_limit": 340.0}), "early.json")
    assert kept.thermal.junction_limit == 340.0


def test_radiator_in_the_orbit_plane_was_called_after_the_normal() -> None:
    found = load_bytes(_early({}, {"radiator_attitude": "orbit_normal"}), "early.json")
    assert found.thermal.radiator_attitude == "orbit_plane"


def test_mending_changes_nothing_else() -> None:
    for odd in ({}, {"payload": 3, "thermal": None}, {"thermal": {"radiator_attitude": "orbit_plane"}}):
        assert mended(odd) is odd
    raw: dict[str, Any] = {"payload": {"junction_limit": 300.0}}
    assert mended(raw) == {"payload": {}, "thermal": {"junction_limit": 300.0}}
    assert raw == {"payload": {"junction_limit": 300.0}}
