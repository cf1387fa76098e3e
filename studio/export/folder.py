"""Everything in one folder: every format that can be written here, and a page that says what is for whom."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.everything.choices import choices
from studio.export.everything.index_page import SUMS, Written, index_page
from studio.export.formats.format import Format, Product
from studio.export.formats.source import Source
from studio.text import mark, tr, tr_count

TWINS = frozenset({"oem-xml", "omm-xml", "tle", "ephemerides", "plots-png", "animation-gif", "animation-webp"})
"""Formats that say of one design what another here says too, in another notation."""
_COMPUTING = 0.2
"""Share of the work that is taken for the results of the design, which come before all files."""


def write_folder(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The files of every format whose group is asked for, each in the folder of its group.

    Raises
    ------
    ValueError
        Where no group is asked for, or nothing of what is can be written.
    """
    from studio.export.formats import FORMATS

    wanted = [one for one in FORMATS.values()
              if options.get(one.group) and (options["twins"] or one.name not in TWINS)]  # fmt: skip
    if not wanted:
        raise ValueError(tr("nothing is asked for: every group is switched off"))
    source.tell(tr("Computing the design"))
    results = source.results(_within(checkpoint, 0.0, _COMPUTING))
    written: dict[str, Written] = {}
    refused: dict[str, tuple[Format, str]] = {}
    share = (1.0 - _COMPUTING) / len(wanted)
    for place, one in enumerate(wanted):
        source.tell(tr(one.title))
        try:
            asked = choices(one.name, source.design)
            product = one.write(source, asked, _within(checkpoint, _COMPUTING + place * share, share))
        except (ValueError, ArithmeticError) as error:
            refused[one.name] = (one, str(error))
        else:
            stem = f"{one.group}/{source.name}"
            files = {f"{stem}/{name}" if name else f"{stem}{one.suffix}": data for name, data in product.files.items()}
            written[one.name] = Written(one, files, product.notes)
        checkpoint(_COMPUTING + (place + 1) * share)
    if not written:
        raise ValueError("; ".join(reason for _, reason in refused.values()))
    files = {name: data for one in written.values() for name, data in sorted(one.files.items())}
    files["index.html"] = index_page(results, written, refused).encode()
    files[SUMS] = sums(files)
    return Product(files, _notes(written, refused))


def sums(files: Mapping[str, bytes]) -> bytes:
    """The list that `sha256sum -c` checks."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _notes(written: Mapping[str, Written], refused: Mapping[str, tuple[Format, str]]) -> tuple[str, ...]:
    """What was left out and why; what each format says of itself is on the page."""
    count = sum(len(one.notes) for one in written.values())
    said = [tr(mark("Left out: {title}: {reason}"), title=tr(one.title), reason=reason)
            for one, reason in refused.values()]  # fmt: skip
    if count:
        said.append(tr_count("index.html holds {count} note on limits and differences.",
                             "index.html holds {count} notes on limits and differences.", count))  # fmt: skip
    return tuple(said)


def _within(checkpoint: Checkpoint, start: float, share: float) -> Callable[[float], None]:
    return lambda done: checkpoint(start + share * done)
