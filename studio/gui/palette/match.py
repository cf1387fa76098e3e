"""How well what was typed fits a text: pure, and quick enough to ask thousands of texts at every key."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_WORDS = re.compile(r"[^\s,;:›>…]+")
_STARTS = re.compile(r"[^\W_]+")
_WHOLE, _PATH, _BEGINS, _CONTAINS = 400.0, 250.0, 150.0, 60.0
"""What the words in their order are worth where they are the name, the path, begin the name, or stand in it."""
_FIRST, _START, _INSIDE, _INITIALS, _SCATTERED = 120.0, 100.0, 55.0, 70.0, 24.0
_PLACE_START, _PLACE_INSIDE, _ABOUT_START, _ABOUT_INSIDE = 48.0, 30.0, 10.0, 5.0


@dataclass(slots=True, eq=False)
class Text:
    """What a thing is called here (`title`) and in English, where it stands, and what is said about it."""

    title: str
    english: str = ""
    place: str = ""
    about: str = ""
    names: tuple[str, ...] = field(init=False)
    everything: str = field(init=False)
    initials: tuple[str, ...] = field(init=False)
    _place: str = field(init=False)
    _about: str = field(init=False)
    _letters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = tuple(dict.fromkeys(name.casefold() for name in (self.title, self.english) if name))
        self._place, self._about = self.place.casefold(), self.about.casefold()
        self.everything = "\n".join((*self.names, self._place, self._about))
        self.initials = tuple("".join(word[0] for word in _STARTS.findall(name)) for name in self.names)
        self._letters = frozenset("".join(self.names))

    def score(self, query: "Query") -> float:
        """How well the query fits, 0 where a word of it is not to be found."""
        total = 0.0
        for word, letters in query.words:
            worth = self._worth(word) if word in self.everything else self._loose(word, letters)
            if worth <= 0.0:
                return 0.0
            total += worth
        best = 0.0
        for name in self.names:
            if name == query.whole:
                best = _WHOLE
            elif name.startswith(query.whole):
                best = max(best, _BEGINS)
            elif query.several and query.whole in name:
                best = max(best, _CONTAINS)
        if self._place == query.whole or self._place.endswith(f" {query.whole}"):
            best = max(best, _PATH)
        # Of two names that fit, the one that says less else.
        return total / len(query.words) + best + 20.0 * min(1.0, len(query.whole) / (len(self.title) or 1))

    def _worth(self, word: str) -> float:
        best = 0.0
        for name, initials in zip(self.names, self.initials, strict=True):
            at = name.find(word)
            if at == 0:
                return _FIRST
            if at > 0:
                best = max(best, _START if _begins(name, word, at) else _INSIDE)
            if len(word) > 1 and initials.startswith(word):
                best = max(best, _INITIALS)
        if best:
            return best
        at = self._place.find(word)
        if at >= 0:
            return _PLACE_START if _begins(self._place, word, at) else _PLACE_INSIDE
        at = self._about.find(word)
        if at >= 0:
            return _ABOUT_START if _begins(self._about, word, at) else _ABOUT_INSIDE
        return 0.0

    def _loose(self, word: str, letters: frozenset[str]) -> float:
        """The worth of a word whose letters stand in a name in their order, but not side by side."""
        if len(word) < 2 or not letters <= self._letters:
            return 0.0
        best = 0.0
        for name, initials in zip(self.names, self.initials, strict=True):
            if initials.startswith(word):
                return _INITIALS
            if _in_order(initials, word):
                best = max(best, 0.6 * _INITIALS)
            elif len(word) > 2:
                places = scattered(name, word)
                if places:
                    spread = (places[-1] - places[0] + 1) / len(word)
                    # Letters that are strewn over a long name are an accident.
                    best = max(best, _SCATTERED / spread if spread < 3.5 else 0.0)
        return best


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as its words; all of them have to fit, in any order."""

    whole: str
    words: tuple[tuple[str, frozenset[str]], ...]
    several: bool


def query_of(typed: str) -> Query:
    """The query that a person typed."""
    words = tuple(dict.fromkeys(_WORDS.findall(typed.casefold())))
    return Query(" ".join(typed.casefold().split()), tuple((word, frozenset(word)) for word in words), len(words) > 1)


def scattered(name: str, word: str) -> tuple[int, ...]:
    """Where the letters of `word` stand in `name`, in their order and as near together as a look back finds them."""
    at, last = -1, -1
    for letter in word:
        at = name.find(letter, at + 1)
        if at < 0:
            return ()
    last = at
    places = [last]
    for letter in reversed(word[:-1]):
        last = name.rfind(letter, 0, last)
        places.append(last)
    return tuple(reversed(places))


def highlighted(title: str, query: Query) -> list[tuple[int, int]]:
    """Where in the title the words of the query stand, as starts and lengths that do not overlap."""
    folded = title.casefold()
    if len(folded) != len(title):
        return []
    hit: set[int] = set()
    for word, _ in query.words:
        at = _best_place(folded, word)
        if at >= 0:
            hit.update(range(at, at + len(word)))
        else:
            hit.update(_of_initials(folded, word) or (scattered(folded, word) if len(word) > 2 else ()))
    return _runs(sorted(hit))


def _best_place(name: str, word: str) -> int:
    at = first = name.find(word)
    while at >= 0:
        if at == 0 or not name[at - 1].isalnum():
            return at
        at = name.find(word, at + 1)
    return first


def _of_initials(name: str, word: str) -> tuple[int, ...]:
    starts = [found.start() for found in _STARTS.finditer(name)]
    places, wanted = [], 0
    for start in starts:
        if wanted < len(word) and name[start] == word[wanted]:
            places.append(start)
            wanted += 1
    return tuple(places) if wanted == len(word) else ()


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _begins(text: str, word: str, at: int) -> bool:
    """Whether one of the places of `word`, the first being `at`, is the start of a word."""
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def _in_order(letters: str, word: str) -> bool:
    at = -1
    for letter in word:
        at = letters.find(letter, at + 1)
        if at < 0:
            return False
    return True
