"""The temperature of a solar panel through the orbit, front and back, once it repeats itself.

The panel is two nodes, the front and the back half of its heat capacity, coupled by its conductance::

    C/2 dT_f/dt = q_f − p (1 + β (T_f − T_ref)) − ε_f σ (T_f⁴ − T_s⁴) − G (T_f − T_b)
    C/2 dT_b/dt = q_b                           − ε_b σ (T_b⁴ − T_s⁴) + G (T_f − T_b)

with the absorbed heat q and the electrical power p at reference temperature constant within each step. A panel so hot
that the straight line leaves less than no power gives none: the rest of the line would be heat from nowhere. The halves
part and meet again with the time constant C/(4 G): some seconds in a honeycomb panel, less than a tenth in a film.
Where a step holds `QUASI_STEADY` of them, the difference of the halves follows their mean without delay
(`panel_quasi_steady`). Elsewhere each step of both halves is one of Alexander's two-stage diagonally implicit
Runge–Kutta scheme [1]_. Both are of second order, L-stable, so that a film with a time constant of a second is as safe
as a honeycomb panel, and conservative: the orbit's balance closes to what Newton's method leaves, less than 1e-6 of the
heat. Newton's method runs on all steps of all orbits at once; each of its linear systems is a periodic recurrence.

Against an adaptive integration with the same heat in each of 120 steps of a 650 km orbit, a honeycomb panel
(1500–5000 J/(m²·K), 120–300 W/(m²·K)) is within 0.1 K at the end of every step and 0.03 K rms. A film (100–400
J/(m²·K)), which cools in about a step, is wrong by 1 to 5 K in or out of the shadow; its mean is within 0.2 K. The
means over the step in which the halves part take the whole difference, too much by a share C/(4 G Δt) of its change.

References
----------
.. [1] R. Alexander, "Diagonally Implicit Runge–Kutta Methods for Stiff O.D.E.'s", SIAM J. Numer. Anal. 14 (1977).
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import COSMIC_BACKGROUND
from studio.physics.panel_quasi_steady import QuasiSteadySolver
from studio.physics.panel_steps import PanelBalance
from studio.physics.panel_two_node import TwoNodeSolver

BLOCK: Final = 24576
"""Steps of all orbits solved together: the intermediate arrays stay in the processor's cache."""

SOLVERS_KEPT: Final = 4
"""Solvers that each thread keeps for its next call, some megabytes each: fresh memory costs as much time as a third of
the arithmetic, and a panel that is edited comes again with the same shapes."""

MOST_SWITCHES: Final = 12
"""How often the steps without power are looked for again."""

QUASI_STEADY: Final = 10.0
"""Time constants C/(4 G) of the difference between the halves in one step, from which on it follows without delay."""

Solver: TypeAlias = QuasiSteadySolver | TwoNodeSolver


@dataclass(frozen=True, slots=True)
class PanelOrbit:
    """One orbit of a panel in periodic steady state; arrays of shape (…, N)."""

    front: Array
    """Temperature of the front half at the end of each step [K]."""
    back: Array
    """Temperature of the back half at the end of each step [K]."""
    front_mean: Array
    """Temperature of the front half, mean over each step [K]."""
    back_mean: Array
    """Temperature of the back half, mean over each step [K]."""
    electric_power: Array
    """Electrical power taken from the panel, mean over each step [W/m²]; it belongs to `front_mean`."""
    emitted: Array
    """Net thermal emission of both faces, mean over each step [W/m²]."""


def periodic_panel_temperature(
    absorbed_front: ArrayLike,
    absorbed_back: ArrayLike,
    *,
    time_step: ArrayLike,
    heat_capacity: ArrayLike,
    conductance: ArrayLike,
    emittance_front: ArrayLike,
    emittance_back: ArrayLike,
    electric_power: ArrayLike = 0.0,
    temperature_coefficient: ArrayLike = 0.0,
    reference_temperature: ArrayLike = 298.15,
    sink_temperature: ArrayLike = COSMIC_BACKGROUND,
    together: int | None = None,
    emission: bool = True,
) -> PanelOrbit:
    """Temperatures, electrical power and emission of a panel through an orbit that repeats itself.

    Parameters
    ----------
    absorbed_front, absorbed_back
        Heat absorbed by each face before electrical power is taken away, mean over each of the N equal steps of the
        orbit [W/m²], shape (…, N).
    time_step
        Length of a step [s]. This and the following broadcast with the leading axes (…) of the heat.
    heat_capacity
        Heat capacity of the panel per area [J/(m²·K)].
    conductance
        Conductance from the front half to the back half [W/(m²·K)]; as large as wanted, but finite.
    emittance_front, emittance_back
        Emittance of each face [1].
    electric_power
        Electrical power that leaves the front half at the reference temperature, mean over each step [W/m²], shape
        (…, N); 0 where the panel is not loaded.
    temperature_coefficient
        Relative change of the electrical power with the temperature of the front half [1/K].
    reference_temperature
        Temperature to which `electric_power` belongs [K].
    sink_temperature
        Temperature of deep space [K].
    together
        Orbits of one panel, which follow one another and share its constants: each such group has, to the last digit,
        what it has alone. By default all orbits are those of one panel.
    emission
        Whether the emission is wanted; it has no steps otherwise.

    Returns
    -------
    PanelOrbit
        Arrays of shape (…, N).

    Raises
    ------
    ValueError
        If the heat capacity or the time step is not positive, or the conductance negative or not finite.
    ArithmeticError
        If no temperatures are found that balance the heat: more electrical power is taken than absorbed, or a half of
        a film that hardly conducts (some 0.1 W/(m²·K)) would have to swing below 0 K within a step.
    """
    front, back, power = np.broadcast_arrays(*map(floats, (absorbed_front, absorbed_back, electric_power)))
    parameters = (time_step, heat_capacity, conductance, emittance_front, emittance_back)
    values = [floats(each) for each in (*parameters, temperature_coefficient, reference_temperature, sink_temperature)]
    batch = np.broadcast_shapes(front.shape[:-1], *(value.shape for value in values))
    columns = [value.reshape(1) if value.size == 1 else np.broadcast_to(value, batch).reshape(-1) for value in values]
    step, capacity, through, *_ = columns
    if not (np.all(capacity > 0.0) and np.all(step > 0.0)):
        raise ValueError("the heat capacity and the time step must be positive")
    if not np.all(np.isfinite(through) & (through >= 0.0)):
        raise ValueError("the conductance must be finite and not negative")

    steps = front.shape[-1]
    series = [np.broadcast_to(each, (*batch, steps)).reshape(-1, steps) for each in (front, back, power)]
    orbits = len(series[0])
    of_one = together or orbits
    quick = np.broadcast_to(4.0 * through * step >= QUASI_STEADY * capacity, orbits)
    count = len(PanelOrbit.__slots__)
    # Of many panels each has its orbits side by side in memory, as all that reads them takes them.
    whole = np.empty((count, orbits, steps)) if of_one < orbits else np.empty((count, steps, orbits)).swapaxes(1, 2)
    for chosen, method in ((quick, QuasiSteadySolver), (~quick, TwoNodeSolver)):
        for part, groups in _blocks(chosen, steps, of_one):
            # The steps of all orbits lie side by side: shape (N, D) in place of (…, N).
            heat_f, heat_b, electric = (each[part].T for each in series)
            solver = _solver(method, electric.shape)
            own = (each if each.size == 1 else each[part] for each in columns)  # one for all costs less arithmetic
            step, capacity, through, emittance_f, emittance_b, coefficient, reference, sink = own
            scale = solver.share_of_step * step / capacity
            emitting = np.stack(np.broadcast_arrays(emittance_f, emittance_b))[:, np.newaxis] * STEFAN_BOLTZMANN
            fixed, slope, source = solver.fixed, solver.slope, solver.source
            idle: NDArray[np.bool_] | None = None
            failed = False
            for _ in range(MOST_SWITCHES):
                source[0], source[1], fixed[...] = heat_f, heat_b, electric
                if idle is not None:
                    fixed[idle] = 0.0
                np.multiply(fixed, coefficient * scale, out=slope)
                fixed *= 1.0 - coefficient * reference
                source[0] -= fixed
                source += emitting * sink**4
                source *= scale
                balance = PanelBalance(source, slope, emitting * scale, through * scale)
                try:
                    end, mean, fourth = solver.solve(balance, groups)
                except ArithmeticError:
                    if failed:
                        raise
                    # The line may have run away below no power: begin without any.
                    failed, idle = True, np.ones(fixed.shape, dtype=bool)
                    continue
                before, idle = idle, _idle(mean[0], coefficient, reference)
                if before is idle or (before is not None and idle is not None and np.array_equal(before, idle)):
                    break
            for row, each in zip(whole, (*end, *mean), strict=False):
                row[part] = each.T
            slope *= 1.0 / scale
            slope *= mean[0]
            fixed += slope
            whole[4][part] = fixed.T
            if emission:
                fourth -= sink**4
                fourth *= emitting
                whole[5][part] = np.add(fourth[0], fourth[1], out=fixed).T
    maps = [each.reshape(*batch, -1) for each in whole]
    if not emission:
        maps[-1] = maps[-1][..., :0]
    return PanelOrbit(*maps)


def _idle(front: Array, coefficient: Array, reference: Array) -> NDArray[np.bool_] | None:
    """The steps (N, D) in which the straight line of the temperature leaves no power; None where there are none."""
    edges = np.stack((front.min(axis=0), front.max(axis=0)))
    if np.all(1.0 + coefficient * (edges - reference) >= 0.0):
        return None
    found: NDArray[np.bool_] = 1.0 + coefficient * (front - reference) < 0.0
    return found


def _blocks(chosen: NDArray[np.bool_], steps: int, of_one: int) -> Iterator[tuple[slice | NDArray[np.intp], int]]:
    """Indices of the chosen orbits in blocks of about one size, and the panels in each: whole ones, or part of one.

    As slices, which spare a copy, where they can be.
    """
    indices = np.flatnonzero(chosen)
    if indices.size == 0:
        return
    room = max(1, BLOCK // steps)
    if 0 < of_one <= room and indices.size % of_one == 0:
        panels = np.array_split(indices.reshape(-1, of_one), -(-indices.size // (room // of_one * of_one)))
        parts = [(block.reshape(-1), len(block)) for block in panels]
    else:
        panels = np.split(indices, range(of_one, indices.size, of_one))
        parts = [(block, 1) for one in panels for block in np.array_split(one, -(-one.size // room))]
    for block, groups in parts:
        beside = block[-1] - block[0] == block.size - 1
        yield slice(int(block[0]), int(block[-1]) + 1) if beside else block, groups


class _Kept(threading.local):
    """The solvers of each thread, the one used last at the end."""

    def __init__(self) -> None:
        self.solvers: dict[tuple[type[Solver], tuple[int, ...]], Solver] = {}


_kept = _Kept()


def _solver(method: type[Solver], shape: tuple[int, ...]) -> Solver:
    """This thread's solver for the shape."""
    solvers = _kept.solvers
    solver = solvers.pop((method, shape), None) or method(shape)
    solvers[method, shape] = solver
    if len(solvers) > SOLVERS_KEPT:
        del solvers[next(iter(solvers))]
    return solver
