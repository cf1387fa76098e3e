"""The formats of the group "shape"; what writes them is imported when they are written."""

from studio.export.formats.format import Format
from studio.text import mark

FORMATS: tuple[Format, ...] = (
    Format("gltf", mark("Satellite, glTF"), "shape", ".glb",
           mark("Every part in its true size with colours, name and mass, for 3D viewers and browsers."),
           "studio.export.shape.gltf:write_gltf", preview=""),
)  # fmt: skip
