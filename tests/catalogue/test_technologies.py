"""The shipped technologies: each sound, sourced, and with a stack whose every number says where it is from."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from studio import catalogue, resource
from studio.catalogue.optical import optical_tables
from studio.catalogue.sourced import CatalogueError
from studio.catalogue.table import read
from studio.catalogue.technology import Technology, technologies, technology
from studio.design import Design, check, get_value
from studio.design.field import struct_fields
from studio.design.panel import Stack

IDS = (
    "hjt-110um", "hjt-50um", "hjt-20um", "perovskite-rigid", "perovskite-ultralight", "perovskite-hjt",
    "perovskite-cigs", "all-perovskite", "gaas", "gainp-gaas-ge", "imm",
)  # fmt: skip
FROM_CATALOGUE = ("density", "specific_heat", "conductivity")


def raw() -> list[dict[str, Any]]:
    return json.loads(resource.path("catalogue", "technologies.json").read_text(encoding="utf-8"))


def plain(id: str) -> dict[str, Any]:
    return json.loads(resource.path("stacks", f"{id}.json").read_text(encoding="utf-8"))


def load(id: str) -> Design:
    """The shipped stack in an otherwise default design."""
    fragment = {"stack": plain(id)["stack"], "sources": plain(id)["sources"]}
    return msgspec.convert(fragment, Design, strict=True)


def sourced(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in decoded JSON that has a source."""
    if isinstance(value, dict):
        if "source" in value:
            yield value
        for item in value.values():
            yield from sourced(item)
    elif isinstance(value, list):
        for item in value:
            yield from sourced(item)


def numbers(holder: msgspec.Struct, prefix: str) -> Iterator[str]:
    """The paths of the numbers in `holder`."""
    for name in struct_fields(type(holder)):
        value, path = getattr(holder, name), f"{prefix}.{name}"
        if isinstance(value, msgspec.Struct):
            yield from numbers(value, path)
        elif isinstance(value, tuple):
            for item in value:
                yield from numbers(item, f"{path}[{item.name}]")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield path


def test_these_are_the_technologies_and_their_stacks():
    assert tuple(technologies()) == IDS
    assert {file.stem for file in resource.path("stacks").iterdir()} == {t.stack for t in technologies().values()}
    assert len({t.name for t in technologies().values()}) == len(IDS)


def test_what_is_stated_says_where_it_is_from_when_and_how_sure():
    found = list(sourced(raw()))
    assert len(found) > 60
    for item in found:
        assert len(item["source"]) >= 10
        year, month, day = ([int(part) for part in item["date"].split("-")] + [1, 1])[:3]
        assert date(1960, 1, 1) < date(year, month, day) <= date(2026, 11, 26)
        assert item["source"].startswith("Assumed") == (item["confidence"] == "assumed"), item


def test_a_readiness_level_is_a_judgement_and_says_so():
    for entry in technologies().values():
        assert entry.trl_source.confidence == "assumed"
    assert technology("gainp-gaas-ge").trl == 9
    assert technology("all-perovskite").trl == min(entry.trl for entry in technologies().values())


@pytest.mark.parametrize("id", IDS)
def test_a_technology_refers_to_what_there_is(id):
    entry = technology(id)
    curves = json.loads(resource.path("radiation", "damage.json").read_text(encoding="utf-8"))
    assert entry.damage in {curve["id"] for curve in curves}
    if entry.cell is not None:
        catalogue.cell(entry.cell)
    assert (entry.price_low is None) == (entry.price_high is None)
    if entry.price_low is not None and entry.price_high is not None:
        assert entry.price_low.value < entry.price_high.value


@pytest.mark.parametrize("id", IDS)
def test_published_current_voltage_and_fill_factor_give_the_published_efficiency(id):
    entry = technology(id)
    if entry.jsc is None or entry.voc is None or entry.fill_factor is None:
        assert {entry.jsc, entry.voc, entry.fill_factor} == {None}
        return
    power = entry.jsc.value * entry.voc.value * entry.fill_factor.value
    assert power / entry.reference_irradiance.value == pytest.approx(entry.efficiency.value, rel=0.005)


def test_the_triple_junction_is_the_cell_of_the_data_sheet():
    entry, cell = technology("gainp-gaas-ge"), catalogue.cell("azur-3g30a")
    assert entry.efficiency.value == cell.efficiency.value
    assert entry.reference_irradiance.value == cell.reference_irradiance.value
    assert entry.temperature_coefficient.value == cell.temperature_coefficient.value


@pytest.mark.parametrize("id", IDS)
def test_a_stack_names_every_field_in_the_order_of_the_structs(id):
    envelope = plain(id)
    assert list(envelope) == ["format", "schema", "stack", "sources"]
    assert (envelope["format"], envelope["schema"]) == ("dawnline-stack", 1)
    stack = msgspec.convert(envelope["stack"], Stack, strict=True)
    whole = {**envelope, "stack": msgspec.to_builtins(stack)}
    text = resource.path("stacks", f"{id}.json").read_bytes().decode("utf-8")
    assert text == json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("id", IDS)
def test_a_stack_is_sound_and_is_computed_from_its_layers(id):
    design = load(id)
    assert list(check(design)) == []
    stack = design.stack
    assert (stack.technology, stack.electrical) == (id, "layers")
    assert stack.front.source == stack.back.source == "layers"
    catalogue.cell(stack.cell)
    assert design.stack.cell == (technology(id).cell or stack.cell)


@pytest.mark.parametrize("id", IDS)
def test_every_number_of_a_stack_has_a_source(id):
    design = load(id)
    found = list(numbers(design.stack, "stack"))
    assert len(found) > 50
    for path in found:
        if path.endswith(FROM_CATALOGUE) and path not in design.sources:
            material = catalogue.material(get_value(design, path.rpartition(".")[0] + ".material"))
            assert get_value(design, path) == getattr(material, path.rpartition(".")[2]).value, path
        else:
            assert path in design.sources, path


@pytest.mark.parametrize("id", IDS)
def test_every_source_of_a_stack_belongs_to_a_field_and_says_what_it_is(id):
    design = load(id)
    for path, source in design.sources.items():
        assert not isinstance(get_value(design, path), msgspec.Struct | tuple | dict), path
        assert source.text.startswith("Assumed") == (source.confidence == "assumed"), path
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", source.date), path


@pytest.mark.parametrize("id", IDS)
def test_light_finds_optical_constants_down_to_the_last_junction(id):
    stack = load(id).stack
    own = {material.name for material in stack.materials}
    last = max(place for place, layer in enumerate(stack.layers) if layer.junction is not None)
    for layer in stack.layers[: last + 1]:
        if layer.role == "interconnect":
            assert layer.optics == "none"
            continue
        assert layer.material in own or catalogue.material(layer.material).optical in optical_tables(), layer.name
    assert own <= {layer.material for layer in stack.layers}
    for material in stack.materials:
        assert material.source.startswith("Assumed")
        assert material.confidence == "assumed"


@pytest.mark.parametrize("id", IDS)
def test_a_stack_is_a_panel_with_the_junctions_of_its_technology(id):
    stack = load(id).stack
    roles = [layer.role for layer in stack.layers]
    assert roles.index("cover") < roles.index("cell") < roles.index("substrate")
    for layer in stack.layers:
        assert (layer.junction is not None) == (layer.role == "cell")
        if layer.role not in {"interconnect", "substrate", "core"}:
            assert layer.coverage == 0.9
        elif layer.role != "interconnect":
            assert layer.coverage == 1.0
    gaps = [layer.junction.band_gap for layer in stack.layers if layer.junction is not None]
    assert gaps == sorted(gaps, reverse=True)
    tandems = {"perovskite-hjt": 2, "perovskite-cigs": 2, "all-perovskite": 2, "gainp-gaas-ge": 3, "imm": 3}
    assert len(gaps) == tandems.get(id, 1)


@pytest.mark.parametrize(
    ("id", "low", "high"),
    [("perovskite-ultralight", 0.015, 0.045), ("hjt-20um", 0.15, 0.25), ("hjt-110um", 0.5, 0.8), ("imm", 0.3, 0.7),
     ("perovskite-rigid", 1.2, 2.2), ("gainp-gaas-ge", 1.8, 2.8)],
)  # fmt: skip
def test_the_mass_of_a_panel_is_of_its_kind(id, low, high):
    layers = load(id).stack.layers
    assert low < sum(layer.thickness * layer.density * layer.coverage for layer in layers) < high


def test_an_unknown_id_is_refused_with_the_nearest_ones():
    with pytest.raises(CatalogueError, match=r"no technology “perovskite-hit”; nearest are .*perovskite-hjt"):
        technology("perovskite-hit")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("efficiency", 29.4, "efficiency 29.4 is not between"), ("jsc", 17.2e3, "jsc 17200 is not between"),
     ("max_temperature", 85.0, "max_temperature 85 is not between"), ("voc", 2690.0, "voc 2690 is not between")],
)  # fmt: skip
def test_a_number_in_another_unit_is_refused(tmp_path, field, value, told):
    content = [entry for entry in raw() if entry["id"] == "gainp-gaas-ge"]
    content[0][field]["value"] = value
    file = tmp_path / "technologies.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"technologies\.json: gainp-gaas-ge: {told}"):
        read(file, Technology)


@pytest.mark.parametrize(
    ("field", "value"), [("trl", 10), ("trl", 0), ("spectrum", "AM1.5D"), ("colour", "blue"), ("stack", "../x")]
)
def test_an_entry_that_means_nothing_is_refused(tmp_path, field, value):
    content = [{**raw()[0], field: value}]
    file = tmp_path / "technologies.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"technologies\.json: cannot be read"):
        read(file, Technology)
