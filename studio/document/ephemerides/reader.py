"""A file of ephemerides of any kind, found out from what stands in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.document.elements.refused import Refused
from studio.document.ephemerides.oem_kvn import HEAD, read_kvn
from studio.document.ephemerides.oem_xml import read_xml
from studio.document.ephemerides.stk import HEAD as STK_HEAD
from studio.document.ephemerides.stk import read_stk
from studio.document.ephemerides.track import Track, joined
from studio.document.error import FileError
from studio.document.ordinary import MAX_BYTES, read_ordinary
from studio.text import mark, tr

SUFFIXES = (".oem", ".e", ".kvn", ".xml", ".txt")
_HEAD = 65_536
_OEM_TAG = re.compile(rb"<(?:\w+:)?oem[\s>]", re.IGNORECASE)
Checkpoint = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ReadEphemerides:
    """What a file holds, one track an object."""

    kind: str
    tracks: tuple[Track, ...]
    others: int = 0
    """Messages of other kinds in the file, which were passed over"""

    @property
    def points(self) -> int:
        return sum(track.points for track in self.tracks)


def is_ephemerides(data: bytes, name: str) -> bool:
    """Whether the bytes of a file seem to be ephemerides."""
    head = data[:_HEAD]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (start[:6].lower() == b"stk.v." or HEAD.encode() in head
            or (start.startswith(b"<") and _OEM_TAG.search(head) is not None))  # fmt: skip


def read_file(path: Path, checkpoint: Checkpoint | None = None) -> ReadEphemerides:
    """The ephemerides in a file; FileError, in one sentence, where it cannot be read as a whole."""
    data = read_ordinary(path)
    try:
        return read_ephemerides(data, path.stem, checkpoint)
    except Refused as refused:
        raise FileError(path.name, str(refused)) from None


def read_ephemerides(data: bytes, name: str, checkpoint: Checkpoint | None = None) -> ReadEphemerides:
    """The ephemerides in the bytes of a file; what has no name in it is called `name`.

    Raises
    ------
    Refused
        Where it holds none, or anything of it cannot be used.
    """
    if len(data) > MAX_BYTES:
        raise Refused(tr(mark("larger than the {most} MB that are read"), most=MAX_BYTES >> 20))
    others = 0
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        kind = "OEM XML"
        tracks, others = read_xml(data, checkpoint)
    else:
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            raise Refused(tr(mark("not text in UTF-8")), data.count(b"\n", 0, error.start) + 1) from None
        first = next((line.strip() for line in text.split("\n") if line.strip()), "")
        if STK_HEAD.fullmatch(first.partition("#")[0].strip()):
            kind, tracks = "STK", [read_stk(text, checkpoint)]
        else:
            kind, tracks = "OEM KVN", read_kvn(text, checkpoint)
    if not tracks:
        raise Refused(tr(mark("no ephemeris is in it")))
    for track in tracks:
        track.name = track.name or name[:60]
    return ReadEphemerides(kind, joined(tracks), others)
