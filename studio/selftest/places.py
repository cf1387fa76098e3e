"""The folders that the program writes into: what belongs to the user, and what goes again."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from studio.document.kept import not_kept
from studio.selftest.check import Absent, Check
from studio.state.place import state_folder
from studio.text import mark, tr


def checks() -> Iterator[Check]:
    yield Check(tr(mark("Folder of the user")), _kept)
    yield Check(tr(mark("Folder for what goes again")), _temporary)


def _kept() -> str:
    if said := not_kept():
        raise Absent(said)
    return str(state_folder())


def _temporary() -> str:
    with tempfile.TemporaryDirectory(prefix="dawnline-") as folder:
        Path(folder, "x").write_bytes(b"x")
        return str(Path(folder).parent)
