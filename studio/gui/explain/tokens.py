"""The text of an equation in pieces: words, symbols, numbers, signs, brackets, powers and indices."""

import re
import unicodedata
from dataclasses import dataclass

FUNCTIONS = frozenset({
    "sin", "cos", "tan", "cot", "asin", "acos", "atan", "arcsin", "arccos", "arctan", "exp", "ln", "log", "min", "max",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """`spaced` says whether a space stands before it; `sign` is the accent, or the power of ten."""

    text: str
    kind: str
    spaced: bool
    sign: str = ""


_POWERS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+−n", strict=True))
_INDICES = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₙ", "0123456789ijn", strict=True))
_INDEXED = frozenset({"Rp", "De", "Dp", "Dx", "Φe", "Φp", "Φx", "Isp"})
"""Symbols whose index is written beside them."""
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿΑ-Ωα-ωµℓ"
_UNIT = r"(?:[kMGT]?Wh?|kg|mg|g|m|km|mm|cm|µm|nm|K|s|h|yr|au|d|rad|Gy|MeV|eV|USD|°C|Hz|dB|bit|B)[²³]?"
_SINGLE_UNITS = r"(?:W|kW|MW|GW|kg|mg|A|J)"
_PATTERN = re.compile(
    r"(?P<name>[a-z]+\.[a-z]\w*_?\w*)"
    rf"|(?P<unit>(?<![\w^])(?:{_SINGLE_UNITS}|m|rad)/(?:m²|m³|kg|W|s|kW|yr)(?:/yr)?(?![{_LETTERS}_(]))"
    r"|(?P<ten>\d+\.\d+e[-−]?\d+)"
    r"|(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    rf"(?: %|°(?:/h)?|(?: {_UNIT}(?:/{_UNIT})*(?![{_LETTERS}\w_(/²])))?)"
    r"|(?P<code>arXiv:[\d.]+\d|[A-Z]{1,3}\d+(?:\.\d+)?[A-Z]?(?![\w]))"
    rf"|(?P<accent>[{_LETTERS}](?:\u0302|\u0307))"
    rf"|(?P<letters>[{_LETTERS}]+(?:[-’'][A-Za-z]+)*(?:'s)?)"
    r"|(?P<han>[\u2e80-\u9fff\uff00-\uffef])"
    r"|(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+)"
    r"|(?P<index>[₀₁₂₃₄₅₆₇₈₉ᵢⱼₙ]+)"
    r"|(?P<up>\^)|(?P<down>_)"
    r"|(?P<bracket>[()\[\]⌊⌋⌈⌉|])"
    r"|(?P<big>[Σ∫]+)"
    r"|(?P<prime>'+)"
    r"|(?P<sign>\S)"
)


def tokens_of(text: str) -> list[Token]:
    """The pieces of `text`, in order; nothing but spaces is left out."""
    flat = _decomposed(text)
    found: list[Token] = []
    end = 0
    for match in _PATTERN.finditer(flat):
        spaced = match.start() > end or match.start() == 0
        end = match.end()
        found += _made(match.lastgroup or "", match[0], spaced)
    return _in_context(found)


def _decomposed(text: str) -> str:
    """Hats and dots apart from their letters."""
    return "".join(
        unicodedata.normalize("NFD", one)
        if any(mark in unicodedata.normalize("NFD", one) for mark in "\u0302\u0307") else one
        for one in text
    )  # fmt: skip


def _made(group: str, text: str, spaced: bool) -> list[Token]:
    if group == "letters":
        return _letters(text, spaced)
    if group == "accent":
        return [Token(text[0], "accent", spaced, text[1])]
    if group == "ten":
        number, _, power = text.partition("e")
        return [Token(number, "ten", spaced, power)]
    if group == "power":
        return [Token("".join(_POWERS[one] for one in text), "power", spaced, "^")]
    if group == "index":
        return [Token("".join(_INDICES[one] for one in text), "index", spaced, "_")]
    if group in {"up", "down"}:
        return [Token("", "power" if group == "up" else "index", spaced, text)]
    if group == "prime":
        return [Token("′" * len(text), "power", spaced, "^")]
    if group == "big":
        return [Token(text, "big", spaced)]
    kinds = {"name": "word", "han": "word", "unit": "word", "code": "word", "number": "number", "bracket": "bracket"}
    return [Token(text, kinds.get(group, "operator"), spaced)]


def _letters(text: str, spaced: bool) -> list[Token]:
    """A run of letters: a word, a function, a symbol, or symbols beside one another."""
    if text in FUNCTIONS:
        return [Token(text, "function", spaced)]
    if len(text) == 1:
        return [Token(text, "big" if text == "Σ" else "symbol", spaced)]
    if text[0] in "Δ" and len(text) > 1:
        return [Token(text[0], "symbol", spaced), *_letters(text[1:], False)]
    if text in _INDEXED:
        return [Token(text[0], "symbol", spaced), Token(text[1:], "index", False, "_")]
    if len(text) == 2 and text[0] == "d" and text not in _ENGLISH_D:
        return [Token(text, "differential", spaced)]
    if any(_is_greek(one) for one in text):
        return [Token(one, "symbol", spaced and place == 0) for place, one in enumerate(text)]
    return [Token(text, "word", spaced)]


_ENGLISH_D = frozenset({"do", "dB"})


def _is_greek(letter: str) -> bool:
    return "Α" <= letter <= "ω" or letter == "µ"


def _in_context(tokens: list[Token]) -> list[Token]:
    """Single letters that are words: the article, and a unit after "per"; a word of two after an index sign."""
    made: list[Token] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.kind == "symbol" and _reads_as_word(token, before, after):
            token = Token(token.text, "word", token.spaced)
        if token.text == "Sun" and before is not None and before.text == "mean" and place > 1:
            index = tokens[place - 2]
            if index.kind == "index" and made:
                made[-1] = Token("mean Sun", "word", made[-1].spaced)
                continue
        if before is not None and before.kind == "index" and not before.text and token.kind == "function":
            token = Token(token.text, "word", token.spaced)
        made.append(token)
    return made


def _reads_as_word(token: Token, before: Token | None, after: Token | None) -> bool:
    def beside(other: Token | None, spaced: bool) -> bool:
        return other is not None and other.kind == "word" and spaced and len(other.text) > 1

    if token.text == "a":
        return beside(after, after is not None and after.spaced) and (before is None or before.kind != "operator"
                                                                      or before.text in {",", ";", ":"})  # fmt: skip
    per = {"per"}
    return (before is not None and before.text in per) or (after is not None and after.text in per)
