"""The published values that the radiation tests compare with, and the orbits' spectra from the shipped tables."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from studio.catalogue import radiation as tables
from studio.physics.arrays import Array
from studio.physics.degradation import JULIAN_YEAR
from studio.physics.radiation.trapped import orbit_flux

MEV = tables.MEV
MIL = 25.4e-6 * 2200.0
"""One mil of fused silica [kg/m²]."""
YEAR = JULIAN_YEAR


@cache
def published() -> dict[str, Any]:
    file = Path(__file__).resolve().parents[2] / "data" / "radiation_published.json"
    return json.loads(file.read_text(encoding="utf-8"))


def electrons(altitude_km: float, inclination_deg: float, phase: str = "max") -> Array:
    """Integral electron flux of an orbit [1/(m² s)]."""
    table = tables.trapped()
    return orbit_flux(
        1e3 * altitude_km, np.radians(inclination_deg), table.altitude, table.inclination,
        table.electrons[phase], table.floor,
    )  # fmt: skip


def protons(altitude_km: float, inclination_deg: float, phase: str = "min") -> Array:
    """Integral proton flux of an orbit [1/(m² s)]."""
    table = tables.trapped()
    return orbit_flux(
        1e3 * altitude_km, np.radians(inclination_deg), table.altitude, table.inclination,
        table.protons[phase], table.floor,
    )  # fmt: skip
