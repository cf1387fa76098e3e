"""The package ccsds-ndm as a reader of navigation messages, in a process of its own: it is under the GPL.

It also tells whether the elements of an XML file stand in the order of the schema: its classes were generated from the
schemas, and their fields are in the order of the sequences there.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 120.0


def ask(paths: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The messages in files by a name: what stands in them, and what of an XML file is out of order."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "tests.export.orbit.ndm_reader"],
                          input=json.dumps(paths), capture_output=True, text=True, cwd=ROOT, timeout=SECONDS,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def answer(paths: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    from ccsds_ndm.ndm_io import NdmIo

    found = {}
    for name, path in paths.items():
        root = NdmIo().from_path(path)
        kind = type(root).__name__
        messages = [*getattr(root, "oem", []), *getattr(root, "omm", [])] if kind.startswith("Ndm") else [root]
        found[name] = [{"kind": type(one).__name__, "disorder": _disorder(path, root), **_plain(one)}
                       for one in messages]  # fmt: skip
    return found


def _plain(value: Any) -> Any:
    """A message as dictionaries and lists, without what is not given."""
    import dataclasses
    from decimal import Decimal
    from enum import Enum

    if dataclasses.is_dataclass(value):
        fields = {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
        given = {name: one for name, one in fields.items() if one is not None and one != []}
        return given["value"] if set(given) <= {"value", "units"} and "value" in given else given
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return float(value) if isinstance(value, Decimal) else value if isinstance(value, str | int | float) else (
        None if value is None else str(value))  # fmt: skip


def _disorder(path: str, root: Any) -> list[str]:
    if not path.endswith(".xml"):
        return []
    from xml.etree import ElementTree

    found: list[str] = []
    _compare(ElementTree.parse(path).getroot(), root, found)
    return found


def _compare(element: Any, read: Any, found: list[str]) -> None:
    """Walk the file beside what was read from it."""
    import dataclasses

    if not dataclasses.is_dataclass(read):
        return
    names = [one.metadata.get("name", one.name) for one in dataclasses.fields(read)
             if one.metadata.get("type") == "Element"]  # fmt: skip
    places = []
    for child in element:
        if child.tag not in names:
            found.append(f"{child.tag} is not in {element.tag}")
            return
        places.append(names.index(child.tag))
    if places != sorted(places) and element.tag != "ndm":
        found.append(f"the order of {[child.tag for child in element]}")
    for name, field in zip(names, (one for one in dataclasses.fields(read) if one.metadata.get("type") == "Element"),
                           strict=True):  # fmt: skip
        value = getattr(read, field.name)
        values = value if isinstance(value, list) else [value]
        for child, one in zip([one for one in element if one.tag == name], values, strict=False):
            _compare(child, one, found)


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
