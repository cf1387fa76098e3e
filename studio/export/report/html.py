"""The report as one page for a browser that asks for nothing from anywhere and carries the design file."""

import base64
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any

from studio import __version__, resource
from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.report.content import Figure, Report, Section, Table
from studio.export.report.write import compose
from studio.text import language, mark, tr


def write_html(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The report in HTML, its figures within, no script in it."""
    report = compose(source, options, checkpoint)
    return Product.of(html_text(report, source.file, source.name), *report.notes)


def html_text(report: Report, design_file: bytes, name: str) -> str:
    """Everything that a design says is escaped by the template."""
    from markupsafe import Markup

    numbers = {"figure": count(1), "table": count(1)}
    sections = [_flat(one, level, number, numbers) for one, level, number in _numbered(report.sections)]
    words = {
        "report": tr(mark("Design report")), "contents": tr(mark("Contents")), "figure": tr(mark("Figure {number}")),
        "table": tr(mark("Table {number}")), "download": tr(mark("Save the design file")),
        "embedded": tr(mark("The design file is in this page. Dawnline opens this page as the design that it is "
                            "about.")),
    }  # fmt: skip
    return str(_template().render(
        report=report, sections=sections, words=words, version=__version__, file_name=f"{name}.json",
        lang="zh-CN" if language().startswith("zh") else "en", fonts=Markup(""),
        design=base64.b64encode(design_file).decode()))  # fmt: skip


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(resource.path("report")), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True)  # fmt: skip
    return environment.get_template("report.html")


def _numbered(sections: tuple[Section, ...], level: int = 1, above: str = "") -> Iterator[tuple[Section, int, str]]:
    for place, one in enumerate(sections, start=1):
        number = f"{above}{place}"
        yield one, level, number
        yield from _numbered(one.within, level + 1, f"{number}.")


def _flat(one: Section, level: int, number: str, numbers: Mapping[str, Iterator[int]]) -> dict[str, Any]:
    from markupsafe import Markup

    blocks = []
    for block in one.blocks:
        if isinstance(block, Figure):
            place = next(numbers["figure"])
            svg = Markup(_own_ids(block.svg, f"f{place}-", block.about))  # noqa: S704 - drawn here, its texts escaped
            blocks.append({"kind": "figure", "block": block, "number": place, "svg": svg})
        elif isinstance(block, Table):
            blocks.append({"kind": "table", "block": block, "number": next(numbers["table"])})
        else:
            blocks.append({"kind": "text", "block": block})
    return {"title": one.title, "level": level, "number": number, "blocks": blocks}


def _own_ids(svg: str, prefix: str, about: str) -> str:
    """`svg` with ids that no other figure of the page has, as an image with a name."""
    from markupsafe import escape

    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(about)}" ', 1)
