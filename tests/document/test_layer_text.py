"""One layer as text: what is copied comes back, elsewhere too, and what is no layer is refused with one sentence."""

import json

import msgspec
import pytest
from hypothesis import given

from studio.design import Design, DesignError
from studio.design.panel import MAX_LAYERS, Layer
from studio.design.requirement import Source
from studio.design.user_material import UserMaterial
from studio.document.layer_text import dump_layer, paste_layer, read_layer
from studio.document.presets import preset
from studio.document.stack_text import with_technology
from tests.design_strategies import designs

GLASS = UserMaterial("my glass", "300 1.5 0\n500 1.48 0\n1200 1.46 0")


@pytest.fixture
def tandem() -> Design:
    return with_technology(preset("shell-30deg"), "perovskite-hjt")


def with_own(design: Design, material: UserMaterial = GLASS) -> Design:
    layers = (msgspec.structs.replace(design.stack.layers[0], material=material.name), *design.stack.layers[1:])
    stack = msgspec.structs.replace(design.stack, layers=layers, materials=(material,))
    return msgspec.structs.replace(design, stack=stack)


@given(designs)
def test_what_is_copied_comes_back(design: Design) -> None:
    for position, layer in enumerate(design.stack.layers):
        assert read_layer(dump_layer(design, position)).layer == layer


def test_a_pasted_layer_brings_its_sources(tandem: Design) -> None:
    place = next(n for n, layer in enumerate(tandem.stack.layers) if layer.junction is not None)
    layer = tandem.stack.layers[place]
    pasted = paste_layer(preset("ai1-120kw"), 2, dump_layer(tandem, place))
    assert pasted.stack.layers[2] == layer
    stem = f"stack.layers[{layer.name}]."
    brought = {path: one for path, one in tandem.sources.items() if path.startswith(stem)}
    assert f"{stem}junction.band_gap" in brought
    assert {path: one for path, one in pasted.sources.items() if path.startswith(stem)} == brought


def test_a_name_that_is_taken_gets_a_number_and_so_do_its_sources() -> None:
    design = preset("shell-30deg")
    pasted = paste_layer(design, 2, dump_layer(design, 1))
    assert [layer.name for layer in pasted.stack.layers[:3]] == ["coating", "cover", "cover 2"]
    assert pasted.sources["stack.layers[cover 2].thickness"] == design.sources["stack.layers[cover].thickness"]
    assert pasted.sources["stack.layers[cover].thickness"] == design.sources["stack.layers[cover].thickness"]


def test_a_material_of_the_designs_own_travels_with_its_layer() -> None:
    design = with_own(preset("shell-30deg"))
    text = dump_layer(design, 0)
    pasted = paste_layer(preset("ai1-120kw"), 0, text)
    assert pasted.stack.materials == (GLASS,)
    assert paste_layer(pasted, 0, text).stack.materials == (GLASS,)
    other = with_own(preset("ai1-120kw"), msgspec.structs.replace(GLASS, table="300 2 0\n1200 2 0"))
    with pytest.raises(DesignError, match="another material of its own called “my glass”"):
        paste_layer(other, 0, text)


def altered(**changes: object) -> str:
    raw = json.loads(dump_layer(preset("shell-30deg"), 1))
    return json.dumps({key: value for key, value in {**raw, **changes}.items() if value is not ...})


@pytest.mark.parametrize(("text", "reason"), [
    ("", "is empty"),
    ("a shopping list", "not JSON"),
    ("[]", "not a Dawnline layer"),
    ('{"format": "dawnline-stack"}', "not a Dawnline layer"),
    (altered(schema=2), "“schema” is not 1"),
    (altered(schema=True), "“schema” is not 1"),
    (altered(layer=...), "“layer” is missing"),
    (altered(layre=1), "did you mean “layer”"),
    (altered(layer={"name": "x"}), "is missing"),
    (altered(layer={"name": "x", "material": "Ge", "role": "cell", "thickness": 5.0, "density": 1.0}), "above"),
    (altered(material={"name": "other", "table": "1 1 0"}), "is not that of the layer"),
    (altered(layer=None), "not an object"),
    ('{"format": "dawnline-layer", "schema": 1, "layer": NaN}', "not an object"),
])  # fmt: skip
def test_what_is_no_layer_is_refused(text: str, reason: str) -> None:
    design = preset("shell-30deg")
    with pytest.raises(DesignError, match=reason):
        paste_layer(design, 1, text)


def test_a_full_stack_takes_no_more() -> None:
    layers = tuple(Layer(f"layer {n}", "Ge", "cell", 1e-4, 5323.0) for n in range(MAX_LAYERS))
    full = Design(stack=msgspec.structs.replace(Design().stack, layers=layers))
    with pytest.raises(DesignError, match="at most 60"):
        paste_layer(full, 0, dump_layer(full, 0))


def test_sources_that_do_not_fit_are_left_behind() -> None:
    design = preset("shell-30deg")
    many = {f"note {n}": Source("a book", "published", "2020") for n in range(400)}
    crowded = msgspec.structs.replace(design, sources=many)
    assert paste_layer(crowded, 1, dump_layer(design, 1)).sources == many


def test_a_text_that_is_far_too_long_is_not_read() -> None:
    with pytest.raises(DesignError, match="larger than"):
        read_layer(" " * (1 << 20) + "{}")
