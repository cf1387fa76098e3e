"""The keys as a text to keep, to print, or to carry to another machine; and the way back."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from studio.gui.keys.store import Keys, text_of
from studio.gui.menu_lines import english
from studio.text import one_line, tr

_HEAD = "# Dawnline keys: one command a line, its name, an equals sign and its key; without a key nothing follows."


@dataclass(frozen=True, slots=True)
class Read:
    """What a text asks for: the key of each command, and the names that nothing is called by here."""

    keys: dict[str, str]
    unknown: tuple[str, ...]


def written(keys: Keys) -> str:
    """Every command with its key, those of the user and those of the program."""
    lines = [_HEAD]
    place = None
    for one in keys.commands():
        if one.name.startswith("recent-"):
            continue
        if one.place != place:
            place = one.place
            lines.append(f"\n# {place}")
        lines.append(f"{one.name} = {text_of(one.action)}".rstrip() + f"  # {english(one.action)}")
    return "\n".join(lines) + "\n"


def read(text: str, keys: Keys) -> Read:
    """What the text asks for; a ValueError names the line that cannot be."""
    found: dict[str, str] = {}
    unknown = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.partition("  #")[0].strip()
        if not line or line.startswith("#"):
            continue
        name, equals, key = (part.strip() for part in line.partition("="))
        if not equals:
            raise ValueError(tr("line {number}: “{line}” has no equals sign", number=number, line=one_line(line[:40])))
        if keys.bound(name) is None:
            unknown.append(name)
            continue
        sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
        plain = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        if key and not (plain and plain.isprintable()):
            raise ValueError(tr("line {number}: “{key}” names no keys", number=number, key=one_line(key[:40])))
        if reason := keys.refusal(sequence, name):
            raise ValueError(tr("line {number}: {reason}", number=number, reason=reason))
        twice = next((one for one, taken in found.items() if taken == plain and plain), None)
        if twice is not None:
            raise ValueError(
                tr("line {number}: {key} is given to {name} already", number=number, key=plain, name=twice)
            )
        found[name] = plain
    return Read(found, tuple(unknown))


def take(asked: Read, keys: Keys) -> int:
    """Give the commands the keys that were read; how many have another one now."""
    changed = 0
    # Those that give a key up come first: what they had may be asked for by another.
    for name, key in sorted(asked.keys.items(), key=lambda pair: pair[1] != ""):
        bound = keys.bound(name)
        if bound is not None and text_of(bound.action) != key:
            keys.choose(name, key)
            changed += 1
    # One whose key was taken by a later line may have lost what an earlier line gave it.
    for name, key in asked.keys.items():
        bound = keys.bound(name)
        if bound is not None and text_of(bound.action) != key:
            keys.choose(name, key)
    return changed
