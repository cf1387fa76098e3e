"""What a file that the user brings along holds: told by what stands in it, not by what it is called."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.document import carrier
from studio.document.components import reader as components
from studio.document.elements import reader as elements
from studio.document.ephemerides import reader as ephemerides
from studio.document.error import FileError
from studio.text import mark, tr

Recognise = Callable[[bytes, str], bool]
_HEAD = 65_536
_TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".dat", ".nk", ".asc", ".yml", ".yaml")
_TABLE_ROW = re.compile(rb"^[ \t]{0,20}[-+]?[0-9.]{1,40}(?:[eE][-+]?\d{1,3})?[ \t,;]{1,20}[-+]?[0-9.]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file; `recognise` looks at the bytes of the whole file and at its name."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    """That such files often have; they serve the file dialog alone."""
    recognise: Recognise


def _is_design(data: bytes, name: str) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return carrier.carries(data) or (head.startswith(b"{") and b'"dawnline-design"' in head)


def _is_table(data: bytes, name: str) -> bool:
    """Rows that begin with two numbers; a name that says table counts where nothing else is known of a file."""
    return Path(name).suffix.lower() in _TABLE_SUFFIXES or (b"\0" not in data and _is_rows(data))


def _is_rows(data: bytes) -> bool:
    return _TABLE_ROW.search(data[:_HEAD]) is not None


KINDS: tuple[Kind, ...] = (
    Kind("design", mark("Dawnline designs and reports (JSON, PDF, HTML)"), (".json", ".pdf", ".html"), _is_design),
    Kind("ephemerides", mark("ephemerides (CCSDS OEM, STK .e)"), ephemerides.SUFFIXES, ephemerides.is_ephemerides),
    Kind("elements", mark("element sets (TLE, OMM)"), elements.SUFFIXES, elements.is_elements),
    Kind("components", mark("tables of components (CSV, XLSX)"), components.SUFFIXES, components.is_components),
    Kind("material", mark("tables of optical constants (CSV, YAML)"), _TABLE_SUFFIXES, _is_table),
)
"""In the order in which they are asked: the first that recognises a file has it."""


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of the file with the bytes `data`; FileError lists what is understood where it is none of them."""
    for kind in KINDS:
        if kind.recognise(data, name):
            return kind
    raise FileError(name, tr(mark("holds nothing that Dawnline reads: it takes {kinds}"),
                             kinds=", ".join(tr(kind.title) for kind in KINDS)))  # fmt: skip
