"""The catalogue against its own promise (every number has a source) and against the publications it quotes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import msgspec
import pytest

from studio import catalogue, resource
from studio.catalogue.entry import Role
from studio.catalogue.launcher import launchers
from studio.design.panel import ROLES, Layer
from studio.design.requirement import Confidence as DesignConfidence

TABLES = {"cells": catalogue.cells, "materials": catalogue.materials, "accelerators": catalogue.accelerators,
          "batteries": catalogue.batteries, "launchers": launchers}  # fmt: skip


def raw(table: str) -> list[dict[str, Any]]:
    return json.loads(resource.path("catalogue", f"{table}.json").read_text(encoding="utf-8"))


def numbers(value: Any, holder: Any = None) -> Iterator[tuple[float, Any]]:
    """Every number in decoded JSON, with the object that holds it."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name != "depth":  # where a test was made, not what it found
                yield from numbers(item, value)
    elif isinstance(value, list):
        for item in value:
            yield from numbers(item, value)
    elif isinstance(value, int | float):
        yield value, holder


@pytest.mark.parametrize("table", TABLES)
def test_every_number_says_where_it_is_from_when_and_how_sure(table):
    found = list(numbers(raw(table)))
    assert len(found) > 15
    for value, holder in found:
        assert set(holder) == {"value", "source", "date", "confidence"}, value
        assert len(holder["source"]) >= 10
        year, month, day = ([int(part) for part in holder["date"].split("-")] + [1, 1])[:3]
        assert date(1960, 1, 1) < date(year, month, day)
        assert holder["confidence"] in get_args(catalogue.Confidence)


@pytest.mark.parametrize("table", TABLES)
def test_what_is_assumed_is_told_as_assumed(table):
    for _, holder in numbers(raw(table)):
        told = holder["source"].startswith(("Assumed", "Typical handbook value"))
        assert told == (holder["confidence"] == "assumed"), holder


def test_the_words_for_role_and_confidence_are_those_of_a_design():
    assert get_args(Role) == tuple(ROLES)
    assert get_args(catalogue.Confidence) == get_args(DesignConfidence)


def test_every_table_holds_what_a_user_expects():
    assert {
        "azur-3g30a", "azur-4g32c", "spectrolab-xtj", "emcore-atjm", "hjt-si", "solestial-si-20um",
        "perovskite-1.55ev", "suncatcher-22", "mccalip-22",
    } <= set(catalogue.cells())  # fmt: skip
    assert {"h100-sxm", "b200", "b300", "gb300-nvl72", "mi300x", "tpu-v5e", "tpu-v6e"} <= set(catalogue.accelerators())
    assert {"gb200-nvl72", "tpu-v7", "jetson-agx-orin"} <= set(catalogue.accelerators())
    assert {"li-ion-space", "nmc", "lfp", "lto", "ni-h2"} == set(catalogue.batteries())
    assert {role for role in ROLES if role != "other"} == {m.role for m in catalogue.materials().values()}


def test_the_defaults_of_a_design_are_in_the_catalogue():
    from studio.design import Design

    design = Design()
    catalogue.cell(design.stack.cell)
    catalogue.accelerator(design.payload.accelerator)
    for layer in design.stack.layers:
        catalogue.material(layer.material)


@pytest.mark.parametrize(
    ("id", "voltage", "current", "per_kelvin_voltage", "per_kelvin_current", "area", "efficiency", "coefficient"),
    [
        # PyPI solarcell README and tests, AZUR SPACE 3G30A
        ("azur-3g30a", 2.409, 0.5029, -6.7e-3, 0.24e-3, 30.18e-4, 0.294, -0.0023),
        # ESA connectivity.esa.int 4G32C page and AZUR DB 0005979-01-00
        ("azur-4g32c", 3.025, 0.4335, -8.6e-3, 0.03e-3, 30.18e-4, 0.318, -0.00277),
    ],
)
def test_efficiency_and_coefficient_follow_from_the_published_currents_and_voltages(
    id, voltage, current, per_kelvin_voltage, per_kelvin_current, area, efficiency, coefficient
):
    cell = catalogue.cell(id)
    recomputed = voltage * current / (area * cell.reference_irradiance.value)
    assert cell.efficiency.value == pytest.approx(recomputed, abs=5e-4)
    assert cell.efficiency.value == efficiency
    slope = per_kelvin_voltage / voltage + per_kelvin_current / current
    assert cell.temperature_coefficient.value == pytest.approx(slope, abs=5e-6)
    assert cell.temperature_coefficient.value == coefficient


def test_the_mass_of_a_silicon_cell_is_that_of_its_wafer():
    silicon = catalogue.material("Si").density.value
    for id in ("hjt-si", "solestial-si-20um", "suncatcher-22", "mccalip-22", "starcloud-22"):
        assert catalogue.cell(id).density == pytest.approx(silicon, rel=2e-3)


def test_a_cell_on_germanium_is_denser_than_its_wafer():
    cell = catalogue.cell("emcore-atjm")
    assert cell.density == pytest.approx(0.84 / 140e-6)
    for id in ("azur-3g30a", "azur-4g32c", "spectrolab-xtj", "emcore-atjm"):
        assert 1.0 < catalogue.cell(id).density / catalogue.material("Ge").density.value < 1.2


def test_remaining_factors_are_the_published_ones():
    assert catalogue.cell("spectrolab-xtj").remaining_factor_1e15.value == 0.84
    assert catalogue.cell("azur-4g32c").remaining_factor_1e15.value == pytest.approx(0.275 / 0.318, abs=5e-4)


@pytest.mark.parametrize(
    ("id", "per_watt"),
    # dense TFLOP/s per watt from data sheets via github.com/jman4162/spacedc-mdao and SemiAnalysis, 3 Jun 2026
    [("h100-sxm", 1.412857143), ("b200", 9.0), ("b300", 10.71428571), ("mi300x", 1.733333333),
     ("gb300-nvl72", 8.333333333)],
)  # fmt: skip
def test_compute_per_watt_is_the_published_one(id, per_watt):
    chip = catalogue.accelerator(id)
    assert chip.peak_rate.value / chip.power.value == pytest.approx(per_watt * 1e12, rel=1e-6)


def test_a_rack_weighs_its_published_kilograms_per_kilowatt():
    assert catalogue.accelerator("gb300-nvl72").mass.value / 120e3 == pytest.approx(0.0113, abs=1e-4)


def test_every_material_fits_a_layer():
    for material in catalogue.materials().values():
        layer = {
            "name": material.name, "material": material.id, "role": material.role, "thickness": 1e-4,
            "density": material.density.value, "specific_heat": material.specific_heat.value,
            "conductivity": material.conductivity.value,
        }  # fmt: skip
        msgspec.convert(layer, Layer, strict=True)


@pytest.mark.parametrize(
    ("find", "wrong", "nearest"),
    [
        (catalogue.cell, "azur-3g30", "azur-3g30a"),
        (catalogue.material, "cover glass", "cover-glass"),
        (catalogue.material, "ge", "Ge"),
        (catalogue.accelerator, "H100", "h100-sxm"),
        (catalogue.battery, "li-ion", "li-ion-space"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest_ones(find, wrong, nearest):
    with pytest.raises(catalogue.CatalogueError, match=f"“{wrong}”; nearest are .*{nearest}") as caught:
        find(wrong)
    assert isinstance(caught.value, ValueError)
    assert "\n" not in str(caught.value)


def test_a_hostile_id_is_refused_in_a_short_sentence():
    for wrong in ("", "x" * 100_000, "\x00", "{id}"):
        with pytest.raises(catalogue.CatalogueError) as caught:
            catalogue.cell(wrong)
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_loaded_once_and_cannot_be_changed(table):
    entries = TABLES[table]()
    assert entries is TABLES[table]()
    assert [entry["id"] for entry in raw(table)] == list(entries)
    with pytest.raises(TypeError):
        entries["new"] = next(iter(entries.values()))
    with pytest.raises(AttributeError):
        next(iter(entries.values())).name = "other"


def test_importing_the_catalogue_reads_no_file_of_it():
    code = (
        "import sys; opened = []; sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' else None)\n"
        "import studio.catalogue as c; assert not [p for p in opened if p.endswith('.json')], opened\n"
        "c.cells(); assert [p for p in opened if p.endswith('cells.json')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_peak_rates_are_told_by_number_format():
    chip = catalogue.accelerator("h100-sxm")
    assert chip.precisions() == ("FP16 dense", "FP8 dense", "INT8 dense", "BF16 dense", "TF32 dense", "FP64 tensor")
    assert chip.rate("") is chip.rate("FP16 dense") is chip.peak_rate
    assert chip.rate("FP8 dense").value == pytest.approx(2 * chip.peak_rate.value, rel=1e-3)
    assert chip.rate("FP4 dense") is None


def test_a_nested_number_is_held_against_its_bounds(tmp_path):
    entries = raw("batteries")
    entries[0]["cycle_life"][0]["cycles"]["value"] = 1.0
    file = tmp_path / "batteries.json"
    file.write_text(json.dumps(entries), encoding="utf-8")
    with pytest.raises(catalogue.CatalogueError, match=r"batteries\.json: li-ion-space: cycles 1 is not between"):
        catalogue.table.read(file, catalogue.BatteryChemistry)


@pytest.mark.parametrize("battery", catalogue.batteries().values(), ids=lambda battery: battery.id)
def test_a_chemistry_makes_sense(battery):
    depths = [tested.depth for tested in battery.cycle_life]
    lives = [tested.cycles.value for tested in battery.cycle_life]
    assert depths == sorted(set(depths))
    assert lives == sorted(lives, reverse=True)
    assert battery.pack_specific_energy.value < battery.cell_specific_energy.value
    assert battery.low_temperature.value < battery.reference_temperature.value < battery.high_temperature.value
