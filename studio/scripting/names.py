"""The names that a script and the console begin with; `design` and `results` are always those of now."""

from collections.abc import Callable
from typing import Any

from studio import design as parts
from studio.scripting.facade import Studio
from studio.scripting.plot import curve

LIVE = ("design", "results")
"""Names whose value is asked for each time."""


class Names(dict[str, Any]):
    """The global names of a script. A name that the user gives a value of their own is theirs from then on."""

    def __init__(self, studio: Studio, file: str = "<console>") -> None:
        super().__init__()
        self.studio = studio
        self._live: dict[str, Callable[[], Any]] = {"design": lambda: studio.design, "results": studio.results,
                                                    "np": _numpy}  # fmt: skip
        self.update(
            {name: getattr(parts, name) for name in parts.__all__ if name[0].isupper()},
            __name__="__main__", __file__=file, studio=studio, evaluate=studio.evaluate, sweep=studio.sweep,
            plot=studio.plot, explain=studio.explain, find=studio.find, curve=curve, help=studio.help,
        )  # fmt: skip

    def __missing__(self, name: str) -> Any:
        if name in self._live:
            return self._live[name]()
        raise KeyError(name)

    def offered(self) -> list[str]:
        """Every name there is, for whoever completes a line."""
        return sorted({*self, *self._live})


def _numpy() -> Any:
    import numpy as np

    return np
