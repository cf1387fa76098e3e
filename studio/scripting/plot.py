"""A plot that a script asked for: curves with what their axes are called."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.scripting.error import ScriptError
from studio.text import mark, tr

_INCHES, _DOTS = (8.0, 4.5), 150


@dataclass(frozen=True)
class Curve:
    """One curve; `label` is empty where it is the only one."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    label: str = ""


@dataclass(frozen=True)
class Plot:
    """What is drawn; labels hold their units."""

    curves: tuple[Curve, ...]
    title: str = ""
    x_label: str = ""
    y_label: str = ""

    def write(self, path: Path) -> None:
        """Draw it into a PNG, without a window."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        from studio import atomic

        figure = Figure(figsize=_INCHES, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.subplots()
        for curve in self.curves:
            axes.plot(curve.x, curve.y, label=curve.label or None, marker="." if len(curve.x) < 60 else "")
        axes.set(xlabel=self.x_label, ylabel=self.y_label, title=self.title)
        axes.grid(alpha=0.3)
        if any(curve.label for curve in self.curves):
            axes.legend()
        data = io.BytesIO()
        figure.savefig(data, format="png", dpi=_DOTS)
        atomic.write_bytes(path, data.getvalue())


def curve(x: Sequence[float] | Any, y: Sequence[float] | Any, label: str = "") -> Curve:
    """A curve of two rows of numbers of one length."""
    try:
        one, two = (np.asarray(values, dtype=np.float64) for values in (x, y))
    except (TypeError, ValueError):
        raise ScriptError(tr(mark("a plot takes rows of numbers"))) from None
    if one.ndim != 1 or one.shape != two.shape:
        raise ScriptError(tr(mark("a plot takes two rows of numbers of one length, not {x} and {y}"),
                             x=one.shape, y=two.shape))  # fmt: skip
    return Curve(one, two, label)
