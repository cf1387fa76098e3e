"""The files that ship with the program: all there, as they were made, and readable by what reads them."""

import gettext
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from studio import resource, text
from studio.resource import FOLDERS
from studio.selftest.check import Check, Wrong
from studio.text import mark, tr

LIST = "contents.sha256"
"""Of an installed program, the digest of each file; a checkout has none, as there files change by hand."""
_LEAST_MESSAGES = 1000
_MAGIC = {".jpg": b"\xff\xd8\xff", ".webp": b"RIFF", ".ttf": b"\0\1\0\0"}


def checks() -> Iterator[Check]:
    yield Check(tr(mark("Shipped files")), _shipped)
    yield Check("English", lambda: tr(mark("the language of the source")))
    yield Check("中文", _chinese)
    yield Check(tr(mark("Designs that ship")), _presets)
    yield Check(tr(mark("Radiation tables")), _radiation)


def digests(root: Path) -> dict[str, str]:
    """The digest of each file below `root` but of the list itself."""
    return {str(path.relative_to(root).as_posix()): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*")) if path.is_file() and path != root / LIST}  # fmt: skip


def listed(digests: dict[str, str]) -> str:
    """The text of the list, as `sha256sum --check` reads it."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def _shipped() -> str:
    root = resource.root()
    missing = [name for name in FOLDERS if not any(root.joinpath(name).glob("*"))]
    if missing:
        raise Wrong(tr(mark("missing below {folder}: {names}"), folder=root, names=", ".join(missing)))
    here = digests(root)
    kept = root / LIST
    if kept.is_file():
        wanted = {name: digest for digest, name in (line.split("  ", 1) for line in
                  kept.read_text(encoding="utf-8").splitlines())}  # fmt: skip
        changed = sorted(name for name in wanted if here.get(name) != wanted[name])
        if changed:
            raise Wrong(tr(mark("changed or missing: {names}"), names=", ".join(changed[:5])))
    for name in here:
        _look(root / name)
    size = sum((root / name).stat().st_size for name in here) / 1e6
    said = mark("{count} files, {size:.0f} MB, as they were made") if kept.is_file() else mark(
        "{count} files, {size:.0f} MB")  # fmt: skip
    return tr(said, count=len(here), size=size)


def _look(path: Path) -> None:
    """ValueError or OSError where a file is not what its name says."""
    data = path.read_bytes()
    if not data.startswith(_MAGIC.get(path.suffix, b"")) or not data:
        raise Wrong(tr(mark("{name} is damaged"), name=path.name))
    if path.suffix == ".json":
        json.loads(data)


def _chinese() -> str:
    found = gettext.translation(text.DOMAIN, resource.path("translations"), languages=["zh_CN"])
    with text.speaking("zh_CN"):
        if tr("Design") == "Design":
            raise Wrong(tr(mark("nothing is translated")))
    count = len(getattr(found, "_catalog", {}))
    if count < _LEAST_MESSAGES:
        raise Wrong(tr(mark("only {count} texts are translated"), count=count))
    return tr(mark("{count} texts"), count=count)


def _presets() -> str:
    from studio.document.presets import preset, presets

    names = [one.name for one in presets()]
    for name in names:
        preset(name)
    return tr(mark("{count} designs open"), count=len(names))


def _radiation() -> str:
    import numpy as np

    from studio.catalogue import radiation

    flux = radiation.trapped()
    tables = [*flux.electrons.values(), *flux.protons.values(), radiation.solar_protons().mean,
              radiation.ranges().proton_range, radiation.ranges().electron_range, radiation.niel().proton,
              radiation.niel().electron]  # fmt: skip
    for one in radiation.damage_coefficients().values():
        tables += [one.proton, one.electron]
    if not all(len(table) and np.all(np.isfinite(table)) for table in tables):
        raise Wrong(tr(mark("a table has no numbers")))
    curves = len(radiation.damage_curves())
    return tr(mark("{count} numbers in {tables} tables, {curves} damage curves"),
              count=sum(table.size for table in tables), tables=len(tables), curves=curves)  # fmt: skip
