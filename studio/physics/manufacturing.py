"""What it takes to build a given power of solar arrays in a year. Years run along the last axis."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

_LOGISTIC_STEEPNESS = 10.0
"""Of the S-curve between its ends: half of the growth falls within a fifth of the time."""


def ramp_power(progress: ArrayLike, first: ArrayLike, target: ArrayLike, shape: str) -> Array:
    """Power built in a year on the way from the first year to the target [W].

    Linear: P₁ + (P − P₁) x. Exponential: P₁ (P / P₁)^x. Logistic: P₁ + (P − P₁) s(x), where s is the logistic curve
    1 / (1 + exp(−10 (x − ½))) moved and stretched so that it begins at 0 and ends at 1.

    Parameters
    ----------
    progress
        Share x of the time to the target that has passed [1]; beyond 0 and 1 the ends hold.
    first, target
        Power P₁ of the first year and P of every year from the target on [W].
    shape
        "linear", "exponential" or "logistic".

    Returns
    -------
    NDArray[np.float64]
        Power built in that year [W].

    Raises
    ------
    ValueError
        If the shape is not known, or a curve that grows by a factor begins at nothing.
    """
    way = np.clip(floats(progress), 0.0, 1.0)
    low, high = floats(first), floats(target)
    if shape == "linear":
        line: Array = low + (high - low) * way
        return line
    if shape == "exponential":
        if np.any(low <= 0.0) or np.any(high <= 0.0):
            raise ValueError("a ramp that grows by the same factor every year cannot begin or end at nothing")
        # The ends are met to the last digit, where the power of a ratio would miss them by rounding.
        met: Array = np.where(way >= 1.0, high, low * (high / low) ** way)
        return met
    if shape == "logistic":
        half = np.tanh(0.25 * _LOGISTIC_STEEPNESS)
        rise = 0.5 * (1.0 + np.tanh(0.5 * _LOGISTIC_STEEPNESS * (way - 0.5)) / half)
        curve: Array = low + (high - low) * rise
        return curve
    raise ValueError(f"there is no ramp of the shape “{shape}”")


def cell_area(power: ArrayLike, efficiency: ArrayLike, flux: ArrayLike) -> Array:
    """Area of cells that gives a power in full sunlight, A = P / (S η) [m²].

    Parameters
    ----------
    power
        Power at the beginning of life [W].
    efficiency
        Of the cells in that light [1].
    flux
        Sunlight S on them [W/m²].

    Returns
    -------
    NDArray[np.float64]
        Area [m²].

    Raises
    ------
    ValueError
        If the cells would give nothing.
    """
    density = floats(efficiency) * floats(flux)
    if np.any(density <= 0.0):
        raise ValueError("cells that give no power cannot be counted by the watt")
    return floats(power) / density


def array_area(cells: ArrayLike, packing: ArrayLike) -> Array:
    """Area of arrays that hold an area of cells, A / k [m²].

    Parameters
    ----------
    cells
        Area of the cells [m²].
    packing
        Share k of the array that is cell [1], above 0.

    Returns
    -------
    NDArray[np.float64]
        Area [m²].
    """
    return floats(cells) / floats(packing)


def layer_mass(area: ArrayLike, thickness: ArrayLike, density: ArrayLike, coverage: ArrayLike = 1.0) -> Array:
    """Mass of a layer over an area, m = A d ρ · coverage [kg].

    Parameters
    ----------
    area
        [m²]
    thickness
        Of the layer where it is [m].
    density
        [kg/m³]
    coverage
        Share of the area that it covers [1].

    Returns
    -------
    NDArray[np.float64]
        Mass [kg].
    """
    return floats(area) * floats(thickness) * floats(density) * floats(coverage)


def wafer_count(
    cells: ArrayLike, wafer_area: ArrayLike, used: ArrayLike = 1.0, production_yield: ArrayLike = 1.0
) -> Array:
    """Wafers that have to be started for an area of good cells, N = A / (a u y) [1].

    Parameters
    ----------
    cells
        Area of good cells [m²].
    wafer_area
        Area a of one wafer [m²].
    used
        Share u of the wafer that becomes cell [1].
    production_yield
        Share y of the wafers that become good cells [1].

    Returns
    -------
    NDArray[np.float64]
        Wafers, not rounded [1].
    """
    return floats(cells) / (floats(wafer_area) * floats(used) * floats(production_yield))


def ingot_mass(
    wafers: ArrayLike,
    wafer_area: ArrayLike,
    thickness: ArrayLike,
    density: ArrayLike,
    *,
    kerf: ArrayLike = 0.0,
    ingot_yield: ArrayLike = 1.0,
) -> Array:
    """Raw material that is melted for a number of wafers, m = N a (d + kerf) ρ / y [kg].

    Parameters
    ----------
    wafers
        Wafers cut [1].
    wafer_area, thickness, density
        Of a wafer [m²], [m], [kg/m³].
    kerf
        Thickness that each cut turns into dust [m].
    ingot_yield
        Share y of the melt that is cut into wafers and dust [1]; the rest is crown, tail and slabs.

    Returns
    -------
    NDArray[np.float64]
        Mass [kg].
    """
    cut = floats(wafers) * floats(wafer_area) * (floats(thickness) + floats(kerf)) * floats(density)
    return cut / floats(ingot_yield)


def production_lines(power: ArrayLike, line_power: ArrayLike, utilisation: ArrayLike = 1.0) -> Array:
    """Lines that build a power in a year, N = P / (p u) [1].

    Parameters
    ----------
    power
        Built in a year [W].
    line_power
        What one line can build in a year at full load [W].
    utilisation
        Share u of that which it does build [1].

    Returns
    -------
    NDArray[np.float64]
        Lines, not rounded [1].
    """
    return floats(power) / (floats(line_power) * floats(utilisation))


def lines_installed(needed: ArrayLike, life: ArrayLike) -> Array:
    """Lines that have to be set up in each year, so that those in use are never fewer than needed [1].

    A line is in use for `life` years from that in which it is set up. Lines that are not needed any more are kept to
    the end of their life.

    Parameters
    ----------
    needed
        Lines needed in each year [1], shape (…, years).
    life
        Whole years that a line is used, at least 1, shape (…).

    Returns
    -------
    NDArray[np.float64]
        Lines set up [1], shape (…, years).
    """
    wanted, used = floats(needed), np.asarray(life)
    new = np.zeros(np.broadcast_shapes(wanted.shape, (*used.shape, 1)))
    years = np.arange(wanted.shape[-1])
    longest = int(used.max())
    for year in range(wanted.shape[-1]):
        begin = max(year - longest + 1, 0)
        working = new[..., begin:year]
        if used.ndim:
            working = working * (years[begin:year] > year - used[..., np.newaxis])
        working = working.sum(axis=-1)
        lacking = wanted[..., year] - working
        # What only rounding leaves open is no line.
        new[..., year] = np.where(lacking > 1e-12 * wanted[..., year], lacking, 0.0)
    return new


def power_in_orbit(built: ArrayLike, life: ArrayLike) -> Array:
    """Power in orbit at the end of each year, with nothing taken off for ageing before the end of life [W].

    What is built in a year goes up evenly through it and is taken out of service when its life is over: of a year's
    satellites the share clip(life − age, 0, 1) is still there, age being the whole years since that year ended.

    Parameters
    ----------
    built
        Power built and launched in each year [W], shape (…, years).
    life
        Life of a satellite [years].

    Returns
    -------
    NDArray[np.float64]
        Power [W], shape (…, years).
    """
    made = floats(built)
    years = np.arange(made.shape[-1])
    age = years[:, np.newaxis] - years
    kept = np.where(age >= 0, np.clip(floats(life) - age, 0.0, 1.0), 0.0)
    orbit: Array = np.einsum("...j,ij->...i", made, kept)
    return orbit
