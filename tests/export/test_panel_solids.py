"""The panel as solids: each layer as gmsh and VTK read it, against thickness, coverage and areal mass."""

import itertools
import json
import math
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.satellite.finishes import FINISHES
from studio.analysis.stack.coupon import panel_solids
from studio.design import Design
from studio.design.panel import ROLES, Layer
from studio.document import preset, presets
from studio.gui.panel.looks import tone
from studio.gui.theme import LIGHT
from tests.export.programs import WEB, run_program
from tests.export.test_gltf import geometry, header, written
from tests.export.test_step import read_by_gmsh

NAMES = [one.name for one in presets()]


def with_layers(*layers: Layer) -> Design:
    design = preset("ai1-120kw")
    return msgspec.structs.replace(design, stack=msgspec.structs.replace(design.stack, layers=layers))


@pytest.mark.parametrize(("name", "size"), [("perovskite-hjt-650km", "coupon"), ("shell-30deg", "panel")])
def test_gmsh_reads_each_layer_in_its_true_thickness(name: str, size: str, tmp_path: Path) -> None:
    design = preset(name)
    results = evaluate(design, only=("size",))
    path = tmp_path / "x.step"
    path.write_bytes(written(design, "panel-step", size=size))
    found = read_by_gmsh(path)
    area = 0.01
    if size == "panel":
        area = design.array.area / results["size.wings"] / results["size.wing_segments"]
    assert [one["name"].split("/")[-1] for one in found] == [layer.name for layer in design.stack.layers]
    for one, layer in zip(found, design.stack.layers, strict=True):
        assert one["volume"] == pytest.approx(area * layer.coverage * layer.thickness, rel=1e-6)
        assert one["box"][5] - one["box"][2] == pytest.approx(layer.thickness, abs=3e-10)
    mass = math.fsum(one["volume"] * layer.density for one, layer in zip(found, design.stack.layers, strict=True))
    assert mass == pytest.approx(area * results["panel.areal_mass"], rel=1e-6)
    heights = [one["centre"][2] for one in found]
    assert heights == sorted(heights, reverse=True)
    assert found[0]["box"][5] == pytest.approx(results["panel.thickness"], abs=2e-10)


@pytest.mark.parametrize("options", [{}, {"size": "panel"}, {"thicker": 1.0}])
def test_the_khronos_validator_finds_nothing(options: dict[str, object], tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.glb" for name in NAMES]
    for name, path in zip(NAMES, paths, strict=True):
        path.write_bytes(written(preset(name), "panel-gltf", **options))
    reports = json.loads(run_program("node", "validate_gltf.js", *map(str, paths), folder=WEB))
    assert [report["issues"]["messages"] for report in reports] == [[]] * len(NAMES)


@pytest.mark.parametrize(("name", "factor"), [("ai1-120kw", 100.0), ("shell-30deg", 1.0)])
def test_what_is_drawn_thicker_says_so(name: str, factor: float, tmp_path: Path) -> None:
    design = preset(name)
    path = tmp_path / "x.glb"
    path.write_bytes(written(design, "panel-gltf"))
    low, high = np.array(geometry(path).GetBounds()).reshape(3, 2).T
    thickness = evaluate(design, only=("panel",))["panel.thickness"]
    assert high - low == pytest.approx([0.1, factor * thickness, 0.1], rel=1e-6)
    names = [node["name"] for node in header(path.read_bytes())["nodes"]][1:]
    assert all(name.endswith(f", thickness × {factor:g}") for name in names) == (factor != 1.0)
    masses = [node["extras"]["mass_kg"] for node in header(path.read_bytes())["nodes"]]
    assert sum(masses[1:]) == pytest.approx(masses[0], rel=1e-7)
    assert masses[0] == pytest.approx(0.01 * evaluate(design, only=("panel",))["panel.areal_mass"], rel=1e-7)


LAYERS = st.lists(
    st.tuples(st.floats(1e-9, 0.2), st.floats(0.5, 25e3), st.floats(0.001, 1.0), st.sampled_from(sorted(ROLES))),
    min_size=1, max_size=60,
)  # fmt: skip


@given(LAYERS, st.floats(0.01, 100.0), st.floats(0.01, 100.0), st.sampled_from([1.0, 100.0]))
def test_layers_follow_one_another_and_weigh_what_they_weigh(
    drawn: list[tuple[float, float, float, str]], length: float, width: float, factor: float
) -> None:
    layers = [Layer(f"layer {n}", "Si", role, thickness, density, coverage=coverage)  # type: ignore[arg-type]
              for n, (thickness, density, coverage, role) in enumerate(drawn)]  # fmt: skip
    solids = list(panel_solids(with_layers(*layers), length, width, factor).solids)
    assert solids[-1].end(2, -1) == pytest.approx(0.0, abs=1e-12 * factor)
    for upper, lower in itertools.pairwise(solids):
        assert upper.end(2, -1) == pytest.approx(lower.end(2, 1), abs=1e-12 * factor)
    for solid, layer in zip(solids, layers, strict=True):
        assert solid.face_area(2) == pytest.approx(length * width * layer.coverage, rel=1e-9)
        assert solid.sides[2] == factor * layer.thickness
        assert solid.mass == pytest.approx(solid.volume / factor * layer.density, rel=1e-9)


def test_the_thinnest_layers_are_solids_too(tmp_path: Path) -> None:
    layers = [Layer(f"layer {n}", "Si", "other", 1e-9, 2330.0, coverage=0.001 if n % 2 else 1.0) for n in range(60)]
    path = tmp_path / "x.step"
    path.write_bytes(written(with_layers(*layers), "panel-step"))
    found = read_by_gmsh(path)
    assert len(found) == 60
    assert [one["volume"] for one in found] == pytest.approx([1e-11 * layer.coverage for layer in layers], rel=1e-6)


def test_layers_have_the_colours_of_the_panel_tab() -> None:
    for role in ROLES:
        assert f"#{FINISHES[role].colour}" == tone(LIGHT, role).name()
