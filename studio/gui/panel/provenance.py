"""Where a number of a layer comes from: the design's own source, or the catalogue it agrees with."""

from studio.design import Design
from studio.design.field import struct_fields
from studio.design.panel import Layer
from studio.design.requirement import Source
from studio.design.unit_text import display
from studio.gui.panel.edits import source_path
from studio.gui.panel.words import catalogue_materials
from studio.text import mark, tr

CONFIDENCE: dict[str, str] = {
    "measured": mark("measured"),
    "published": mark("published"),
    "derived": mark("derived"),
    "assumed": mark("assumed"),
}


def source_line(source: Source) -> str:
    """A source in a line: what, when, and how far to trust it."""
    dated = f"{source.text} ({source.date})" if source.date else source.text
    return tr("{source} — {confidence}", source=dated, confidence=tr(CONFIDENCE[source.confidence]))


def provenance(design: Design, position: int, field: str) -> str:
    """What is known of where the number comes from; empty where nothing is."""
    layer = design.stack.layers[position]
    lines = []
    own = design.sources.get(source_path(layer.name, field))
    if own is not None:
        lines.append(tr("Source: {source}", source=source_line(own)))
    known = getattr(catalogue_materials().get(layer.material), field, None)
    if known is not None and field in {"density", "specific_heat", "conductivity"}:
        spec = struct_fields(Layer)[field]
        text = display(known.value, spec.quantity, spec.unit) if spec.quantity else str(known.value)
        source = source_line(Source(known.source, known.confidence, known.date))
        if known.value != getattr(layer, field):
            lines.append(tr("The catalogue has {value}: {source}", value=text, source=source))
        elif own is None:
            lines.append(tr("As in the catalogue: {source}", source=source))
    return "\n".join(lines)
