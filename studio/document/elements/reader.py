"""A file of element sets of any kind, found out from what stands in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from studio.design.element_sets import MAX_OBJECTS, MAX_TABLE, Element, ElementSets, table_text
from studio.document.elements.element import printable
from studio.document.elements.omm_text import read_csv, read_json, read_kvn
from studio.document.elements.omm_xml import read_xml
from studio.document.elements.refused import Refused
from studio.document.elements.tle import read_tle
from studio.document.error import FileError
from studio.document.ordinary import MAX_BYTES, read_ordinary
from studio.numerals import set_count
from studio.text import mark, tr

SUFFIXES = (".tle", ".2le", ".3le", ".omm", ".kvn", ".xml", ".json", ".csv", ".txt")
_OWN_SUFFIXES = frozenset((".tle", ".2le", ".3le", ".omm", ".kvn", ".xml"))
_HEAD = 65_536
_FIRST_LINE = re.compile(rb"^1 [ 0-9A-Z]{5}.{62}\s*$", re.MULTILINE)
_EVERY = 512
_XML = "OMM XML"
Checkpoint = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ReadElements:
    """What a file holds; `left_out` older sets of objects that it has newer ones of were passed over."""

    kind: str
    elements: tuple[Element, ...]
    left_out: int

    @property
    def epochs(self) -> tuple[float, float]:
        """The earliest and the latest epoch [modified Julian date, UTC]."""
        epochs = [element.epoch for element in self.elements]
        return min(epochs), max(epochs)

    def sets(self, name: str, source: str, today: date) -> ElementSets:
        """As a design holds them."""
        table = table_text(self.elements)
        if len(table) > MAX_TABLE:
            raise Refused(tr(mark("the elements are more than a design holds")))
        title = printable(name) or tr("imported")
        return ElementSets(title, table, source=printable(source), date=today.isoformat())


def is_elements(data: bytes, name: str) -> bool:
    """Whether a file that begins with `data` seems to hold element sets."""
    head = data[:_HEAD]
    return (Path(name).suffix.lower() in _OWN_SUFFIXES or b"MEAN_MOTION" in head or b"CCSDS_OMM" in head
            or _FIRST_LINE.search(head) is not None)  # fmt: skip


def read_file(path: Path, checkpoint: Checkpoint | None = None) -> ReadElements:
    """The element sets in a file; FileError, in one sentence, where it cannot be read as a whole."""
    data = read_ordinary(path)
    try:
        return read_elements(data, checkpoint)
    except Refused as refused:
        raise FileError(path.name, str(refused)) from None


def read_elements(data: bytes, checkpoint: Checkpoint | None = None) -> ReadElements:
    """The element sets in the bytes of a file.

    Raises
    ------
    Refused
        Where it holds none, or anything of it cannot be used.
    """
    if len(data) > MAX_BYTES:
        raise Refused(tr(mark("larger than the {most} MB that are read"), most=MAX_BYTES >> 20))
    kind, found = _opened(data, checkpoint)
    elements: list[Element] = []
    for element in found:
        elements.append(element)
        if len(elements) > MAX_OBJECTS:
            raise Refused(tr(mark("more than {most} objects"), most=set_count(MAX_OBJECTS)))
        if checkpoint is not None and len(elements) % _EVERY == 0 and kind != _XML:  # that has told how far it is
            checkpoint(len(elements) / (len(elements) + 10_000))  # how many there will be is not known
    if not elements:
        raise Refused(tr(mark("no element sets are in it")))
    newest = _newest(elements)
    return ReadElements(kind, newest, len(elements) - len(newest))


def _opened(data: bytes, checkpoint: Checkpoint | None) -> tuple[str, Iterator[Element]]:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return _XML, read_xml(data, checkpoint)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Refused(tr(mark("not text in UTF-8")), data.count(b"\n", 0, error.start) + 1) from None
    if start in (b"[", b"{"):
        return "OMM JSON", read_json(text)
    first = next((line for line in text.split("\n") if line.strip()), "")
    if "," in first and ("MEAN_MOTION" in first.upper() or "NORAD_CAT_ID" in first.upper()):
        return "OMM CSV", read_csv(text)
    if "=" in first or first.startswith("COMMENT"):
        return "OMM KVN", read_kvn(text)
    return "TLE", read_tle(text)


def _newest(elements: list[Element]) -> tuple[Element, ...]:
    """One set of each object, the newest, in the order of the file; those without a number all stay."""
    best: dict[int, Element] = {}
    for element in elements:
        known = best.get(element.number)
        if known is None or element.epoch > known.epoch:
            best[element.number] = element
    return tuple(one for one in elements if one.number == 0 or best[one.number] is one)
