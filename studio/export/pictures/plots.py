"""The plots of the report, each as a picture of its own."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.report.figures.plate import Plate, on
from studio.export.report.figures.style import words
from studio.export.report.sections.topics import TOPICS, pictures_of
from studio.export.report.subject import Subject
from studio.text import mark, tr

_LONGEST = 56
_HALF = 0.5


def write_plots_svg(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Each as lines and text."""
    return _written(source, options, checkpoint, "svg")


def write_plots_png(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Each as points."""
    return _written(source, options, checkpoint, "png")


def _written(
    source: Source, options: Mapping[str, Any], checkpoint: Checkpoint, kind: Literal["svg", "png"]
) -> Product:  # fmt: skip
    subject = Subject(source, source.results(lambda share: checkpoint(_HALF * share)), checkpoint)
    wanted = [one for one in TOPICS if options["which"] in ("all", stem(one.title))]
    files: dict[str, bytes] = {}
    with on(Plate(int(options["width"]), int(options["height"]), float(options["dpi"]), str(options["theme"]),
                  kind)) as plate:  # fmt: skip
        for place, topic in enumerate(wanted):
            number = 0
            for picture in pictures_of(subject, topic):
                plate.caption, plate.about = words(tr(picture.caption)), source.design.title
                if picture.draw(subject) is not None:
                    number += 1
                    files[f"{stem(topic.title)}-{number}-{stem(picture.caption)}.{kind}"] = plate.data
                checkpoint(_HALF + _HALF * place / len(wanted))
            checkpoint(_HALF + _HALF * (place + 1) / len(wanted))
    if not files:
        raise ValueError(tr(mark("the design has no such plots")))
    return Product(files)


def stem(text: str) -> str:
    """`text` as a part of the name of a file: letters and digits in words, cut between words where it is long."""
    plain = unicodedata.normalize("NFKC", re.split("[;:,]", text)[0]).lower()
    parts = "".join(sign if sign.isalnum() else " " for sign in plain.replace("'", "")).split()
    kept = parts[:1]
    for part in parts[1:]:
        if len("-".join((*kept, part))) > _LONGEST:
            break
        kept.append(part)
    return "-".join(kept)
