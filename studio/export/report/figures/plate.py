"""A figure on its own: in a size that is asked for, on a ground of its own, as a whole file."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from studio import __version__

_NARROWEST = 5.0
"""Inches below which the words of a figure have no room beside one another."""
_HEADING = 0.45
"""Inches that the caption takes."""
_GROUND = {"light": "#ffffff", "dark": "#12161c"}
_ON_DARK = {
    "#20242a": "#e9edf3", "#000000": "#e9edf3", "#4a4f57": "#a9b4c2", "#3a3f47": "#8b96a5", "#9aa0a8": "#7b8694",
    "#d9dde2": "#2b323c", "#d5d8dc": "#59626e", "#6a7078": "#9aa6b5", "#cfe0f2": "#24405f", "#1f5fa8": "#6aa9f0",
    "#c8590c": "#ff9d4d", "#2d7d46": "#62c27e", "#b3261e": "#ff7b72", "#6b4ba1": "#b79bf0", "#7a5c3e": "#c9a27a",
    "#0f8b8d": "#45cfd1", "#a8326e": "#f07bb4", "#8a8d1f": "#d3d65a",
}  # fmt: skip
"""What is drawn for paper, in colours that are read on a dark ground."""


@dataclass
class Plate:
    """`width` and `height` in pixels; `dpi` are pixels an inch, so that they say how large the text is.

    A figure whose words would have no room is drawn with smaller ones. `data` is the newest figure.
    """

    width: int
    height: int
    dpi: float
    theme: str
    kind: Literal["svg", "png"]
    caption: str = ""
    about: str = ""
    data: bytes = b""

    def draw(self, draw: Callable[[Any], None], finish: Callable[[Any], None], height: float) -> None:
        """Take what `draw` puts on a figure that is `height` inches high in a report."""
        from matplotlib.figure import Figure

        dpi = min(self.dpi, self.height / (height + _HEADING), self.width / _NARROWEST)
        # A little more than the size, so that rounding takes off no pixel.
        figure = Figure(figsize=((self.width + 0.01) / dpi, (self.height + 0.01) / dpi), dpi=dpi, layout="constrained",
                        facecolor=_GROUND[self.theme])  # fmt: skip
        canvas: Any = _canvas(self.kind)(figure)
        draw(figure)
        finish(figure)
        figure.suptitle(self.caption, x=0.01, ha="left", fontsize=10.0, fontweight="bold", color="#20242a")
        if self.theme == "dark":
            _recolour(figure)
        made = io.BytesIO()
        maker = f"Dawnline {__version__}"
        if self.kind == "png":
            canvas.print_png(made, metadata={"Title": self.caption, "Description": self.about, "Software": maker})
            self.data = made.getvalue()
            return
        canvas.print_svg(made, metadata={"Date": None, "Creator": maker, "Title": self.caption,
                                         "Description": self.about})  # fmt: skip
        text = made.getvalue().decode()
        size = f'<svg \\1width="{self.width}" height="{self.height}"'
        self.data = re.sub(r'<svg ([^>]*?)width="[^"]*pt" height="[^"]*pt"', size, text, count=1).encode()


def _canvas(kind: str) -> Any:
    if kind == "png":
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        return FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    return FigureCanvasSVG


_newest: ContextVar[Plate | None] = ContextVar("plate", default=None)


@contextmanager
def on(plate: Plate) -> Iterator[Plate]:
    """Figures that are drawn within go onto `plate`."""
    before = _newest.set(plate)
    try:
        yield plate
    finally:
        _newest.reset(before)


def current() -> Plate | None:
    """What figures go onto; None where they are for a report."""
    return _newest.get()


def _recolour(figure: Any) -> None:
    from matplotlib.collections import Collection
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    figure.canvas.draw()  # ticks are made when they are drawn
    for artist in figure.findobj():
        if artist is figure.patch:
            continue
        if isinstance(artist, Text | Line2D):
            artist.set_color(_other(artist.get_color()))
        elif isinstance(artist, Patch):
            artist.set_edgecolor(_other(artist.get_edgecolor()))
            artist.set_facecolor(_other(artist.get_facecolor()))
        elif isinstance(artist, Collection) and artist.get_array() is None:
            artist.set_facecolor([_other(one) for one in artist.get_facecolor()])
            artist.set_edgecolor([_other(one) for one in artist.get_edgecolor()])
    for axes in figure.axes:
        axes.tick_params(axis="both", which="both", color=_ON_DARK["#4a4f57"], labelcolor=_ON_DARK["#4a4f57"],
                         grid_color=_ON_DARK["#d9dde2"])  # fmt: skip


def _other(colour: Any) -> Any:
    from matplotlib.colors import to_hex, to_rgba

    red, green, blue, opacity = to_rgba(colour)
    return to_rgba(_ON_DARK.get(to_hex((red, green, blue)), colour), opacity) if opacity > 0.0 else colour
