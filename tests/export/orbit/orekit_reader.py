"""Orekit as the reader of exported orbits, in a process of its own: Java would stay for the rest of the session.

It gets its leap seconds from ERFA's table, and an Earth orientation that is zero throughout: what is read here are
celestial frames, which Orekit computes by itself.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.orekit import ask_module

SECONDS = 120.0
FIRST_DAY, LAST_DAY = 60_676, 73_000
"""Modified Julian dates from 2025 to 2058 between which the Earth is told to turn evenly."""


def ask(question: dict[str, Any]) -> Any:
    """The answer of Orekit; see :func:`answer`."""
    return ask_module("tests.export.orbit.orekit_reader", question, SECONDS)


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """What Orekit reads.

    `oem`, `omm`, `stk`: paths of files by a name; `tle`: pairs of lines; `rotations`: seconds of TT since J2000.0 at
    which the matrices from the true equator of date are wanted; `integrate`: a `state` in an inertial frame whose third
    axis is the Earth's, to be integrated under J2 alone for each of `times`, with the mu, radius and j2 of `earth`;
    `elapsed`: seconds after the beginning of each file, or after its epoch, at which states are wanted.
    """
    import orekit_jpype

    orekit_jpype.initVM()
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        return _answer(question)


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    found["oem"] = {name: _oem(path, question["elapsed"]) for name, path in question.get("oem", {}).items()}
    found["stk"] = {name: _stk(path, question["elapsed"]) for name, path in question.get("stk", {}).items()}
    found["omm"] = {name: _omm(path) for name, path in question.get("omm", {}).items()}
    found["tle"] = {name: _tle(lines, question["elapsed"]) for name, lines in question.get("tle", {}).items()}
    if "integrate" in question:
        found["integrated"] = {name: _integrated(question["earth"], one)
                               for name, one in question["integrate"].items()}  # fmt: skip
    found["rotations"] = {name: [_rotation(name, time) for time in question["rotations"]]
                          for name in _frames()} if "rotations" in question else {}  # fmt: skip
    return found


def _prepare(folder: Path) -> None:
    import erfa
    from java.io import File
    from jpype import JImplements, JOverride
    from org.orekit.bodies import CelestialBody, CelestialBodyFactory, CelestialBodyLoader
    from org.orekit.data import DataContext, DirectoryCrawler
    from org.orekit.frames import EOPEntry, EopHistoryLoader, FramesFactory, ITRFVersion
    from org.orekit.time import AbsoluteDate, TimeScalesFactory
    from org.orekit.utils import IERSConventions

    months = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
    lines = []
    for year, month, offset in erfa.leap_seconds.get().tolist():
        if year >= 1972:
            day, mjd = erfa.cal2jd(year, month, 1)
            lines.append(f" {year} {months[month - 1]}  1 =JD {day + mjd:.1f}  TAI-UTC=  {offset:.7f} S + "
                         "(MJD - 41317.) X 0.0      S")  # fmt: skip
    (folder / "tai-utc.dat").write_text("\n".join(lines) + "\n")
    DataContext.getDefault().getDataProvidersManager().addProvider(DirectoryCrawler(File(str(folder))))
    utc = TimeScalesFactory.getUTC()

    @JImplements(EopHistoryLoader)
    class Even:
        @JOverride
        def fillHistory(self, _converter, history):
            from org.orekit.frames import EopDataType
            from org.orekit.time import DateComponents

            for mjd in range(FIRST_DAY, LAST_DAY):
                date = AbsoluteDate(DateComponents(DateComponents.MODIFIED_JULIAN_EPOCH, mjd), utc)
                history.add(EOPEntry(mjd, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, ITRFVersion.ITRF_2020,
                                     date, EopDataType.FINAL))  # fmt: skip

    @JImplements(CelestialBody)
    class Earth:
        """The one body that is asked for, without an ephemeris."""

        @JOverride
        def getName(self):
            return "Earth"

        @JOverride
        def getGM(self):
            return 3.986004418e14

        @JOverride
        def getInertiallyOrientedFrame(self):
            return FramesFactory.getGCRF()

        @JOverride
        def getBodyOrientedFrame(self):
            return FramesFactory.getGCRF()

        @JOverride
        def getPVCoordinates(self, *_):
            raise NotImplementedError

        @JOverride
        def getPosition(self, *_):
            raise NotImplementedError

    @JImplements(CelestialBodyLoader)
    class Bodies:
        @JOverride
        def loadCelestialBody(self, _name):
            return Earth()

    FramesFactory.addEOPHistoryLoader(IERSConventions.IERS_2010, Even())
    for name in (CelestialBodyFactory.EARTH, CelestialBodyFactory.SOLAR_SYSTEM_BARYCENTER):
        CelestialBodyFactory.addCelestialBodyLoader(name, Bodies())


def _frames() -> dict[str, Any]:
    from org.orekit.frames import FramesFactory
    from org.orekit.utils import IERSConventions

    return {
        "EME2000": FramesFactory.getEME2000(),
        "GCRF": FramesFactory.getGCRF(),
        "TOD": FramesFactory.getTOD(IERSConventions.IERS_2010, True),
        "TEME": FramesFactory.getTEME(),
    }


def _rotation(name: str, time: float) -> list[list[float]]:
    from org.orekit.time import AbsoluteDate

    date = AbsoluteDate.J2000_EPOCH.shiftedBy(time)
    frames = _frames()
    matrix = frames["TOD"].getTransformTo(frames[name], date).getRotation().getMatrix()
    return [[float(one) for one in row] for row in matrix]


def _states(provider: Any, begin: Any, elapsed: list[float], frame: Any = None) -> list[list[float]]:
    rows = []
    for time in elapsed:
        date = begin.shiftedBy(time)
        state = provider.getPVCoordinates(date, frame or provider.getFrame())
        rows.append([float(part) for vector in (state.getPosition(), state.getVelocity()) for part in vector.toArray()])
    return rows


def _since(date: Any) -> float:
    from org.orekit.time import AbsoluteDate

    return float(date.durationFrom(AbsoluteDate.J2000_EPOCH))


def _oem(path: str, elapsed: list[float]) -> dict[str, Any]:
    from java.io import File
    from org.orekit.data import DataSource
    from org.orekit.files.ccsds.ndm import ParserBuilder
    from org.orekit.files.ccsds.ndm.odm.oem import Oem
    from org.orekit.utils import IERSConventions

    builder = ParserBuilder().withConventions(IERSConventions.IERS_2010).withMu(3.986004418e14).withSimpleEOP(True)
    source = DataSource(File(path))
    if path.endswith(".xml") and "<ndm" in Path(path).read_text()[:400]:
        messages = list(builder.buildNdmParser().parseMessage(source).getConstituents())
    else:
        messages = [builder.buildOemParser().parseMessage(source)]
    found = {}
    for message in messages:
        assert isinstance(message, Oem)
        for key in message.getSatellites().keySet():
            satellite = message.getSatellites().get(key)
            (segment,) = satellite.getSegments()
            propagator = satellite.getPropagator()
            meta = segment.getMetadata()
            found[str(meta.getObjectName())] = {
                "id": str(key), "begin": _since(satellite.getStart()),
                "end": _since(satellite.getStop()), "frame": str(meta.getReferenceFrame().getName()),
                "samples": int(segment.getInterpolationSamples()), "count": int(segment.getCoordinates().size()),
                "states": _states(propagator, satellite.getStart(), elapsed, segment.getFrame()),
                "celestial": _states(propagator, satellite.getStart(), elapsed, _frames()["GCRF"]),
            }  # fmt: skip
    return found


def _stk(path: str, elapsed: list[float]) -> dict[str, Any]:
    from java.io import File
    from java.util import EnumMap
    from org.orekit.data import DataSource
    from org.orekit.files.stk import STKEphemerisFile, STKEphemerisFileParser
    from org.orekit.time import TimeScalesFactory

    kind = STKEphemerisFile.STKCoordinateSystem
    frames = EnumMap(kind.class_)
    for system, name in ((kind.ICRF, "GCRF"), (kind.J2000, "EME2000"), (kind.TRUE_OF_DATE, "TOD"),
                         (kind.TEME_OF_DATE, "TEME")):  # fmt: skip
        frames.put(system, _frames()[name])
    parser = STKEphemerisFileParser("one", 3.986004418e14, TimeScalesFactory.getUTC(), frames)
    satellite = parser.parse(DataSource(File(path))).getSatellites().get("one")
    (segment,) = satellite.getSegments()
    propagator = satellite.getPropagator()
    return {
        "begin": _since(satellite.getStart()), "end": _since(satellite.getStop()),
        "frame": str(segment.getFrame().getName()), "count": int(segment.getCoordinates().size()),
        "states": _states(propagator, satellite.getStart(), elapsed, segment.getFrame()),
        "celestial": _states(propagator, satellite.getStart(), elapsed, _frames()["GCRF"]),
    }  # fmt: skip


def _omm(path: str) -> list[dict[str, Any]]:
    from java.io import File
    from org.orekit.data import DataSource
    from org.orekit.files.ccsds.ndm import ParserBuilder
    from org.orekit.utils import IERSConventions

    builder = ParserBuilder().withConventions(IERSConventions.IERS_2010).withMu(3.986004418e14).withSimpleEOP(True)
    source = DataSource(File(path))
    if path.endswith(".xml") and "<ndm" in Path(path).read_text()[:400]:
        messages = list(builder.buildNdmParser().parseMessage(source).getConstituents())
    else:
        messages = [builder.buildOmmParser().parseMessage(source)]
    found = []
    for message in messages:
        meta, data = message.getMetadata(), message.getData()
        mean, tle = data.getKeplerianElementsBlock(), data.getTLEBlock()
        found.append({
            "name": str(meta.getObjectName()), "frame": str(meta.getReferenceFrame().getName()),
            "theory": str(meta.getMeanElementTheory()), "epoch": _since(mean.getEpoch()),
            "motion": float(mean.getMeanMotion()), "eccentricity": float(mean.getE()),
            "inclination": float(mean.getI()),
            "node": float(mean.getRaan()), "perigee": float(mean.getPa()), "anomaly": float(mean.getAnomaly()),
            "drag": float(tle.getBStar()), "number": int(tle.getNoradID()),
        })  # fmt: skip
    return found


def _integrated(earth: dict[str, float], orbit: dict[str, Any]) -> list[list[float]]:
    from org.hipparchus.geometry.euclidean.threed import Vector3D
    from org.hipparchus.ode.nonstiff import DormandPrince853Integrator
    from org.orekit.forces.gravity import J2OnlyPerturbation
    from org.orekit.orbits import CartesianOrbit, OrbitType
    from org.orekit.propagation import SpacecraftState
    from org.orekit.propagation.numerical import NumericalPropagator
    from org.orekit.time import AbsoluteDate
    from org.orekit.utils import TimeStampedPVCoordinates

    frame, begin = _frames()["GCRF"], AbsoluteDate.J2000_EPOCH
    state = TimeStampedPVCoordinates(begin, Vector3D(*orbit["state"][:3]), Vector3D(*orbit["state"][3:]))
    propagator = NumericalPropagator(DormandPrince853Integrator(1e-3, 300.0, 1e-11, 1e-11))
    propagator.setOrbitType(OrbitType.CARTESIAN)
    propagator.addForceModel(J2OnlyPerturbation(earth["mu"], earth["radius"], earth["j2"], frame))
    propagator.setInitialState(SpacecraftState(CartesianOrbit(state, frame, earth["mu"])))
    return [row[:3] for row in _states(propagator, begin, orbit["times"], frame)]


def _tle(lines: list[str], elapsed: list[float]) -> dict[str, Any]:
    from org.orekit.propagation.analytical.tle import TLE, TLEPropagator

    assert TLE.isFormatOK(*lines)
    one = TLE(*lines)
    propagator = TLEPropagator.selectExtrapolator(one)
    return {"epoch": _since(one.getDate()), "number": int(one.getSatelliteNumber()),
            "states": _states(propagator, one.getDate(), elapsed, _frames()["TEME"])}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
