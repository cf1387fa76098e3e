"""All that can be found, gathered when it is first asked for, and what of it fits what was typed."""

import heapq
from collections.abc import Iterator
from typing import TYPE_CHECKING

from studio.gui.palette.commands import command_entries
from studio.gui.palette.entry import KINDS, PREFIXES, Entry
from studio.gui.palette.library import catalogue_entries_found, claim_entries, help_entries, preference_entries
from studio.gui.palette.match import Query, query_of
from studio.gui.palette.setting import settings
from studio.gui.palette.values import field_entries, lists_of, result_entries, same_lists
from studio.text import language

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

MOST = 100
"""As many as are shown at once; whoever wants others types another letter."""
_RECENT = 12.0
_ORDER = {kind: 8.0 - 0.7 * place for place, kind in enumerate(KINDS)}
_ASIDE = ("requirements[", "claims[", "baselines[", "stack.materials[")
"""Fields of what is called like a result or a material, which is more often meant."""
_FEW = 0.12
"""What fits so much worse than the best is only noise."""


class Index:
    """The entries in parts, each gathered anew only where what it is made of has changed."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._language = ""
        self._lasting: list[Entry] = []
        self._lists: tuple[object, ...] = ()
        self._fields: list[Entry] = []
        self.entries: list[Entry] = []

    def refresh(self) -> None:
        """Take over what can be found now."""
        window = self._window
        assert window.session is not None
        for _ in self.prepare():
            pass
        lists = lists_of(window.session.design)
        if not same_lists(lists, self._lists):
            self._lists, self._fields = lists, field_entries(window)
        # Menus may be filled at any time, and their lines are few.
        self.entries = [*command_entries(window), *self._fields, *self._lasting]

    def prepare(self) -> Iterator[bool]:
        """Gather what stays as it is, a part at each step; nothing where it is there already."""
        if language() == self._language:
            return
        lasting: list[Entry] = []
        for part in (result_entries, preference_entries, catalogue_entries_found, claim_entries, help_entries):
            lasting += part(self._window)
            yield True
        self._language, self._lists, self._lasting = language(), (), lasting

    def find(self, typed: str, recent: tuple[str, ...] = ()) -> list[Entry]:
        """What fits, the best first; with nothing typed, what was chosen lately and then every command."""
        sign, rest = split(typed)
        kinds = PREFIXES[sign][1]
        query = query_of(rest)
        ranks = {id: place for place, id in enumerate(recent)}
        if not query.words:
            return self._unasked(kinds, ranks, sign)
        found = self._matching(query, kinds, ranks)
        if "set" in kinds:
            asked = settings(self._window, rest, self._fields)
            found = asked if asked and "=" in rest else [*asked, *found]
        return found[:MOST]

    def _matching(self, query: Query, kinds: frozenset[str], ranks: dict[str, int]) -> list[Entry]:
        scored = []
        for place, entry in enumerate(self.entries):
            if entry.kind in kinds:
                score = entry.text.score(query)
                if score > 0.0:
                    if entry.key.startswith(_ASIDE):
                        score *= 0.6
                    score += _ORDER[entry.kind]
                    if entry.id in ranks:
                        score += _RECENT / (1 + 0.25 * ranks[entry.id])
                    scored.append((score, -len(entry.text.title), -place, entry))
        best = heapq.nlargest(MOST, scored, key=lambda one: one[:3])
        return [entry for score, _, _, entry in best if score >= _FEW * best[0][0]]

    def _unasked(self, kinds: frozenset[str], ranks: dict[str, int], sign: str) -> list[Entry]:
        within = [entry for entry in self.entries if entry.kind in kinds]
        lately = sorted((entry for entry in within if entry.id in ranks), key=lambda entry: ranks[entry.id])
        rest = [entry for entry in within if entry.id not in ranks
                and (sign or entry.kind in {"command", "page", "preset", "help"})]  # fmt: skip
        rest.sort(key=lambda entry: -_ORDER[entry.kind])
        return [*lately, *rest][: MOST if not sign else len(within)]


def split(typed: str) -> tuple[str, str]:
    """The sign that leaves some kinds only, and what is looked for."""
    text = typed.lstrip()
    return (text[0], text[1:].strip()) if text[:1] in PREFIXES and text else ("", text.strip())
