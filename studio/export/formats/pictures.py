"""The formats of the group "pictures"; what writes them is imported when they are written."""

from dataclasses import replace

from studio.design.quantity import DURATION
from studio.export.formats.format import Format, Option
from studio.text import mark

_THEME = Option("theme", mark("Ground"), "dark", choices=(("dark", mark("Dark")), ("light", mark("Light"))))
_VIEW = Option("view", mark("Seen"), "overview", mark("Where the camera stands."), choices=(
    ("overview", mark("From above the evening side")), ("sun", mark("From the Sun")),
    ("side", mark("From the side, the Sun on the left")), ("plane", mark("From over the orbit plane")),
    ("north", mark("From over the north pole"))))  # fmt: skip
_DATE = Option("date", mark("Date"), "", mark("Year-month-day within a year after the epoch, with a time or without; "
                                              "empty: the darkest day."))  # fmt: skip
_MOST = Option("most", mark("Most satellites"), 5000, mark("Of more, an even sample is shown."), low=1, high=20_000)


def _size(width: int, height: int, most: tuple[int, int] = (7680, 4320)) -> tuple[Option, ...]:
    return (
        Option("width", mark("Width in pixels"), width, low=64, high=most[0]),
        Option("height", mark("Height in pixels"), height, low=64, high=most[1]),
    )


_WORDS = (
    Option("caption", mark("Title and facts"), True),
    Option("legend", mark("Legend, scale and directions"), True),
)
_ORBIT = (_VIEW, *_size(1920, 1080), _DATE, _THEME, _MOST, *_WORDS)
_TOPICS = (
    ("all", mark("All")), ("orbit-and-sunlight", mark("Orbit and sunlight")), ("panel", mark("Panel")),
    ("environment-and-ageing", mark("Environment and ageing")), ("power", mark("Power")), ("heat", mark("Heat")),
    ("budgets", mark("Budgets")), ("computing", mark("Computing")), ("links", mark("Links")),
    ("constellation", mark("Constellation")), ("launch", mark("Launch")), ("cost", mark("Cost")),
    ("the-same-on-the-ground", mark("The same on the ground")),
    ("programme", mark("Programme, supply and market")),
)  # fmt: skip
_PLOTS = (
    Option("which", mark("Which plots"), "all", choices=_TOPICS),
    *_size(1600, 900),
    Option("dpi", mark("Pixels an inch"), 160.0,
           mark("How large the text is: it is 8 points high, smaller where a plot has no room for that."), low=36.0,
           high=1200.0),
    replace(_THEME, default="light"),
)  # fmt: skip
_FILM = (
    Option("over", mark("Time that passes"), "orbit", choices=(
        ("orbit", mark("Revolutions of the first orbit")), ("year", mark("A year")))),
    Option("revolutions", mark("Revolutions"), 1.0, mark("Of the first orbit; not used over a year."), low=0.01,
           high=1000.0),
    Option("length", mark("Length"), 3.0, mark("Of the film."), DURATION, "s", 0.2, 120.0),
    Option("rate", mark("Frames a second"), 10.0, low=1.0, high=50.0),
    _VIEW, *_size(640, 360, (3840, 2160)), _DATE, _THEME, replace(_MOST, default=1000), *_WORDS,
)  # fmt: skip

FORMATS: tuple[Format, ...] = (
    Format("orbit-svg", mark("Orbit picture as SVG"), "pictures", ".orbit.svg",
           mark("The Earth by day and night, the orbits, their shadow and satellites; lines and text stay sharp at any "
                "size."),
           "studio.export.pictures.orbit:write_orbit_svg", _ORBIT, preview="picture"),
    Format("orbit-png", mark("Orbit picture as PNG"), "pictures", ".orbit.png",
           mark("The same in points, up to 7680 × 4320."),
           "studio.export.pictures.orbit:write_orbit_png", _ORBIT, preview="picture"),
    Format("plots-svg", mark("Plots as SVG"), "pictures", "",
           mark("Every plot of the report in a file of its own, sharp at any size."),
           "studio.export.pictures.plots:write_plots_svg", _PLOTS, preview="files"),
    Format("plots-png", mark("Plots as PNG"), "pictures", "",
           mark("Every plot of the report in a file of its own, in points."),
           "studio.export.pictures.plots:write_plots_png", _PLOTS, preview="files"),
    Format("animation-webp", mark("Film of the orbit as WebP"), "pictures", ".orbit.webp",
           mark("Satellites, day and night in motion, for pages and newer programs for slides."),
           "studio.export.pictures.animation:write_webp", _FILM, preview="picture"),
    Format("animation-gif", mark("Film of the orbit as GIF"), "pictures", ".orbit.gif",
           mark("The same for every program; larger, with fewer colours."),
           "studio.export.pictures.animation:write_gif", _FILM, preview="picture"),
)  # fmt: skip
