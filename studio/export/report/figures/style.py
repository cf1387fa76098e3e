"""How every figure is drawn: its size, its fonts, its colours, and how it becomes an SVG that is always the same."""

import io
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from studio import resource
from studio.design.unit_text import number_text, raised
from studio.export.report.figures.plate import current
from studio.export.report.glyphs import shown

WIDTH, HEIGHT = 6.6, 2.75
"""Of a figure over the whole width of the page [inch]."""
BLUE, ORANGE, GREEN, RED, VIOLET, BROWN, GREY = (
    "#1f5fa8", "#c8590c", "#2d7d46", "#b3261e", "#6b4ba1", "#7a5c3e", "#6a7078")  # fmt: skip
COLOURS = (BLUE, ORANGE, GREEN, VIOLET, RED, BROWN, "#0f8b8d", "#a8326e", "#8a8d1f", GREY)
"""Told apart also by those who see no red, and in print."""
DASHES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
"""Curves differ by more than their colour."""
_SALT = "dawnline"
_lock = threading.RLock()
"""The settings of matplotlib are those of the whole program: one figure is drawn at a time."""


@cache
def _fonts() -> None:
    from matplotlib import font_manager

    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSansSC-Regular", "NotoSansSC-Bold"):
        font_manager.fontManager.addfont(resource.path("fonts", f"{name}.ttf"))


@contextmanager
def settings() -> Iterator[None]:
    """What is drawn within looks like every figure; others wait until it is."""
    import matplotlib

    _fonts()
    with _lock, matplotlib.rc_context({
        "font.family": ["Noto Sans", "Noto Sans SC"], "font.size": 8.0, "axes.titlesize": 8.5, "axes.labelsize": 8.0,
        "svg.fonttype": "none", "svg.hashsalt": _SALT, "path.simplify": True, "path.simplify_threshold": 0.2,
        "axes.edgecolor": "#4a4f57", "axes.labelcolor": "#20242a", "xtick.color": "#4a4f57", "ytick.color": "#4a4f57",
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.color": "#d9dde2",
        "grid.linewidth": 0.5, "axes.axisbelow": True, "lines.linewidth": 1.4, "legend.frameon": False,
        "legend.fontsize": 7.5, "legend.borderpad": 0.2, "axes.unicode_minus": False, "figure.facecolor": "none",
        "axes.facecolor": "none",
    }):  # fmt: skip
        yield


def drawn(draw: Callable[[Any], None], height: float = HEIGHT, width: float = WIDTH) -> str:
    """The SVG of what `draw` puts on a figure; nothing where it goes onto a plate."""
    with settings():
        if (plate := current()) is not None:
            plate.draw(draw, _plain_numbers, height)
            return ""
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(width, height), layout="constrained")
        canvas: Any = FigureCanvasSVG(figure)
        draw(figure)
        _plain_numbers(figure)
        text = io.StringIO()
        # Not by savefig, which draws all of it once more only to see how large it is.
        canvas.print_svg(text, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _bare(text.getvalue())


def legend_below(axes: Any, columns: int = 1) -> None:
    """The key of the curves under the axis, where it covers none of them."""
    from matplotlib.transforms import ScaledTranslation

    place = axes.transAxes + ScaledTranslation(0.0, -0.46, axes.figure.dpi_scale_trans)
    axes.legend(loc="upper left", bbox_to_anchor=(-0.02, 0.0), bbox_transform=place, ncols=columns, borderaxespad=0.0)


def _plain_numbers(figure: Any) -> None:
    """Ticks as everywhere in the studio: 10⁴ as 10000, and no exponent apart from the numbers."""
    from matplotlib.ticker import FuncFormatter, LogFormatter, NullFormatter, ScalarFormatter

    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if isinstance(axis.get_major_formatter(), ScalarFormatter | LogFormatter):
                axis.set_major_formatter(FuncFormatter(lambda number, _: tick_text(number)))
            axis.set_minor_formatter(NullFormatter())


def tick_text(number: float) -> str:
    """A number at an axis."""
    text = number_text(number, 6) if 1e-4 <= abs(number) < 1e6 or number == 0 else f"{number:.4g}"
    text = text.replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
    return re.sub(r"^(-?)1·10", r"\g<1>10", raised(text)).replace("-", "−", 1)


def _bare(svg: str) -> str:
    """The element alone: what stands before it is not for a page that contains it."""
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg[svg.index("<svg") :], flags=re.DOTALL).strip()


def words(text: str) -> str:
    """`text` as matplotlib shows it as it is: a dollar sign begins no formula."""
    return " ".join(shown(text).split()).replace("$", r"\$")


def axis_label(label: str, unit: str) -> str:
    """What an axis is called, with its unit."""
    return words(f"{label} [{unit}]" if unit else label)
