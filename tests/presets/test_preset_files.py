"""The shipped designs: ordinary files, sound, and with a source for each number in them."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from studio import catalogue, resource
from studio.catalogue.technology import technologies
from studio.design import Design, check, get_value
from studio.design.field import applies as field_applies
from studio.design.field import struct_fields

NAMES = (
    "suncatcher-cluster", "ai1-120kw", "starcloud-40mw", "gigawatt-27kw", "shell-500km-eclipse", "shell-30deg",
    "perovskite-hjt-650km", "lcoc-1mw", "filing-million", "filing-51600", "filing-88000",
)  # fmt: skip
FROM_CATALOGUE = ("density", "specific_heat", "conductivity")


def plain(name: str) -> dict[str, Any]:
    return json.loads(resource.path("presets", f"{name}.json").read_text(encoding="utf-8"))


def load(name: str) -> Design:
    return msgspec.convert(plain(name)["design"], Design, strict=True)


def applies(design: Design, when: tuple[str, object] | None) -> bool:
    return when is None or field_applies(when, get_value(design, when[0]))


def numbers(design: Design, holder: msgspec.Struct, prefix: str) -> Iterator[str]:
    """The paths of the numbers in `holder` that have a meaning in this design."""
    for name, field in struct_fields(type(holder)).items():
        value, path = getattr(holder, name), f"{prefix}.{name}" if prefix else name
        if isinstance(value, msgspec.Struct):
            yield from numbers(design, value, path)
        elif isinstance(value, tuple):
            for item in value:
                yield from numbers(design, item, f"{path}[{item.name}]")
        elif isinstance(value, int | float) and not isinstance(value, bool) and applies(design, field.when):
            yield path


def test_these_are_the_presets():
    shipped = {file.stem for file in resource.path("presets").iterdir()}
    assert shipped == set(NAMES)
    assert len({load(name).title for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_a_sound_design(name):
    assert list(check(load(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_names_every_field_in_the_order_of_the_structs(name):
    envelope = plain(name)
    assert list(envelope) == ["format", "schema", "design"]
    assert envelope["format"] == "dawnline-design"
    assert envelope["schema"] == 1
    whole = {**envelope, "design": msgspec.to_builtins(load(name))}
    text = resource.path("presets", f"{name}.json").read_bytes().decode("utf-8")
    assert text == json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_source(name):
    design = load(name)
    found = list(numbers(design, design, ""))
    assert len(found) > 80
    for path in found:
        if path.startswith("stack.layers[") and path.endswith(FROM_CATALOGUE) and path not in design.sources:
            material = catalogue.material(get_value(design, path.rpartition(".")[0] + ".material"))
            assert get_value(design, path) == getattr(material, path.rpartition(".")[2]).value, path
        elif path.endswith(".warn"):
            continue  # how early a light turns amber is a matter of taste
        else:
            assert path in design.sources, path


@pytest.mark.parametrize("name", NAMES)
def test_every_source_belongs_to_a_field_and_says_what_it_is(name):
    design = load(name)
    for path, source in design.sources.items():
        assert not isinstance(get_value(design, path), msgspec.Struct | tuple | dict), path
        assert source.text.startswith("Assumed") == (source.confidence == "assumed"), path
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", source.date), path


@pytest.mark.parametrize("name", NAMES)
def test_every_id_is_in_the_catalogue(name):
    design = load(name)
    catalogue.cell(design.stack.cell)
    catalogue.accelerator(design.payload.accelerator)
    own = {material.name for material in design.stack.materials}
    for layer in design.stack.layers:
        if design.stack.electrical == "data_sheet":
            assert catalogue.material(layer.material).role in {layer.role, "substrate"}, layer
        else:  # oxides serve as contacts and as coatings, silver as mirror and as grid
            assert layer.material in own or catalogue.material(layer.material)
    if design.stack.technology:
        assert design.stack.technology in technologies()


@pytest.mark.parametrize("name", NAMES)
def test_the_stack_is_a_panel(name):
    design = load(name)
    roles = [layer.role for layer in design.stack.layers]
    assert len(roles) >= 6
    assert roles.index("cover") < roles.index("cell") < roles.index("substrate")
    for layer in design.stack.layers:
        if layer.role in {"coating", "cover", "adhesive", "cell"}:
            assert layer.coverage == design.array.packing_factor
    areal_mass = sum(layer.thickness * layer.density * layer.coverage for layer in design.stack.layers)
    assert 0.3 < areal_mass < 3.0


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_introduces_itself(name):
    design = load(name)
    first = design.description.partition(". ")[0]
    assert 20 < len(first) < 200
    assert 5 <= len(design.requirements) <= 9


# --- what the publications say, computed from the fields alone


def cold_power(design: Design) -> float:
    """Array power at 28 °C in full sunlight, beginning of life [W]."""
    array, efficiency = design.array, catalogue.cell(design.stack.cell).efficiency.value
    return (
        array.area * array.packing_factor * array.wiring_efficiency * efficiency * design.environment.solar_constant
    )


def load_power(design: Design) -> float:
    return design.payload.power * (1 + design.payload.overhead) + design.platform.power


def bound(design: Design, result: str) -> float:
    return next(r.value for r in design.requirements if r.result == result)


def test_suncatcher_has_28_kilowatts_and_81_satellites():
    """arXiv:2511.19468v2: 105 m², 22 %, 1.361 kW/m², 90 %: about 28 kW; 81 satellites, 28 kW of 575 kg."""
    design = load("suncatcher-cluster")
    assert cold_power(design) == pytest.approx(28.29519e3, rel=1e-9)
    cluster = design.constellation
    assert (cluster.pattern, cluster.cluster_radius, design.mission.altitude) == ("cluster", 1000.0, 650e3)
    reach = round(cluster.cluster_radius / 2 / cluster.cluster_spacing)
    square = [(u, v) for u in range(-reach, reach + 1) for v in range(-reach, reach + 1)]
    assert sum(u * u + v * v <= reach * reach for u, v in square) == 81 == bound(design, "constellation.satellites")
    assert bound(design, "power.array_bol") / bound(design, "mass.satellite") == pytest.approx(48.7, abs=0.05)


def test_ai1_has_the_published_densities():
    """SpaceX public figures of June 2026: 150 kW peak, 120 kW average, 250 W/m², 110 m², 70 kW/t."""
    design = load("ai1-120kw")
    assert design.array.area == 150e3 / 250.0
    assert cold_power(design) / design.array.area == pytest.approx(250.0, rel=0.005)
    assert load_power(design) == pytest.approx(120e3)
    assert bound(design, "mass.satellite") == pytest.approx(150e3 / 70.0, rel=1e-6)
    assert 150e3 / design.thermal.given_area == pytest.approx(1363.636, rel=1e-6)


def test_starcloud_stays_short_of_its_claim():
    """White paper v1.03: 4 km × 4 km, 90 %, 22 %, 1,366 W/m² are 4.327 GW, not 5; 40 MW take their share."""
    design = load("starcloud-40mw")
    assert design.array.area == 4000.0**2 * 40e6 / 5e9
    assert cold_power(design) / 40e6 == pytest.approx(4.327488 / 5, rel=1e-6)
    assert load_power(design) == pytest.approx(40e6)
    assert design.environment.earth_infrared == pytest.approx(5.670374419e-8 * 253.15**4, abs=0.05)
    thermal = design.thermal
    emitted = thermal.radiator_sides * thermal.radiator_emittance * 5.67e-8 * thermal.target_temperature**4
    assert emitted == pytest.approx(770.48, abs=0.01)


def test_the_gigawatt_has_the_published_count_area_and_mass():
    """McCalip's calculator at its defaults: 39,731 satellites, 4.608796 km², 29,390 t, 27 kW at 36.5 W/kg."""
    design = load("gigawatt-27kw")
    walker = design.constellation
    count = walker.planes * walker.satellites_per_plane
    assert count == 39731
    assert count * design.array.area == 4608796.0
    assert bound(design, "mass.satellite") == pytest.approx(27e3 / 36.5, rel=1e-6)
    assert count * bound(design, "mass.satellite") == pytest.approx(29390054.79452, rel=1e-6)
    assert load_power(design) == pytest.approx(27e3)
    factor = 1 - design.array.degradation * 31557600.0
    assert sum(factor**year for year in range(5)) / 5 == pytest.approx(0.9512344531, rel=1e-9)
    everything = design.array.area * 0.22 * 1361.0 * count
    assert everything == pytest.approx(1.37996569832e9, rel=1e-9)
    assert 27e3 < cold_power(design) < everything / count


def test_the_levelised_megawatt_has_the_published_parts():
    """ferhat00, space-datacentre-model: 945 kWh, 1,517.69 kW and 4,373.05 m² of array, 1,835.28 m² of radiator."""
    design = load("lcoc-1mw")
    payload, panel = design.payload, sum(one.thickness * one.density * one.coverage for one in design.stack.layers)
    assert payload.power * (1 + payload.overhead) == pytest.approx(1.2e6, rel=1e-9)
    assert load_power(design) == pytest.approx(1.296e6, rel=1e-9)
    assert design.battery.energy / 3.6e6 == pytest.approx(945.0, rel=1e-9)
    array = design.array
    assert array.area == pytest.approx(4373.0510311967155, rel=1e-9)
    assert array.area * 1361.0 * array.packing_factor * 0.3 == pytest.approx(1517.6892256319763e3, rel=1e-9)
    assert array.area * (panel + array.structure_areal_mass) == pytest.approx(1517.6892256319763e3 / 110, rel=1e-9)
    assert design.thermal.given_area == pytest.approx(1835.2768889247145, rel=1e-9)
    assert design.battery.charge_efficiency * design.battery.discharge_efficiency == pytest.approx(0.93)
    assert design.payload.specific_mass * payload.power == pytest.approx(15600.0)


def test_the_shell_at_30_degrees_is_at_30_degrees():
    design = load("shell-30deg")
    assert not design.mission.sun_synchronous
    assert math.degrees(design.mission.inclination) == pytest.approx(30.0, rel=1e-12)
    assert design.constellation.planes * design.constellation.satellites_per_plane == 528
