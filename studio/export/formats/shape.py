"""The formats of the group "shape"; what writes them is imported when they are written."""

from studio.export.formats.format import Format, Option
from studio.text import mark

_KERNEL = (("OCP", "step"),)
_SCHEMA = Option("schema", mark("Application protocol"), "ap242", mark("That of ISO 10303 which the reader asks for."),
                 choices=(("ap242", mark("AP242")), ("ap214", mark("AP214, for older readers"))))  # fmt: skip
_PIECE = Option("size", mark("Piece"), "coupon", mark("How much of the panel is drawn."), choices=(
    ("coupon", mark("Coupon of 100 × 100 mm")), ("panel", mark("Panel between two folds of a wing"))))  # fmt: skip
_THICKER = Option("thicker", mark("Thickness drawn"), 0.0,
                  mark("Times the true thickness: 1 is true, 0 a round number that lets the layers be seen."),
                  low=0.0, high=1e5)  # fmt: skip

FORMATS: tuple[Format, ...] = (
    Format("gltf", mark("Satellite, glTF"), "shape", ".glb",
           mark("Every part in its true size with colours, name and mass, for 3D viewers and browsers."),
           "studio.export.shape.gltf:write_gltf", preview=""),
    Format("step", mark("Satellite, STEP"), "shape", ".step",
           mark("An assembly of solids in millimetres with names, colours and densities, for CAD."),
           "studio.export.shape.step:write_step", options=(_SCHEMA,), preview="", needs=_KERNEL, apart=True),
    Format("panel-gltf", mark("Panel, glTF"), "shape", ".panel.glb",
           mark("The layers of the panel one on the other, thicker than life, for 3D viewers and browsers."),
           "studio.export.shape.panel:write_panel_gltf", options=(_PIECE, _THICKER), preview=""),
    Format("panel-step", mark("Panel, STEP"), "shape", ".panel.step",
           mark("The layers of the panel as solids of true thickness in millimetres, for CAD."),
           "studio.export.shape.panel:write_panel_step", options=(_PIECE, _SCHEMA), preview="", needs=_KERNEL,
           apart=True),
    Format("stack-svg", mark("Drawing of the stack, SVG"), "shape", ".stack.svg",
           mark("The layers as a cross-section with names, materials, thicknesses and masses, and a title block."),
           "studio.export.shape.stack_drawing:write_stack_svg", preview="picture"),
    Format("stack-pdf", mark("Drawing of the stack, PDF"), "shape", ".stack.pdf",
           mark("The same drawing on A4, or A3 where the layers are many, to print."),
           "studio.export.shape.stack_drawing:write_stack_pdf", preview="pages"),
)  # fmt: skip
