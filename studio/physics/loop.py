"""The loop that carries heat: flow, pressure, the power of the pump, films on walls, and the limit of heat pipes."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

LAMINAR = 2300.0
"""Reynolds number below which pipe flow is laminar."""
TURBULENT = 4000.0
"""Reynolds number above which it is turbulent; between the two the laws are joined in a straight line."""


def mass_flow(heat: ArrayLike, specific_heat: ArrayLike, rise: ArrayLike) -> Array:
    """Flow that takes up heat with a rise in temperature, Q / (c_p ΔT) [kg/s].

    Parameters
    ----------
    heat
        Heat taken up [W].
    specific_heat
        Of the fluid [J/(kg·K)].
    rise
        From supply to return [K].

    Returns
    -------
    NDArray[np.float64]
        Mass flow [kg/s].

    Raises
    ------
    ValueError
        If the fluid does not warm up, so that no flow is large enough.
    """
    taken = floats(specific_heat) * floats(rise)
    if not np.all(taken > 0.0):
        raise ValueError("a loop that does not warm up carries no heat")
    return np.asarray(floats(heat) / taken, dtype=np.float64)


def pipe_diameter(flow: ArrayLike, density: ArrayLike, velocity: ArrayLike) -> Array:
    """Inner diameter at which a flow has a velocity, √(4 ṁ / (π ρ v)) [m].

    Parameters
    ----------
    flow
        Mass flow [kg/s].
    density
        Of the fluid [kg/m³].
    velocity
        Mean over the section [m/s].

    Returns
    -------
    NDArray[np.float64]
        Diameter [m].
    """
    return np.asarray(np.sqrt(4.0 * floats(flow) / (np.pi * floats(density) * floats(velocity))), dtype=np.float64)


def reynolds_number(density: ArrayLike, velocity: ArrayLike, diameter: ArrayLike, viscosity: ArrayLike) -> Array:
    """Reynolds number of pipe flow, ρ v d / µ [1].

    Parameters
    ----------
    density
        [kg/m³]
    velocity
        [m/s]
    diameter
        [m]
    viscosity
        Dynamic viscosity [Pa·s].

    Returns
    -------
    NDArray[np.float64]
        [1]
    """
    return np.asarray(floats(density) * floats(velocity) * floats(diameter) / floats(viscosity), dtype=np.float64)


def friction_factor(reynolds: ArrayLike) -> Array:
    """Darcy friction factor of a smooth pipe [1].

    64/Re in laminar flow, (0.79 ln Re − 1.64)⁻² in turbulent flow [1]_, and a straight line between.

    Parameters
    ----------
    reynolds
        Reynolds number [1].

    Returns
    -------
    NDArray[np.float64]
        [1]

    References
    ----------
    .. [1] B. S. Petukhov, "Heat Transfer and Friction in Turbulent Pipe Flow with Variable Physical Properties",
       Advances in Heat Transfer 6, 503 (1970), equation (13).
    """
    re = np.maximum(floats(reynolds), 1e-6)
    laminar = 64.0 / np.minimum(re, LAMINAR)
    turbulent = (0.79 * np.log(np.maximum(re, TURBULENT)) - 1.64) ** -2
    return _joined(re, laminar, turbulent)


def nusselt_number(reynolds: ArrayLike, prandtl: ArrayLike) -> Array:
    """Nusselt number of developed flow in a smooth round tube [1].

    48/11 in laminar flow under uniform heating; in turbulent flow Gnielinski's
    (f/8)(Re − 1000) Pr / (1 + 12.7 √(f/8) (Pr^⅔ − 1)) [1]_; a straight line between.

    Parameters
    ----------
    reynolds, prandtl
        [1]

    Returns
    -------
    NDArray[np.float64]
        [1]

    References
    ----------
    .. [1] V. Gnielinski, "New Equations for Heat and Mass Transfer in Turbulent Pipe and Channel Flow",
       International Chemical Engineering 16, 359 (1976).
    """
    re, pr = np.broadcast_arrays(floats(reynolds), floats(prandtl))
    fast = np.maximum(re, TURBULENT)
    eighth = friction_factor(fast) / 8.0
    turbulent = eighth * (fast - 1000.0) * pr / (1.0 + 12.7 * np.sqrt(eighth) * (pr ** (2.0 / 3.0) - 1.0))
    return _joined(re, np.full(re.shape, 48.0 / 11.0), turbulent)


def pressure_drop(
    length: ArrayLike, diameter: ArrayLike, density: ArrayLike, velocity: ArrayLike, viscosity: ArrayLike
) -> Array:
    """Pressure that the friction of a smooth pipe takes, f (L/d) ρ v²/2 [Pa].

    Parameters
    ----------
    length
        Of the pipe, there and back [m].
    diameter
        Inner [m].
    density
        [kg/m³]
    velocity
        [m/s]
    viscosity
        Dynamic viscosity [Pa·s].

    Returns
    -------
    NDArray[np.float64]
        [Pa]
    """
    friction = friction_factor(reynolds_number(density, velocity, diameter, viscosity))
    dynamic = floats(density) * floats(velocity) ** 2 / 2.0
    return np.asarray(friction * floats(length) / floats(diameter) * dynamic, dtype=np.float64)


def pumping_power(flow: ArrayLike, density: ArrayLike, pressure: ArrayLike, efficiency: ArrayLike) -> Array:
    """Electrical power that drives a flow against a pressure, ṁ Δp / (ρ η) [W].

    Parameters
    ----------
    flow
        Mass flow [kg/s].
    density
        [kg/m³]
    pressure
        All losses of pressure around the loop [Pa].
    efficiency
        Of pump and motor together [1].

    Returns
    -------
    NDArray[np.float64]
        [W]
    """
    return np.asarray(floats(flow) * floats(pressure) / (floats(density) * floats(efficiency)), dtype=np.float64)


def heat_pipe_load(heat: ArrayLike, area: ArrayLike, pitch: ArrayLike, length: ArrayLike) -> Array:
    """Transport that each heat pipe of a panel has to give, heat times effective length [W·m].

    Pipes of the panel's length ℓ lie side by side at a pitch p, so there are A/(p ℓ) of them. A pipe that takes up heat
    at one end and gives it off evenly all along has the effective length ℓ/2 [1]_.

    Parameters
    ----------
    heat
        Heat that the panel rejects [W].
    area
        Planform [m²].
    pitch
        Distance between neighbouring pipes [m].
    length
        Of each pipe [m].

    Returns
    -------
    NDArray[np.float64]
        [W·m]

    References
    ----------
    .. [1] D. A. Reay, P. A. Kew and R. J. McGlen, "Heat Pipes", 6th edition (2014), section 2.3.
    """
    pipes = floats(area) / (floats(pitch) * floats(length))
    return np.asarray(floats(heat) / pipes * floats(length) / 2.0, dtype=np.float64)


def _joined(re: Array, laminar: Array, turbulent: Array) -> Array:
    share = np.clip((re - LAMINAR) / (TURBULENT - LAMINAR), 0.0, 1.0)
    return np.asarray(laminar + share * (turbulent - laminar), dtype=np.float64)
