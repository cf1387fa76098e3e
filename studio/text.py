"""Translation of every string a user sees; English is the source language.

Metadata written at import time is marked with :func:`mark` and translated when shown with :func:`tr`, so that
one design or result table serves every language.
"""

import contextlib
import gettext
import re
import string
import threading
from collections.abc import Iterator
from contextvars import ContextVar

from studio import resource
from studio.numerals import set_number

DOMAIN = "dawnline"
PSEUDO = "qps"
"""The pseudo-language of the tests: every translated text is put between ‹ and ›, and values put into it stand outside
of these, so that what was forgotten stands out, as a text or as a value."""
_LONGEST = 300
"""Characters of a line that is told of something that came from outside."""
_PLACE = re.compile(r"(?<!\{)(\{[^{}]*\})(?!\})")


class _Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return _pseudo(message) if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _pseudo(msgid1 if n == 1 else msgid2)


def _pseudo(message: str) -> str:
    return "‹" + _PLACE.sub(r"›\1‹", message) + "›"


class _Plain(string.Formatter):
    """Numbers as people write them: {times:.3g} of 1643 is "1,640" and not "1.64e+03"."""

    def format_field(self, value: object, format_spec: str) -> str:
        text = format(value, format_spec)
        if "e" in text and isinstance(value, float | int) and format_spec.endswith("g") and 1e-9 < abs(value) < 1e12:
            rounded = float(text)
            text = f"{rounded:,.0f}" if abs(rounded) >= 1.0 else f"{rounded:.12f}".rstrip("0")
        return set_number(text) if isinstance(value, float | int) else text


_plain = _Plain()
_lock = threading.Lock()
_Spoken = tuple[str, gettext.NullTranslations]
_everywhere: _Spoken = ("en", gettext.NullTranslations())
_here: ContextVar[_Spoken | None] = ContextVar("spoken", default=None)


def use_language(language: str) -> None:
    """Make `language` ("en", "zh_CN", …) the language of every later :func:`tr`; unknown ones fall back to English."""
    global _everywhere
    with _lock:
        _everywhere = (language, _translations(language))


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, and in this thread alone, `language` is the language in use: a report need not be in that of the
    window."""
    token = _here.set((language, _translations(language)))
    try:
        yield
    finally:
        _here.reset(token)


def language() -> str:
    """The language in use."""
    return _spoken()[0]


def _spoken() -> _Spoken:
    return _here.get() or _everywhere


def _translations(language: str) -> gettext.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    return gettext.translation(DOMAIN, resource.path("translations"), languages=[language], fallback=True)


def mark(message: str) -> str:
    """`message` itself: marks a literal for extraction where it is written long before it is shown."""
    return message


def tr(message: str, **values: object) -> str:
    """`message` in the language in use, with `{name}` places filled from `values`."""
    translated = _spoken()[1].gettext(message) if message else message
    return _plain.vformat(translated, (), values) if values else translated


def tr_count(one: str, many: str, count: int, **values: object) -> str:
    """The form of the text that goes with `count`, which also fills `{count}`."""
    return _plain.vformat(_spoken()[1].ngettext(one, many, count), (), {"count": count, **values})


def printable_line(text: str) -> str:
    """`text` as one line of printable signs: what came from outside must not steer a terminal, a log or a script."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def one_line(text: str) -> str:
    """The same, of bounded length: fit for a sentence that is shown."""
    line = printable_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
