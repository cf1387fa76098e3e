"""Orekit flies states about an oblate Earth, in a process of its own; see :mod:`tests.export.orbit.orekit_reader`."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.export.orbit import orekit_reader
from tests.orekit import ask_module


def fly(question: dict[str, Any]) -> dict[str, list[list[float]]]:
    """Positions [m] in EME2000 of each of `states`, flown from `begin` to `times` [s of TT since J2000.0].

    `states`: by a name the six numbers [m, m/s] in EME2000, `begin` and `times`; `earth`: mu, radius, j2.
    """
    return ask_module("tests.export.orbit.orekit_flight", question, orekit_reader.SECONDS)


def answer(question: dict[str, Any]) -> dict[str, list[list[float]]]:
    """What Orekit finds."""
    import orekit_jpype

    orekit_jpype.initVM()
    with tempfile.TemporaryDirectory() as folder:
        orekit_reader._prepare(Path(folder))
        return {name: _flown(question["earth"], **one) for name, one in question["states"].items()}


def _flown(earth: dict[str, float], state: list[float], begin: float, times: list[float]) -> list[list[float]]:
    from org.hipparchus.geometry.euclidean.threed import Vector3D
    from org.hipparchus.ode.nonstiff import DormandPrince853Integrator
    from org.orekit.forces.gravity import J2OnlyPerturbation
    from org.orekit.orbits import CartesianOrbit, OrbitType
    from org.orekit.propagation import SpacecraftState
    from org.orekit.propagation.numerical import NumericalPropagator
    from org.orekit.time import AbsoluteDate
    from org.orekit.utils import TimeStampedPVCoordinates

    frames = orekit_reader._frames()
    date = AbsoluteDate.J2000_EPOCH.shiftedBy(begin)
    here = TimeStampedPVCoordinates(date, Vector3D(*state[:3]), Vector3D(*state[3:]))
    propagator = NumericalPropagator(DormandPrince853Integrator(1e-3, 300.0, 1e-11, 1e-11))
    propagator.setOrbitType(OrbitType.CARTESIAN)
    propagator.addForceModel(J2OnlyPerturbation(earth["mu"], earth["radius"], earth["j2"], frames["TOD"]))
    propagator.setInitialState(SpacecraftState(CartesianOrbit(here, frames["EME2000"], earth["mu"])))
    return [[float(part) for part in propagator.propagate(AbsoluteDate.J2000_EPOCH.shiftedBy(time))
             .getPVCoordinates(frames["EME2000"]).getPosition().toArray()] for time in times]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
