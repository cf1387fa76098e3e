"""Makes resources/radiation/ranges.json: ranges of protons and electrons in fused silica.

For developers, not for the studio: `python packaging/range_tables.py resources/radiation/ranges.json`.

Protons: the electronic stopping power of SiO2 in ICRU Report 49 (1993), in the fit that Geant4 holds (G4BraggModel), up
to 1 MeV; the Bethe formula from 4 MeV; blended between. Electrons: the collision stopping power of Berger and Seltzer
(ICRU Report 37, 1984) with the density effect of Sternheimer, and a radiative share of Z T/800 MeV. Ranges are the
integrals of the inverse, in the continuous-slowing-down approximation.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

PROTON_MEV = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0,
    4.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 70.0, 100.0, 150.0, 200.0, 300.0, 500.0,
]  # fmt: skip
ELECTRON_MEV = [
    0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0,
    10.0, 20.0, 50.0,
]  # fmt: skip
ELECTRON, PROTON = 0.51099895, 938.272088  # rest energies [MeV]
K, Z_OVER_A, MEAN_Z, EXCITATION = 0.307075, 0.49930, 10.8, 139.2e-6  # MeV cm2/g, -, -, MeV
SLOW, FIT = 8.049, (9.099, 9257.0, 384.6, 0.01007)  # SiO2, energy in keV per atomic mass unit
PER_MOLECULE = 6.02214076e23 / 60.0843 * 1e-21  # eV/(1e15 molecules/cm2) in MeV cm2/g
DENSITY_EFFECT = (4.0560, 0.1500, 3.0140, 0.08408, 3.5064)  # C, x0, x1, a, m of Sternheimer


def proton_stopping(energy: Any) -> Any:
    """Stopping power [MeV cm²/g] at energies [MeV]."""
    reduced = 1e3 * energy / 1.007276
    low = FIT[0] * reduced**0.45
    high = FIT[1] / reduced * np.log(1.0 + FIT[2] / reduced + FIT[3] * reduced)
    fitted = np.where(reduced < 10.0, SLOW * np.sqrt(reduced), low * high / (low + high)) * PER_MOLECULE
    fast = np.maximum(energy, 0.5)  # the formula is used above 1 MeV
    gamma = 1.0 + fast / PROTON
    beta2 = 1.0 - gamma**-2.0
    ratio = ELECTRON / PROTON
    most = 2.0 * ELECTRON * beta2 * gamma**2 / (1.0 + 2.0 * gamma * ratio + ratio**2)
    logarithm = 0.5 * np.log(2.0 * ELECTRON * beta2 * gamma**2 * most / EXCITATION**2)
    bethe = K * Z_OVER_A / beta2 * (logarithm - beta2)
    share = np.clip(np.log(energy) / np.log(4.0), 0.0, 1.0)
    return (1.0 - share) * fitted + share * bethe


def electron_stopping(energy: Any) -> Any:
    """Stopping power [MeV cm²/g] at energies [MeV]."""
    tau = energy / ELECTRON
    gamma = 1.0 + tau
    beta2 = 1.0 - gamma**-2.0
    c, x0, x1, a, m = DENSITY_EFFECT
    x = np.log10(np.sqrt(gamma**2 - 1.0))
    bend = np.where(x < x1, a * np.maximum(x1 - x, 0.0) ** m, 0.0)
    density = np.maximum(np.where(x < x0, 0.0, 2.0 * np.log(10.0) * x - c + bend), 0.0)
    f = 1.0 - beta2 + (tau**2 / 8.0 - (2.0 * tau + 1.0) * np.log(2.0)) / gamma**2
    excitation = np.log(tau**2 * (tau + 2.0) / (2.0 * (EXCITATION / ELECTRON) ** 2))
    collision = 0.5 * K * Z_OVER_A / beta2 * (excitation + f - density)
    return collision * (1.0 + MEAN_Z * energy / 800.0)


def ranges(energies: list[float], stopping: Callable[[Any], Any], power: float) -> list[float]:
    """Ranges [g/cm²]; below the first energy the range is taken to go as E**power."""
    fine = np.geomspace(energies[0], energies[-1], 4000)
    inverse = 1.0 / stopping(fine)
    steps = 0.5 * (inverse[1:] + inverse[:-1]) * np.diff(fine)
    total = fine[0] * inverse[0] / power + np.concatenate(([0.0], np.cumsum(steps)))
    return [float(f"{value:.6g}") for value in np.interp(energies, fine, total)]


def main(target: str) -> None:
    made = {
        "about": "Continuous-slowing-down ranges in fused silica as areal density; any cover counts by its own.",
        "proton": {
            "energy_MeV": PROTON_MEV,
            "range_g_cm2": ranges(PROTON_MEV, proton_stopping, 0.5),
            "source": "Computed by packaging/range_tables.py: stopping power of SiO2 of ICRU Report 49 (1993) in the "
            "fit of Geant4 G4BraggModel to 1 MeV, Bethe formula with I = 139.2 eV from 4 MeV; no nuclear stopping",
            "date": "2026-11-26",
            "confidence": "derived",
        },
        "electron": {
            "energy_MeV": ELECTRON_MEV,
            "range_g_cm2": ranges(ELECTRON_MEV, electron_stopping, 1.75),
            "source": "Computed by packaging/range_tables.py: Berger and Seltzer collision stopping power of SiO2 with "
            "the Sternheimer density effect, I = 139.2 eV, Z/A = 0.4993, radiative share Z T/800 MeV",
            "date": "2026-11-26",
            "confidence": "derived",
        },
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(made, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
