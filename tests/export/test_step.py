"""STEP of satellites: every part as gmsh reads it, names, colours and densities as the kernel's reader has them."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.satellite.finishes import FINISHES
from studio.analysis.satellite.solid import Body, Solid
from studio.analysis.satellite.solids import satellite_solids
from studio.design import Design, set_value
from studio.document import preset
from studio.document.files import dump
from studio.export.formats import Source, find_format
from studio.export.shape import part21
from studio.text import speaking

GMSH = Path(__file__).with_name("read_step_with_gmsh.py")
_BOX = 1.5e-10
"""What gmsh adds on each side of a box [m]."""


def written(design: Design, name: str = "step", **options: Any) -> bytes:
    return find_format(name).write(Source(design, dump(design), "x"), options, lambda _: None).files[""]


def read_by_gmsh(path: Path) -> list[dict[str, Any]]:
    outcome = subprocess.run([sys.executable, str(GMSH), str(path)], capture_output=True, text=True, timeout=120)
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout)


def area(solid: Solid) -> float:
    """Of its whole surface [m²]."""
    x, y, z = solid.sides
    if solid.form == "cylinder":
        radius, length = solid.sides[(solid.axis + 1) % 3] / 2, solid.sides[solid.axis]
        return 2 * math.pi * radius * (radius + length)
    return 2 * (x * y + y * z + z * x)


def agrees(found: list[dict[str, Any]], body: Body) -> None:
    """Each solid has the place and size that it has here."""
    assert len(found) == sum(1 for _ in body.solids)
    by_name = {one["name"].split("/")[-2]: one for one in found}
    assert len(by_name) == len(found)
    for solid in body.solids:
        one = by_name[solid.name]
        assert one["name"].endswith(f"/{solid.model or solid.name}")
        assert one["volume"] == pytest.approx(solid.volume, rel=1e-9)
        assert one["area"] == pytest.approx(area(solid), rel=1e-9)
        assert one["centre"] == pytest.approx(solid.centre, abs=1e-9)
        for place, sign in ((0, -1.0), (3, 1.0)):
            ends = [solid.end(axis, sign) for axis in range(3)]
            assert one["box"][place : place + 3] == pytest.approx(ends, abs=_BOX, rel=1e-9)
        colour = FINISHES[solid.finish].colour
        assert one["colour"] == [int(colour[at : at + 2], 16) for at in (0, 2, 4)]


@pytest.mark.parametrize(("name", "schema"), [("ai1-120kw", "ap242"), ("shell-30deg", "ap214")])
def test_gmsh_reads_every_part_where_it_is(name: str, schema: str, tmp_path: Path) -> None:
    design = preset(name)
    path = tmp_path / "x.step"
    path.write_bytes(written(design, schema=schema))
    results = evaluate(design, only=("size",))
    found = read_by_gmsh(path)
    agrees(found, satellite_solids(results))
    # And without our own solids: panels against the area and the thickness of the results.
    panels = [one["volume"] for one in found if one["name"].endswith("/Wing panel")]
    assert sum(panels) == pytest.approx(design.array.area * results["panel.thickness"], rel=1e-9)
    (bus,) = [one["volume"] for one in found if one["name"].endswith("/Bus")]
    assert bus == pytest.approx(results["size.bus_volume"], rel=1e-9)
    schemas = {"ap242": "AP242_MANAGED_MODEL_BASED_3D_ENGINEERING_MIM_LF", "ap214": "AUTOMOTIVE_DESIGN"}
    assert re.search(r"FILE_SCHEMA\(\('(\w+)", path.read_text("ascii"))[1] == schemas[schema]


TITLE = "It's #1; (数据中心) \\ 𝔸\n"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A satellite with a difficult name, as the kernel's own reader has it."""
    from OCP.STEPCAFControl import STEPCAFControl_Reader
    from OCP.TCollection import TCollection_ExtendedString
    from OCP.TDocStd import TDocStd_Document
    from OCP.XCAFApp import XCAFApp_Application

    path = tmp_path_factory.mktemp("step") / "x.step"
    path.write_bytes(written(set_value(preset("suncatcher-cluster"), "title", TITLE.strip())))
    kind = TCollection_ExtendedString("MDTV-XCAF")
    found = TDocStd_Document(kind)
    XCAFApp_Application.GetApplication_s().NewDocument(kind, found)
    reader = STEPCAFControl_Reader()
    reader.SetNameMode(True)
    reader.SetColorMode(True)
    reader.SetMatMode(True)
    reader.ReadFile(str(path))
    assert reader.Transfer(found)
    return found


def labels(document: Any) -> dict[str, Any]:
    from OCP.collections import Sequence_TDF_Label
    from OCP.TDataStd import TDataStd_Name
    from OCP.XCAFDoc import XCAFDoc_DocumentTool

    shapes = XCAFDoc_DocumentTool.ShapeTool_s(document.Main())
    every = Sequence_TDF_Label()
    shapes.GetShapes(every)
    found = {}
    for place in range(1, every.Length() + 1):
        name = TDataStd_Name()
        assert every.Value(place).FindAttribute(TDataStd_Name.GetID_s(), name)
        found[name.Get().ToExtString()] = every.Value(place)
    return found


def test_names_and_densities_are_read_back(document: Any) -> None:
    from OCP.XCAFDoc import XCAFDoc_DocumentTool

    design = preset("suncatcher-cluster")
    body = satellite_solids(evaluate(design, only=("size",)))
    known = labels(document)
    assert TITLE.strip() in known
    assert {part.name for part in body.parts} <= set(known)
    materials = XCAFDoc_DocumentTool.MaterialTool_s(document.Main())
    weights = 0.0
    for solid in body.solids:
        # The kernel's reader gives a density in units of its document: g/mm³.
        density = materials.GetDensityForShape_s(known[solid.model or solid.name]) * 1e6
        assert density == pytest.approx(solid.density, rel=1e-6)
        weights += density * solid.volume
    assert weights == pytest.approx(body.mass, rel=1e-6)


def test_cells_and_radiating_faces_have_their_colours(document: Any) -> None:
    from OCP.BRepGProp import BRepGProp
    from OCP.GProp import GProp_GProps
    from OCP.Quantity import Quantity_Color, Quantity_TypeOfColor
    from OCP.TopAbs import TopAbs_ShapeEnum
    from OCP.TopExp import TopExp_Explorer
    from OCP.XCAFDoc import XCAFDoc_ColorType, XCAFDoc_DocumentTool

    colours = XCAFDoc_DocumentTool.ColorTool_s(document.Main())
    shapes = XCAFDoc_DocumentTool.ShapeTool_s(document.Main())
    cases = (("Wing panel", "front", 1, 0, 1.0), ("Radiator panel", "radiator", 2, 1, 0.0))
    for name, finish, count, axis, sign in cases:
        faces = TopExp_Explorer(shapes.GetShape_s(labels(document)[name]), TopAbs_ShapeEnum.TopAbs_FACE)
        centres = []
        while faces.More():
            colour, own = Quantity_Color(), GProp_GProps()
            if colours.GetColor(faces.Current(), XCAFDoc_ColorType.XCAFDoc_ColorSurf, colour):
                code = colour.Values(Quantity_TypeOfColor.Quantity_TOC_sRGB)
                assert "".join(f"{round(255 * one):02x}" for one in code) == FINISHES[finish].colour
                BRepGProp.SurfaceProperties_s(faces.Current(), own)
                centre = own.CentreOfMass()
                centres.append((centre.X(), centre.Y(), centre.Z())[axis])
            faces.Next()
        assert len(centres) == count
        assert sign == pytest.approx(sum(np.sign(centres)))


def test_the_file_is_plain_text_whole_and_dated_by_the_design() -> None:
    text = written(preset("suncatcher-cluster")).decode("ascii")
    assert text.startswith("ISO-10303-21;\nHEADER;\n")
    assert text.endswith("ENDSEC;\nEND-ISO-10303-21;\n")
    assert "FILE_NAME('x.step','2026-01-01T00:00:00'" in text
    assert "Dawnline " in text
    assert "SI_UNIT(.MILLI.,.METRE.)" in text
    plain = re.sub(r"'(?:[^']|'')*'", "''", text)
    defined = re.findall(r"^#(\d+) = ", plain, re.MULTILINE)
    assert len(defined) == len(set(defined))
    assert set(re.findall(r"#(\d+)", plain)) == set(defined)
    assert [int(number) for number in defined] == list(range(1, len(defined) + 1))
    gram, volume = re.findall(r"DERIVED_UNIT_ELEMENT\(#\d+,(\S+?)\);", text)[:2]
    assert (gram, volume) == ("1.", "-3.")


def test_the_same_design_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    design = preset("gigawatt-27kw")
    here = [written(design) for _ in range(3)]
    assert len(set(here)) == 1
    path = tmp_path / "x.step"
    subprocess.run([sys.executable, "-m", "studio", "--quiet", "export", "gigawatt-27kw", "--to", "step",
                    "--out", str(path)], check=True, capture_output=True, timeout=120)  # fmt: skip
    there = path.read_bytes().replace(b"'gigawatt-27kw.step'", b"'x.step'")
    assert there == here[0]


def test_the_kernel_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    written(preset("suncatcher-cluster"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("title", "name"), [("", "Satellite"), ("a\x01b\nc\td", "a b c d"), ("'", "'"), ("\\", "\\")])
def test_hard_titles_name_the_assembly(title: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.step"
    design = set_value(preset("suncatcher-cluster"), "title", title)
    path.write_bytes(find_format("step").write(Source(design, b"", "it's 数"), {}, lambda _: None).files[""])
    assert {one["name"].split("/")[1] for one in read_by_gmsh(path)} == {name}


def test_a_kernel_that_does_not_start_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.export.shape import step

    step._quiet.cache_clear()
    monkeypatch.setitem(sys.modules, "OCP.Message", None)
    with pytest.raises(ValueError, match="the CAD kernel does not start here: ") as told:
        written(preset("suncatcher-cluster"))
    assert "\n" not in str(told.value)


def test_names_in_other_letters_reach_gmsh(tmp_path: Path) -> None:
    path = tmp_path / "x.step"
    with speaking("qps"):
        design = preset("suncatcher-cluster")
        body = satellite_solids(evaluate(design, only=("size",)))
        path.write_bytes(written(design))
    agrees(read_by_gmsh(path), body)


@pytest.mark.parametrize(("letters", "coded"), [("−", r"\X2\2212\X0"), ("数据", r"\X2\6570636E\X0"),
                                                ("𝔸", r"\X4\0001D538\X0"), ("a", "a")])  # fmt: skip
def test_letters_are_coded_as_the_standard_has_it(letters: str, coded: str) -> None:
    """ISO 10303-21:2016, 6.4.3.3: \\X2\\ with four digits, \\X4\\ with eight, ended by \\X0\\."""
    assert part21.canonical(f"#1 = A('{letters}');\n") == f"#1 = A('{coded}{chr(92) if len(coded) > 1 else ''}');\n"
