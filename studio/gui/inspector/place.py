"""Where in the design a row reads and writes its value."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol

from studio.design import Design, set_text, set_value

_DEFAULT = Design()


class Place(Protocol):
    """One value of the design; `path` names it now, and may name another one after a selection."""

    @property
    def path(self) -> str:
        """The path that issues, sources and explanations know it by."""

    @property
    def default(self) -> Any:
        """The value of a new design, or None where there is none."""

    def get(self, design: Design) -> Any:
        """The SI value."""

    def with_value(self, design: Design, value: object) -> Design:
        """`design` with another SI value; DesignError where it cannot be."""

    def with_text(self, design: Design, typed: str, bare: str | None = None) -> Design:
        """`design` with what was typed; a bare number is in `bare`."""


class FieldPlace:
    """A field that stays where it is: "mission.altitude"."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._get: Callable[[Design], Any] = attrgetter(path)

    @property
    def default(self) -> Any:
        return self._get(_DEFAULT)

    def get(self, design: Design) -> Any:
        return self._get(design)

    def with_value(self, design: Design, value: object) -> Design:
        return set_value(design, self.path, value)

    def with_text(self, design: Design, typed: str, bare: str | None = None) -> Design:
        return set_text(design, self.path, typed, bare)
