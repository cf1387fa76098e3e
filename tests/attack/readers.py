"""What a reader is to the attack on it."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONGEST = 2.0
"""A reader that takes longer over one file hangs [s of the processor]."""


@dataclass(frozen=True)
class Reader:
    name: str
    read: Callable[[bytes], object]
    wholes: Callable[[], list[bytes]]
    refuses: tuple[type[Exception], ...]
    """With a sentence; whatever else comes out of it is a fault."""
    grammar: Callable[[random.Random], bytes] | None = None
    """Files that are built as its files are, or nearly so."""
    begin: Callable[[random.Random], Callable[[random.Random], bytes]] | None = None
    """Makes such a grammar, where it has to remember something."""
    short: Callable[[random.Random, Callable[[], bytes]], Callable[[], bytes]] | None = None
    """Makes short files where very many are tried, and now and then what it is given."""
    file: str = ""
    """What the file has to be called that it reads; what it reads is given to it where that is empty."""
    longest: float = LONGEST
    """How long it may take over one file [s of the processor]."""
    quiet: bool = False
    """Whether it takes what is damaged as not there instead of refusing it."""

    def made(self, randomness: random.Random) -> Callable[[random.Random], bytes] | None:
        """Its grammar."""
        return self.begin(randomness) if self.begin is not None else self.grammar


def readers() -> Iterator[Reader]:
    """All of them."""
    from tests.attack import kept, readable

    yield from readable.readers()
    yield from kept.readers()
