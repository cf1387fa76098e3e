"""Design files: JSON text of one design in an envelope that says which schema it is written in.

Writing names every field, in the order of the structs, so that two files differ where two designs do.
"""

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from studio import atomic
from studio.design import Design, DesignError
from studio.design.baseline import MAX_BASELINES
from studio.document import carrier, decode, migrations
from studio.document.error import FileError
from studio.document.turns import mark_of, turn, unchanged
from studio.text import tr

FORMAT = "dawnline-design"
SCHEMA = migrations.SCHEMA
MAX_BYTES = 16 * 1024 * 1024


def envelope(design: Design) -> dict[str, Any]:
    """`design` as the plain object that a design file holds."""
    return {"format": FORMAT, "schema": SCHEMA, "design": msgspec.to_builtins(design)}


def dump(design: Design) -> bytes:
    """The text of the design file of `design`."""
    return dump_object(envelope(design))


def dump_object(plain: dict[str, Any]) -> bytes:
    """Plain JSON data as the text of a file that is pleasant to read and to compare."""
    return (json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def load_bytes(data: bytes, name: str) -> Design:
    """The design in the text of a design file called `name`; FileError where there is none."""
    with _told(name):
        return from_envelope(parse(data))


def parse(data: bytes) -> object:
    """The JSON value in the text of a file; DesignError where it is too big, damaged or ambiguous."""
    if len(data) > MAX_BYTES:
        raise DesignError("", tr("is larger than the {most} MB of a design", most=MAX_BYTES >> 20))
    return decode.parse_json(data)


def from_envelope(raw: object) -> Design:
    """The design in a decoded design file, taken to the current schema; DesignError where there is none."""
    keys = ("format", "schema", "design")
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise DesignError("", tr("is not a Dawnline design: “format” is not “{format}”", format=FORMAT))
    for key in raw:
        if key not in keys:
            raise DesignError("", tr("there is no “{key}” here{hint}", key=key, hint=decode.nearest(key, keys)))
    schema = raw.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise DesignError("", tr("“schema” is not a number such as {schema}", schema=SCHEMA))
    if schema > SCHEMA:
        raise DesignError("", tr("was written by a newer Dawnline (schema {schema}; this one reads up to {current})",
                                 schema=schema, current=SCHEMA))  # fmt: skip
    if not isinstance(raw.get("design"), dict):
        raise DesignError("", tr("“design” is missing or not an object"))
    try:
        plain = migrations.migrate(raw["design"], schema)
    except ValueError as error:
        raise DesignError("", str(error)) from None
    design = decode.design_of(plain)
    for position, baseline in enumerate(design.baselines):
        with decode.within(f"baselines[{position}].design"):
            kept_design(baseline.design)
    return design


def kept_text(design: Design) -> str:
    """`design` without its baselines, whole and in one line, as a baseline keeps it."""
    plain = envelope(msgspec.structs.replace(design, baselines=()))
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@lru_cache(maxsize=2 * MAX_BASELINES)
def kept_design(text: str) -> Design:
    """The design that a baseline keeps; DesignError where it keeps none.

    What was read once is known: a design is read back each time it is saved, and its baselines with it.
    """
    raw = parse(text.encode("utf-8", "surrogatepass"))
    inner = raw.get("design") if isinstance(raw, dict) else None
    if isinstance(inner, dict) and inner.get("baselines"):
        raise DesignError("baselines", tr("a baseline has no baselines of its own"))
    return from_envelope(raw)


def read(path: Path) -> Design:
    """The design in the file at `path`, a design file or a report; FileError where there is none."""
    return read_any(path)[0]


def read_any(path: Path) -> tuple[Design, str]:
    """The design in the file at `path`, and the mark of the file; empty for a report, which cannot be saved to."""
    data = read_bytes(path, carrier.MAX_BYTES)
    if not carrier.carries(data):
        try:
            return load_bytes(data, path.name), mark_of(data)
        except FileError as error:
            raise _foreign(data, path.name) or error from None
    with _told(path.name):
        held = carrier.carried(data, MAX_BYTES)
    return load_bytes(held, path.name), ""


def _foreign(data: bytes, name: str) -> FileError | None:
    """What to say of a file that is no design and would be imported."""
    from studio.document.importing import kind_of

    try:
        kind = kind_of(data, name)
    except FileError:
        return None
    if kind.name not in {"ephemerides", "elements"}:
        return None
    return FileError(name, tr("is no design: it seems to hold {what}, which are imported", what=tr(kind.title)))


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of the file at `path`; FileError where it cannot be read, is no file or is too big for a design."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError(path.name, tr("is a folder, not a design file"))
        if not stat.S_ISREG(found.st_mode):
            raise FileError(path.name, tr("is not an ordinary file"))
        if found.st_size > most:
            raise FileError(path.name, tr("is larger than the {most} MB of a design", most=MAX_BYTES >> 20))
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise FileError(path.name, tr("there is no such file")) from None
    except PermissionError:
        raise FileError(path.name, tr("there is no permission to read it")) from None
    except (OSError, ValueError) as error:
        raise _unless_told(error, path, tr("cannot be read")) from None


def write(path: Path, design: Design, mark: str = "", wanted: Callable[[], bool] | None = None) -> str:
    """Put `design` into the file at `path`; the mark of it. FileError where that fails, and the old file is as it was.

    What is going to be written is read back first: a file that could not be opened again is not written. Nor is one
    replaced that has not the `mark` any more (ChangedOutsideError), or where it is not `wanted` at the last moment.
    """
    name = path.name
    with _told(name):
        try:
            data = dump(design)
        except UnicodeEncodeError:
            raise DesignError("", tr("a text of the design holds half of a character")) from None
        except ValueError:
            raise DesignError("", tr("a number of the design is not finite")) from None
        if from_envelope(parse(data)) != design:
            raise DesignError("", tr("the design would not read back as it is; nothing was written"))
    try:
        if path.is_dir():
            raise FileError(name, tr("is a folder, not a design file"))
        if path.suffix.lower() in carrier.SUFFIXES:
            raise FileError(name, tr("is the name of a report: save the design under one that ends in .json"))
        with turn(path):
            unchanged(path, mark, carrier.MAX_BYTES)
            atomic.write_bytes(path, data, wanted)
    except FileNotFoundError:
        folder = str(path.parent)
        raise FileError(name, tr("cannot be saved: there is no folder {folder}", folder=folder)) from None
    except PermissionError:
        raise FileError(name, tr("cannot be saved: there is no permission to write it")) from None
    except (OSError, ValueError) as error:
        raise _unless_told(error, path, tr("cannot be saved")) from None
    return mark_of(data)


def _unless_told(error: Exception, path: Path, otherwise: str) -> FileError:
    if isinstance(error, FileError):
        return error
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return FileError(path.name, f"{otherwise}: {reason[:1].lower()}{reason[1:]}")


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """Say which file a DesignError is about."""
    try:
        yield
    except DesignError as error:
        raise FileError(name, error.text, error.where) from None
