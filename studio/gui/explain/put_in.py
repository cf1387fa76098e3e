"""An equation with the values of the design put in, where it names what it follows from."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from studio.analysis import RESULTS
from studio.design.quantity import TEMPERATURE
from studio.design.unit_text import join, number_text
from studio.design.unit_text import parse as parse_value
from studio.gui.explain.facts import Facts, Link
from studio.gui.explain.notation import Accent, Fence, Fraction, Leaf, Node, Root, Row, Script, leaves, parse
from studio.gui.explain.symbols import symbols_of
from studio.gui.value_text import typeset
from studio.physics.constants import J2, MU_EARTH, R_EARTH, STANDARD_GRAVITY

_CONSTANTS = {
    "R_E": f"{R_EARTH / 1e3:.3f} km",
    "J2": f"{J2:.6g}",
    "µ": f"{MU_EARTH / 1e9:.1f} km³/s²",
    "g0": f"{STANDARD_GRAVITY} m/s²",
}
_ORBITAL = frozenset({"orbit", "atmosphere", "environment", "constellation", "illumination", "disposal", "launch"})
"""Stages in whose equations these letters are the constants of the Earth."""
_MOST_WORDS = 14
"""Chinese is read sign by sign."""
_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")
_OTHERS = {"cost.array_per_watt": {"mass.array_structure", "mass.panel"}}
"""Inputs whose label is in an equation as that of something else."""


def with_values(facts: Facts) -> tuple[Row, str] | None:
    """The equation of `facts` with values for what it names, and the same as text; None where it names nothing."""
    phrases, symbols = _named(facts)
    found: list[str] = []
    row = _row(parse(facts.equation), phrases, symbols, found)
    if _mixes(row):
        return None
    if not any(name for name in found):
        return None
    signs = {item.text for item in row.items if isinstance(item, Leaf)}
    if not signs & set(",;:，；：") and facts.number != "–" and "…" not in facts.number:
        value = Leaf(f"{typeset(facts.number)} {facts.unit}".strip(), "number")
        row = Row((*row.items, Leaf("=", "operator"), value))
    return row, _BETWEEN_HAN.sub("", _text(row))


def _named(facts: Facts) -> tuple[dict[str, Link], dict[str, str | Link]]:
    """What is put in for words, and for symbols."""
    phrases: dict[str, list[Link]] = {}
    symbols: dict[str, list[Link]] = {}
    for link in facts.inputs:
        if link.name in _OTHERS.get(facts.name, ()) or "…" in link.text or not re.match(r"[−-]?\d", link.text):
            continue
        for words in {_folded(link.label), _folded(link.name.rpartition(".")[2].replace("_", " "))}:
            phrases.setdefault(words, []).append(link)
        stated = [symbol for symbol, named in symbols_of(facts.name).items() if named == link.name]
        for symbol in stated or [symbol_of(link.name)]:
            if symbol:
                symbols.setdefault(symbol, []).append(link)
    own = symbol_of(facts.name)
    known: dict[str, str | Link] = {symbol: links[0] for symbol, links in symbols.items()
                                    if len(links) == 1 and symbol != own}  # fmt: skip
    if facts.stage in _ORBITAL:
        known |= {symbol: text for symbol, text in _CONSTANTS.items() if symbol not in known}
    return {words: links[0] for words, links in phrases.items() if len(links) == 1}, known


@cache
def symbol_of(name: str) -> str:
    """The symbol that a result defines by its equation, as `a` in `a = R_E + h`; empty where it does not."""
    if name not in RESULTS:
        return ""
    items = parse(RESULTS[name].equation).items
    if len(items) < 3 or not isinstance(items[1], Leaf) or items[1].text != "=":
        return ""
    return _symbol(items[0])


def _symbol(node: Node) -> str:
    """How a symbol with its index is known; empty where a node is none."""
    if isinstance(node, Leaf):
        return node.text if node.kind == "symbol" or node.text == "LTAN" else ""
    if isinstance(node, Script) and node.above is None and node.below is not None and _symbol(node.base):
        below = "".join(leaves(node.below))
        return f"{_symbol(node.base)}{'' if below.isdigit() else '_'}{below}"
    return ""


def _folded(words: str) -> str:
    """Words as they are compared."""
    return _BETWEEN_HAN.sub("", " ".join(words.casefold().split()))


def _row(row: Row, phrases: dict[str, Link], symbols: dict[str, str | Link], found: list[str]) -> Row:
    made: list[Node] = []
    place, items = 0, row.items
    while place < len(items):
        item = items[place]
        defined = place + 1 < len(items) and _is(items[place + 1], "=")
        used, value = 1, None
        if not defined:
            used, value = _phrase(items, place, phrases, found)
            if value is None:
                named = _explained_symbol(items, place) or _called(items, place)
                used, value = 1, item if named else _put(item, phrases, symbols, found)
        else:
            value = item
        if made and _needs_sign(made[-1], value):
            made.append(Leaf("·", "operator"))
        made.append(value)
        place += used
    return Row(tuple(made), row.spaced)


def _phrase(
    items: tuple[Node, ...], place: int, phrases: dict[str, Link], found: list[str]
) -> tuple[int, Node | None]:
    """The longest run of words from `place` on that names an input, and its value."""
    words: list[str] = []
    best: tuple[int, Node | None] = (1, None)
    for count, item in enumerate(items[place : place + _MOST_WORDS], start=1):
        if not isinstance(item, Leaf) or item.kind not in {"word", "symbol"}:
            break
        words.append(item.text)
        link = phrases.get(_folded(" ".join(words)))
        if link is not None and any(len(word) > 1 for word in words):
            best = (count, Leaf(link.text, "value", getattr(items[place], "spaced", True), link.name))
    if best[1] is not None and _alone(items, place, best[0]):
        found.append(best[1].name)  # type: ignore[union-attr]
        return best
    return 1, None


def _alone(items: tuple[Node, ...], place: int, count: int) -> bool:
    """Whether a run of words is not a part of a longer one, which would mean something else."""
    sides = (items[place - 1] if place else None, items[place + count] if place + count < len(items) else None)
    return not any(isinstance(side, Leaf) and side.kind in {"word", "symbol"} for side in sides)


def _called(items: tuple[Node, ...], place: int) -> bool:
    """Whether a symbol is a function of what stands in brackets after it."""
    following = items[place + 1] if place + 1 < len(items) else None
    return isinstance(items[place], Leaf) and isinstance(following, Fence) and not following.spaced


def _explained_symbol(items: tuple[Node, ...], place: int) -> bool:
    """Whether words beside a symbol say what it is."""
    sides = (items[place - 1] if place else None, items[place + 1] if place + 1 < len(items) else None)
    return bool(_symbol(items[place])) and any(isinstance(side, Leaf) and side.kind == "word" for side in sides)


def _put(node: Node, phrases: dict[str, Link], symbols: dict[str, str | Link], found: list[str]) -> Node:
    """`node` with values put in."""
    value = symbols.get(_symbol(node)) if _symbol(node) else None
    if value is not None:
        spaced = node.spaced
        if isinstance(value, str):
            return Leaf(value, "value", spaced)
        found.append(value.name)
        leaf: Node = Leaf(value.text, "value", spaced, value.name)
        return Fence("(", Row((leaf,)), ")", spaced) if value.text.startswith(("-", "−")) else leaf

    def inside(part: Node) -> Node:
        if isinstance(part, Row):
            return _row(part, phrases, symbols, found)
        made = _row(Row((part,)), phrases, symbols, found)
        return made.items[0] if len(made.items) == 1 else made

    return _rebuilt(node, inside)


def _rebuilt(node: Node, inside: Callable[[Node], Node]) -> Node:
    if isinstance(node, Fraction):
        return Fraction(inside(node.above), inside(node.below), node.spaced)
    if isinstance(node, Root):
        return Root(inside(node.body), node.degree, node.spaced)
    if isinstance(node, Fence):
        return Fence(node.opening, inside(node.body), node.closing, node.spaced)
    if isinstance(node, Row):
        return inside(node)
    if isinstance(node, Script):
        base = inside(node.base) if node.below is None else node.base
        if isinstance(base, Leaf) and base.kind == "value":
            base = replace(base, text=_absolute(base.text))
            base = Fence("(", Row((base,)), ")", node.spaced)
        above = inside(node.above) if node.above is not None else None
        return Script(base, node.below, above, node.spaced)
    return node


def _absolute(text: str) -> str:
    """A temperature from absolute zero: a power of degrees Celsius means nothing."""
    if not text.endswith(("°C", "°F")):
        return text
    try:
        return join(number_text(parse_value(text, TEMPERATURE), 4), "K")
    except ValueError:
        return text


def _is(node: Node, text: str) -> bool:
    return isinstance(node, Leaf) and node.text == text


def _is_value(node: Node, *, last: bool) -> bool:
    """Whether a node is a value, or a fraction that begins with one, or ends so."""
    if isinstance(node, Fraction):
        return _is_value(node.above, last=last) or _is_value(node.below, last=last)
    if isinstance(node, Row):
        return bool(node.items) and _is_value(node.items[-1 if last else 0], last=last)
    return isinstance(node, Leaf) and node.kind == "value"


def _needs_sign(before: Node, after: Node) -> bool:
    """Whether two factors of which one is a value stand side by side without a sign."""
    values = [_is_value(before, last=True), _is_value(after, last=False)]
    other = after if values[0] else before
    if isinstance(other, Script) and isinstance(other.base, Leaf) and other.base.kind == "function":
        return False
    mathematical = not isinstance(other, Leaf) or other.kind in {"symbol", "number", "value"}
    return any(values) and mathematical


def _mixes(node: Node) -> bool:
    """Whether a number stands in a sum with something that has a unit: then a name meant something else."""
    if isinstance(node, Row):
        terms: list[list[Node]] = [[]]
        for item in node.items:
            if isinstance(item, Leaf) and item.text in {"+", "−"}:
                terms.append([])
            elif isinstance(item, Leaf) and item.kind == "operator":
                terms = [[]] if not _pair(terms) else terms
                terms.append([])
            else:
                terms[-1].append(item)
        if _pair(terms):
            return True
    return any(_mixes(part) for part in _parts(node))


def _pair(terms: list[list[Node]]) -> bool:
    alone = [term[0] for term in terms if len(term) == 1 and isinstance(term[0], Leaf)]
    plain = any(leaf.kind == "number" and leaf.text.replace(".", "").isdigit() for leaf in alone)
    united = any(leaf.kind == "value" and re.search(r"[A-Za-z°]", leaf.text) for leaf in alone)
    return plain and united


def _parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Row):
        return node.items
    if isinstance(node, Fraction):
        return (node.above, node.below)
    if isinstance(node, Root | Fence):
        return (node.body,)
    if isinstance(node, Script):
        return tuple(part for part in (node.base, node.below, node.above) if part is not None)
    return ()


def _text(node: Node) -> str:
    """A tree as plain text."""
    if isinstance(node, Leaf):
        return node.text
    if isinstance(node, Fraction):
        return f"{_grouped(node.above)} / {_grouped(node.below)}"
    if isinstance(node, Root):
        return f"{'∛' if node.degree else '√'}({_text(node.body)})"
    if isinstance(node, Accent):
        return node.base.text + node.sign
    if isinstance(node, Fence):
        return f"{node.opening}{_text(node.body)}{node.closing}"
    if isinstance(node, Script):
        below = f"_{_text(node.below)}" if node.below is not None else ""
        power = _text(node.above) if node.above is not None else ""
        above = "" if not power else {"2": "²", "3": "³", "4": "⁴"}.get(power, f"^({power})")
        return f"{_text(node.base)}{below}{above}"
    words = " ".join(_text(item) for item in node.items)
    return re.sub(r" (?=[,;:])", "", words)


def _grouped(node: Node) -> str:
    text = _text(node)
    return f"({text})" if isinstance(node, Row) and len(node.items) > 1 else text

