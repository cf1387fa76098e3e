"""A layout as it is kept between runs: checked before it is believed, for settings files are edited and damaged."""

import base64
import binascii
import json
import math
import zlib
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray

STATE_VERSION = 4
"""Of what Qt keeps of the docks; another one is not tried."""
LONGEST_TITLE = 40
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """What the docks are like, the tab in front and the page of it."""

    state: bytes
    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    tab: str = ""
    page: str = ""
    title: str = ""
    """What the user calls a layout of their own."""
    torn: dict[str, bytes] = field(default_factory=dict)
    """Where the tabs are that have windows of their own."""

    @property
    def docks(self) -> QByteArray:
        """What `QMainWindow.restoreState` takes."""
        return QByteArray(self.state)


def dump(layout: Layout) -> str:
    """The text that stands for a layout in the settings."""
    return json.dumps({
        "version": STATE_VERSION, "state": base64.b64encode(layout.state).decode("ascii"),
        "check": zlib.crc32(layout.state), "shares": {key: list(pair) for key, pair in layout.shares.items()},
        "tab": layout.tab, "page": layout.page, "title": layout.title,
        "torn": {key: base64.b64encode(place).decode("ascii") for key, place in layout.torn.items()},
    })  # fmt: skip


def load(text: object) -> Layout | None:
    """The layout that a text stands for; None for one that is damaged, or of another version."""
    if not isinstance(text, str) or len(text) > _LARGEST:
        return None
    try:
        found = json.loads(text)
        state = base64.b64decode(found["state"], validate=True)
        if found["version"] != STATE_VERSION or zlib.crc32(state) != found["check"]:
            return None
        shares = {str(key): (_share(wide), _share(high)) for key, (wide, high) in found["shares"].items()}
        torn = {str(key): base64.b64decode(place, validate=True) for key, place in found.get("torn", {}).items()}
        words = [found[name] for name in ("tab", "page", "title")]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error):
        return None
    if not all(isinstance(word, str) for word in words):
        return None
    tab, page, title = words
    return Layout(state, shares, tab, page, title[:LONGEST_TITLE], torn)


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= 4:
        raise ValueError(value)
    return float(value)
