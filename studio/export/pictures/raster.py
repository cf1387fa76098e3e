"""A sheet as a picture of points."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio import __version__
from studio.export.pictures.sheet import KEPT, Dots, Fill, Item, Photo, Sheet, Stroke, Words
from studio.export.report.figures.style import settings, words

_DPI = 72
"""A point of type is a pixel."""
_PATHS_PARTED = 2000
_GRAIN = 4.0
"""Pixels between the values of an area that fades."""


def drawn(sheet: Sheet) -> Any:
    """The picture, of PIL, in red, green and blue."""
    with settings():
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from PIL import Image

        with matplotlib.rc_context({"path.simplify": False, "agg.path.chunksize": _PATHS_PARTED}):
            # A little more than the size, so that rounding takes off no pixel.
            size = ((sheet.width + 0.01) / _DPI, (sheet.height + 0.01) / _DPI)
            figure = Figure(figsize=size, dpi=_DPI)
            canvas: Any = FigureCanvasAgg(figure)
            figure.figimage(_ground(sheet), zorder=-1)
            axes = _axes(figure, sheet, 0)
            for place, item in enumerate(sheet.items):
                if isinstance(item, Photo):  # point for point, which axes would not do; what comes after lies over it
                    _photo(figure, item, sheet.height, place)
                    axes = _axes(figure, sheet, place)
                else:
                    _put(axes, item, place)
            canvas.draw()
            return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def png_bytes(sheet: Sheet) -> bytes:
    """The picture as a file."""
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    about.add_itxt("Title", sheet.title)
    about.add_itxt("Description", sheet.about)
    about.add_text("Software", f"Dawnline {__version__}")
    out = io.BytesIO()
    drawn(sheet).save(out, "PNG", pnginfo=about)
    return out.getvalue()


def _ground(sheet: Sheet) -> NDArray[np.uint8]:
    upper, lower = (np.frombuffer(bytes.fromhex(one[1:]), dtype=np.uint8) for one in (sheet.upper, sheet.lower))
    share = ((np.arange(sheet.height) + 0.5) / sheet.height)[:, None]
    column = np.concatenate((upper + share * (lower.astype(float) - upper), np.full((sheet.height, 1), 255.0)), axis=1)
    return np.broadcast_to(np.rint(column).astype(np.uint8)[:, None], (sheet.height, sheet.width, 4))


def _axes(figure: Any, sheet: Sheet, place: int) -> Any:
    width, height = sheet.width, sheet.height
    axes = figure.add_axes((0.0, 0.0, width / (width + 0.01), height / (height + 0.01)), zorder=place, label=str(place))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return axes


def _photo(figure: Any, item: Photo, height: int, place: int) -> None:
    if item.pixels.size:
        foot = height - item.top - len(item.pixels)
        figure.figimage(item.pixels, xo=item.left, yo=foot, origin="upper", zorder=place - 0.5)


def _put(axes: Any, item: Item, place: int) -> None:
    match item:
        case Stroke():
            dash: Any = (0, tuple(part / item.width for part in item.dash)) if item.dash else "-"
            axes.plot(item.points[:, 0], item.points[:, 1], color=item.colour, linewidth=item.width, linestyle=dash,
                      alpha=item.opacity, zorder=place, solid_joinstyle="round", solid_capstyle="butt",
                      dash_capstyle="butt")  # fmt: skip
        case Fill():
            from matplotlib.patches import Polygon

            if len(item.points) > 2 and item.fade is not None:
                _faded(axes, item, item.fade, place)
            elif len(item.points) > 2:
                axes.add_artist(Polygon(item.points, facecolor=item.colour, linewidth=0, alpha=item.opacity,
                                        zorder=place))  # fmt: skip
        case Dots():
            axes.scatter(item.points[:, 0], item.points[:, 1], s=(2.0 * item.radius) ** 2, color=item.colour,
                         alpha=item.opacity, zorder=place, linewidths=0.3 * item.radius if item.edge else 0,
                         edgecolors=item.edge or "none")  # fmt: skip
        case Words():
            axes.text(item.x, item.y, words(item.text), fontsize=item.size, color=item.colour, zorder=place,
                      ha={"start": "left", "middle": "center", "end": "right"}[item.anchor], va="baseline",
                      fontweight="bold" if item.bold else "normal")  # fmt: skip


def _faded(axes: Any, item: Fill, fade: Any, place: int) -> None:
    """The area, its opacity falling along the way from the first of two places to the second."""
    from matplotlib.colors import to_rgb
    from matplotlib.patches import Polygon

    (right, _), (bottom, _) = axes.get_xlim()[::-1], axes.get_ylim()
    low = np.maximum(item.points.min(axis=0), 0.0)
    high = np.minimum(item.points.max(axis=0), (right, bottom))
    if not np.all(high - low >= 1.0):
        return
    columns, rows = (np.ceil((high - low) / _GRAIN).astype(int) + 1).tolist()
    x, y = np.meshgrid(*(np.linspace(low[k], high[k], n) for k, n in enumerate((columns, rows))))
    way = fade[1] - fade[0]
    share = ((x - fade[0][0]) * way[0] + (y - fade[0][1]) * way[1]) / (way @ way)
    pixels = np.empty((rows, columns, 4))
    pixels[..., :3] = to_rgb(item.colour)
    pixels[..., 3] = item.opacity * np.clip((1.0 - share) / (1.0 - KEPT), 0.0, 1.0)
    half = 0.5 * (high - low) / np.array((columns - 1, rows - 1))  # the values stand in the middles of their cells
    drawn_ = axes.imshow(pixels, extent=(low[0] - half[0], high[0] + half[0], high[1] + half[1], low[1] - half[1]),
                         interpolation="bilinear", aspect="auto", zorder=place)  # fmt: skip
    axes.set_xlim(0.0, right)
    axes.set_ylim(bottom, 0.0)
    edge = Polygon(item.points, transform=axes.transData)
    drawn_.set_clip_path(edge)
