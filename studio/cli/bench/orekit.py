"""Orekit's side of the rows: loops that run within the Java virtual machine, from one call.

A call from Python into Java costs more than what is called here, so methods are bound to their objects as Java
functions, and a Java stream takes them through all the times. Java's classes are there only once :func:`start` has run.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from studio.cli.bench.peers import java
from studio.physics.arrays import Array
from studio.physics.constants import EARTH_FLATTENING, J2, MU_EARTH, R_EARTH, R_SUN


@cache
def start() -> None:
    """Start the virtual machine; raises Missing where Orekit or Java are not installed."""
    java()
    import jpype
    from java.util import ArrayList
    from org.orekit.time import DateComponents, OffsetModel, TimeScalesFactory, UTCTAIOffsetsLoader

    @jpype.JImplements(UTCTAIOffsetsLoader)
    class LeapSeconds:
        """The one that holds at the epoch: Orekit's Sun asks for UTC, and brings no table of its own."""

        @jpype.JOverride  # type: ignore[untyped-decorator]
        def loadOffsets(self) -> Any:
            found = ArrayList()
            found.add(OffsetModel(DateComponents(1999, 1, 1), 32))
            return found

    TimeScalesFactory.addUTCTAIOffsetsLoader(LeapSeconds())


def _frame() -> Any:
    """The mean equator and equinox of date, of Earth and Sun alike; nutation would turn both by some seconds of arc."""
    from org.orekit.frames import FramesFactory
    from org.orekit.utils import IERSConventions

    return FramesFactory.getMOD(IERSConventions.IERS_2010)


def _epoch() -> Any:
    """J2000.0, where Orekit's formula for the Sun is good: it leaves out that the perihelion turns."""
    from org.orekit.time import AbsoluteDate, TimeScalesFactory

    return AbsoluteDate(2000, 1, 1, 12, 0, 0.0, TimeScalesFactory.getTT())


def _sun() -> Any:
    from org.orekit.bodies import AnalyticalSolarPositionProvider

    return AnalyticalSolarPositionProvider()


def _earth() -> Any:
    from org.orekit.bodies import OneAxisEllipsoid

    return OneAxisEllipsoid(R_EARTH, EARTH_FLATTENING, _frame())


def _double() -> Any:
    import jpype

    return jpype.JClass("java.lang.Double").TYPE


def _method(kind: Any, thing: Any, name: str, answer: Any, *arguments: Any) -> Any:
    """A Java function of this kind that calls a method of a thing; the last arguments are those handed over next."""
    import jpype
    from java.lang.invoke import MethodHandleProxies, MethodHandles, MethodType

    signature = MethodType.methodType(answer, jpype.JArray(jpype.JClass("java.lang.Class"))(arguments))
    bound = MethodHandles.publicLookup().findVirtual(type(thing).class_, name, signature).bindTo(thing)

    def function(*fixed: Any) -> Any:
        handle = bound
        if fixed:
            handle = MethodHandles.insertArguments(bound, 1, jpype.JArray(jpype.JObject)(list(fixed)))
        return MethodHandleProxies.asInterfaceInstance(kind.class_, handle)

    return function


def _dates(times: Array) -> Any:
    import jpype
    from java.util.function import DoubleFunction
    from java.util.stream import DoubleStream
    from org.orekit.time import AbsoluteDate

    shifted = _method(DoubleFunction, _epoch(), "shiftedBy", AbsoluteDate.class_, _double())()
    return DoubleStream.of(jpype.JArray(jpype.JDouble)(times)).mapToObj(shifted).toArray()


def vectors(found: Any) -> Array:
    """(n, 3) of an array of Java vectors."""
    return np.array([[each.getX(), each.getY(), each.getZ()] for each in found])


def kepler(axis: float, tilt: float, node: float, place: float, times: Array) -> Callable[[], Any]:
    """Positions on a two-body orbit at times [s], when called."""
    from java.util import Arrays
    from java.util.function import Function
    from org.hipparchus.geometry.euclidean.threed import Vector3D
    from org.orekit.frames import Frame
    from org.orekit.orbits import KeplerianOrbit, PositionAngleType
    from org.orekit.propagation.analytical import KeplerianPropagator
    from org.orekit.time import AbsoluteDate

    orbit = KeplerianOrbit(axis, 0.0, tilt, 0.0, node, place, PositionAngleType.MEAN, _frame(), _epoch(), MU_EARTH)
    position = _method(Function, KeplerianPropagator(orbit), "getPosition", Vector3D.class_, AbsoluteDate.class_,
                       Frame.class_)(_frame())  # fmt: skip
    dates = _dates(times)
    return lambda: Arrays.stream(dates).map(position).toArray()


def sun() -> Array:
    """(3,) Where the Sun stands at the epoch, by Orekit's formula [m]."""
    there = _sun().getPosition(_epoch(), _frame())
    return np.array([there.getX(), there.getY(), there.getZ()])


def lighting(positions: Array) -> Callable[[], Array]:
    """Visible shares of the Sun at positions (n, 3) [m] at the epoch, when called."""
    from java.util import ArrayList, Arrays
    from java.util.function import ToDoubleFunction
    from org.hipparchus.geometry.euclidean.threed import Vector3D
    from org.orekit.forces.radiation import IsotropicRadiationSingleCoefficient, SolarRadiationPressure
    from org.orekit.orbits import CartesianOrbit
    from org.orekit.propagation import SpacecraftState
    from org.orekit.utils import TimeStampedPVCoordinates

    pressure = SolarRadiationPressure(_sun(), _earth(), IsotropicRadiationSingleCoefficient(1.0, 1.0))
    states = ArrayList()
    date, speed = _epoch(), Vector3D(0.0, 0.0, 7000.0)
    for x, y, z in positions.tolist():
        here = TimeStampedPVCoordinates(date, Vector3D(x, y, z), speed)
        states.add(SpacecraftState(CartesianOrbit(here, _frame(), MU_EARTH)))
    ratio = _method(ToDoubleFunction, pressure, "getLightingRatio", _double(), SpacecraftState.class_)()
    array = states.toArray()
    return lambda: np.array(Arrays.stream(array).mapToDouble(ratio).toArray())


def passages(axis: float, tilt: float, node: float, place: float, duration: float) -> list[float]:
    """Times [s] at which penumbra and umbra begin and end, of an orbit about the oblate Earth."""
    from org.orekit.attitudes import FrameAlignedProvider
    from org.orekit.orbits import CircularOrbit, PositionAngleType
    from org.orekit.propagation import PropagationType
    from org.orekit.propagation.analytical import EcksteinHechlerPropagator
    from org.orekit.propagation.events import EclipseDetector, EventsLogger
    from org.orekit.propagation.events.handlers import ContinueOnEvent

    orbit = CircularOrbit(axis, 0.0, 0.0, tilt, node, place, PositionAngleType.MEAN, _frame(), _epoch(), MU_EARTH)
    propagator = EcksteinHechlerPropagator(
        orbit, FrameAlignedProvider(_frame()), 1.0, R_EARTH, MU_EARTH, -J2, 0.0, 0.0, 0.0, 0.0, PropagationType.MEAN)
    logs = []
    for umbra in (True, False):
        detector = EclipseDetector(_sun(), R_SUN, _earth())
        detector = detector.withUmbra() if umbra else detector.withPenumbra()
        detector = detector.withMaxCheck(120.0).withThreshold(1e-3).withHandler(ContinueOnEvent())
        logs.append(EventsLogger())
        propagator.addEventDetector(logs[-1].monitorDetector(detector))
    epoch = _epoch()
    propagator.propagate(epoch, epoch.shiftedBy(duration))
    return sorted(
        float(event.getState().getDate().durationFrom(epoch)) for log in logs for event in log.getLoggedEvents())
