"""The current goes: what was told to the disk and not yet synchronised is there, in part or not at all.

The model is the weakest that is found on file systems that keep names in order: the content of a file is there for
sure once the file is synchronised, any beginning of it before; names come and go in their order, for sure once their
folder is synchronised.
"""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.attack.disk import Deed, Disk
from tests.attack.outcome import Lost, Tally
from tests.attack.victims import Victim


@dataclass
class _Content:
    sure: bytes = b""
    told: bytes = b""


@dataclass
class _Model:
    """What the names mean, as the programs see it, and the changes of names of which the disk is not yet sure."""

    sure: dict[str, _Content]
    told: dict[str, _Content]
    pending: list[Deed] = field(default_factory=list)

    def do(self, deed: Deed) -> None:
        if deed.kind == "empty" and deed.path in self.told:
            self.told[deed.path].told = b""
        elif deed.kind == "write":
            self.told[deed.path].told += deed.data
        elif deed.kind == "sync":
            content = self.told[deed.path]
            content.sure = content.told
        elif deed.kind == "names":
            # On journals that keep their order, all that came before is sure with this folder's.
            for one in self.pending:
                _rename(self.sure, one, self._made)
            self.pending.clear()
        elif deed.kind in ("empty", "rename", "unlink"):
            made = {deed.path: _Content()} if deed.kind == "empty" else {}
            self.told.update(made)
            self._made.update(made)
            _rename(self.told, deed, self._made)
            self.pending.append(deed)

    def __post_init__(self) -> None:
        self._made: dict[str, _Content] = {}

    def left(self, randomness: random.Random) -> dict[str, bytes]:
        """By name, one of the states that may be found afterwards."""
        names = dict(self.sure)
        for deed in self.pending[: randomness.randint(0, len(self.pending))]:
            _rename(names, deed, self._made)
        return {name: self._content(content, randomness) for name, content in names.items()}

    @staticmethod
    def _content(content: _Content, randomness: random.Random) -> bytes:
        if content.sure == content.told or randomness.random() < 0.3:
            return content.sure
        return content.told[: randomness.choice((0, randomness.randint(0, len(content.told)), len(content.told)))]


def _rename(names: dict[str, _Content], deed: Deed, made: dict[str, _Content]) -> None:
    """Do a change of names; that of a folder takes all below it along."""
    if deed.kind == "empty":
        names[deed.path] = made[deed.path]
    elif deed.kind == "unlink":
        names.pop(deed.path, None)
    else:
        for name in [one for one in names if one == deed.path or one.startswith(deed.path + "/")]:
            names[deed.to + name[len(deed.path) :]] = names.pop(name)


def cut(victim: Victim, folder: Path, count: int, randomness: random.Random, fresh: bool = False) -> Tally:
    """Put 2 where 1 is (or where nothing is), cut the power after each deed, and look at states that may be left."""
    folder.mkdir()
    put = victim.begin(folder)
    if not fresh:
        put(1)
    before = {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    disk = Disk(folder)
    with disk.below():
        put(2 if not fresh else 1)
    shelter = folder.with_name(folder.name + "-left")
    tally = Tally()
    old, new = (None, 1) if fresh else (1, 2)
    while tally.tried < count:
        place = tally.tried % (len(disk.deeds) + 1)
        model = _Model({name: _Content(data, data) for name, data in before.items()}, {})
        model.told = dict(model.sure)
        for deed in disk.deeds[:place]:
            model.do(deed)
        _lay_out(model.left(randomness), folder, shelter)
        tally.tried += 1
        try:
            found = victim.number(shelter)
            if found not in ((new,) if place == len(disk.deeds) else (old, new)):
                wrong = "the new had been acknowledged" if found == old else "neither the old nor the new"
                raise Lost(f"{found} is there: {wrong}")
        except Lost as loss:
            tally.lose(f"after deed {place} of {len(disk.deeds)}: {loss}")
    return tally


def _lay_out(files: dict[str, bytes], folder: Path, shelter: Path) -> None:
    shutil.rmtree(shelter, ignore_errors=True)
    shelter.mkdir()
    for name, data in files.items():
        path = shelter / Path(name).relative_to(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
