"""Every format that a design is exported in, written once into a folder that goes again."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.child import frozen
from studio.selftest.check import Absent, Check, Wrong
from studio.selftest.numbers import PRESET
from studio.text import mark, tr, tr_count

if TYPE_CHECKING:
    from studio.export.formats import Format, Source

_SHORT: dict[str, dict[str, Any]] = {
    "pdf": {"appendices": False},
    "czml": {"duration": 7200.0},
    "gmat": {"duration": 86400.0},
    "oem": {"duration": 7200.0},
    "plots-svg": {"which": "power"},
    "plots-png": {"which": "power"},
    "animation-webp": {"length": 0.3},
    "animation-gif": {"length": 0.3},
    "folder": {"report": False, "orbit": False, "shape": False, "pictures": False},
}
"""What makes a long format short: the same code, less of the same."""


def checks() -> Iterator[Check]:
    from studio.document.presets import preset
    from studio.export.formats import FORMATS

    made: list[Source] = []

    def source() -> "Source":
        if not made:  # evaluated once, by the first that asks
            from studio.cli.export import source_of

            made.append(source_of(preset(PRESET), "self-test"))
        return made[0]

    for one in FORMATS.values():
        yield Check(tr(mark("Export: {format}"), format=one.name),
                    lambda one=one: _written(one, source()))  # type: ignore[misc]  # fmt: skip


def _written(one: "Format", source: "Source") -> str:
    from studio.export.outlet import put

    if said := one.missing():
        raise Absent(tr(mark("this installation comes without it")) if frozen() else said)
    with tempfile.TemporaryDirectory(prefix="dawnline-") as folder:
        product = one.write(source, _SHORT.get(one.name, {}), lambda _: None)
        paths = put(product, Path(folder) / f"self-test{one.suffix}")
        sizes = [path.stat().st_size for path in paths]
        if not sizes or not all(sizes):
            raise Wrong(tr(mark("what was written is empty")))
    return tr_count("{count} file, {size:,.1f} kB", "{count} files, {size:,.1f} kB", len(sizes),
                    size=sum(sizes) / 1e3)  # fmt: skip
