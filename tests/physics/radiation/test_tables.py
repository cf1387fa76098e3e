"""The radiation tables against the promise of the catalogue: source, date and confidence for every number."""

import json
from datetime import date
from typing import get_args

import msgspec
import numpy as np
import pytest

from studio import catalogue, resource
from studio.catalogue import radiation as tables
from studio.catalogue.sourced import CatalogueError, Sourced

FILES = ("trapped", "solar_protons", "ranges", "niel", "rdc")
LOADERS = (tables.trapped, tables.solar_protons, tables.ranges, tables.niel, tables.damage_coefficients,
           tables.damage_curves)  # fmt: skip


def provenances() -> list[tables.Provenance]:
    found = [tables.trapped().provenance, tables.solar_protons().provenance]
    for holder in (tables.ranges(), tables.niel(), *tables.damage_coefficients().values()):
        found.extend(holder.provenance.values())
    return found


def numbers(part: msgspec.Struct | tuple | object) -> list[Sourced]:
    if isinstance(part, Sourced):
        return [part]
    if isinstance(part, tuple):
        return [number for item in part for number in numbers(item)]
    if isinstance(part, msgspec.Struct):
        return [number for name in part.__struct_fields__ for number in numbers(getattr(part, name))]
    return []


def test_every_table_and_number_says_where_it_is_from() -> None:
    curves = [number for technology in tables.damage_curves().values() for number in numbers(technology)]
    assert len(curves) > 60
    for told in (*provenances(), *curves):
        assert len(told.source) >= 10
        assert told.confidence in get_args(catalogue.Confidence)
        assert told.source.startswith("Assumed") == (told.confidence == "assumed"), told
        year, month, day = ([int(part) for part in told.date.split("-")] + [1, 1])[:3]
        assert date(1960, 1, 1) < date(year, month, day)


def test_expected_technologies_are_there() -> None:
    assert {
        "gaas-1j", "spectrolab-xtj", "emcore-atjm", "azur-4g32c", "rocketlab-imm-beta", "si", "si-thin-20um", "hjt-si",
        "hjt-si-p", "perovskite-1j", "perovskite-cigs", "perovskite-shj", "all-perovskite",
    } <= set(tables.damage_curves())  # fmt: skip
    assert {technology.coefficients for technology in tables.damage_curves().values()} == set(
        tables.damage_coefficients()
    )


def test_loaded_numbers_are_the_filed_ones_in_si() -> None:
    raw = json.loads(resource.path("radiation", "trapped.json").read_text(encoding="utf-8"))
    assert raw["about"]["package"].startswith("aep8 ")
    table = tables.trapped()
    row, column, energy = raw["altitude_km"].index(650), raw["inclination_deg"].index(90), raw["proton_MeV"].index(10.0)
    assert table.proton_energy[energy] == pytest.approx(10.0 * 1.602176634e-13)
    flux = 10.0 ** table.protons["min"][row, column, energy] - table.floor
    assert flux == pytest.approx(1e4 * (10.0 ** (raw["AP8MIN"][row][column][energy] / 1000.0) - raw["floor"]))
    assert {550, 650, 800, 1200, 35_786} <= set(raw["altitude_km"])
    assert resource.path("radiation", "trapped.json").stat().st_size < 500_000


def test_axes_rise_and_tables_cannot_be_changed() -> None:
    for axis in (
        tables.trapped().altitude, tables.trapped().inclination, tables.trapped().proton_energy,
        tables.solar_protons().energy, tables.ranges().proton_energy, tables.ranges().proton_range,
        tables.ranges().electron_range, tables.niel().proton_energy, tables.niel().electron_energy,
        *(cell.proton_energy for cell in tables.damage_coefficients().values()),
        *(cell.electron_energy for cell in tables.damage_coefficients().values()),
    ):  # fmt: skip
        assert np.all(np.diff(axis) > 0.0)
        with pytest.raises(ValueError, match="read-only"):
            axis[0] = 0.0
    with pytest.raises(TypeError):
        tables.damage_curves()["new"] = None


def test_tables_are_read_once() -> None:
    for load in LOADERS:
        assert load() is load()


@pytest.mark.parametrize("name", FILES)
def test_an_unreadable_table_is_named(name: str, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{name}.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(resource, "path", lambda *parts: tmp_path.joinpath(parts[-1]))
    load = {"trapped": tables.trapped, "solar_protons": tables.solar_protons, "ranges": tables.ranges,
            "niel": tables.niel, "rdc": tables.damage_coefficients}[name]  # fmt: skip
    with pytest.raises(CatalogueError, match=rf"{name}\.json: cannot be read"):
        load.__wrapped__()


def test_a_curve_out_of_bounds_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = json.loads(resource.path("radiation", "damage.json").read_text(encoding="utf-8"))
    raw[1]["phi_x"]["value"] = 2.3e14  # per cm²
    (tmp_path / "damage.json").write_text(json.dumps(raw), encoding="utf-8")
    monkeypatch.setattr(resource, "path", lambda *parts: tmp_path.joinpath(parts[-1]))
    with pytest.raises(CatalogueError, match=r"damage\.json: spectrolab-xtj: phi_x 2\.3e\+14 is not between"):
        tables.damage_curves.__wrapped__()
    (tmp_path / "damage.json").write_text("[{}]", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"damage\.json: cannot be read"):
        tables.damage_curves.__wrapped__()
