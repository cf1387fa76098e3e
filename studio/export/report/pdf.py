"""The report as a PDF/A-3b that carries the design file: typst sets what the template in `resources/report` says."""

import json
from collections.abc import Mapping
from typing import Any

from studio import __version__, resource
from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.report.content import Block, Cell, Code, Figure, Report, Section, Sign, Table, Text
from studio.export.report.glyphs import breakable, has_all, shown
from studio.export.report.write import compose
from studio.export.typesetting import typeset
from studio.text import language, mark, tr

ATTACHMENT = "design.json"
STANDARD = "a-3b"
_PAGE, _PADDING = 170.0, 2.6
_SIGN, _SMALL_SIGN = 1.62, 1.42
"""Width of the text and the edges of a column, and of a sign in a table [mm], by which long words are broken."""


def write_pdf(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The report with bookmarks, numbered figures and tables, and the design file attached."""
    report = compose(source, options, checkpoint)
    data = pdf_bytes(report, source.file, options["paper"])
    notes = report.notes
    if not has_all(source.file.decode()):
        notes += (tr(mark("Signs that the fonts of the PDF do not have are shown as “?”.")),)
    return Product.of(data, *notes)


def pdf_bytes(report: Report, design_file: bytes, paper: str) -> bytes:
    """The same report gives the same bytes: the only date in it is that of the report."""
    made = typeset({
        "main.typ": resource.path("report", "report.typ").read_bytes(),
        "data.json": json.dumps(_data(report, paper), ensure_ascii=False).encode(),
        ATTACHMENT: design_file,
    }, format="pdf", pdf_standards=STANDARD, font_paths=[resource.path("fonts")])  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _data(report: Report, paper: str) -> dict[str, Any]:
    chinese = language().startswith("zh")
    return {
        "title": _line(report.title), "subject": _line(report.subject), "version": __version__,
        "digest": dict(report.facts)[tr(DIGEST)], "date": report.date, "paper": paper,
        "lang": "zh" if chinese else "en", "region": "CN" if chinese else "GB",
        "facts": [[_line(label), _line(value)] for label, value in report.facts],
        "notes": [_line(note) for note in report.notes],
        "sections": [_section(one) for one in report.sections],
        "words": {
            "report": tr(mark("Design report")), "contents": tr(mark("Contents")),
            "page": tr(mark("Page {page} of {count}")),
            "figure": tr(mark("Figure {number}")), "table": tr(mark("Table {number}")),
            "attachment": tr(mark("The design file: Dawnline opens it, and this PDF, as the design.")),
            "embedded": tr(mark("The design file is attached to this PDF as design.json. Dawnline opens this PDF as "
                                "the design that it is about.")),
        },
    }  # fmt: skip


DIGEST = mark("Design hash")


def _section(one: Section) -> dict[str, Any]:
    return {"title": _line(one.title), "blocks": [_block(block) for block in one.blocks],
            "within": [_section(inner) for inner in one.within]}  # fmt: skip


def _block(one: Block) -> dict[str, Any]:
    if isinstance(one, Text):
        return {"kind": "text", "style": one.kind, "text": _line(one.text)}
    if isinstance(one, Figure):
        return {"kind": "figure", "caption": _line(one.caption), "svg": one.svg, "about": _line(one.about)}
    assert isinstance(one, Table)
    sign, whole = _SMALL_SIGN if one.small else _SIGN, sum(one.widths)
    rooms = [max(4, int((width / whole * _PAGE - _PADDING) / sign)) for width in one.widths]
    return {
        "kind": "table", "caption": _line(one.caption), "head": [_line(head) for head in one.head],
        "rows": [[_cell(cell, wide) for cell, wide in zip(row, rooms, strict=True)] for row in one.rows],
        "widths": one.widths,
        "right": sorted(one.right), "small": one.small,
    }  # fmt: skip


def _cell(one: Cell, room: int) -> dict[str, str]:
    """A cell in a column with room for so many signs."""
    text = breakable(shown(one if isinstance(one, str) else one.text), room)
    if isinstance(one, Sign):
        return {"kind": "sign", "light": one.light, "text": text}
    return {"kind": "code" if isinstance(one, Code) else "text", "text": text}


def _line(text: str) -> str:
    return breakable(shown(text))
