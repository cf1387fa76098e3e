"""A piece of the panel as solids: its layers one on the other, the Sun's side on top, in true size."""

import math

from studio.analysis.satellite.solid import Body, Part, Solid
from studio.analysis.stack.words import layer_mass, material_text, share_text
from studio.design import Design
from studio.text import tr


def panel_solids(design: Design, length: float, width: float, thicker: float = 1.0) -> Body:
    """The layers of a panel of `length` along x and `width` along y [m], drawn `thicker` times as thick as they are.

    The back is at z = 0, the layers follow one another along z. Masses are true whatever the thickness drawn.
    """
    layers = design.stack.layers
    top = math.fsum(layer.thickness for layer in layers)
    parts = []
    for layer in layers:
        bottom = top - layer.thickness
        share = math.sqrt(layer.coverage)
        name = layer.name if thicker == 1.0 else tr("{layer}, thickness × {factor:g}", layer=layer.name, factor=thicker)
        about = tr("{material}; thickness, density and coverage of stack.layers[{layer}]",
                   material=material_text(layer.material), layer=layer.name)  # fmt: skip
        solid = Solid(
            name, (0.0, 0.0, thicker * (top + bottom) / 2.0),
            (length * share, width * share, thicker * layer.thickness), layer.role,
            length * width * layer_mass(layer), about,
        )  # fmt: skip
        parts.append(Part(layer.role, name, (solid,)))
        top = bottom
    return Body(tr("Panel of {title}", title=design.title), tuple(parts), tuple(_notes(design, length, width, thicker)))


def _notes(design: Design, length: float, width: float, thicker: float) -> list[str]:
    found = [tr("A piece of {length:.6g} × {width:.6g} mm; the Sun is on the side of +z, and z = 0 is the back.",
                length=1e3 * length, width=1e3 * width)]  # fmt: skip
    if thicker != 1.0:
        found.append(tr("Layers are drawn {factor:g} times as thick as they are, as their names say.", factor=thicker))
    partly = [f"{layer.name} ({share_text(layer.coverage)})" for layer in design.stack.layers if layer.coverage < 1.0]
    if partly:
        found.append(tr("Layers that cover part of the panel are one patch of that area in its middle: {layers}.",
                        layers=", ".join(partly)))  # fmt: skip
    return found
