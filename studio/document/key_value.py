"""A line KEYWORD = value of the messages of CCSDS 502.0-B, taken apart in one pass.

As one regular expression it took seconds over a line of some thousand blanks or brackets: each place was tried for the
end of the value, and from each all that follows.
"""

import re

_KEYWORD = re.compile(r"[A-Z0-9_]+")


def key_value(line: str) -> tuple[str, str] | None:
    """The keyword and the value without blanks around them, or None where the line is none of these."""
    keyword, equals, value = line.partition("=")
    keyword = keyword.strip()
    return (keyword, value.strip()) if equals and _KEYWORD.fullmatch(keyword) else None


def without_unit(value: str) -> str:
    """The value without the unit in brackets that may stand behind it."""
    if not value.endswith("]"):
        return value
    number, bracket, unit = value.rpartition("[")
    return number.rstrip() if bracket and "]" not in unit[:-1] else value
