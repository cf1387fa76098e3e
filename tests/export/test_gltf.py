"""glTF of satellites: sound by the Khronos validator, and of the right size where VTK reads it."""

import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkFiltersCore import vtkMassProperties
from vtkmodules.vtkFiltersGeometry import vtkCompositeDataGeometryFilter
from vtkmodules.vtkIOGeometry import vtkGLTFReader

from studio.analysis import evaluate
from studio.analysis.satellite.solid import Body
from studio.analysis.satellite.solids import satellite_solids
from studio.design import Design, set_value
from studio.document import preset, presets
from studio.document.files import dump
from studio.export.formats import Source, find_format
from studio.text import speaking
from tests.export.programs import WEB, run_program

NAMES = [one.name for one in presets()]


def source_of(design: Design) -> Source:
    return Source(design, dump(design), "x")


def written(design: Design, name: str = "gltf", **options: Any) -> bytes:
    return find_format(name).write(source_of(design), options, lambda _: None).files[""]


def header(data: bytes) -> dict[str, Any]:
    """The JSON of a binary glTF file."""
    magic, version, length, size, kind = struct.unpack("<4sIII4s", data[:20])
    assert (magic, version, length, kind) == (b"glTF", 2, len(data), b"JSON")
    return json.loads(data[20 : 20 + size])


def geometry(path: Path) -> vtkPolyData:
    """All of it as VTK reads it, in the axes of glTF."""
    reader = vtkGLTFReader()
    reader.SetFileName(str(path))
    flat = vtkCompositeDataGeometryFilter()
    flat.SetInputConnection(reader.GetOutputPort())
    flat.Update()
    return flat.GetOutput()


def expected_bounds(body: Body) -> np.ndarray:
    """In the axes of glTF: along the wings, along the radiators, along the normal of the array."""
    low, high = (np.array(corner) for corner in body.bounds)
    return np.stack([low, high])[:, [1, 2, 0]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("gltf")
    found = {name: folder / f"{name}.glb" for name in NAMES}
    for name, path in found.items():
        path.write_bytes(written(preset(name)))
    return found


def test_the_khronos_validator_finds_nothing(files: dict[str, Path]) -> None:
    reports = json.loads(run_program("node", "validate_gltf.js", *map(str, files.values()), folder=WEB))
    assert len(reports) == len(NAMES)
    for name, report in zip(files, reports, strict=True):
        assert report["issues"]["messages"] == [], name
        assert report["info"]["totalTriangleCount"] > 100


@pytest.mark.parametrize("name", NAMES)
def test_vtk_reads_the_true_size(files: dict[str, Path], name: str) -> None:
    body = satellite_solids(evaluate(preset(name), only=("size",)))
    whole = geometry(files[name])
    found = np.array(whole.GetBounds()).reshape(3, 2).T
    assert np.allclose(found, expected_bounds(body), rtol=2e-7)  # single precision
    mass = vtkMassProperties()
    mass.SetInputData(whole)
    mass.Update()
    # Round telescopes are polygons of 64 sides.
    exact = math.fsum(solid.volume * (math.sin(math.tau / 64) / (math.tau / 64) if solid.form == "cylinder" else 1.0)
                      for solid in body.solids)  # fmt: skip
    assert mass.GetVolume() == pytest.approx(exact, rel=2e-5)


def test_nodes_have_names_masses_and_places(files: dict[str, Path]) -> None:
    design = preset("ai1-120kw")
    results = evaluate(design)
    body = satellite_solids(results)
    tree = header(files["ai1-120kw"].read_bytes())
    assert tree["asset"]["generator"].startswith("Dawnline ")
    assert tree["scenes"][0]["extras"]["design"] == design.title
    assert tree["scenes"][0]["extras"]["notes"] == list(body.notes)
    nodes = {node["name"]: node for node in tree["nodes"]}
    assert len(nodes) == len(tree["nodes"])
    for part in body.parts:
        assert nodes[part.name]["extras"]["mass_kg"] == pytest.approx(part.mass, rel=1e-8)
        for solid in part.solids:
            node = nodes[solid.name]
            assert node["extras"]["mass_kg"] == pytest.approx(solid.mass, rel=1e-8)
            assert node["extras"]["volume_m3"] == pytest.approx(solid.volume, rel=1e-8)
            place = node.get("matrix", np.eye(4).ravel().tolist())[12:15]
            assert place == pytest.approx(solid.centre, abs=1e-12)
    (root,) = tree["scenes"][0]["nodes"]
    assert tree["nodes"][root]["name"] == design.title
    assert tree["nodes"][root]["extras"]["mass_kg"] == pytest.approx(results["mass.satellite"], rel=1e-8)
    materials = {one["name"]: one["pbrMetallicRoughness"] for one in tree["materials"]}
    assert {"Solar cells", "Polyimide", "White paint", "Gilded foil"} <= set(materials)
    # 2c4f9e in linear light, IEC 61966-2-1
    assert materials["Solar cells"]["baseColorFactor"] == pytest.approx([0.02519, 0.07819, 0.34191, 1.0], abs=1e-5)


def test_cells_cover_their_share_of_the_front() -> None:
    """The triangles of the primitive of the cells, as VTK reads them, against area and packing factor."""
    design = set_value(preset("suncatcher-cluster"), "array.packing_factor", 0.64)
    tree = header(data := written(design))
    names = [one["name"] for one in tree["materials"]]
    mesh = next(mesh for mesh in tree["meshes"] if mesh["name"] == "Wing panel")
    (cells,) = [one for one in mesh["primitives"] if names[one["material"]] == "Solar cells"]
    start = 28 + struct.unpack("<I", data[12:16])[0]

    def read(accessor: int, kind: str, width: int) -> np.ndarray:
        one = tree["accessors"][accessor]
        view = tree["bufferViews"][one["bufferView"]]
        begin = start + view.get("byteOffset", 0) + one.get("byteOffset", 0)
        return np.frombuffer(data, kind, one["count"] * width, begin).reshape(-1, width)

    points = read(cells["attributes"]["POSITION"], "<f4", 3)
    corners = points[read(cells["indices"], "<u4", 1).reshape(-1, 3)].astype(float)
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (cross[:, 0] > 0.0).all()
    instances = sum(node.get("mesh") == tree["meshes"].index(mesh) for node in tree["nodes"])
    assert instances * np.linalg.norm(cross, axis=-1).sum() / 2 == pytest.approx(0.64 * design.array.area, rel=1e-6)


def test_the_same_design_gives_the_same_bytes() -> None:
    assert written(preset("gigawatt-27kw")) == written(preset("gigawatt-27kw"))


@pytest.mark.parametrize(("title", "name"), [("", "Satellite"), ("world", "world"), ("Bus", "Bus"),
                                               ("a\x01\n\"", None)])  # fmt: skip
def test_hard_titles_name_the_root(title: str, name: str | None, tmp_path: Path) -> None:
    path = tmp_path / "x.glb"
    path.write_bytes(written(set_value(preset("suncatcher-cluster"), "title", title)))
    assert header(path.read_bytes())["nodes"][0]["name"] == (title if name is None else name)
    assert json.loads(run_program("node", "validate_gltf.js", str(path), folder=WEB))[0]["issues"]["messages"] == []


def test_names_speak_the_language_asked_for(tmp_path: Path) -> None:
    with speaking("qps"):
        data = written(set_value(preset("suncatcher-cluster"), "title", "数据中心 Ø"))
    tree = header(data)
    assert tree["nodes"][0]["name"] == "数据中心 Ø"
    assert all("‹" in node["name"] for node in tree["nodes"][1:])
    path = tmp_path / "x.glb"
    path.write_bytes(data)
    assert json.loads(run_program("node", "validate_gltf.js", str(path), folder=WEB))[0]["issues"]["messages"] == []
