"""Where a widget is, in words that find it again in another process."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def address(widget: QWidget) -> str:
    """The way from its window to a widget: names, with a number where siblings share one."""
    steps: list[str] = []
    place: QObject | None = widget
    while place is not None:
        above, name = place.parent(), _name(place)
        alike = _called(above.children() if above is not None else QApplication.topLevelWidgets(), name)
        number = alike.index(place) if place in alike else 0
        steps.append(f"{name}#{number}" if number else name)
        place = above
    return "/".join(reversed(steps))


def find(words: str) -> QWidget | None:
    """The widget at an address, or None where there is none now."""
    found: QObject | None = None
    for step in words.split("/"):
        name, _, number = step.partition("#")
        known = found.children() if found is not None else [
            one for one in QApplication.topLevelWidgets() if one.parent() is None]  # fmt: skip
        alike = _called(known, name)
        place = int(number or 0)
        if place >= len(alike):
            return None
        found = alike[place]
    return found if isinstance(found, QWidget) and isValid(found) else None


def _called(known: Sequence[QObject], name: str) -> list[QObject]:
    """Those of that name; most have none that a sign of an address stands in."""
    barred = "|" in name
    return [one for one in known if
            (one.objectName() or one.metaObject().className()) == name or (barred and _name(one) == name)]  # fmt: skip


def _name(one: QObject) -> str:
    return (one.objectName() or one.metaObject().className()).replace("/", "|").replace("#", "|")
