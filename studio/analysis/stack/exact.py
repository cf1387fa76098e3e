"""Trapped particles computed exactly for one orbit, as the text in which a design keeps them."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.analysis.exact_flux import ExactFlux
from studio.analysis.result import FloatArray
from studio.text import mark, tr

_SAME_ALTITUDE: Final = 10.0
_SAME_INCLINATION: Final = 1e-4
"""An orbit within so many metres and radians is the one that was computed."""


def to_text(altitude: float, inclination: float, flux: ExactFlux) -> str:
    """One line for the orbit [m], [rad], then one for each energy [J] and flux [1/(m²·s)]."""
    lines = [f"orbit {float(altitude)!r} {float(inclination)!r}"]
    for kind, energies, values in (
        ("electron", flux.electron_energy, flux.electron_flux), ("proton", flux.proton_energy, flux.proton_flux),
    ):  # fmt: skip
        lines += [f"{kind} {energy:.6g} {value:.6g}" for energy, value in zip(energies, values, strict=True)]
    return "\n".join(lines)


@lru_cache(maxsize=16)
def of_text(text: str) -> tuple[float, float, ExactFlux]:
    """Altitude [m], inclination [rad] and fluxes in the text.

    Raises
    ------
    ValueError
        Where it is not what :func:`to_text` writes.
    """
    try:
        rows = [line.split() for line in text.splitlines()]
        (_, altitude, inclination), *others = rows
        columns = {kind: np.array([[float(one), float(two)] for name, one, two in others if name == kind])
                   for kind in ("electron", "proton")}  # fmt: skip
        good = rows[0][0] == "orbit" and all(
            table.ndim == 2 and len(table) > 1 and np.all(np.isfinite(table)) and np.all(np.diff(table[:, 0]) > 0.0)
            and np.all(table >= 0.0) and table[0, 0] > 0.0 for table in columns.values()
        )  # fmt: skip
        place = float(altitude), float(inclination)
    except ValueError:
        good = False
    if not good or not np.all(np.isfinite(place)):
        raise ValueError(tr(mark("ageing.exact_flux: is not a table of trapped particles")))
    electron, proton = columns["electron"], columns["proton"]
    return (*place, ExactFlux(electron[:, 0], electron[:, 1], proton[:, 0], proton[:, 1]))


def exact_for(text: str, altitude: float, inclination: float) -> ExactFlux | None:
    """The exact fluxes in `text`, or None where there are none or they are of another orbit."""
    if not text:
        return None
    return of_text(text)[2] if _near(text, altitude, inclination) else None


def exact_for_many(text: str, altitude: FloatArray | float, inclination: FloatArray | float) -> ExactFlux | None:
    """As :func:`exact_for`, of orbits for which it is the same.

    Raises
    ------
    ValueError
        Where some of the orbits are the one that was computed, and others are not: they have no common energies.
    """
    near = _near(text, altitude, inclination)
    if np.any(near) and not np.all(near):
        raise ValueError("some of the orbits are the one whose particles are known exactly, and some are not")
    return of_text(text)[2] if np.all(near) else None


def _near(text: str, altitude: FloatArray | float, inclination: FloatArray | float) -> NDArray[np.bool_]:
    of_altitude, of_inclination, _ = of_text(text)
    near: NDArray[np.bool_] = ((np.abs(of_altitude - altitude) <= _SAME_ALTITUDE)
                               & (np.abs(of_inclination - inclination) <= _SAME_INCLINATION))  # fmt: skip
    return near
