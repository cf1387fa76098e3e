"""Translation of every string a user sees; English is the source language.

Metadata written at import time is marked with :func:`mark` and translated when shown with :func:`tr`, so that
one design or result table serves every language.
"""

import gettext
import string
import threading

from studio import resource

DOMAIN = "dawnline"
PSEUDO = "qps"
"""The pseudo-language of the tests: every translated text is put between ‹ and ›, so what was forgotten stands out."""


class _Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"‹{message}›" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"‹{msgid1 if n == 1 else msgid2}›"


class _Plain(string.Formatter):
    """Numbers as people write them: {times:.3g} of 1643 is "1,640" and not "1.64e+03"."""

    def format_field(self, value: object, format_spec: str) -> str:
        text = format(value, format_spec)
        if "e" in text and isinstance(value, float | int) and format_spec.endswith("g") and 1e-9 < abs(value) < 1e12:
            rounded = float(text)
            text = f"{rounded:,.0f}" if abs(rounded) >= 1.0 else f"{rounded:.12f}".rstrip("0")
        return text


_plain = _Plain()
_lock = threading.Lock()
_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Make `language` ("en", "zh_CN", …) the language of every later :func:`tr`; unknown ones fall back to English."""
    global _translations, _language
    with _lock:
        if language == PSEUDO:
            _translations = _Pseudo()
        else:
            folder = resource.path("translations")
            _translations = gettext.translation(DOMAIN, folder, languages=[language], fallback=True)
        _language = language


def language() -> str:
    """The language in use."""
    return _language


def mark(message: str) -> str:
    """`message` itself: marks a literal for extraction where it is written long before it is shown."""
    return message


def tr(message: str, **values: object) -> str:
    """`message` in the language in use, with `{name}` places filled from `values`."""
    translated = _translations.gettext(message) if message else message
    return _plain.vformat(translated, (), values) if values else translated


def tr_count(one: str, many: str, count: int, **values: object) -> str:
    """The form of the text that goes with `count`, which also fills `{count}`."""
    return _plain.vformat(_translations.ngettext(one, many, count), (), {"count": count, **values})
