"""Formats whose files come when the test says so, and one of every kind of preview."""

import io
import threading
from collections.abc import Mapping
from typing import Any

import pypdf

from studio.design.quantity import DURATION
from studio.export.formats import Format, Option, Product, Source

gate = threading.Event()
"""Slow formats wait for it, and ask in the meantime whether they are still wanted."""
seen: list[tuple[str, Mapping[str, Any], str]] = []
"""What was written: the format, its options and the language."""
sources: list[Source] = []
"""What they were written from."""


def write_text(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    from studio.text import language

    seen.append(("text", dict(options), language()))
    sources.append(source)
    lines = "\n".join(f"{source.design.title} {place} {options['step']:g}" for place in range(options["lines"]))
    return Product.of(lines, "Every line is a fake.")


def write_slow(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    for _ in range(6000):
        checkpoint(0.5)
        if gate.wait(0.01):
            break
    return Product.of(b"slow")


def write_picture(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    return Product.of('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
                      '<rect width="20" height="20" fill="#ff0000"/></svg>')  # fmt: skip


def write_pages(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for width in (300, 400):
        writer.add_blank_page(width, 200)
    writer.write(out)
    return Product.of(out.getvalue())


def write_page(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    return Product.of("<h1>Read me</h1><svg><text>not in a text view</text></svg><script>bad()</script><p>done</p>")


def write_files(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    return Product({"a.txt": b"a" * 1234, "deep/b.txt": b"b"})


def write_none(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    raise ValueError("this design has nothing to write")


def write_model(source: Source, options: Mapping[str, Any], checkpoint: Any) -> Product:
    source.results(checkpoint)
    return Product.of(b"MODL" + bytes(100_000))


STEP = Option("step", "Step", 60.0, "Time between two lines", quantity=DURATION, low=1.0, high=3600.0)
FRAMES = (("inertial", "Inertial"), ("fixed", "Earth-fixed"))
OPTIONS = (STEP, Option("lines", "Lines", 4, low=1, high=1000), Option("bold", "Bold letters", False),
           Option("frame", "Frame", "inertial", choices=FRAMES))  # fmt: skip


def _fake(name: str, group: Any, suffix: str, preview: Any, **more: Any) -> Format:
    writer = f"tests.export.export_fakes:write_{name}"
    return Format(name, f"A {name}", group, suffix, f"A fake {name}.", writer, preview=preview, **more)


FAKES = {one.name: one for one in (
    _fake("text", "orbit", ".txt", "text", options=OPTIONS), _fake("slow", "orbit", ".slow", "text"),
    _fake("picture", "shape", ".svg", "picture"), _fake("pages", "report", ".pdf", "pages"),
    _fake("page", "report", ".html", "page"), _fake("files", "tables", "", "files"),
    _fake("none", "cell", ".none", "text"), _fake("model", "shape", ".model", ""),
    Format("absent", "Absent", "shape", ".step", "Needs more.", "no:where", needs=(("no_such_module_here", "step"),)),
)}  # fmt: skip
