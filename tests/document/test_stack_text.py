"""A stack as text: what is copied is what is pasted, and nothing else gets in."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.catalogue.technology import technologies
from studio.design import Design, DesignError, get_value, set_value
from studio.design.panel import MAX_LAYERS, Array, Layer, Stack
from studio.design.requirement import Source
from studio.document import stack_text
from studio.document.stack_text import dump_stack, paste_stack, read_stack, shipped_stack, with_technology
from tests.design_strategies import structs

SOURCE = Source("Somebody, somewhere", "published", "2026")


def fragment(**changes):
    whole = json.loads(dump_stack(with_technology(Design(), "perovskite-hjt")))
    return {**whole, **changes}


def paste(value):
    return paste_stack(Design(), value if isinstance(value, str) else json.dumps(value))


def distinct(stack: Stack) -> bool:
    return len({layer.name for layer in stack.layers}) == len(stack.layers)


@given(
    structs(Stack).filter(distinct),
    st.dictionaries(st.sampled_from(["stack.temperature", "array.area"]), structs(Source)),
)
def test_any_stack_comes_back_as_it_was(stack, sources):
    before = Design(title="here", stack=stack, sources=sources)
    there = Design(title="there", sources={"array.area": SOURCE, "stack.price": SOURCE})
    after = paste_stack(there, dump_stack(before))
    assert after.stack == stack
    kept = {key: source for key, source in sources.items() if key.startswith("stack.")}
    assert after.sources == {"array.area": SOURCE, **kept}
    assert msgspec.structs.replace(after, stack=there.stack, sources=there.sources) == there


@given(st.text())
def test_arbitrary_text_is_refused_with_a_design_error(text):
    with pytest.raises(DesignError):
        paste_stack(Design(), text)


def json_values():
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    names = st.sampled_from(["name", "layers", "junction", "front", "materials", "sources", "text"]) | st.text(
        max_size=4
    )
    return st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3))


@given(
    st.sampled_from(["stack", "sources", "schema", "format", "extra"]),
    st.sampled_from([None, "layers", "front", "technology", "materials", "price"]),
    json_values(),
)
def test_a_fragment_with_anything_in_it_is_read_or_refused_with_a_design_error(key, inner, value):
    broken = fragment()
    if key == "stack" and inner is not None:
        broken["stack"][inner] = value
    else:
        broken[key] = value
    try:
        after = paste(json.dumps(broken))
    except DesignError:
        return
    assert paste_stack(after, dump_stack(after)) == after


@given(st.data())
def test_a_text_that_was_cut_is_refused(data):
    text = dump_stack(Design())
    end = data.draw(st.integers(0, len(text) - 3))
    with pytest.raises(DesignError):
        paste(text[:end])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": "dawnline-design"}, "not a Dawnline stack"),
        ({"schema": 2}, "“schema” is not 1"),
        ({"schema": True}, "“schema” is not 1"),
        ({"schema": "1"}, "“schema” is not 1"),
        ({"stak": {}}, "there is no “stak” here; did you mean “stack”"),
        ({"sources": {"array.area": {"text": "x", "confidence": "assumed"}}}, "“array.area” is no field of a stack"),
        ({"sources": []}, "sources"),
        ({"stack": None}, "stack"),
        ({"stack": {"layers": []}}, "stack.layers: has 0 entries"),
        ({"stack": {"temperature": 1e9}}, "stack.temperature: .* is above"),
        ({"stack": {"colour": "blue"}}, "stack: there is no “colour” here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_sentence(changes, told):
    with pytest.raises(DesignError, match=told) as caught:
        paste(fragment(**changes))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_stack_may_be_short_but_not_left_out():
    assert paste({"format": "dawnline-stack", "schema": 1, "stack": {}}).stack == Stack()
    with pytest.raises(DesignError, match="“stack” is missing"):
        paste({"format": "dawnline-stack", "schema": 1})


def test_two_layers_of_one_name_are_refused():
    layer = msgspec.to_builtins(Design().stack.layers[0])
    with pytest.raises(DesignError, match="two layers are called “cell”"):
        paste(fragment(stack={"layers": [layer, layer]}, sources={}))


def test_too_many_layers_and_too_many_sources_are_refused():
    layer = msgspec.to_builtins(Design().stack.layers[0])
    many = [{**layer, "name": f"layer {number}"} for number in range(MAX_LAYERS + 1)]
    with pytest.raises(DesignError, match=f"at most {MAX_LAYERS} fit"):
        paste(fragment(stack={"layers": many}, sources={}))
    full = Design(sources={f"field {number}": SOURCE for number in range(390)})
    with pytest.raises(DesignError, match="at most 400 fit"):
        paste_stack(full, dump_stack(with_technology(Design(), "hjt-20um")))


def test_a_text_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(stack_text, "MAX_BYTES", 1 << 20)
    with pytest.raises(DesignError, match="is larger than the 1 MB of a stack"):
        paste_stack(Design(), dump_stack(Design()) + " " * (1 << 20))


@pytest.mark.parametrize("text", ["\ud800", '{"format": "\\ud800"}', "", "null", "[]", "NaN", "[" * 100_000])
def test_hostile_text_is_refused(text):
    with pytest.raises(DesignError):
        paste_stack(Design(), text)


@pytest.mark.parametrize("id", technologies())
def test_a_shipped_stack_is_put_into_a_design_with_its_sources(id):
    before = set_value(Design(sources={"array.area": SOURCE, "stack.temperature": SOURCE}), "array.packing_factor", 0.8)
    after = with_technology(before, id)
    stack, sources = shipped_stack(id)
    assert after.stack.technology == id
    assert after.sources == {"array.area": SOURCE, **sources}
    assert msgspec.structs.replace(after, stack=before.stack, sources=before.sources) == before
    for shipped, layer in zip(stack.layers, after.stack.layers, strict=True):
        assert layer.coverage == (0.8 if shipped.coverage == 0.9 else shipped.coverage)
        assert msgspec.structs.replace(layer, coverage=shipped.coverage) == shipped
    for key in sources:
        get_value(after, key)


def test_the_shipped_stacks_are_written_for_the_packing_factor_of_an_array():
    assert Array().packing_factor == stack_text.SHIPPED_PACKING
    assert with_technology(Design(), "imm").stack == shipped_stack("imm")[0]


def test_a_shipped_stack_is_read_once_and_its_sources_cannot_be_changed():
    stack, sources = shipped_stack("gaas")
    assert shipped_stack("gaas")[0] is stack
    with pytest.raises(TypeError):
        sources["stack.temperature"] = SOURCE


def test_a_technology_that_does_not_ship_is_refused_with_the_nearest_ones():
    with pytest.raises(DesignError, match=r"stack\.technology: there is no technology “hjt-60um”; nearest are .*hjt-"):
        with_technology(Design(), "hjt-60um")


def test_the_text_has_the_layers_of_the_design_in_order():
    design = Design(
        stack=Stack(layers=(Layer("a", "Si", "cell", 1e-5, 2329.0), Layer("b", "Ag", "contact", 1e-6, 1e4)))
    )
    stack, sources = read_stack(dump_stack(design))
    assert [layer.name for layer in stack.layers] == ["a", "b"]
    assert sources == {}
