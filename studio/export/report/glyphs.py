"""What the fonts of reports can show: a text with other signs would leave holes, and break the rules of PDF/A."""

from functools import cache

from studio import resource

STAND_IN = "?"
_LONGEST = 30
_BREAK = "\N{ZERO WIDTH SPACE}"


@cache
def known() -> frozenset[int]:
    """The code points that the fonts have between them."""
    from matplotlib.ft2font import FT2Font

    found: set[int] = set()
    for name in ("NotoSans-Regular", "NotoSansSC-Regular"):
        found |= set(FT2Font(str(resource.path("fonts", f"{name}.ttf"))).get_charmap())
    return frozenset(found)


def shown(text: str) -> str:
    """`text` in one line with a stand-in for each sign that no font has."""
    signs = known()
    return "".join(sign if ord(sign) in signs else " " if sign.isspace() else STAND_IN for sign in text)


def has_all(text: str) -> bool:
    """Whether there is a font for each sign of `text`."""
    return all(ord(sign) in known() or sign.isspace() for sign in text)


def breakable(text: str, longest: int = _LONGEST) -> str:
    """`text` with places to break within words that are longer than a column is wide."""
    if len(text) <= longest or all(len(word) <= longest for word in text.split()):
        return text
    return " ".join(_broken(word, longest) if len(word) > longest else word for word in text.split())


def _broken(word: str, longest: int) -> str:
    pieces, piece = [], ""
    for sign in word:
        piece += sign
        if sign in "._/,-)]" or len(piece) >= longest // 2:
            pieces.append(piece)
            piece = ""
    return _BREAK.join([*pieces, piece] if piece else pieces)
