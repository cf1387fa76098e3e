"""Several junctions on one cell: in series between two terminals, or each with its own terminals.

In series all junctions carry the same current and their voltages add. Instead of the current, the voltage x of the
junction that carries the least is the free variable: it gives the current without iteration,
J = J_ph − S(x), stays well conditioned where that junction blocks in reverse bias, and leaves the voltages of the
others to the equation of `junction`. With D = S′ of each junction and R the sum of the series resistances::

    dJ/dx = −D(x)        dV/dJ = −W,   W = Σ 1/D + R        d²V/dJ² = −Σ S″/D³

V falls with J and is concave in it, so J V has one maximum, where J W = V.

The last axis counts the junctions, from the sunny side. A resistance that the whole string shares, such as that of
the contacts, is the series resistance of the last junction: only the sum matters.
"""

from dataclasses import dataclass, fields, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats, total
from studio.physics.cell.diode import IDEALITY_2, Diode, MaximumPower, maximum_power, power_point
from studio.physics.cell.junction import Junctions
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE

STEPS: Final = 80
"""Steps of the safeguarded Newton method at most; three are usual."""

NOTHING: Final = 1e-60
"""Current [A/m²] or voltage [V] that is none: its reciprocal must remain a number."""

HALVING: Final = 4
"""In each round of so many steps one halves the bounds, unless the search is about to end."""

NEAR: Final = 1e-5
"""Step, in the junction's and in the string's voltage, over the thermal voltage, whose square no longer counts: it is
taken along the tangent, and the search is over."""

FAITHFUL: Final = 1e-3
"""Change of the voltage and of the current, over themselves, in a last step towards the maximum power."""

CLOSE: Final = 1e-11
"""The same in the junction's voltage alone, for a step that halves the bounds or sees the string's voltage jump."""


@dataclass(frozen=True, slots=True, eq=False)
class CurrentMatching:
    """How far the photocurrents of a string are from one another."""

    surplus: Array
    """Each junction's photocurrent over the smallest, minus 1 [1], shape (…, J)."""
    limiting: NDArray[np.intp]
    """Index of the junction with the smallest photocurrent, shape (…)."""


def current_matching(photocurrents: ArrayLike) -> CurrentMatching:
    """Surplus photocurrent of each junction over the one that limits the string.

    Parameters
    ----------
    photocurrents
        Photocurrents [A/m²], shape (…, J).

    Returns
    -------
    CurrentMatching
        Surplus of shape (…, J), infinite beside a junction without photocurrent, and the limiting index.
    """
    currents = floats(photocurrents)
    least = np.min(currents, axis=-1, keepdims=True)
    with np.errstate(over="ignore"):  # beside next to nothing a surplus is infinite, too
        surplus = np.divide(currents - least, least, out=np.full(currents.shape, np.inf), where=least > 0.0)
    return CurrentMatching(np.where(currents == least, 0.0, surplus), np.argmin(currents, axis=-1))


def _sum(values: Array) -> Array:
    """As `total`, without its checks: the sums of one string cost more in calls than in additions."""
    result: Array = np.add.reduce(values, axis=-1)
    return result


def _junctions(values: Array) -> Junctions:
    """The junctions from the fields of a `Diode` along the first axis."""
    _, saturation_1, ideality, saturation_2, _, shunt, temperature = values[: len(fields(Diode))]
    thermal = temperature * (BOLTZMANN / ELEMENTARY_CHARGE)
    return Junctions(1.0 / shunt, (saturation_1, saturation_2), (ideality * thermal, IDEALITY_2 * thermal))


class _String:
    """Junctions in series, the one that carries the least first."""

    def __init__(self, diode: Diode) -> None:
        values = np.stack(np.broadcast_arrays(*(np.atleast_1d(getattr(diode, each.name)) for each in fields(diode))))
        photocurrent, *_, series, shunt, _ = values
        voltage = _junctions(values).voltage(photocurrent)
        # What each carries at most when all the others push it: the light, and what the shunt lets through.
        carried = photocurrent + _sum(voltage)[..., np.newaxis] / shunt
        first = carried.argmin(axis=-1)[..., np.newaxis]
        order = np.arange(values.shape[-1])
        order = np.where(order == 0, first, np.where(order == first, 0, order))
        values = np.take_along_axis(np.concatenate([values, voltage[np.newaxis]]), order[np.newaxis], axis=-1)
        self.photocurrent, self.open_circuit = values[0], values[-1]
        self.light, self.lights = self.photocurrent[..., 0], self.photocurrent[..., 1:]
        self.resistance = _sum(series)
        self.first, self.others = _junctions(values[..., 0]), _junctions(values[..., 1:])
        self._last: tuple[Array, Array, Array] | None = None

    def at(self, inner: Array) -> "_State":
        """The string where the first junction has the voltage `inner` [V]."""
        drawn, slope, bend = self.first.slopes(inner)
        current = self.light - drawn
        rest_current = self.lights - current[..., np.newaxis]
        # x is concave in the current: the tangent of the last call lies above it, as a start of Newton's method must.
        tangent = None
        if self._last is not None and self._last[0].shape == rest_current.shape:
            before, voltages, slopes = self._last
            tangent = voltages + (rest_current - before) / slopes
        rest, slopes, bends = self.others.solve(rest_current, tangent)
        self._last = rest_current, rest, slopes
        voltage = inner + _sum(rest) - current * self.resistance
        fall = 1.0 / slope + _sum(1.0 / slopes) + self.resistance
        return _State(current, voltage, slope, fall, bend / slope**3 + _sum(bends / slopes**3))


class _State(NamedTuple):
    current: Array
    """J [A/m²]."""
    voltage: Array
    """V [V]."""
    slope: Array
    """D of the first junction [S/m²]."""
    fall: Array
    """W = −dV/dJ [Ω·m²]."""
    curve: Array
    """−d²V/dJ² [Ω·m⁴/A]."""

    def part(self, index: int) -> "_State":
        """The state of one of the searches that run side by side."""
        return _State(*(each[index] for each in self))

    def to_maximum(self) -> tuple[Array, NDArray[np.bool_]]:
        """Newton step [V] on ln J + ln W − ln V, which is nearly linear in x, and whether the maximum is further right.

        The step is NaN where there is no logarithm.
        """
        flowing = self.current > NOTHING
        driving = flowing & (self.voltage > NOTHING)
        current, voltage = np.where(driving, self.current, 1.0), np.where(driving, self.voltage, 1.0)
        excess = np.log(current * self.fall / voltage)
        descent = self.slope * (1.0 / current + self.curve / self.fall + self.fall / voltage)
        return np.where(driving, excess / descent, np.nan), np.where(driving, excess > 0.0, flowing)

    def to_short_circuit(self) -> tuple[Array, NDArray[np.bool_]]:
        """Newton step [V] on the string's voltage, and whether the short circuit is further right."""
        return -self.voltage / (self.slope * self.fall), self.voltage < 0.0


def series_curve(diode: Diode, points: int = 200) -> tuple[Array, Array]:
    """Voltages and currents of junctions in series from short circuit to open circuit, exact.

    Parameters
    ----------
    diode
        Junctions of shape (…, J).
    points
        Number of points, at least 2: equal steps of the limiting junction's voltage.

    Returns
    -------
    voltage, current : NDArray[np.float64]
        Voltage of the string [V] and current density [A/m²], shape (…, points).
    """
    string = _String(diode)
    inner, _, _ = _solve(string)
    state = string.at(np.linspace(inner[1], string.open_circuit[..., 0], points))
    # Rounding may leave the ends a little beyond the axes.
    voltage, current = np.maximum(state.voltage, 0.0), np.maximum(state.current, 0.0)
    return np.moveaxis(voltage, 0, -1), np.moveaxis(current, 0, -1)


def series_maximum_power(diode: Diode) -> MaximumPower:
    """Maximum power of junctions in series between two terminals, and the ends of their curve.

    Parameters
    ----------
    diode
        Junctions of shape (…, J); J may be 1.

    Returns
    -------
    MaximumPower
        Arrays of shape (…), to 1e-9 of the power. Where a junction without photocurrent blocks the string, the power
        is what its shunt lets through, and 0 without one.
    """
    string = _String(diode)
    _, *found = _solve(string)
    (current, short_circuit), (voltage, _) = (np.maximum(each, 0.0) for each in found)
    return power_point(voltage, current, _sum(string.open_circuit), short_circuit)


def independent_maximum_power(diode: Diode) -> Array:
    """Sum of the maximum powers of junctions with terminals of their own [W/m²].

    Parameters
    ----------
    diode
        Junctions of shape (…, J), each with its own series resistance.

    Returns
    -------
    NDArray[np.float64]
        Power density [W/m²], shape (…).
    """
    return total(np.atleast_1d(maximum_power(diode).power))


def without_series_resistance(diode: Diode) -> Diode:
    """The same junctions behind perfect contacts."""
    return replace(diode, series_resistance=np.zeros(()))


def _solve(string: _String) -> tuple[Array, Array, Array]:
    """First junction's voltage, current and string's voltage at maximum power [0] and at short circuit [1].

    Newton's method between bounds, which are halved where a step would leave them.
    """
    end, whole = string.open_circuit[..., 0], _sum(string.open_circuit)
    scale = string.first.scale
    least = np.minimum(scale, whole)  # in next to no light the whole curve is shorter than the thermal voltage
    inner, low, high = np.empty((3, 2, *end.shape))
    # At short circuit x = R J − Σ others, and no other junction exceeds its open-circuit voltage.
    low[...], high[...] = end - whole, end
    inner[0] = end - np.minimum(scale * np.log1p(whole / scale), 0.5 * whole)
    inner[1] = 0.9 * low[1]
    done = np.zeros(inner.shape, dtype=np.bool_)
    for count in range(STEPS):
        state = string.at(inner)
        step, right = np.empty_like(inner), np.empty_like(done)
        step[0], right[0] = state.part(0).to_maximum()
        step[1], right[1] = state.part(1).to_short_circuit()
        gain = state.slope * state.fall  # dV/dx
        near = np.abs(step) * (1.0 + gain) <= NEAR * least
        # Where the logarithms are large the step is small beside them, but not the way that is left.
        near[0] &= np.abs(step[0]) * gain[0] <= FAITHFUL * state.voltage[0]
        near[0] &= np.abs(step[0]) * state.slope[0] <= FAITHFUL * state.current[0]
        low, high = np.where(right, inner, low), np.where(right, high, inner)
        target = inner + step
        useful = (target >= low) & (target <= high)
        if count % HALVING == HALVING - 1:  # Newton's method may run to and fro where another junction takes over
            useful &= np.abs(step) < 0.01 * scale
        step = np.where(useful, step, 0.5 * (low + high) - inner)
        near &= useful
        done |= near | (np.abs(step) <= CLOSE * least)
        if done.all():
            break
        inner = np.where(done, inner, inner + step)
    step = np.where(near, step, 0.0)
    return inner + step, state.current - state.slope * step, state.voltage + gain * step
