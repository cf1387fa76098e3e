"""Orekit as the writer of ephemerides: an orbit integrated with what real ones feel, in every frame and format.

It runs in a process of its own, prepared as its reading half is: leap seconds of ERFA, and an Earth that turns evenly.
"""

import json
import math
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.orekit import ask_module

SECONDS = 200.0
ZONALS = (1.08262668e-3, -2.53265649e-6, -1.61962159e-6, -2.27296083e-7, 5.40681239e-7, -3.52359908e-7, -2.04799466e-7)
"""J2 to J8 of EGM96."""
MU, RADIUS = 3.986004418e14, 6_378_137.0


def ask(question: dict[str, Any]) -> dict[str, Any]:
    """What Orekit wrote and flew; see :func:`answer`."""
    return ask_module("tests.document.orekit_writer", question, SECONDS)


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Files written to `folder`, by name, and the truth beside them.

    `elements`: a, e, i, perigee, node, mean anomaly [m], [rad], at `epoch` [s of TT since J2000.0], osculating in the
    true equator of date; `duration` and `step` [s]; `area_per_mass` [m²/kg] for drag in an exponential atmosphere.
    """
    import orekit_jpype

    orekit_jpype.initVM()
    from tests.export.orbit.orekit_reader import _prepare

    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        return _answer(question)


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    from org.orekit.time import AbsoluteDate

    epoch = AbsoluteDate.J2000_EPOCH.shiftedBy(question["epoch"])
    states = _flown(question, epoch)
    frames = _frames()
    folder = Path(question["folder"])
    truth = [_position(state, frames["TOD"]) for state in states]
    files: dict[str, str] = {}
    step = question["step"]
    for name in ("EME2000", "GCRF", "TOD", "TEME", "ITRF2014"):
        turned = _turned(states, frames["ITRF" if name == "ITRF2014" else name])
        for form in ("KVN", "XML"):
            files[f"{name}.{form.lower()}"] = _oem(turned, name, form, "UTC", step)
    turned = _turned(states, frames["EME2000"])
    for scale in ("TAI", "TT", "GPS"):
        files[f"{scale}.oem"] = _oem(turned, "EME2000", "KVN", scale, step)
    for system, name in (("J2000", "EME2000"), ("ICRF", "GCRF"), ("TrueOfDate", "TOD"), ("TEMEOfDate", "TEME"),
                         ("MeanOfDate", "MOD"), ("Fixed", "ITRF")):  # fmt: skip
        files[f"{system}.e"] = _stk(states, frames[name], system)
    for name, text in files.items():
        (folder / name).write_text(text)
    return {"files": sorted(files), "truth": truth}


def _frames() -> dict[str, Any]:
    from org.orekit.frames import FramesFactory
    from org.orekit.utils import IERSConventions

    from tests.export.orbit.orekit_reader import _frames as celestial

    return celestial() | {"MOD": FramesFactory.getMOD(IERSConventions.IERS_2010),
                          "ITRF": FramesFactory.getITRF(IERSConventions.IERS_2010, True)}  # fmt: skip


def _flown(question: dict[str, Any], epoch: Any) -> list[Any]:
    """States each step, integrated with zonal harmonics to the eighth and drag."""
    from org.hipparchus.ode.nonstiff import DormandPrince853Integrator
    from org.orekit.bodies import OneAxisEllipsoid
    from org.orekit.forces.drag import DragForce, IsotropicDrag
    from org.orekit.forces.gravity import HolmesFeatherstoneAttractionModel
    from org.orekit.models.earth.atmosphere import SimpleExponentialAtmosphere
    from org.orekit.orbits import KeplerianOrbit, OrbitType, PositionAngleType
    from org.orekit.propagation import SpacecraftState
    from org.orekit.propagation.numerical import NumericalPropagator

    frames = _frames()
    still = frames["TOD"].getFrozenFrame(frames["GCRF"], epoch, "true equator of the epoch")
    a, e, i, perigee, node, mean = question["elements"]
    orbit = KeplerianOrbit(a, e, i, perigee, node, mean, PositionAngleType.MEAN, still, epoch, MU)
    propagator = NumericalPropagator(DormandPrince853Integrator(1e-3, 300.0, 1e-6, 1e-9))
    propagator.setOrbitType(OrbitType.CARTESIAN)
    count = len(ZONALS) + 2
    cosines = [[0.0] * (order + 1) for order in range(count)]
    cosines[0][0] = 1.0
    for degree, value in enumerate(ZONALS, start=2):
        cosines[degree][0] = -value
    # Normalised: unnormalised zonal coefficients divided by √(2n + 1).
    normal = [[value / math.sqrt(2 * degree + 1) for value in row] for degree, row in enumerate(cosines)]
    fixed = frames["ITRF"]
    propagator.addForceModel(HolmesFeatherstoneAttractionModel(fixed, _field(normal)))
    earth = OneAxisEllipsoid(RADIUS, 1.0 / 298.257223563, fixed)
    if question["area_per_mass"]:
        air = SimpleExponentialAtmosphere(earth, 3.6e-13, 500e3, 70e3)
        propagator.addForceModel(DragForce(air, IsotropicDrag(1000.0 * question["area_per_mass"], 2.2)))
    propagator.setInitialState(SpacecraftState(orbit).withMass(1000.0))
    generator = propagator.getEphemerisGenerator()
    propagator.propagate(epoch, epoch.shiftedBy(question["duration"]))
    flown = generator.getGeneratedEphemeris()
    steps = int(question["duration"] / question["step"] + 0.5)
    return [flown.propagate(epoch.shiftedBy(question["step"] * step)) for step in range(steps + 1)]


def _field(normal: list[list[float]]) -> Any:
    """Harmonics handed to Orekit through its own reader of gravity fields."""
    from java.io import File
    from org.orekit.data import DataContext, DirectoryCrawler
    from org.orekit.forces.gravity.potential import GravityFieldFactory, ICGEMFormatReader

    count = len(normal) - 1
    lines = ["product_type gravity_field", "modelname zonal", f"earth_gravity_constant {MU}", f"radius {RADIUS}",
             f"max_degree {count}", "errors no", "norm fully_normalized", "tide_system tide_free", "key L M C S",
             "end_of_head ==="]  # fmt: skip
    for degree, row in enumerate(normal):
        lines += [f"gfc {degree} {order} {value:.15e} 0.0" for order, value in enumerate(row)]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "zonal.gfc").write_text("\n".join(lines) + "\n")
        DataContext.getDefault().getDataProvidersManager().addProvider(DirectoryCrawler(File(folder)))
        GravityFieldFactory.clearPotentialCoefficientsReaders()
        GravityFieldFactory.addPotentialCoefficientsReader(ICGEMFormatReader("zonal.gfc", True))
        return GravityFieldFactory.getNormalizedProvider(count, 0)


def _position(state: Any, frame: Any) -> list[float]:
    return [float(part) for part in state.getPVCoordinates(frame).getPosition().toArray()]


def _turned(states: list[Any], frame: Any) -> list[Any]:
    """The same states in another frame, which need not be inertial."""
    from org.orekit.propagation import SpacecraftState
    from org.orekit.utils import AbsolutePVCoordinates

    return [SpacecraftState(AbsolutePVCoordinates(frame, state.getPVCoordinates(frame))) for state in states]


def _oem(states: list[Any], name: str, form: str, scale: str, step: float) -> str:
    from java.lang import StringBuilder
    from org.orekit.data import DataContext
    from org.orekit.files.ccsds.definitions import BodyFacade, FrameFacade, TimeSystem
    from org.orekit.files.ccsds.ndm import WriterBuilder
    from org.orekit.files.ccsds.ndm.odm import OdmHeader
    from org.orekit.files.ccsds.ndm.odm.oem import InterpolationMethod, OemMetadata, StreamingOemWriter
    from org.orekit.files.ccsds.utils.generation import KvnGenerator, XmlGenerator
    from org.orekit.utils import IERSConventions

    header = OdmHeader()
    header.setFormatVersion(2.0)
    header.setOriginator("OREKIT")
    header.setCreationDate(states[0].getDate())
    meta = OemMetadata(4)
    meta.setObjectName("INTEGRATED")
    meta.setObjectID("2026-001A")
    meta.setCenter(BodyFacade("EARTH", None))
    meta.setReferenceFrame(FrameFacade.parse(name, IERSConventions.IERS_2010, True, DataContext.getDefault(), True,
                                             True, True))  # fmt: skip
    meta.setTimeSystem(TimeSystem.valueOf(scale))
    meta.setInterpolationMethod(InterpolationMethod.HERMITE)
    meta.setInterpolationDegree(7)
    out = StringBuilder()
    lines = form == "KVN"
    generator = KvnGenerator(out, 20, "out", 0.0, 0) if lines else XmlGenerator(out, 2, "out", 0.0, True, None)
    writer = WriterBuilder().withConventions(IERSConventions.IERS_2010).buildOemWriter()
    stream = StreamingOemWriter(generator, writer, header, meta)
    segment = stream.newSegment()
    segment.init(states[0], states[-1].getDate(), step)
    for state in states:
        segment.handleStep(state)
    segment.finish(states[-1])
    stream.close()
    return str(out.toString())


def _stk(states: list[Any], frame: Any, system: str) -> str:
    """Orekit reads this format and does not write it: the positions are its own."""
    from org.orekit.time import TimeScalesFactory

    date = states[0].getDate().getComponents(TimeScalesFactory.getUTC())
    day, time = date.getDate(), date.getTime()
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.getMonth() - 1]
    lines = ["stk.v.11.0", "BEGIN Ephemeris", f"NumberOfEphemerisPoints {len(states)}",
             f"ScenarioEpoch {day.getDay()} {month} {day.getYear()} {time.getHour():02d}:{time.getMinute():02d}:"
             f"{float(time.getSecond()):09.6f}", "CentralBody Earth", f"CoordinateSystem {system}",
             "EphemerisTimePosVel"]  # fmt: skip
    for state in states:
        moving = state.getPVCoordinates(frame)
        row = (*moving.getPosition().toArray(), *moving.getVelocity().toArray())
        since = float(state.getDate().durationFrom(states[0].getDate()))
        lines.append(f"{since:.9f} " + " ".join(f"{float(one):.9e}" for one in row))
    return "\n".join([*lines, "END Ephemeris", ""])


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
