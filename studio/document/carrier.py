"""Files of another kind that carry a design: the reports, as a PDF with the design attached or as a page with it in.

What they hold besides is never looked at. A PDF is read by a library that limits what is unpacked; what it still
takes too long over is ended here.
"""

import base64
import binascii
import io
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from studio.design import DesignError
from studio.text import tr

MAX_BYTES = 64 * 1024 * 1024
ATTACHMENT = "design.json"
SUFFIXES = frozenset({".pdf", ".html", ".htm"})
_LONGEST = 1.5
"""A report is read in some hundredths of a second [s of the processor]."""
_EVERY = 64
"""Calls after which the clock is looked at: to look takes longer than most of them."""
_ROOTS = 8
"""Objects that are tried for the first of a PDF, where it does not say which that is; a report says it."""
_HEAD = 1024
"""Within so many bytes a PDF says that it is one."""
_IN_PAGE = re.compile(rb'id="dawnline-design"[^>]{0,400}href="data:application/json;base64,([A-Za-z0-9+/=]*)"')
_OF_A_READER = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError,
                MemoryError, NotImplementedError, OSError)  # fmt: skip
"""What a library may raise over a file that was made to harm; anything else is a defect and must surface."""


def carries(data: bytes) -> bool:
    """Whether these are the bytes of a PDF or a page, and not of a design file."""
    start = data[:_HEAD]
    return b"%PDF-" in start or start.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower() in {b"<!doctype html", b"<html"}


def carried(data: bytes, most: int) -> bytes:
    """The design file in a report, of at most so many bytes; DesignError where there is none."""
    found = _in_pdf(data) if b"%PDF-" in data[:_HEAD] else _in_page(data)
    if len(found) > most:
        raise DesignError("", tr("the design in it is larger than the {most} MB of a design", most=most >> 20))
    return found


def _in_page(data: bytes) -> bytes:
    place = data.find(b'id="dawnline-design"')
    found = _IN_PAGE.match(data, place) if place >= 0 else None
    if found is None:
        raise DesignError("", tr("is a page without a design in it, or not whole"))
    try:
        return base64.b64decode(found[1], validate=True)
    except binascii.Error:
        raise DesignError("", tr("the design in this page is damaged")) from None


def _in_pdf(data: bytes) -> bytes:
    import logging

    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told in one sentence, not in a log
    try:
        # No file may have a program run, and no report holds what it would be run for.
        with apply_configuration(jbig2dec_binary=None), _no_longer_than(_LONGEST):
            reader = PdfReader(io.BytesIO(data), strict=True, root_object_recovery_limit=_ROOTS)
            if reader.is_encrypted:
                raise DesignError("", tr("is an encrypted PDF; save it without a password first"))
            held: Any = reader.attachments.get(ATTACHMENT)
            found = held[0] if held else None
    except _TooLongError:
        raise DesignError("", tr("takes too long to be read as a PDF")) from None
    except DesignError:
        raise
    except (PyPdfError, DependencyError, *_OF_A_READER):
        raise DesignError("", tr("is a PDF that is damaged or not whole")) from None
    if not isinstance(found, bytes):
        raise DesignError("", tr("is a PDF without a design in it: only the reports of Dawnline have one"))
    return found


class _TooLongError(BaseException):
    """The time is over; no library takes it for a fault of the file and goes on, as some do with every Exception."""


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """_TooLongError out of Python code that runs longer, at a function that it calls soon; for this thread alone."""
    end, calls = time.thread_time() + seconds, 0
    before = sys.getprofile()

    def look(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1
        if calls % _EVERY == 0 and time.thread_time() > end:
            raise _TooLongError

    if before is None and threading.gettrace() is None:
        sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(before)
