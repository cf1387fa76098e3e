"""Damage to the new parts of a design file, a stack and a layer: a design, or one sentence that says where."""

import copy
import json
import random
from typing import Any

import msgspec
import pytest

from studio.design import Design, DesignError, check, set_value
from studio.design.user_material import MAX_MATERIALS, MAX_TABLE, UserMaterial
from studio.document import FileError, preset
from studio.document.files import dump, envelope, load_bytes
from studio.document.layer_text import dump_layer, paste_layer, read_layer
from studio.document.materials import with_user_material
from studio.document.stack_text import dump_stack, paste_stack, read_stack, with_technology

DAMAGES = 900
"""Raise it by hand for a longer attack."""
GLASS = UserMaterial("my glass", "300 1.5 0\n500 1.48 0\n1200 1.46 0")
HOSTILE = (
    None, True, False, 0, -1, 1, 1e308, float("nan"), float("inf"), float("-inf"), 10**60, -(10**400), "", "x", "NaN",
    "x" * 70, "a\nb", "\ud800", "\x00", [], {}, [1], [[]], [None], {"a": 1}, {"": None}, {"band_gap": 1}, "film",
)  # fmt: skip


def tandem() -> Design:
    design = with_technology(preset("shell-500km-eclipse"), "perovskite-hjt")
    return set_value(with_user_material(design, GLASS, 1), "ageing.model", "computed")


TANDEM = tandem()
JUNCTION = next(place for place, layer in enumerate(TANDEM.stack.layers) if layer.junction is not None)


def file_with(changes: dict[str, Any]) -> bytes:
    """The file of the tandem with something else at paths such as stack.layers.2.junction."""
    plain = json.loads(dump(TANDEM))
    for path, value in changes.items():
        *steps, last = path.split(".")
        holder: Any = plain["design"]
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[int(last) if isinstance(holder, list) else last] = value
    return json.dumps(plain).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        load_bytes(data, "design.json")
    assert str(caught.value).isprintable()
    assert str(caught.value).startswith("design.json: ")
    assert len(str(caught.value)) < 700
    return str(caught.value).removeprefix("design.json: ")


J = f"stack.layers.{JUNCTION}.junction"
AT = f"stack.layers[{JUNCTION}].junction"
OWN = "stack.materials"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({J: []}, f"{AT}: is not an object with fields"),
        ({J: 1.1}, f"{AT}: is not an object with fields"),
        ({J: "Si"}, f"{AT}: is not an object with fields"),
        ({J: {}}, f"{AT}: “band_gap” is missing"),
        ({J: {"bandgap": 2e-19}}, f"{AT}: there is no “bandgap” here; did you mean “band_gap”?"),
        ({J: {"band_gap": None}}, f"{AT}.band_gap: null is not a value"),
        ({J: {"band_gap": float("nan")}}, f"{AT}.band_gap: nan is not a finite number"),
        ({J: {"band_gap": "1.1 eV"}}, f"{AT}.band_gap: '1.1 eV' is not a number"),
        ({J: {"band_gap": 1.1}}, f"{AT}.band_gap: "),
        ({f"{J}.collection": 1.5}, f"{AT}.collection: 150 % is above 100 %"),
        ({f"{J}.shunt_resistance": 0}, f"{AT}.shunt_resistance: "),
        ({"stack.layers.0.optics": "mirror"}, "stack.layers[0].optics: “mirror” is none of auto, film, slab, none"),
        ({"stack.layers.0.optics": None}, "stack.layers[0].optics: null is not a value"),
        ({"stack.layers.0.light_path": 0.5}, "stack.layers[0].light_path: 0.5 is below 1"),
        ({"stack.front.source": True}, "stack.front.source: True is not a text"),
        ({"stack.terminals": 2}, "stack.terminals: 2 is not a text"),
        ({"stack.price": -1}, "stack.price: "),
        ({"stack.price": float("inf")}, "stack.price: inf is not a finite number"),
        ({OWN: {}}, "stack.materials: is not a list"),
        ({OWN: None}, "stack.materials: is not a list"),
        ({OWN: [{}]}, "stack.materials[0]: “name” is missing"),
        ({OWN: [{"name": "a"}]}, "stack.materials[0]: “table” is missing"),
        ({OWN: [{"name": "a", "table": [[300, 1, 0]]}]}, "stack.materials[0].table: "),
        ({OWN: [{"name": "", "table": "1"}]}, "stack.materials[0].name: the text needs at least 1"),
        ({OWN: [{"name": "a", "table": "1" * (MAX_TABLE + 1)}]}, f"{OWN}[0].table: the text has 400001"),
        ({OWN: [{"name": "a", "table": "1", "confidence": "sure"}]}, "stack.materials[0].confidence: "),
        ({OWN: [{"name": "a", "table": "1", "tabel": "1"}]}, "stack.materials[0]: there is no “tabel” here"),
        ({OWN: [{"name": "a", "table": "\ud800"}]}, "stack.materials[0].table: the text holds half"),
        ({OWN: [{"name": f"{n}", "table": "1"} for n in range(MAX_MATERIALS + 1)]}, f"{OWN}: has 21 entries"),
        ({"ageing": None}, "ageing: "), ({"ageing": []}, "ageing: is not an object with fields"),
        ({"ageing.exact_flux": 3}, "ageing.exact_flux: 3 is not a text"),
        ({"ageing.exact_flux": "x" * 8001}, "ageing.exact_flux: the text has 8001 characters"),
        ({"ageing.method": "guess"}, "ageing.method: “guess” is none of"),
        ({"ageing.annealing": 1}, "ageing.annealing: 1 is neither true nor false"),
        ({"ageing.proton_confidence": 1.0}, "ageing.proton_confidence: 100 % is above 99 %"),
        ({"ageing.uv_los": 0.1}, "ageing: there is no “uv_los” here; did you mean “uv_loss”?"),
    ],
)  # fmt: skip
def test_damage_to_the_new_parts_is_told_with_its_place(changes: dict[str, Any], sentence: str) -> None:
    assert refusal(file_with(changes)).startswith(sentence)


def test_a_layer_may_lose_its_junction_and_a_design_its_new_parts() -> None:
    assert load_bytes(file_with({J: None}), "design.json").stack.layers[JUNCTION].junction is None
    plain = envelope(TANDEM)
    for part in ("ageing", "stack"):
        del plain["design"][part]
    old = load_bytes(json.dumps(plain).encode(), "design.json")
    assert (old.ageing.model, old.stack.electrical, old.stack.materials) == ("stated", "data_sheet", ())


def test_texts_of_any_content_are_kept_as_they_are_until_something_reads_them() -> None:
    for text in ("garbage", "orbit nan", "\x00\x07", "400 1.5 0\n" * 40_000):
        material = {"name": "own", "table": text}
        design = load_bytes(file_with({OWN: [material], "ageing.exact_flux": text[:8000]}), "design.json")
        assert design.stack.materials[0].table == text
        assert load_bytes(dump(design), "design.json") == design
        again = paste_stack(preset("shell-30deg"), dump_stack(design)).stack
        assert again == design.stack


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where everything lies in plain JSON data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in places(one, (*path, key)))]


def damaged(r: random.Random, plain: Any) -> Any:
    """Plain JSON data with up to three things in it replaced, left out, doubled or put in."""
    data = copy.deepcopy(plain)
    for _ in range(r.choice([1, 1, 2, 3])):
        path = r.choice([place for place in places(data) if place] or [()])
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        if not path:
            return r.choice(HOSTILE)
        kind = r.random()
        if kind < 0.6:
            holder[path[-1]] = copy.deepcopy(r.choice(HOSTILE))
        elif kind < 0.75:
            del holder[path[-1]]
        elif isinstance(holder, dict):
            name = r.choice(["thickness", "junction", "x", "table", "é", "a.b", "[0]"])
            holder[name] = copy.deepcopy(r.choice(HOSTILE))
        else:
            holder.insert(path[-1], copy.deepcopy(holder[path[-1]]))
    return data


def test_a_design_a_stack_or_a_layer_with_anything_in_it_is_read_or_refused_in_one_sentence() -> None:
    start = preset("shell-30deg")
    stack, layer = json.loads(dump_stack(TANDEM)), json.loads(dump_layer(TANDEM, 1))
    whole = json.loads(dump(TANDEM))
    whole["design"] = {part: whole["design"][part] for part in ("stack", "ageing", "array")}
    read, sentences = 0, []
    for number in range(DAMAGES):
        r = random.Random(number)
        which = number % 3
        text = json.dumps(damaged(r, (whole, stack, layer)[which]))
        if r.random() < 0.1:
            cut = r.randint(0, len(text))
            text = text[:cut] + r.choice(["", "null", '"', "]", "NaN,", "1e999"]) + text[cut + r.randint(0, 9) :]
        try:
            if which == 0:
                design = load_bytes(text.encode(), "design.json")
            elif which == 1:
                design = paste_stack(start, text)
            else:
                design = paste_layer(start, 0, text)
        except (DesignError, FileError) as error:
            sentences.append(error.text)
            continue
        assert load_bytes(dump(design), "design.json") == design, number
        if which:
            assert read_stack(dump_stack(design))[0] == design.stack, number
        read += 1
    assert read > DAMAGES // 50
    assert len(sentences) > DAMAGES // 2
    assert all(10 < len(one) < 700 for one in sentences)


def test_a_pasted_layer_and_stack_are_what_was_copied() -> None:
    start = preset("shell-30deg")
    assert read_stack(dump_stack(TANDEM))[0] == TANDEM.stack
    assert paste_stack(start, dump_stack(TANDEM)).stack == TANDEM.stack
    for position, layer in enumerate(TANDEM.stack.layers):
        copied = read_layer(dump_layer(TANDEM, position))
        assert copied.layer == layer
        pasted = paste_layer(start, 0, dump_layer(TANDEM, position))
        assert msgspec.structs.replace(pasted.stack.layers[0], name=layer.name) == layer
        assert (copied.material == GLASS) == (layer.material == "my glass")


def test_a_name_of_full_length_is_a_name() -> None:
    for name in ("x" * 60, " padded "):
        named = with_user_material(TANDEM, msgspec.structs.replace(GLASS, name=name))
        assert named.stack.materials[-1].name == name
    with pytest.raises(DesignError, match="61 characters"):
        with_user_material(TANDEM, msgspec.structs.replace(GLASS, name="x" * 61))
    with pytest.raises(DesignError, match="already"):
        with_user_material(TANDEM, msgspec.structs.replace(GLASS, name="MgF2"))


def test_two_materials_of_one_name_are_told() -> None:
    again = {"name": "a", "table": "300 1 0\n400 1 0"}
    design = load_bytes(file_with({OWN: [again, again]}), "design.json")
    assert [issue.text for issue in check(design) if issue.severity == "error"] == ["two materials are called “a”"]
