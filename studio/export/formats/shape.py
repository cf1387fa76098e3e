"""The formats of the group "shape"; what writes them is imported when they are written."""

from studio.export.formats.format import Format, Option
from studio.text import mark

_KERNEL = (("OCP", "step"),)
_SCHEMA = Option("schema", mark("Application protocol"), "ap242", mark("That of ISO 10303 which the reader asks for."),
                 choices=(("ap242", mark("AP242")), ("ap214", mark("AP214, for older readers"))))  # fmt: skip

FORMATS: tuple[Format, ...] = (
    Format("gltf", mark("Satellite, glTF"), "shape", ".glb",
           mark("Every part in its true size with colours, name and mass, for 3D viewers and browsers."),
           "studio.export.shape.gltf:write_gltf", preview=""),
    Format("step", mark("Satellite, STEP"), "shape", ".step",
           mark("An assembly of solids in millimetres with names, colours and densities, for CAD."),
           "studio.export.shape.step:write_step", options=(_SCHEMA,), preview="", needs=_KERNEL),
)  # fmt: skip
