"""One thing that can be found, and the kinds of things there are."""

from collections.abc import Callable
from dataclasses import dataclass, field

from studio.gui.palette.match import Text
from studio.text import mark

KINDS: dict[str, str] = {
    "set": mark("Set"),
    "command": mark("Command"),
    "page": mark("Page"),
    "field": mark("Value"),
    "result": mark("Result"),
    "layer": mark("Layer"),
    "preset": mark("Preset"),
    "file": mark("File"),
    "preference": mark("Preference"),
    "catalogue": mark("Catalogue"),
    "claim": mark("Claim"),
    "help": mark("Help"),
}
"""What each kind is called; of two things that fit alike, the one whose kind stands first comes first."""

PREFIXES: dict[str, tuple[str, frozenset[str]]] = {
    "": (mark("All"), frozenset(KINDS)),
    ">": (mark("Commands"), frozenset({"command", "preference"})),
    "=": (mark("Values"), frozenset({"set", "field", "result"})),
    "@": (mark("Places"), frozenset({"page", "layer", "preset", "file"})),
    "#": (mark("Catalogue"), frozenset({"catalogue"})),
    "?": (mark("Help and claims"), frozenset({"help", "claim"})),
}
"""By the sign that is typed first: what it is called, and the kinds that it leaves."""


def _nothing() -> str:
    return ""


More = list[tuple[str, Callable[[], object]]]
"""What else can be done, by what it is called."""


@dataclass(slots=True, eq=False)
class Entry:
    """`run` does what Enter does; `more` gives what else can be done, by what it is called.

    `value` and `why` are asked only for what is shown; `why` says why it cannot be done now, and is empty where
    it can.
    """

    kind: str
    key: str
    text: Text
    run: Callable[[], object]
    enter: str = ""
    """What Enter does, in words."""
    value: Callable[[], str] = _nothing
    keys: str = ""
    why: Callable[[], str] = _nothing
    more: Callable[[], More] = field(default=list)

    @property
    def id(self) -> str:
        """What it is remembered by."""
        return f"{self.kind}:{self.key}"
