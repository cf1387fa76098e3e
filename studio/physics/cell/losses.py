"""Where the sunlight goes: from the incident power to the delivered one, without a remainder [1]_.

References
----------
.. [1] L. C. Hirst, N. J. Ekins-Daukes, "Fundamental losses in solar cells", Prog. Photovolt. 19 (2011).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total
from studio.physics.constants import ELEMENTARY_CHARGE, PLANCK, SPEED_OF_LIGHT

CLOSURE: Final = 1e-9
"""Reflectance, transmittance and absorptances may differ from 1 by so much."""


@dataclass(frozen=True, slots=True, eq=False)
class Waterfall:
    """Power per area [W/m²]: `incident`, the losses in the order in which they befall the light, and `delivered`.

    The losses and what is delivered sum to what is incident.
    """

    incident: Array
    """Power of the sunlight, shape (…)."""
    reflection: Array
    """Reflected, shape (…)."""
    transmission: Array
    """Passed through all layers, shape (…)."""
    parasitic: Array
    """Absorbed in each layer that is no absorber, shape (…, L); 0 for the absorbers."""
    below_gap: Array
    """Absorbed in each junction's layers as photons below its gap, shape (…, J)."""
    thermalisation: Array
    """Energy of the other absorbed photons above the gap, shape (…, J)."""
    collection: Array
    """Gap of the absorbed photons that give no photocurrent, shape (…, J)."""
    recombination: Array
    """Gap of the photocurrent less the junction's own maximum power without series resistance, shape (…, J)."""
    mismatch: Array
    """What the junctions lose by being in series, shape (…)."""
    series_resistance: Array
    """Heat in the series resistance and what the maximum power moves for its sake, shape (…)."""
    temperature: Array
    """What the operating temperature takes from the power at the rating temperature, shape (…): negative where the cell
    is colder, or where heat opens a junction that blocks the others."""
    delivered: Array
    """Electrical power at the operating temperature, shape (…)."""

    def lost(self) -> Array:
        """Sum of the losses [W/m²], shape (…)."""
        result = np.zeros(())
        for field in fields(self)[1:-1]:
            loss = getattr(self, field.name)
            result = result + (total(loss) if field.name in _BY_PART else loss)
        return result


_BY_PART: Final = frozenset({"parasitic", "below_gap", "thermalisation", "collection", "recombination"})


def waterfall(
    *,
    irradiance_bins: ArrayLike,
    edges: ArrayLike,
    reflectance: ArrayLike,
    transmittance: ArrayLike,
    absorptance: ArrayLike,
    junction_of_layer: Sequence[int | None],
    gaps: ArrayLike,
    photocurrents: ArrayLike,
    own_power: ArrayLike,
    ideal_power: ArrayLike,
    rated_power: ArrayLike,
    delivered_power: ArrayLike | None = None,
) -> Waterfall:
    """Losses from the incident sunlight to the delivered power, as a bookkeeping that closes.

    Parameters
    ----------
    irradiance_bins
        Mean spectral irradiance in each bin [W/m²/m], shape (W,).
    edges
        Edges of the bins, ascending [m], shape (W + 1,).
    reflectance, transmittance
        Of the whole stack in each bin [1], shape (…, W).
    absorptance
        Of each layer in each bin [1], shape (…, L, W).
    junction_of_layer
        For each layer the junction that it belongs to, from 0, or None.
    gaps
        Band gap of each junction [J], shape (…, J).
    photocurrents
        Photocurrent of each junction with which the following powers were found [A/m²], shape (…, J).
    own_power
        Maximum power of each junction on its own, without series resistance [W/m²], shape (…, J).
    ideal_power
        Maximum power of the connected junctions without series resistance [W/m²], shape (…): in series, or the sum of
        `own_power` where each has its own terminals.
    rated_power
        The same with series resistance [W/m²], shape (…).
    delivered_power
        The same at the operating temperature [W/m²], shape (…); by default the rated power.

    Returns
    -------
    Waterfall
        No loss is negative but `temperature`, as long as each photocurrent is at most what the photons above the gap
        give, and each junction's power at most photocurrent times gap over charge.

    Raises
    ------
    ValueError
        If reflectance, transmittance and absorptances do not add up to 1, or a layer names no junction.

    Notes
    -----
    A bin's photons have the wavelength λ_c of its centre, as in `photon_current`. An absorbed power P splits into
    P (1 − E_g λ_c/(hc)), which heats, and E_g times the photons; where hc/λ_c < E_g all of it is lost.
    """
    borders, energy = floats(edges), floats(gaps)
    width, centre = np.diff(borders), 0.5 * (borders[1:] + borders[:-1])
    power = floats(irradiance_bins) * width
    reflected, passed, absorbed = floats(reflectance), floats(transmittance), floats(absorptance)
    if not np.all(np.abs(reflected + passed + np.sum(absorbed, axis=-2) - 1.0) <= CLOSURE):
        raise ValueError("reflectance, transmittance and absorptances do not add up to 1")
    junctions = energy.shape[-1]
    known = all(each is None or 0 <= each < junctions for each in junction_of_layer)
    owners = np.array([junctions if each is None else each for each in junction_of_layer])
    if owners.shape != absorbed.shape[-2:-1] or not known:
        raise ValueError("each layer belongs to one of the junctions or to none")

    belongs = (owners[:, np.newaxis] == np.arange(junctions)).astype(np.float64)  # (L, J)
    in_junction = np.swapaxes(absorbed, -1, -2) @ belongs  # (…, W, J)
    share = energy[..., np.newaxis, :] * (centre / (PLANCK * SPEED_OF_LIGHT))[:, np.newaxis]  # E_g λ/(hc), (…, W, J)
    usable = share <= 1.0
    light = in_junction * power[:, np.newaxis]
    kept = np.sum(np.where(usable, light * share, 0.0), axis=-2)
    heat = np.sum(np.where(usable, light * (1.0 - share), 0.0), axis=-2)
    flowing = floats(photocurrents) * energy / ELEMENTARY_CHARGE
    own, ideal, rated = floats(own_power), floats(ideal_power), floats(rated_power)
    delivered = rated if delivered_power is None else floats(delivered_power)
    return Waterfall(
        incident=total(power),
        reflection=reflected @ power,
        transmission=passed @ power,
        parasitic=np.where(owners == junctions, absorbed @ power, 0.0),
        below_gap=np.sum(np.where(usable, 0.0, light), axis=-2),
        thermalisation=heat,
        collection=kept - flowing,
        recombination=flowing - own,
        mismatch=total(own) - ideal,
        series_resistance=ideal - rated,
        temperature=rated - delivered,
        delivered=delivered,
    )
