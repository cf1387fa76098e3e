"""Where a number of a layer comes from: the design's own source, or the catalogue it agrees with."""

from studio.design import Design
from studio.design.field import struct_fields
from studio.design.panel import Layer
from studio.design.requirement import source_of
from studio.design.unit_text import display
from studio.gui.panel.edits import source_path
from studio.gui.panel.words import catalogue_materials
from studio.gui.source_text import source_text
from studio.text import tr


def provenance(design: Design, position: int, field: str) -> str:
    """What is known of where the number comes from; empty where nothing is."""
    layer = design.stack.layers[position]
    lines = []
    own = design.sources.get(source_path(layer.name, field))
    if own is not None:
        lines.append(tr("Source: {source}", source=source_text(own)))
    known = getattr(catalogue_materials().get(layer.material), field, None)
    if known is not None and field in {"density", "specific_heat", "conductivity"}:
        spec = struct_fields(Layer)[field]
        text = display(known.value, spec.quantity, spec.unit) if spec.quantity else str(known.value)
        source = source_text(source_of(known))
        if known.value != getattr(layer, field):
            lines.append(tr("The catalogue has {value}: {source}", value=text, source=source))
        elif own is None:
            lines.append(tr("As in the catalogue: {source}", source=source))
    return "\n".join(lines)
