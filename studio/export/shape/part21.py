"""A STEP file as ISO 10303-21 has it and the same each time, out of what the CAD kernel wrote.

The kernel counts occurrences from file to file, breaks lines by their length, and writes colours in the order of
addresses in memory; it writes a density per area, and letters beyond ASCII as they are.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import count

_WRAPPED = re.compile(r"'(?:[^']|'')*'|(?<!;)\n *")
_OCCURRENCE = re.compile(r"NEXT_ASSEMBLY_USAGE_OCCURRENCE\('\d+'")
_STYLES = "MECHANICAL_DESIGN_GEOMETRIC_PRESENTATION_REPRESENTATION"
_ENTITY = re.compile(r"^#(\d+) = (.*);$", re.MULTILINE)
_REFERENCE = re.compile(r"'(?:[^']|'')*'|#(\d+)")


def canonical(text: str) -> str:
    """The file with its numbers, lines, units and letters put right; what it holds stays."""
    text = _WRAPPED.sub(lambda found: found[0].replace("\n", "") if found[0].startswith("'") else "", text)
    number = count(1)
    text = _OCCURRENCE.sub(lambda _: f"NEXT_ASSEMBLY_USAGE_OCCURRENCE('{next(number)}'", text)
    for unit, before, after in (("MASS_UNIT", "3.", "1."), ("LENGTH_UNIT", "2.", "-3.")):
        known = set(re.findall(rf"^(#\d+) = \( {unit}\(\)", text, re.MULTILINE))
        text = re.sub(rf"DERIVED_UNIT_ELEMENT\((#\d+),{re.escape(before)}\)", partial(_raised, known, after), text)
    return re.sub(r"[^\x00-\x7f]+", _coded, _ordered(text))


def _raised(known: set[str], power: str, found: re.Match[str]) -> str:
    return f"DERIVED_UNIT_ELEMENT({found[1]},{power})" if found[1] in known else found[0]


def _coded(letters: re.Match[str]) -> str:
    """Letters as ISO 10303-21, 6.4.3.3 writes them: four hexadecimal digits each, or eight beyond the first plane."""
    wide = any(ord(letter) > 0xFFFF for letter in letters[0])
    digits = letters[0].encode("utf-32-be" if wide else "utf-16-be").hex().upper()
    return f"\\X{4 if wide else 2}\\{digits}\\X0\\"


def _ordered(text: str) -> str:
    """The styles, which come last, in the order of what they are of, and their entities numbered in that order."""
    begin = re.search(rf"^#(\d+) = {_STYLES}\(", text, re.MULTILINE)
    if begin is None:
        return text
    end = text.index("ENDSEC;", begin.start())
    tail = _Tail({int(number): words for number, words in _ENTITY.findall(text[begin.start() : end])})
    return text[: begin.start()] + "\n".join(tail.lines(int(begin[1]))) + "\n" + text[end:]


class _Tail:
    """The last entities of a file by number."""

    def __init__(self, entities: dict[int, str]) -> None:
        self.entities = {number: self._sorted(words, entities) for number, words in entities.items()}

    @staticmethod
    def _sorted(words: str, entities: dict[int, str]) -> str:
        """A set of styled items in the order of what each says in full."""
        if not words.startswith(_STYLES):
            return words

        def said(item: str) -> str:
            return _full(int(item[1:]), entities)

        def sort(found: re.Match[str]) -> str:
            return f"({','.join(sorted(found[0][1:-1].split(','), key=said))})"

        return re.sub(r"\(#[\d,#]+\)", sort, words, count=1)

    def lines(self, first: int) -> Iterator[str]:
        """Every entity, numbered from `first`, with what it refers to after it."""
        roots = sorted((number for number, words in self.entities.items() if words.startswith(_STYLES)),
                       key=lambda number: _full(number, self.entities))  # fmt: skip
        order: dict[int, int] = {}
        for root in (*roots, *self.entities):
            self._visit(root, order)
        for old, place in order.items():
            yield f"#{first + place} = {_REFERENCE.sub(partial(_renumbered, order, first), self.entities[old])};"

    def _visit(self, number: int, order: dict[int, int]) -> None:
        if number in self.entities and number not in order:
            order[number] = len(order)
            for found in _REFERENCE.finditer(self.entities[number]):
                if found[1]:
                    self._visit(int(found[1]), order)


def _full(number: int, entities: dict[int, str]) -> str:
    """An entity with what it refers to in place of the numbers, but for what came before."""
    if number not in entities:
        return f"#{number:09d}"
    return _REFERENCE.sub(lambda found: _full(int(found[1]), entities) if found[1] else found[0], entities[number])


def _renumbered(order: dict[int, int], first: int, found: re.Match[str]) -> str:
    return f"#{first + order[int(found[1])]}" if found[1] and int(found[1]) in order else found[0]
