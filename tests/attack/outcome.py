"""What came of an attack."""

from dataclasses import dataclass, field


class Lost(Exception):
    """Something did not hold; the words say what."""


@dataclass
class Tally:
    """How often something was tried, and what was lost of it; the first few losses in words."""

    tried: int = 0
    lost: int = 0
    words: list[str] = field(default_factory=list)
    note: str = ""
    """What else was measured."""

    def lose(self, words: str) -> None:
        self.lost += 1
        if len(self.words) < 5:
            self.words.append(words)


@dataclass
class Outcome:
    """One attack: on what is used, and on a naive twin of it, which must fall for the attack to count."""

    attack: str
    on: str
    used: Tally
    twin: Tally | None = None
    """None where no twin makes sense; the reason stands in the note."""
    seconds: float = 0.0
    note: str = ""

    @property
    def bites(self) -> bool:
        """Whether the attack is known to find what it looks for."""
        return self.twin is None or self.twin.lost > 0

    @property
    def holds(self) -> bool:
        return self.used.lost == 0 and self.used.tried > 0 and self.bites


def markdown(outcomes: list[Outcome], head: str) -> str:
    """A table of all, and below it what was lost."""
    lines = [head, "", "| attack | on | tried | lost | naive twin: lost of tried | seconds | |",
             "|---|---|--:|--:|--:|--:|---|"]  # fmt: skip
    for one in outcomes:
        twin = f"{one.twin.lost:,} of {one.twin.tried:,}" if one.twin else "–"
        verdict = "holds" if one.holds else ("does not bite" if one.used.lost == 0 else "FALLS")
        lines.append(f"| {one.attack} | {one.on} | {one.used.tried:,} | {one.used.lost:,} | {twin} | {one.seconds:.1f} "
                     f"| {verdict}{'; ' + one.note if one.note else ''} |")  # fmt: skip
    for one in outcomes:
        lines += [f"* {one.attack}, {one.on}: {words}" for words in one.used.words]
    return "\n".join([*lines, ""])
