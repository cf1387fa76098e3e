"""A panel stack by itself, as text: to copy from one design into another, and as the stacks that ship.

The text is JSON: the stack, and the sources of its numbers under the keys that they have in a design.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from studio import resource
from studio.catalogue import CatalogueError
from studio.catalogue.technology import technology
from studio.design import Design, DesignError
from studio.design.edit import replace_layers
from studio.design.panel import Layer, Stack
from studio.design.requirement import Source
from studio.document import decode, files
from studio.text import mark, tr

FORMAT = "dawnline-stack"
SCHEMA = 1
MAX_BYTES = files.MAX_BYTES
SHIPPED_PACKING = 0.9
"""The packing factor with which the shipped stacks are written."""
_PREFIX = "stack."


def dump_stack(design: Design) -> str:
    """The stack of `design` and the sources of its numbers, as text."""
    sources = {key: source for key, source in design.sources.items() if key.startswith(_PREFIX)}
    return files.dump_object({
        "format": FORMAT, "schema": SCHEMA,
        "stack": msgspec.to_builtins(design.stack), "sources": msgspec.to_builtins(sources),
    }).decode()  # fmt: skip


def read_stack(text: str) -> tuple[Stack, dict[str, Source]]:
    """The stack in `text` and its sources; DesignError, with one sentence, where there is none."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise DesignError("", tr(mark("is larger than the {most} MB of a stack"), most=MAX_BYTES >> 20))
    raw = decode.parse_json(data)
    keys = ("format", "schema", "stack", "sources")
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise DesignError("", tr(mark("is not a Dawnline stack: “format” is not “{format}”"), format=FORMAT))
    for key in raw:
        if key not in keys:
            hint = decode.nearest(key, keys)
            raise DesignError("", tr(mark("there is no “{key}” here{hint}"), key=key[:60], hint=hint))
    if isinstance(raw.get("schema"), bool) or raw.get("schema") != SCHEMA:
        raise DesignError("", tr(mark("“schema” is not {schema}, the one that this Dawnline reads"), schema=SCHEMA))
    if "stack" not in raw:
        raise DesignError("", tr(mark("“{key}” is missing"), key="stack"))
    fragment = decode.design_of({"stack": raw["stack"], "sources": raw.get("sources", {})})
    for key in fragment.sources:
        if not key.startswith(_PREFIX):
            raise DesignError("sources", tr(mark("“{key}” is no field of a stack"), key=key[:60]))
    replace_layers(fragment, fragment.stack.layers)  # refuses two layers of one name
    return fragment.stack, fragment.sources


def paste_stack(design: Design, text: str) -> Design:
    """`design` with the stack in `text` and its sources instead of its own.

    Raises
    ------
    DesignError
        With one sentence, where `text` holds no stack that a design could have.
    """
    return _with_stack(design, *read_stack(text))


@cache
def shipped_stack(id: str) -> tuple[Stack, Mapping[str, Source]]:
    """The stack of the technology called `id` and its sources; DesignError where there is none."""
    try:
        file = resource.path("stacks", f"{technology(id).stack}.json")
    except CatalogueError as error:
        raise DesignError("stack.technology", str(error)) from None
    stack, sources = read_stack(file.read_text(encoding="utf-8"))
    return stack, MappingProxyType(sources)


def with_technology(design: Design, id: str) -> Design:
    """`design` with the shipped stack of a technology, its cells packed as those of the design's array are."""
    stack, sources = shipped_stack(id)
    layers = tuple(_packed(layer, design.array.packing_factor) for layer in stack.layers)
    return _with_stack(design, msgspec.structs.replace(stack, layers=layers), sources)


def _packed(layer: Layer, packing_factor: float) -> Layer:
    if layer.coverage != SHIPPED_PACKING:
        return layer
    return msgspec.structs.replace(layer, coverage=packing_factor)


def _with_stack(design: Design, stack: Stack, sources: Mapping[str, Source]) -> Design:
    """`design` with another stack; what comes from where is known of the new one only."""
    kept: dict[str, Any] = {key: source for key, source in design.sources.items() if not key.startswith(_PREFIX)}
    together = {**kept, **sources}
    decode.design_of({"sources": msgspec.to_builtins(together)})  # refuses more sources than a design may have
    return msgspec.structs.replace(design, stack=stack, sources=together)
