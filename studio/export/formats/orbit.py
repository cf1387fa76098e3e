"""The formats of the group "orbit"; what writes them is imported when they are written."""

from studio.design.quantity import DURATION
from studio.export.formats.format import Format, Option
from studio.text import mark

_DAY = 86_400.0
_SPAN = (
    Option("duration", mark("Duration"), _DAY, mark("From the first state to the last."), DURATION, "h", 0.0,
           366.0 * _DAY),
    Option("step", mark("Step"), 60.0, mark("From one state to the next."), DURATION, "s", 0.1, _DAY),
    Option("start", mark("Start after the epoch"), 0.0, mark("When the first state is, after the epoch of the design."),
           DURATION, "h", 0.0, 40.0 * 365.25 * _DAY),
    Option("frame", mark("Frame"), "EME2000", mark("Which axes positions and velocities are along."), choices=(
        ("EME2000", mark("Equator and equinox of J2000.0")), ("GCRF", mark("Celestial frame (GCRF)")),
        ("TOD", mark("True equator and equinox of date")), ("TEME", mark("True equator, mean equinox of date")))),
)  # fmt: skip
_TIME = Option("time", mark("Time scale"), "UTC", mark("What the dates count."), choices=(
    ("UTC", mark("UTC")), ("TAI", mark("TAI"))))  # fmt: skip
_WHICH = Option("satellites", mark("Satellites"), "first", mark("Which of the fleet are written."), choices=(
    ("first", mark("The first")), ("planes", mark("One of each plane")), ("all", mark("All"))))  # fmt: skip
_ONE = Option("satellite", mark("Satellite"), 1, mark("Its number, counted plane after plane."), low=1, high=1_000_000)
_KIND = Option("kind", mark("Kind of file"), "oem", mark("Which format each file is in."), choices=(
    ("oem", mark("CCSDS ephemeris")), ("oem-xml", mark("CCSDS ephemeris as XML")),
    ("stk", mark("STK ephemeris"))))  # fmt: skip

FORMATS: tuple[Format, ...] = (
    Format("oem", mark("CCSDS ephemeris"), "orbit", ".oem",
           mark("Positions and velocities over time, for flight-dynamics tools (CCSDS OEM 2.0)."),
           "studio.export.orbit.oem:write_oem", (_ONE, *_SPAN, _TIME)),
    Format("oem-xml", mark("CCSDS ephemeris as XML"), "orbit", ".oem.xml",
           mark("The same as NDM/XML, of as many satellites as are wanted."),
           "studio.export.orbit.oem:write_oem_xml", (_WHICH, *_SPAN, _TIME)),
    Format("stk", mark("STK ephemeris"), "orbit", ".e",
           mark("Positions and velocities of one satellite over time (STK 11)."), "studio.export.orbit.stk:write_stk",
           (_ONE, *_SPAN)),
    Format("ephemerides", mark("Ephemerides of many satellites"), "orbit", "",
           mark("A folder with a file for each satellite, as CCSDS OEM or for STK."),
           "studio.export.orbit.many:write_ephemerides", (_KIND, _WHICH, *_SPAN, _TIME), preview="files"),
)  # fmt: skip
