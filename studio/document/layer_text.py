"""One layer by itself, as text: to copy it within a design, or into another.

The text is JSON: the layer, the sources of its numbers by field, and its material where that is the design's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from studio.design import Design, DesignError
from studio.design.edit import insert_layer
from studio.design.panel import MAX_LAYERS, Layer
from studio.design.requirement import Source
from studio.design.user_material import MAX_MATERIALS, UserMaterial
from studio.document import decode, files
from studio.text import mark, tr

FORMAT = "dawnline-layer"
SCHEMA = 1
MAX_BYTES = 1 << 20
MAX_SOURCES = 400
_KEYS = ("format", "schema", "layer", "sources", "material")


@dataclass(frozen=True, slots=True)
class CopiedLayer:
    """A layer out of a text; `sources` are known by the name of the field, "thickness" or "junction.band_gap"."""

    layer: Layer
    sources: Mapping[str, Source]
    material: UserMaterial | None = None


def dump_layer(design: Design, position: int) -> str:
    """The layer at `position` as text, with the sources of its numbers."""
    layer = design.stack.layers[position]
    stem = f"stack.layers[{layer.name}]."
    sources = {path.removeprefix(stem): one for path, one in design.sources.items() if path.startswith(stem)}
    raw = {"format": FORMAT, "schema": SCHEMA, "layer": msgspec.to_builtins(layer),
           "sources": msgspec.to_builtins(sources)}  # fmt: skip
    own = next((one for one in design.stack.materials if one.name == layer.material), None)
    if own is not None:
        raw["material"] = msgspec.to_builtins(own)
    return files.dump_object(raw).decode()


def read_layer(text: str) -> CopiedLayer:
    """The layer in `text`.

    Raises
    ------
    DesignError
        With one sentence, where there is none.
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise DesignError("", tr(mark("is larger than the {most} MB of a layer"), most=MAX_BYTES >> 20))
    raw = decode.parse_json(data)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise DesignError("", tr(mark("is not a Dawnline layer: “format” is not “{format}”"), format=FORMAT))
    for key in raw:
        if key not in _KEYS:
            hint = decode.nearest(key, _KEYS)
            raise DesignError("", tr(mark("there is no “{key}” here{hint}"), key=key[:60], hint=hint))
    if isinstance(raw.get("schema"), bool) or raw.get("schema") != SCHEMA:
        raise DesignError("", tr(mark("“schema” is not {schema}, the one that this Dawnline reads"), schema=SCHEMA))
    if "layer" not in raw:
        raise DesignError("", tr(mark("“{key}” is missing"), key="layer"))
    # A stack of this one layer: every field is held to what it is in a file.
    stack = {"layers": [raw["layer"]], "materials": [raw["material"]] if "material" in raw else []}
    fragment = decode.design_of({"stack": stack, "sources": raw.get("sources", {})})
    own = fragment.stack.materials[0] if fragment.stack.materials else None
    layer = fragment.stack.layers[0]
    if own is not None and own.name != layer.material:
        raise DesignError("", tr(mark("the material “{name}” is not that of the layer"), name=own.name))
    return CopiedLayer(layer, fragment.sources, own)


def paste_layer(design: Design, position: int, text: str) -> Design:
    """`design` with the layer in `text` before the one at `position`, renamed where its name is taken.

    Raises
    ------
    DesignError
        With one sentence, where `text` holds no layer, or the design has no room for it.
    """
    copied = read_layer(text)
    if len(design.stack.layers) >= MAX_LAYERS:
        raise DesignError("stack.layers", tr(mark("a stack has at most {most} layers"), most=MAX_LAYERS))
    layer, materials = copied.layer, design.stack.materials
    if copied.material is not None:
        there = next((one for one in materials if one.name == copied.material.name), None)
        if there is not None and there.table != copied.material.table:
            raise DesignError("stack.materials", tr(
                mark("the design has another material of its own called “{name}”"), name=there.name))  # fmt: skip
        if there is None and len(materials) >= MAX_MATERIALS:
            raise DesignError("stack.materials", tr(
                mark("a design has at most {most} materials of its own"), most=MAX_MATERIALS))  # fmt: skip
        materials = materials if there is not None else (*materials, copied.material)
    grown = insert_layer(design, position, layer)
    name = grown.stack.layers[position].name
    sources = {**grown.sources, **{f"stack.layers[{name}].{field}": one for field, one in copied.sources.items()}}
    if len(sources) > MAX_SOURCES:
        sources = grown.sources
    stack = msgspec.structs.replace(grown.stack, materials=materials)
    return msgspec.structs.replace(grown, stack=stack, sources=sources)
