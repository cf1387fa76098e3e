"""What is said of a file of element sets that was read."""

from datetime import date, timedelta

from studio.design.unit_text import number_text
from studio.document.elements.reader import ReadElements
from studio.numerals import set_count
from studio.text import mark, tr

_MJD_ZERO = date(1858, 11, 17)


def day_text(mjd: float) -> str:
    """The day of a modified Julian date, as 2026-01-01."""
    return (_MJD_ZERO + timedelta(days=int(mjd))).isoformat()


def read_words(found: ReadElements) -> str:
    """How many objects of which days, and what was passed over, in one line."""
    first, last = (day_text(epoch) for epoch in found.epochs)
    motions = sorted(element.mean_motion for element in found.elements)
    words = tr(mark("{count} objects ({kind}), epochs {first} to {last}, {slow} to {fast} revolutions a day"),
               count=set_count(len(found.elements)), kind=found.kind, first=first, last=last,
               slow=number_text(motions[0], 3), fast=number_text(motions[-1], 3))  # fmt: skip
    if found.left_out:
        words += "; " + tr(mark("{count} older sets of the same objects were left out"),
                           count=set_count(found.left_out))  # fmt: skip
    return words
