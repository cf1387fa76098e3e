"""What stands flat on the view: scale, colour bar, compass and the ring about the selected satellite."""

from math import floor, log10

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.design.quantity import LENGTH
from studio.design.shown import shown_symbol
from studio.gui.space.arrays import Floats
from studio.gui.space.colours import RGB, Palette, Scale, table
from studio.gui.space.flat import Flat, Panel, Text
from studio.numerals import set_decimals

MARGIN = 18.0
BAR_ROOM = 150.0
"""Width that the colour bar with its words takes at the right, at 96 dpi."""


def round_below(value: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `value`."""
    power = 10.0 ** floor(log10(value))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= value * (1 + 1e-9))


def ticks(low: float, high: float) -> list[float]:
    """About five round values from `low` to `high`."""
    if not high > low:
        return [low]
    step = round_below((high - low) / 3.0)
    first = np.ceil(low / step - 1e-9)
    return [float(index * step) + 0.0 for index in np.arange(first, np.floor(high / step + 1e-9) + 1)]


def round_length(room: float) -> tuple[float, str]:
    """The largest length [m] that is round in the unit shown, and not above `room`; and what it is called."""
    far, near = (LENGTH.unit(shown_symbol(LENGTH, usual)) for usual in ("km", "m"))
    assert far is not None  # a unit that is shown is one of the lengths
    assert near is not None
    unit = far if room >= far.factor else near
    number = round_below(room / unit.factor)
    text = f"{number:,.0f}".replace(",", " ") if number >= 1.0 else set_decimals(f"{number:g}")
    return number * unit.factor, f"{text} {unit.symbol}"


class ScaleBar:
    """A round length at the depth of what the camera looks at, lower left."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.panel = Panel(renderer)
        self.text = Text(renderer, 9)
        self.bar = Flat(renderer)

    def show(self, metres_per_pixel: float, palette: Palette, ratio: float) -> None:
        length, words = round_length(150.0 * ratio * metres_per_pixel)
        pixels = round(length / metres_per_pixel)
        left = bottom = round(MARGIN * ratio)
        tick = round(6 * ratio)
        edge, high = round(8 * ratio), bottom + round(32 * ratio)
        self.panel.show(left - edge, bottom - edge, left + max(pixels, 60 * ratio) + edge, high, palette)
        corners = [[left, bottom + tick], [left, bottom], [left + pixels, bottom], [left + pixels, bottom + tick]]
        self.bar.line(np.array(corners, dtype=np.float64), palette.text, max(1.0, round(1.5 * ratio)))
        self.text.show(words, left, bottom + tick + round(3 * ratio), palette.text, ratio)

    def hide(self) -> None:
        self.panel.actor.VisibilityOff()
        self.bar.actor.VisibilityOff()
        self.text.hide()


class ColourBar:
    """What the colours mean, at the right."""

    MOST_TICKS = 8

    def __init__(self, renderer: vtkRenderer) -> None:
        self.panel = Panel(renderer)
        self.bar, self.frame = Flat(renderer), Flat(renderer)
        self.title = Text(renderer, 10, "right")
        self.labels = [Text(renderer, 9, "right", "middle") for _ in range(self.MOST_TICKS)]
        self.marks = [Flat(renderer) for _ in range(self.MOST_TICKS)]
        steps = np.arange(256) * 2
        quads = np.stack([steps, steps + 1, steps + 3, steps + 2], axis=-1)
        self.bar.mesh.set_cells("Polys", np.full(256, 4), quads.ravel())
        self.box: tuple[float, ...] = ()

    def show(
        self, title: str, scale: Scale, size: tuple[int, int], palette: Palette, ratio: float, *, above: bool = False
    ) -> None:
        """In the lower corner, or in the one `above`."""
        width, height = size
        tall = round(min(240.0 * ratio, 0.42 * height))
        wide = round(13 * ratio)
        right = width - round(MARGIN * ratio)
        left, bottom = right - wide, round(height - tall - 44 * ratio if above else MARGIN * ratio)
        self.title.show(title, right, bottom + tall + round(10 * ratio), palette.text, ratio)
        edge, space = round(8 * ratio), max(80 * ratio, self.title.width() + 2.0)
        self.panel.show(right - space - edge, bottom - edge, right + edge, bottom + tall + 34 * ratio, palette)
        self._fill(scale, left, right, bottom, tall)
        corners = [[left, bottom], [right, bottom], [right, bottom + tall], [left, bottom + tall], [left, bottom]]
        self.frame.line(np.array(corners, dtype=np.float64), palette.faint, 1.0)
        values = ticks(scale.low, scale.high)[: self.MOST_TICKS]
        digits = _digits(values)
        for index, (label, mark) in enumerate(zip(self.labels, self.marks, strict=True)):
            if index >= len(values):
                label.hide()
                mark.actor.VisibilityOff()
                continue
            span = scale.high - scale.low
            share = (values[index] - scale.low) / span if span > 0.0 else 0.5
            y = bottom + share * tall
            mark.line(np.array([[left - 4 * ratio, y], [left, y]]), palette.faint, 1.0)
            text = f"{values[index]:,.{digits}f}".replace(",", " ").replace("-", "−")
            text = set_decimals(text)
            label.show(text, left - round(8 * ratio), y, palette.text, ratio)

    def _fill(self, scale: Scale, left: float, right: float, bottom: float, tall: float) -> None:
        y = bottom + np.linspace(0.0, tall, 257)
        points = np.zeros((257, 2, 3), dtype=np.float32)
        points[:, 0, 0], points[:, 1, 0] = left, right
        points[:, :, 1] = y[:, None]
        self.bar.mesh.set_points(points.reshape(-1, 3))
        colours = np.concatenate([table(scale.colour_map), table(scale.colour_map)[-1:]])
        self.bar.mesh.set_colours(np.repeat(colours, 2, axis=0))
        self.bar.actor.VisibilityOn()
        self.box = (left, bottom, right, bottom + tall)

    def hide(self) -> None:
        for part in (self.panel, self.bar, self.frame, *self.marks):
            part.actor.VisibilityOff()
        for text in (self.title, *self.labels):
            text.hide()


def _digits(values: list[float]) -> int:
    step = abs(values[1] - values[0]) if len(values) > 1 else abs(values[0])
    return max(0, -floor(log10(step) + 1e-9)) if step > 0.0 else 0


class Ring:
    """A circle about the selected satellite, with its name."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.circle = Flat(renderer)
        self.text = Text(renderer, 10, "left", "middle")
        angle = np.linspace(0.0, 2.0 * np.pi, 49)
        self._shape = np.stack([np.cos(angle), np.sin(angle)], axis=-1)

    def show(
        self, name: str, place: Floats, hidden: bool, palette: Palette, ratio: float, radius: float, width: int
    ) -> None:
        """About `place`, in a view of `width` pixels: where the colour bar stands, the name goes to the left."""
        self.circle.line(self._shape * radius * ratio, palette.selected, max(1.0, round(2 * ratio)))
        self.circle.actor.SetPosition(*np.rint(place))
        self.circle.actor.GetProperty().SetOpacity(0.35 if hidden else 1.0)
        self.text.actor.GetTextProperty().SetOpacity(0.5 if hidden else 1.0)
        away = (radius + 6) * ratio
        self.text.show(name, place[0] + away, place[1], palette.selected, ratio)
        if place[0] + away + self.text.width() > width - BAR_ROOM * ratio:
            self.text.show(name, place[0] - away - self.text.width(), place[1], palette.selected, ratio)

    def hide(self) -> None:
        self.circle.actor.VisibilityOff()
        self.text.hide()


class Compass:
    """Which way things lie that are out of the picture, upper right."""

    MOST = 3

    def __init__(self, renderer: vtkRenderer) -> None:
        self.lines = [Flat(renderer) for _ in range(self.MOST)]
        self.texts = [Text(renderer, 9, "centre", "middle") for _ in range(self.MOST)]

    def show(
        self, directions: list[tuple[str, Floats, RGB]], basis: Floats, size: tuple[int, int], ratio: float
    ) -> None:
        """Each named direction, as seen along the rows right and up of `basis` (2, 3)."""
        centre = np.array([size[0] - 86.0 * ratio, size[1] - 66.0 * ratio])
        places = []
        for line, (_, direction, colour) in zip(self.lines, directions, strict=True):
            flat = basis @ direction
            tip = centre + flat * 34.0 * ratio
            line.line(np.stack([centre, tip]), colour, max(1.0, round(2 * ratio)))
            # A word is wider than high: beside the tip it needs more room than above it.
            places.append(tip + _outward(flat) * np.array([24.0, 13.0]) * ratio)
        below = np.inf
        for index in sorted(range(len(places)), key=lambda index: -places[index][1]):
            x, y = places[index]
            y = below = min(float(y), below - 13.0 * ratio)  # names do not lie on one another
            name, _, colour = directions[index]
            self.texts[index].show(name, x, y, colour, ratio)

    def hide(self) -> None:
        for line in self.lines:
            line.actor.VisibilityOff()
        for text in self.texts:
            text.hide()


def _outward(flat: Floats) -> Floats:
    length = float(np.linalg.norm(flat))
    return flat / length if length > 0.05 else np.array([0.0, 1.0])
