"""A mission script for GMAT: the satellites as spacecraft, the forces, reports, eclipses, contacts, and a view."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from studio.analysis import RESULTS, Results
from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Satellite, ephemeris, fleet_satellites
from studio.analysis.fleet.layout import layout
from studio.analysis.result import FloatArray
from studio.design.quantity import DURATION, LENGTH
from studio.design.unit_text import display
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit.left_out import part_of_fleet
from studio.export.orbit.states import ascii_text, flying, maker, title_of
from studio.export.orbit.stations import Station, stations
from studio.numerals import set_count
from studio.physics.constants import DAY
from studio.physics.frames import in_frame
from studio.physics.orbit import nodal_period
from studio.physics.osculating import Osculating, osculating_states
from studio.physics.time import date_texts, instant
from studio.text import tr

MOST_SATELLITES = 50
MOST_LINES = 2_000_000
"""Of a report: some 500 MB that GMAT would write for each spacecraft."""
_STATIONS = 50
_FIT = 2.0 * DAY
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KP = ((0.0, 0.0), (2.0, 1 / 3), (3.0, 2 / 3), (4.0, 1.0), (5.0, 4 / 3), (6.0, 5 / 3), (7.0, 2.0), (9.0, 7 / 3),
       (12.0, 8 / 3), (15.0, 3.0), (18.0, 10 / 3), (22.0, 11 / 3), (27.0, 4.0), (32.0, 13 / 3), (39.0, 14 / 3),
       (48.0, 5.0), (56.0, 16 / 3), (67.0, 17 / 3), (80.0, 6.0), (94.0, 19 / 3), (111.0, 20 / 3), (132.0, 7.0),
       (154.0, 22 / 3), (179.0, 23 / 3), (207.0, 8.0), (236.0, 25 / 3), (300.0, 26 / 3), (400.0, 9.0))  # fmt: skip
"""Planetary index ap and the Kp that it stands for: GFZ Potsdam, "Geomagnetic Kp index", table of equivalent
amplitudes."""


class _Body(NamedTuple):
    """What drag and the pressure of light act on; SI."""

    mass: float
    drag_area: float
    drag_coefficient: float
    light_area: float
    light_coefficient: float


def write_gmat(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The script; it runs in GMAT as it is."""
    design = source.design
    start, duration, step = (float(options[name]) for name in ("start", "duration", "step"))
    lines = math.ceil(duration / step)
    if lines > MOST_LINES:
        raise ValueError(tr("the report would have {count} lines, more than {most}: take a longer step or a shorter "
                            "time", count=set_count(lines), most=set_count(MOST_LINES)))  # fmt: skip
    results = flying(source, lambda share: checkpoint(0.5 * share))
    satellites = fleet_satellites(design, options["satellites"], MOST_SATELLITES)
    body = _body(results)
    epoch = instant(design.mission.epoch)
    begin = _date(epoch + start)
    exact = instant(date_texts([epoch + start], decimals=3)[0])  # what the script can say: milliseconds
    span = _span(satellites)
    found = _states(source, satellites, exact - epoch, span, lambda share: checkpoint(0.5 + 0.5 * share))
    places, speeds = in_frame("EME2000", np.array([exact]), found.position[:, None], found.velocity[:, None])
    sites = stations(design, _STATIONS) if options["contacts"] else ()
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", ascii_text(source.name))  # the scripts have no way to write a quote
    text = "\n".join([
        *_head(source, found, span, options),
        *(line for number, one in enumerate(satellites) for line in
          _spacecraft(one, number, begin, places[number, 0], speeds[number, 0], body)),
        *_frame(),
        *(_forces(results) if options["forces"] == "full" else _oblateness()),
        *_propagator(),
        *(line for site in sites for line in _ground_station(site)),
        *(line for one in satellites for line in _locators(one, sites, name, eclipses=options["eclipses"])),
        *(line for one in satellites for line in _report(one, name)),
        *_view(satellites),
        *_mission(satellites, lines, step),
        "",
    ])  # fmt: skip
    notes = (*_notes(source, found, span, options, len(sites)),
             *part_of_fleet(len(satellites), layout(design, epoch).planes.satellites))  # fmt: skip
    return Product.of(text, *notes)


def _periods(satellites: Sequence[Satellite]) -> list[float]:
    return [float(nodal_period(one.elements.semi_major_axis, one.elements.eccentricity, one.elements.inclination))
            for one in satellites]  # fmt: skip


def _span(satellites: Sequence[Satellite]) -> float:
    """Over which the states are fitted [s]: two days, or four revolutions where those take longer."""
    return max(_FIT, 4.0 * max(_periods(satellites)))


def _states(
    source: Source, satellites: tuple[Satellite, ...], start: float, span: float, checkpoint: Checkpoint
) -> Osculating:
    """States from which an integrated orbit keeps to the studio's, in the true equator of date."""
    aim = ephemeris(source.design, satellites, start, span, min(_periods(satellites)) / 24.0, "TOD")
    return osculating_states(aim.elapsed, aim.positions, (aim.positions[:, 0], aim.velocities[:, 0]), checkpoint)


def _body(results: Results) -> _Body:
    """Mass and areas of the satellite; ValueError where the design gives none."""
    wanted = ("mass.satellite", "atmosphere.drag_area", "panel.absorptance")
    for name in wanted:
        if name not in results:
            outcome = results.outcomes[RESULTS[name].stage]
            raise ValueError(tr("{label}, which a spacecraft needs, could not be computed: {reason}",
                                label=tr(RESULTS[name].label), reason=outcome.failure))  # fmt: skip
    design = results.design
    return _Body(results["mass.satellite"], results["atmosphere.drag_area"], design.environment.drag_coefficient,
                 design.array.area, 1.0 + (1.0 - results["panel.absorptance"]))  # fmt: skip


def _notes(
    source: Source, found: Osculating, span: float, options: Mapping[str, Any], sites: int
) -> Iterator[str]:
    far, mean = (display(float(part.max()), LENGTH, "km", 3) for part in (found.farthest, found.mean_square))
    yield tr("The states are osculating: flown with J2 alone they stay within {far} of the studio's mean elements for "
             "{span} (root mean square {mean}). What is between is the short-period motion that mean elements leave "
             "out; over a month the two part by some tens of kilometres, for the square of J2, which they leave out "
             "too.", span=display(span, DURATION, "d", 3), far=far, mean=mean)  # fmt: skip
    if options["forces"] == "full":
        yield tr("With all forces GMAT flies another orbit than the studio, which holds the altitude and knows J2 "
                 "alone.")  # fmt: skip
    if sites:
        yield tr("The design gives its ground stations no longitudes: the first of {count} stands on that of "
                 "Greenwich.", count=source.design.link.stations)  # fmt: skip
        if sites < source.design.link.stations:
            yield tr("Only the first {count} ground stations are in it.", count=sites)


def _date(tt: float) -> str:
    """As GMAT writes dates: 01 Jan 2026 00:00:00.000."""
    text = date_texts([tt], decimals=3)[0]
    return f"{text[8:10]} {_MONTHS[int(text[5:7]) - 1]} {text[:4]} {text[11:]}"


def _name(one: Satellite) -> str:
    return "Sat_" + one.name.replace("-", "_")


def _head(source: Source, found: Osculating, span: float, options: Mapping[str, Any]) -> Iterator[str]:
    forces = "all forces of below" if options["forces"] == "full" else "J2 alone, as in the studio"
    yield f"% {title_of(source)}"
    yield f"% Written by {maker()} for GMAT R2022a and later. Units are those of GMAT: km, s, kg, m^2, degrees; UTC."
    yield f"% Forces: {forces}."
    yield "%"
    yield "% The studio flies mean elements that drift under J2, in the true equator and equinox of date. The states"
    yield "% below are osculating: fitted so that an orbit about a point mass with J2 keeps to those mean elements,"
    yield f"% within {found.farthest.max() / 1e3:.1f} km for {span / DAY:.3g} days, and turned into the mean equator"
    yield "% and equinox of J2000.0 (precession of IAU 2006, nutation of 2000A). Over months the two part by what the"
    yield "% square of J2 does, which the mean elements leave out."


def _heading(text: str) -> Iterator[str]:
    yield from ("", "%" + "-" * 78, f"% {text}", "%" + "-" * 78)


def _set(owner: str, **fields: str | float) -> Iterator[str]:
    for field, value in fields.items():
        yield f"{owner}.{field.replace('__', '.')} = {value if isinstance(value, str) else f'{value:.15g}'};"


def _spacecraft(
    one: Satellite, number: int, begin: str, place: FloatArray, speed: FloatArray, body: _Body
) -> Iterator[str]:
    name = _name(one)
    yield from _heading(f"Spacecraft {one.name}: satellite {one.index + 1} of the fleet, shell {ascii_text(one.shell)}")
    yield f"Create Spacecraft {name};"
    yield from _set(name, DateFormat="UTCGregorian", Epoch=f"'{begin}'", CoordinateSystem="EarthMJ2000Eq",
                    DisplayStateType="Cartesian")  # fmt: skip
    values = dict(zip(("X", "Y", "Z", "VX", "VY", "VZ"), (*place / 1e3, *speed / 1e3), strict=True))
    yield from (f"{name}.{field} = {value:.{9 if len(field) == 1 else 12}f};" for field, value in values.items())
    yield "% The mass is that of the whole satellite with its propellant."
    yield from _set(name, DryMass=body.mass)
    yield "% Area in the flow: mean over the year. Light: the array as if it faced the Sun; Cr = 1 + what it reflects."
    yield from _set(name, Cd=body.drag_coefficient, DragArea=body.drag_area, Cr=body.light_coefficient,
                    SRPArea=body.light_area)  # fmt: skip
    yield "% An own number for each, by which the eclipse and contact locators tell them apart."
    yield from _set(name, NAIFId=str(-10001001 - number), NAIFIdReferenceFrame=str(-9001001 - number))


def _frame() -> Iterator[str]:
    yield from _heading("Frame of the studio's elements: true equator and equinox of date")
    yield "Create CoordinateSystem EarthTOD;"
    yield from _set("EarthTOD", Origin="Earth", Axes="TODEq")


def _oblateness() -> Iterator[str]:
    yield from _heading("Forces: a point mass and J2. The studio has the same J2 to 1e-7 and mu to 1e-9.")
    yield "Create ForceModel Forces;"
    yield from _gravity(2, 0)
    yield from _set("Forces", Drag="None", SRP="Off", RelativisticCorrection="Off", ErrorControl="RSSStep")


def _forces(results: Results) -> Iterator[str]:
    facts = results.design.environment
    flux, ap = {"low": (65.0, 0.0), "mean": (140.0, 15.0), "high": (250.0, 45.0)}.get(
        facts.solar_activity, (facts.f107, facts.ap))  # fmt: skip
    kp = float(np.interp(ap, [one for one, _ in _KP], [one for _, one in _KP]))
    yield from _heading("Forces: gravity of 8 by 8, Moon and Sun, air, light")
    yield "Create ForceModel Forces;"
    yield from _gravity(8, 8)
    yield from _set("Forces", PointMasses="{Luna, Sun}", Drag__AtmosphereModel="MSISE90",
                    Drag__HistoricWeatherSource="'ConstantFluxAndGeoMag'",
                    Drag__PredictedWeatherSource="'ConstantFluxAndGeoMag'")  # fmt: skip
    yield f"% Solar activity of the design: F10.7 = {flux:g}, Ap = {ap:g}; GMAT asks for Kp."
    yield from _set("Forces", Drag__F107=flux, Drag__F107A=flux, Drag__MagneticIndex=f"{kp:.3g}", SRP="On",
                    SRP__Flux=facts.solar_constant, SRP__SRPModel="Spherical", RelativisticCorrection="Off",
                    ErrorControl="RSSStep")  # fmt: skip


def _gravity(degree: int, order: int) -> Iterator[str]:
    yield from _set("Forces", CentralBody="Earth", PrimaryBodies="{Earth}", GravityField__Earth__Degree=str(degree),
                    GravityField__Earth__Order=str(order),
                    GravityField__Earth__PotentialFile="'JGM2.cof'")  # fmt: skip


def _propagator() -> Iterator[str]:
    yield from _heading("Propagator")
    yield "Create Propagator Flight;"
    yield from _set("Flight", FM="Forces", Type="PrinceDormand78", InitialStepSize=60.0, Accuracy=1e-12, MinStep=0.001,
                    MaxStep=600.0, MaxStepAttempts="50", StopIfAccuracyIsViolated="true")  # fmt: skip


def _ground_station(site: Station) -> Iterator[str]:
    name = f"Station_{site.number}"
    if site.number == 1:
        yield from _heading("Ground stations: the design gives a latitude and a number; the longitudes are assumed")
    yield f"Create GroundStation {name};"
    yield from _set(name, CentralBody="Earth", StateType="Spherical", HorizonReference="Ellipsoid",
                    Location1=math.degrees(site.latitude), Location2=math.degrees(site.longitude) % 360.0,
                    Location3=0.0, MinimumElevationAngle=math.degrees(site.elevation))  # fmt: skip


def _locators(one: Satellite, sites: tuple[Station, ...], name: str, *, eclipses: bool) -> Iterator[str]:
    craft = _name(one)
    if eclipses:
        yield from _heading(f"Eclipses of {one.name}")
        yield f"Create EclipseLocator Eclipses_{craft};"
        yield from _set(f"Eclipses_{craft}", Spacecraft=craft, Filename=f"'{name}-{one.name}-eclipses.txt'",
                        OccultingBodies="{Earth}", EclipseTypes="{'Umbra', 'Penumbra'}", StepSize="10",
                        UseLightTimeDelay="true", UseStellarAberration="true", WriteReport="true",
                        RunMode="Automatic", UseEntireInterval="true")  # fmt: skip
    if sites:
        yield from _heading(f"Contacts of {one.name}")
        yield f"Create ContactLocator Contacts_{craft};"
        yield from _set(f"Contacts_{craft}", Target=craft, Filename=f"'{name}-{one.name}-contacts.txt'",
                        Observers="{" + ", ".join(f"Station_{site.number}" for site in sites) + "}", StepSize="30",
                        UseLightTimeDelay="true", UseStellarAberration="true", WriteReport="true",
                        RunMode="Automatic", UseEntireInterval="true")  # fmt: skip


def _report(one: Satellite, name: str) -> Iterator[str]:
    craft = _name(one)
    yield from _heading(f"Report of {one.name}")
    yield f"Create ReportFile Report_{craft};"
    yield from _set(f"Report_{craft}", Filename=f"'{name}-{one.name}-states.txt'", Precision="16", WriteHeaders="true",
                    LeftJustify="On", ZeroFill="Off", FixedWidth="true", ColumnWidth="25", WriteReport="true")


def _view(satellites: tuple[Satellite, ...]) -> Iterator[str]:
    names = [_name(one) for one in satellites]
    reach = 3.0 * max(float(np.asarray(one.elements.semi_major_axis)) for one in satellites) / 1e3
    yield from _heading("View")
    yield "Create OrbitView View;"
    yield from _set("View", Add="{" + ", ".join([*names, "Earth"]) + "}", CoordinateSystem="EarthMJ2000Eq",
                    ViewPointReference="Earth", ViewPointVector=f"[ {reach:.0f} {0.4 * reach:.0f} {0.5 * reach:.0f} ]",
                    ViewDirection="Earth", ViewUpCoordinateSystem="EarthMJ2000Eq", ViewUpAxis="Z")  # fmt: skip


def _mission(satellites: tuple[Satellite, ...], lines: int, step: float) -> Iterator[str]:
    names = [_name(one) for one in satellites]
    yield from _heading("Mission: one line of the report at every step")
    yield "Create Variable count;"
    yield ""
    yield "BeginMissionSequence;"
    yield ""
    yield from map(_report_line, names)
    yield f"For count = 1:1:{lines};"
    yield f"   Propagate Flight({', '.join(names)}) {{{names[0]}.ElapsedSecs = {step:.15g}}};"
    yield from (f"   {_report_line(name)}" for name in names)
    yield "EndFor;"


def _report_line(name: str) -> str:
    states = " ".join(f"{name}.EarthMJ2000Eq.{field}" for field in ("X", "Y", "Z", "VX", "VY", "VZ"))
    elements = " ".join(f"{name}.EarthTOD.{field}" for field in ("INC", "RAAN"))
    return (f"Report Report_{name} {name}.UTCGregorian {states} {name}.Earth.SMA {name}.Earth.ECC {elements} "
            f"{name}.Earth.Altitude;")  # fmt: skip
