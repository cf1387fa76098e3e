"""The formats of the group "orbit"; what writes them is imported when they are written."""

from dataclasses import replace

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
_SEVERAL = replace(_WHICH, default="planes")
_ONE = Option("satellite", mark("Satellite"), 1, mark("Its number, counted plane after plane."), low=1, high=1_000_000)
_KIND = Option("kind", mark("Kind of file"), "oem", mark("Which format each file is in."), choices=(
    ("oem", mark("CCSDS ephemeris")), ("oem-xml", mark("CCSDS ephemeris as XML")),
    ("stk", mark("STK ephemeris"))))  # fmt: skip
_GLOBE = (
    Option("duration", mark("Duration"), _DAY, quantity=DURATION, unit="h", low=60.0, high=31.0 * _DAY),
    Option("step", mark("Step"), 120.0, mark("Between samples; they stand closer where an orbit needs it."),
           quantity=DURATION, unit="s", low=1.0, high=3600.0),
    _SPAN[2],
    Option("most", mark("Most satellites"), 100, mark("Of more, an even sample is shown."), low=1, high=5000),
    Option("frame", mark("Frame"), "inertial", mark("In which the satellites are placed."), choices=(
        ("inertial", mark("Inertial (ICRF): rings about the turning Earth")),
        ("fixed", mark("Earth-fixed: tracks over the ground")))),
)  # fmt: skip
_MISSION = (
    Option("duration", mark("Duration"), 365.25 * _DAY, mark("That the mission flies."), DURATION, "d", 60.0,
           40.0 * 365.25 * _DAY),
    Option("step", mark("Step"), 3600.0, mark("From one line of the report to the next."), DURATION, "min", 1.0,
           365.25 * _DAY),
    _SPAN[2],
    Option("forces", mark("Forces"), "j2", mark("What the mission is flown under."), choices=(
        ("j2", mark("Oblateness (J2), as in the studio")), ("full", mark("Gravity 8×8, Moon, Sun, air and light")))),
    Option("eclipses", mark("Find the eclipses"), True, mark("With GMAT's EclipseLocator.")),
    Option("contacts", mark("Find the contacts"), False, mark("With the ground stations, by GMAT's ContactLocator.")),
)  # fmt: skip
_ELEMENTS = (
    Option("span", mark("Fitted over"), _DAY, mark("From the epoch on, over which the elements follow the satellite."),
           DURATION, "h", 3600.0, 30.0 * _DAY),
    Option("bstar", mark("Drag term B*"), "none", mark("The positions have no drag; a catalogue would have it."),
           choices=(("none", mark("0")), ("drag", mark("As the drag of the design has it")))),
)  # fmt: skip

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
    Format("omm", mark("CCSDS mean elements"), "orbit", ".omm",
           mark("Mean elements of a satellite for SGP4, as catalogues publish them (CCSDS OMM 2.0)."),
           "studio.export.orbit.omm:write_omm", (_ONE, *_ELEMENTS)),
    Format("omm-xml", mark("CCSDS mean elements as XML"), "orbit", ".omm.xml",
           mark("The same as NDM/XML, of as many satellites as are wanted."),
           "studio.export.orbit.omm:write_omm_xml", (_WHICH, *_ELEMENTS)),
    Format("tle", mark("Two-line elements"), "orbit", ".tle",
           mark("Mean elements for SGP4 in two lines a satellite (TLE)."), "studio.export.orbit.tle:write_tle",
           (_WHICH, *_ELEMENTS)),
    Format("3le", mark("Two-line elements with names"), "orbit", ".3le",
           mark("The same with a line for the name before each two."), "studio.export.orbit.tle:write_3le",
           (_WHICH, *_ELEMENTS)),
    Format("ephemerides", mark("Ephemerides of many satellites"), "orbit", "",
           mark("A folder with a file for each satellite, as CCSDS OEM or for STK."),
           "studio.export.orbit.many:write_ephemerides", (_KIND, _SEVERAL, *_SPAN, _TIME), preview="files"),
    Format("czml", mark("Globe animation (CZML)"), "orbit", ".czml",
           mark("Satellites in motion on a globe, coloured by their light, with orbits and ground stations; for "
                "Cesium."), "studio.export.orbit.czml:write_czml", _GLOBE),
    Format("gmat", mark("GMAT script"), "orbit", ".script",
           mark("The satellites as spacecraft of NASA's General Mission Analysis Tool, ready to run."),
           "studio.export.orbit.gmat:write_gmat", (_WHICH, *_MISSION)),
)  # fmt: skip
