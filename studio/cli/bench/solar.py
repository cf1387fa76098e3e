"""Rows on the cell: optics of a stack, its curve, and its limit, beside the packages that do the same."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.catalogue.spectrum import spectrum
from studio.cli.bench.case import Measured, Run
from studio.cli.bench.clock import side_by_side
from studio.cli.bench.peers import peer, version
from studio.cli.bench.row import Accuracy
from studio.physics.arrays import Array
from studio.physics.cell.detailed_balance import limit
from studio.physics.cell.diode import Diode, maximum_power
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE, PLANCK, SPEED_OF_LIGHT
from studio.physics.optics.stack_light import stack_light
from studio.text import mark

FILMS = 10
Indices = NDArray[np.complexfloating[Any, Any]]
Stack = tuple[Indices, Array, Array, Indices]


def stack(wavelengths: int) -> Stack:
    """Indices and thicknesses of a cell: transparent, weakly and strongly absorbing films on silicon."""
    random = np.random.default_rng(2026)
    waves = np.linspace(300e-9, 1200e-9, wavelengths)
    slope = (600e-9 / waves) ** 0.2
    index = random.uniform(1.4, 3.0, (FILMS, 1)) * slope + 1j * (10.0 ** random.uniform(-4.0, -0.5, (FILMS, 1))) * slope
    return index, random.uniform(10e-9, 300e-9, FILMS), waves, np.asarray(3.6 * slope + 0.01j)


def optics(index: Indices, thickness: Array, waves: Array, behind: Indices) -> tuple[Array, Array, Array]:
    """Reflectance, transmittance and absorptance of each layer."""
    light = stack_light(index, thickness, (True,) * FILMS, waves, exit_index=behind)
    return light.reflectance, light.transmittance, light.absorptance


def optics_by_tmm(index: Indices, thickness: Array, waves: Array, behind: Indices) -> tuple[Array, Array, Array]:
    """The same by tmm, wavelength by wavelength, as it is made to be called."""
    tmm = peer("tmm")
    depths = [np.inf, *thickness, np.inf]
    found = [tmm.coh_tmm("s", [1.0, *index[:, one], behind[one]], depths, 0.0, wave) for one, wave in enumerate(waves)]
    absorbed = np.array([tmm.absorp_in_each_layer(each)[1:-1] for each in found]).T
    return np.array([each["R"] for each in found]), np.array([each["T"] for each in found]), absorbed


def transfer_matrix(run: Run) -> Measured:
    case = stack(run.size(500, 40))
    pairs = zip(optics_by_tmm(*case), optics(*case), strict=True)
    apart = max(float(np.max(np.abs(np.asarray(theirs) - own))) for theirs, own in pairs)
    mine, their = side_by_side([lambda: optics(*case), lambda: optics_by_tmm(*case)], run.rounds)
    return Measured(ours=mine.scaled(1e3), theirs=their.scaled(1e3), peer=version("tmm"),
                    accuracy=Accuracy(apart, 1e-9, "", mark("largest difference of a share of the light")))  # fmt: skip


def diode_curve(run: Run) -> Measured:
    pvlib = peer("pvlib.pvsystem", "pvlib")
    random = np.random.default_rng(1)
    count = run.size(10_000, 100)
    light, heat = random.uniform(100.0, 500.0, count), random.uniform(250.0, 400.0, count)
    cells = Diode(light, np.array(1e-8), np.array(1.1), np.array(0.0), np.array(1e-5), np.array(1.0), heat)
    thermal = cells.ideality_1 * np.asarray(cells.temperature) * (BOLTZMANN / ELEMENTARY_CHARGE)

    def theirs() -> Array:
        return np.asarray(pvlib.singlediode(cells.photocurrent, cells.saturation_1, cells.series_resistance,
                                            cells.shunt_resistance, thermal, method="lambertw")["p_mp"])  # fmt: skip

    def ours() -> Array:
        return np.asarray(maximum_power(cells).power)

    apart = float(np.max(np.abs(theirs() / ours() - 1.0)))
    mine, their = side_by_side([ours, theirs], run.size(7, 2))
    return Measured(ours=mine.rate(count), theirs=their.rate(count), peer=version("pvlib"),
                    accuracy=Accuracy(apart, 1e-6, "", mark("largest relative difference of the power")))  # fmt: skip


def detailed_balance(run: Run) -> Measured:
    sun = spectrum("am0")
    gaps = np.linspace(0.9, 1.8, run.size(50, 4)) * ELEMENTARY_CHARGE
    theirs_of = quadrature(sun.wavelength, sun.irradiance)

    def ours() -> Array:
        return np.asarray(limit(gaps[:, None], sun.wavelength, sun.irradiance))

    def theirs() -> Array:
        return np.array([theirs_of(float(gap)) for gap in gaps])

    apart = float(np.max(np.abs(ours() - theirs())))
    mine, their = side_by_side([ours, theirs], run.size(7, 2))
    return Measured(ours=mine.rate(len(gaps)), theirs=their.rate(len(gaps)), peer=version("scipy"),
                    accuracy=Accuracy(apart, 1e-4, "", mark("largest difference of the efficiency")))  # fmt: skip


def quadrature(wavelength: Array, irradiance: Array, temperature: float = 298.15) -> Callable[[float], float]:
    """Shockley and Queisser's limit of a gap [J], by adaptive integration and a bounded search."""
    from scipy.integrate import quad
    from scipy.optimize import minimize_scalar

    thermal = BOLTZMANN * temperature
    factor = 2.0 * np.pi * ELEMENTARY_CHARGE / (PLANCK**3 * SPEED_OF_LIGHT**2)
    whole = float(np.trapezoid(irradiance, wavelength))

    def efficiency(gap: float) -> float:
        edge = PLANCK * SPEED_OF_LIGHT / gap
        inside = wavelength < edge
        waves = np.append(wavelength[inside], edge)
        photons = np.append(irradiance[inside], np.interp(edge, wavelength, irradiance)) * waves
        current = ELEMENTARY_CHARGE * float(np.trapezoid(photons, waves)) / (PLANCK * SPEED_OF_LIGHT)
        dark, _ = quad(lambda x: (gap + thermal * x) ** 2 * np.exp(-x), 0.0, 60.0, epsrel=1e-10)
        saturation = float(factor * thermal * dark * np.exp(-gap / thermal))

        def power(voltage: float) -> float:
            return -voltage * (current - saturation * float(np.expm1(ELEMENTARY_CHARGE * voltage / thermal)))

        found = minimize_scalar(power, bounds=(0.0, gap / ELEMENTARY_CHARGE), method="bounded", options={"xatol": 1e-9})
        return -float(found.fun) / whole

    return efficiency


