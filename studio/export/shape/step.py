"""STEP (ISO 10303-21) of solids: an assembly of parts with names, colours and masses, through the CAD kernel OCCT."""

import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.analysis.satellite.finishes import FINISHES
from studio.analysis.satellite.solid import Body, Solid
from studio.analysis.satellite.solids import satellite_solids
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.shape.part21 import canonical
from studio.text import tr

SCHEMAS = {"ap242": "AP242DIS", "ap214": "AP214IS"}
_MILLIMETRES = 1e3
_one_at_a_time = threading.Lock()
"""The kernel has settings of the whole program."""


def write_step(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The satellite as a STEP assembly."""
    body = satellite_solids(source.results(checkpoint))
    return Product.of(step(body, source, options["schema"], checkpoint), *body.notes)


def step(body: Body, source: Source, schema: str, checkpoint: Checkpoint) -> bytes:
    """STEP of `body` in millimetres.

    Raises
    ------
    ValueError
        In one sentence, where the kernel cannot write it.
    """
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="dawnline-") as folder:
        try:
            _quiet()
        except ImportError as error:
            raise ValueError(tr("the CAD kernel does not start here: {reason}", reason=error)) from None
        path = Path(folder) / "x.step"
        _Document(body, checkpoint).write(path, source, schema)
        checkpoint(1.0)
        return canonical(path.read_text(encoding="utf-8")).encode("ascii")


@cache
def _quiet() -> None:
    """Let the kernel print nothing: standard output belongs to results."""
    from OCP.Message import Message

    Message.DefaultMessenger_s().ChangePrinters().Clear()


class _Document:
    """The assembly in the kernel's own document."""

    def __init__(self, body: Body, checkpoint: Checkpoint) -> None:
        from OCP.TCollection import TCollection_ExtendedString
        from OCP.TDocStd import TDocStd_Document
        from OCP.XCAFApp import XCAFApp_Application
        from OCP.XCAFDoc import XCAFDoc_DocumentTool

        kind = TCollection_ExtendedString("MDTV-XCAF")
        self.document = TDocStd_Document(kind)
        XCAFApp_Application.GetApplication_s().NewDocument(kind, self.document)
        XCAFDoc_DocumentTool.SetLengthUnit_s(self.document, 1.0 / _MILLIMETRES)
        self.shapes = XCAFDoc_DocumentTool.ShapeTool_s(self.document.Main())
        self.colours = XCAFDoc_DocumentTool.ColorTool_s(self.document.Main())
        self.materials = XCAFDoc_DocumentTool.MaterialTool_s(self.document.Main())
        self.known: dict[tuple[Any, ...], Any] = {}
        whole, done = sum(1 for _ in body.solids), 0
        root = self._assembly(body.name)
        for part in body.parts:
            above = root
            if len(part.solids) > 1 or part.solids[0].name != part.name:
                above = self._assembly(part.name)
                self._place(root, above, (0.0, 0.0, 0.0), part.name)
            for solid in part.solids:
                self._place(above, self._model(solid), solid.centre, solid.name)
                done += 1
                if done % 50 == 0:
                    checkpoint(0.5 * done / whole)
        self.shapes.UpdateAssemblies()

    def _assembly(self, name: str) -> Any:
        label = self.shapes.NewShape()
        _name(label, name)
        return label

    def _place(self, above: Any, label: Any, centre: tuple[float, ...], name: str) -> None:
        from OCP.gp import gp_Trsf, gp_Vec
        from OCP.TopLoc import TopLoc_Location

        move = gp_Trsf()
        move.SetTranslation(gp_Vec(*(value * _MILLIMETRES for value in centre)))
        _name(self.shapes.AddComponent(above, label, TopLoc_Location(move)), name)

    def _model(self, solid: Solid) -> Any:
        """The label of what `solid` is one of, its middle at the origin."""
        key = (solid.model or solid.name, solid.form, solid.axis, solid.sides, solid.finish, solid.faces, solid.mass)
        if key in self.known:
            return self.known[key]
        from OCP.TCollection import TCollection_HAsciiString
        from OCP.XCAFDoc import XCAFDoc_ColorType

        shape, faces = _shape(solid)
        label = self.known[key] = self.shapes.AddShape(shape, False)
        _name(label, solid.model or solid.name)
        self.colours.SetColor(label, _colour(solid.finish), XCAFDoc_ColorType.XCAFDoc_ColorSurf)
        for face, finish in solid.faces:
            own = self.shapes.AddSubShape(label, faces[face])
            self.colours.SetColor(own, _colour(finish), XCAFDoc_ColorType.XCAFDoc_ColorSurf)
        if solid.mass > 0.0:
            name = tr("{part}, mean of all in it", part=solid.model or solid.name)
            words = (_plain(name), _plain(solid.about), "g/cm^3", "POSITIVE_RATIO_MEASURE")
            called, about, unit, kind = map(TCollection_HAsciiString, words)
            self.materials.SetMaterial(label, called, about, solid.density * 1e-3, unit, kind)
        return label

    def write(self, path: Path, source: Source, schema: str) -> None:
        from OCP.APIHeaderSection import APIHeaderSection_MakeHeader
        from OCP.IFSelect import IFSelect_ReturnStatus
        from OCP.Interface import Interface_Static
        from OCP.STEPCAFControl import STEPCAFControl_Writer
        from OCP.STEPControl import STEPControl_StepModelType
        from OCP.TCollection import TCollection_HAsciiString as text

        writer = STEPCAFControl_Writer()
        Interface_Static.SetCVal_s("write.step.schema", SCHEMAS[schema])
        Interface_Static.SetCVal_s("write.step.unit", "MM")
        if not writer.Transfer(self.document, STEPControl_StepModelType.STEPControl_AsIs):
            raise ValueError(tr("the CAD kernel could not turn the solids into STEP"))
        header = APIHeaderSection_MakeHeader(writer.Writer().Model())
        header.SetName(text(_plain(f"{source.name}.step")))
        header.SetTimeStamp(text(source.design.mission.epoch))
        header.SetAuthorValue(1, text(""))
        header.SetOrganizationValue(1, text(""))
        header.SetOriginatingSystem(text(f"Dawnline {__version__}"))
        header.SetPreprocessorVersion(text(f"Dawnline {__version__}, Open CASCADE Technology"))
        header.SetDescriptionValue(1, text(_plain(source.design.title)))
        if writer.Write(str(path)) != IFSelect_ReturnStatus.IFSelect_RetDone:
            raise ValueError(tr("the CAD kernel could not write the STEP file"))


def _shape(solid: Solid) -> tuple[Any, dict[tuple[int, int], Any]]:
    """The shape about its middle, and the faces of a box by axis and side."""
    from OCP.BRepPrimAPI import BRepPrimAPI_MakeBox, BRepPrimAPI_MakeCylinder
    from OCP.gp import gp_Ax2, gp_Dir, gp_Pnt

    x, y, z = (side * _MILLIMETRES for side in solid.sides)
    if solid.form == "cylinder":
        along = [0.0, 0.0, 0.0]
        along[solid.axis] = 1.0
        length = (x, y, z)[solid.axis]
        base = gp_Pnt(*(-length / 2.0 * one for one in along))
        radius = (x, y, z)[(solid.axis + 1) % 3] / 2.0
        return BRepPrimAPI_MakeCylinder(gp_Ax2(base, gp_Dir(*along)), radius, length).Shape(), {}
    box = BRepPrimAPI_MakeBox(gp_Pnt(-x / 2.0, -y / 2.0, -z / 2.0), gp_Pnt(x / 2.0, y / 2.0, z / 2.0))
    shape = box.Shape()
    faces = {(0, -1): box.BackFace(), (0, 1): box.FrontFace(), (1, -1): box.LeftFace(), (1, 1): box.RightFace(),
             (2, -1): box.BottomFace(), (2, 1): box.TopFace()}  # fmt: skip
    return shape, faces


def _colour(finish: str) -> Any:
    from OCP.Quantity import Quantity_Color, Quantity_TypeOfColor

    colour = FINISHES[finish].colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255.0 for place in (0, 2, 4))
    return Quantity_Color(red, green, blue, Quantity_TypeOfColor.Quantity_TOC_sRGB)


def _name(label: Any, name: str) -> None:
    from OCP.TCollection import TCollection_ExtendedString
    from OCP.TDataStd import TDataStd_Name

    TDataStd_Name.Set_s(label, TCollection_ExtendedString(_plain(name), True))


def _plain(words: str) -> str:
    """Words in one line without signs that steer a printer, which the format has no place for."""
    return "".join(sign if sign.isprintable() else " " for sign in words)
