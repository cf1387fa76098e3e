"""The orbit seen from two sides, and the light on it through the year."""

from typing import Any

import numpy as np

from studio.analysis import Results
from studio.export.pictures.tracks import revolution
from studio.export.report.figures.style import BLUE, GREY, HEIGHT, ORANGE, axis_label, drawn, words
from studio.physics.constants import R_EARTH
from studio.physics.sun import sun_vector
from studio.text import mark, tr

_DAY = 86400.0


def orbit_picture(results: Results) -> str | None:
    """The orbit of the worst day with the Earth and its shadow: from the Sun, and from the side of the shadow."""
    orbit = results.stage("orbit")
    light = results.stage("illumination")
    if orbit is None or light is None:
        return None
    elapsed = float(light.worst_day) * _DAY
    track, sun = revolution(orbit.elements, elapsed), sun_vector(orbit.epoch + elapsed)[0]
    north = np.array((0.0, 0.0, 1.0))
    across = np.cross(north, sun)
    across /= np.linalg.norm(across)
    up = np.cross(sun, across)
    along, right, above = (track @ axis / 1e3 for axis in (sun, across, up))
    radius = R_EARTH / 1e3
    behind = along < 0.0
    dark = behind & (np.hypot(right, above) < radius)

    def draw(figure: Any) -> None:
        from matplotlib.patches import Circle, Rectangle

        front, side = figure.subplots(1, 2)
        reach = 1.12 * float(np.max(np.linalg.norm(track, axis=1))) / 1e3
        for axes, x, y, hidden in ((front, right, above, dark), (side, -along, above, _hidden(right, above, along))):
            axes.set_aspect("equal")
            axes.set_xlim(-reach, reach)
            axes.set_ylim(-reach, reach)
            axes.add_patch(Circle((0, 0), radius, facecolor="#cfe0f2", edgecolor=BLUE, linewidth=0.8, zorder=1))
            axes.plot(np.where(hidden, np.nan, x), np.where(hidden, np.nan, y), color=ORANGE, zorder=3)
            axes.plot(np.where(hidden, x, np.nan), np.where(hidden, y, np.nan), color=ORANGE, linestyle=":",
                      linewidth=1.0, zorder=2)  # fmt: skip
        side.add_patch(Rectangle((0, -radius), reach, 2 * radius, facecolor=GREY, alpha=0.25, zorder=0))
        side.plot(np.where(dark, -along, np.nan), np.where(dark, above, np.nan), color="#20242a", linewidth=2.4,
                  zorder=4)  # fmt: skip
        pole = radius * np.array((north @ across, north @ up))
        front.plot(*([0, pole[0]], [0, pole[1]]), color=BLUE, linewidth=0.7)
        front.annotate("N", pole, fontsize=7, color=BLUE, xytext=(0, 3), textcoords="offset points",
                       ha="center")  # fmt: skip
        front.set_title(words(tr(mark("Seen from the Sun"))), loc="left")
        side.set_title(words(tr(mark("From the side, the Sun on the left"))), loc="left")
        front.set_xlabel(axis_label(tr(mark("Across the sunlight")), "km"))
        side.set_xlabel(axis_label(tr(mark("Along the sunlight")), "km"))
        front.set_ylabel(axis_label(tr(mark("Northward")), "km"))
        # Above the strip, where neither the Earth nor an orbit that lies in the strip is behind the word.
        side.annotate(words(tr(mark("shadow"))), (reach, radius), xytext=(-3, 2), textcoords="offset points",
                      ha="right", va="bottom", fontsize=7.5, color="#4a4f57")  # fmt: skip
        for axes in (front, side):
            axes.locator_params(nbins=5)

    return drawn(draw, 3.3)


def _hidden(right: Any, above: Any, along: Any) -> Any:
    """Where the Earth stands before the orbit, for who looks at it from the side."""
    return (right < 0.0) & (np.hypot(along, above) < R_EARTH / 1e3)


def season_picture(results: Results) -> str | None:
    """The part of the Sun that is seen, over the days of the year and the places in the orbit."""
    light = results.stage("illumination")
    if light is None or "illumination.season_time" not in results:
        return None
    seen = np.asarray(light.season.visible_fraction)
    days, minutes = np.asarray(light.season_time) / _DAY, np.asarray(light.orbit_time) / 60.0
    beta = np.degrees(np.asarray(light.beta_angle_year))

    def draw(figure: Any) -> None:
        from matplotlib.colors import LinearSegmentedColormap

        shade, angle = figure.subplots(1, 2, width_ratios=(1.35, 1.0))
        if float(np.ptp(seen)) > 1e-6:
            colours = LinearSegmentedColormap.from_list("light", ("#23324a", "#fbe3b0"))
            drawn_ = shade.contourf(days, minutes, seen.T, levels=(-0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 1.01),
                                    cmap=colours)  # fmt: skip
            bar = figure.colorbar(drawn_, ax=shade, ticks=(0.05, 0.5, 0.95), fraction=0.06, pad=0.02)
            bar.ax.set_yticklabels(("5 %", "50 %", "95 %"))
            bar.set_label(words(tr(mark("Visible part of the Sun"))))
        else:
            shade.set_facecolor("#fbe3b0" if float(seen.max()) > 0.5 else "#23324a")
            shade.set_xlim(days[0], days[-1])
            shade.set_ylim(minutes[0], minutes[-1])
            text = mark("in sunlight all year") if float(seen.max()) > 0.5 else mark("in the dark all year")
            shade.annotate(words(tr(text)), (0.5, 0.5), xycoords="axes fraction", ha="center", va="center")
        shade.grid(visible=False)
        shade.set_title(words(tr(mark("Sunlight through the year"))), loc="left")
        shade.set_xlabel(axis_label(tr(mark("Time since the epoch")), "d"))
        shade.set_ylabel(axis_label(tr(mark("Time since the ascending node")), "min"))
        angle.plot(days, beta, color=BLUE)
        angle.set_title(words(tr(mark("Angle of the Sun over the orbit"))), loc="left")
        angle.set_xlabel(axis_label(tr(mark("Time since the epoch")), "d"))
        angle.set_ylabel(axis_label(tr(mark("Beta angle")), "°"))
        angle.margins(x=0.0)

    return drawn(draw, HEIGHT)
