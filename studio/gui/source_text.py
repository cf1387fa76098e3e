"""Where a number comes from, and how far to trust it, written for people."""

from studio.design.requirement import Source
from studio.text import mark, tr

CONFIDENCE: dict[str, str] = {
    "measured": mark("measured"),
    "published": mark("published"),
    "derived": mark("derived"),
    "assumed": mark("assumed"),
}


def source_text(source: Source) -> str:
    """A source in a line: what, when, and how far to trust it."""
    dated = f"{source.text} ({source.date})" if source.date else source.text
    return tr("{source} — {confidence}", source=dated, confidence=tr(CONFIDENCE[source.confidence]))
