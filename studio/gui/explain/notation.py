"""The notation of the equations, read: from the plain text of a result to a tree of what is written.

The texts mix mathematics with words: `P η² (1 − exp(−(A/λd)²)) · losses`, `mean of max(0, n̂ · ŝ) in sunlight`.
Every letter and number of the text is in the tree, in the order of the text; words stay words.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from studio.gui.explain.tokens import FUNCTIONS, Token, tokens_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """Letters or numbers: `kind` is "word", "symbol", "number", "function", "operator", "big" or "value"."""

    text: str
    kind: str
    spaced: bool = True
    """Whether a space, or a sign that needs one, stands before it."""
    name: str = ""
    """The result or field that it stands for, where that is known."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """`above` over `below`."""

    above: "Node"
    below: "Node"
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """The square root, or the cube root."""

    body: "Node"
    degree: str = ""
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a power, an index, or both."""

    base: "Node"
    below: "Node | None" = None
    above: "Node | None" = None
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Accent:
    """A letter under a hat or a dot."""

    base: Leaf
    sign: str
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Fence:
    """What stands between brackets, bars, or the signs of rounding."""

    opening: str
    body: "Node"
    closing: str
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One beside the other."""

    items: tuple["Node", ...]
    spaced: bool = True


Node = Leaf | Fraction | Root | Script | Accent | Fence | Row

_CLOSING = {"(": ")", "[": "]", "⌊": "⌋", "⌈": "⌉", "|": "|"}
_VULGAR = {"¼": ("1", "4"), "½": ("1", "2"), "¾": ("3", "4")}
_LONGEST_WORDS = 9
"""A side of a fraction with more words than this is a sentence, and stands on the line."""
_BREAKS = frozenset({"+", "−", "±", "·", "×", "÷", "=", "≥", "≤", "<", ">", ",", ";", ":", "…", "–", "|"})
_STOPS = frozenset({"or", "and", "where", "while", "that", "absent", "with", "is"})
"""Words at which the side of a fraction ends."""


def parse(text: str) -> Row:
    """The tree of an equation as it is written in a result."""
    reader = _Reader(tokens_of(text))
    row = reader.row("")
    while reader.more:  # a bracket that was never opened
        row = Row((*row.items, Leaf(reader.take().text, "operator", False), *reader.row("").items))
    return row


def leaves(node: Node) -> tuple[str, ...]:
    """Every text of a tree in the order in which it is read."""
    if isinstance(node, Leaf):
        return (node.text,)
    if isinstance(node, Fraction):
        return (*leaves(node.above), *leaves(node.below))
    if isinstance(node, Root):
        return leaves(node.body)
    if isinstance(node, Accent):
        return (node.base.text,)
    if isinstance(node, Script):
        return tuple(text for part in (node.base, node.below, node.above) if part is not None for text in leaves(part))
    if isinstance(node, Fence):
        return leaves(node.body)
    return tuple(text for item in node.items for text in leaves(item))


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def more(self) -> bool:
        return self._at < len(self._tokens)

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def row(self, closing: str) -> Row:
        """What stands up to the bracket `closing`, which is left."""
        items: list[Node] = []
        while (token := self._peek()) is not None:
            if token.text in ")]⌋⌉" and token.kind == "bracket":
                break
            if token.text == "|" and closing == "|":
                break
            if token.text == "/":
                self._divide(items)
            else:
                items.append(self._scripted())
        return Row(tuple(items))

    def _divide(self, items: list[Node]) -> None:
        """Make a fraction of what stands before and after a stroke, or leave it on the line."""
        stroke = self.take()
        start = _before(items, stroke.spaced)
        if start == len(items) or self._peek() is None or (stroke.spaced and _cut_short(items, start)):
            items.append(Leaf("/", "operator", stroke.spaced))
            return
        first = items[start]
        if stroke.spaced and isinstance(first, Leaf) and first.text == "∫" and not self._integral_ahead():
            start += 1 if start + 1 < len(items) else 0
        above = items[start:]
        below = self._below(stroke.spaced)
        if _words(above) > _LONGEST_WORDS or _words(below) > _LONGEST_WORDS or not below:
            items.append(Leaf("/", "operator", True))
            items.extend(below)
            return
        del items[start:]
        items.append(Fraction(_bare(above), _bare(below), above[0].spaced))

    def _integral_ahead(self) -> bool:
        token = self._peek()
        return token is not None and token.text == "∫"

    def _below(self, loose: bool) -> list[Node]:
        """What stands under the stroke: a bracket, or what is multiplied without a sign."""
        found: list[Node] = []
        while (token := self._peek()) is not None:
            first = not found
            if token.text in _BREAKS and token.kind in {"operator", "bracket"} and not (first and token.text in "−|"):
                if token.text != "·" or not _open_integral(found):
                    break
                found.append(Leaf(self.take().text, "operator", True))
                continue
            if (token.kind == "bracket" and token.text in ")]⌋⌉") or token.text == "/":
                break
            if not first:
                if not loose and token.spaced:
                    break
                if token.kind == "word" and (token.text in _STOPS or _ends(found[-1])):
                    break
                if token.spaced and isinstance(found[-1], Fence) and len(found) == 1:
                    break
            found.append(self._scripted())
            if not loose and isinstance(found[-1], Fence):
                following = self._peek()
                if following is None or following.spaced:
                    break
        return found

    def _scripted(self) -> Node:
        """One thing with its powers and indices."""
        base = self._one()
        while (token := self._peek()) is not None and token.kind in {"power", "index"} and not token.spaced:
            self.take()
            part = self._script(token)
            if not isinstance(base, Script):
                base = Script(base, spaced=base.spaced)
            base = replace(base, above=part) if token.kind == "power" else replace(base, below=part)
        following = self._peek()
        if (_is_function(base) and following is not None and following.text == "(" and not following.spaced):
            return Row((base, self._scripted()), base.spaced)
        return base

    def _script(self, token: Token) -> Node:
        if token.text:  # written as ² or ₀
            return Leaf(token.text, "number" if token.text.isdigit() else "symbol", False)
        following = self._peek()
        if following is None:
            return Leaf(token.sign, "operator", False)
        if following.text == "(":
            fence = self._one()
            return fence.body if isinstance(fence, Fence) else fence
        if following.text in "−+" and following.kind == "operator":
            sign = self.take()
            return Row((Leaf(sign.text, "operator", False), self._one()))
        if token.kind == "index":
            return self._one()
        return self._scripted()

    def _one(self) -> Node:
        token = self.take()
        if token.text in _CLOSING and token.kind == "bracket":
            body = self.row(_CLOSING[token.text])
            ending = self._peek()
            if ending is None or ending.text != _CLOSING[token.text]:
                return Row((Leaf(token.text, "operator", False), *body.items), token.spaced)
            self.take()
            return Fence(token.text, body, ending.text, token.spaced)
        if token.text in {"√", "∛"}:
            degree = "3" if token.text == "∛" else ""
            if self._peek() is None:
                return Leaf(token.text, "operator", token.spaced)
            under = self._one()
            bare = under.body if isinstance(under, Fence) and under.opening == "(" else under
            return Root(bare, degree, token.spaced)
        if token.text in _VULGAR:
            above, below = _VULGAR[token.text]
            return Fraction(Leaf(above, "number", False), Leaf(below, "number", False), token.spaced)
        if token.kind == "ten":  # 1.99e-7
            number, power = token.text, token.sign
            ten = Script(Leaf("10", "number"), None, Leaf(power.replace("-", "−"), "number", False))
            return Row((Leaf(number, "number", token.spaced), Leaf("×", "operator"), ten), token.spaced)
        if token.kind == "accent":
            return Accent(Leaf(token.text, "symbol", False), token.sign, token.spaced)
        if token.kind == "differential":
            return Row((Leaf(token.text[0], "function", False), Leaf(token.text[1:], "symbol", False)), token.spaced)
        if token.kind in {"power", "index"}:
            return Leaf(token.text or token.sign, "operator", token.spaced)
        kind = "operator" if token.kind == "bracket" else token.kind
        return Leaf(token.text, kind, token.spaced)


def _open_integral(items: list[Node]) -> bool:
    """Whether an integral has begun whose differential has not come yet."""
    if not items or not isinstance(items[0], Leaf) or items[0].text != "∫":
        return False
    return isinstance(items[-1], Fence) or not _ends(items[-1])


def _ends(node: Node) -> bool:
    """Whether a word after it is no factor any more: after a bracket, or after what is integrated over."""
    differential = isinstance(node, Row) and isinstance(node.items[0], Leaf) and node.items[0].text == "d"
    return isinstance(node, Fence) or differential


def _is_function(node: Node) -> bool:
    if isinstance(node, Script):
        return _is_function(node.base)
    return isinstance(node, Leaf) and node.text in FUNCTIONS


def _before(items: list[Node], loose: bool) -> int:
    """Where the side of a fraction begins that ends with the last of `items`."""
    place = len(items)
    while place:
        item = items[place - 1]
        if isinstance(item, Leaf) and item.kind == "operator" and item.text not in {"!", "'", "''"}:
            break
        if isinstance(item, Leaf) and item.kind == "word" and item.text in _STOPS:
            break
        place -= 1
        if not loose and item.spaced:
            break
    while place < len(items) and not loose and isinstance(items[place], Leaf) and items[place].kind == "operator":  # type: ignore[union-attr]
        place += 1
    return place


def _cut_short(items: list[Node], start: int) -> bool:
    """Whether a sentence goes on before the side of a fraction: how much of it is divided is for the reader to say."""
    ending = items[start - 1] if start else None
    return isinstance(ending, Leaf) and (ending.text == "," or ending.text in _STOPS - {"or"})


def _words(items: list[Node]) -> int:
    return sum(len(re.findall(r"[A-Za-z]{2,}", text)) for item in items for text in leaves(item))


def _bare(items: list[Node]) -> Node:
    """A side of a fraction without the brackets that the stroke makes needless."""
    if len(items) == 1:
        only = items[0]
        return only.body if isinstance(only, Fence) and only.opening in "([" else only
    return Row(tuple(items))


def plain_letters(text: str) -> str:
    """The letters and numbers of a text, powers and indices as plain ones: what an equation must not lose."""
    flat = unicodedata.normalize("NFKD", text)
    return "".join(one for one in flat if one.isalnum())
