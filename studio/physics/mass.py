"""Masses with their margins. The last axis counts the items."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total

MATURITY_MARGINS: Final[Mapping[str, float]] = MappingProxyType({"off_the_shelf": 0.05, "modified": 0.10, "new": 0.20})
"""Margin on the mass of an item by its maturity [1], section 2.1 of [1]_: taken from the shelf (ECSS category A or B),
with minor changes (C), or new or much changed (D).

.. [1] ESA, "Margin philosophy for science assessment studies", SRE-PA/2011.097, issue 1, revision 3, 15 June 2012.
"""


def dry_mass(mass: ArrayLike, maturity_margin: ArrayLike, system_margin: ArrayLike = 0.0) -> Array:
    """Dry mass of a spacecraft: every item with the margin of its maturity, the sum with that of the system [kg].

    m = (1 + M) Σ mᵢ (1 + μᵢ)

    Parameters
    ----------
    mass
        Best estimate of each item [kg], shape (…, items).
    maturity_margin
        Margin μ of each item, larger the less is known of it [1]; broadcasts with `mass`.
    system_margin
        Margin M on the sum [1], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Dry mass with margins [kg], shape (…).
    """
    items = floats(mass) * (1.0 + floats(maturity_margin))
    return total(items) * (1.0 + floats(system_margin))


def mass_share(mass: ArrayLike, maturity_margin: ArrayLike) -> Array:
    """Share of each item in the sum of all, with the margins of maturity [1].

    Parameters
    ----------
    mass, maturity_margin
        As in :func:`dry_mass`, shape (…, items).

    Returns
    -------
    NDArray[np.float64]
        Shares [1], shape (…, items); they add to 1.

    Raises
    ------
    ValueError
        If nothing has any mass.
    """
    items = floats(mass) * (1.0 + floats(maturity_margin))
    whole = total(items)[..., np.newaxis]
    if not np.all(whole > 0.0):
        raise ValueError("nothing has any mass to share")
    return items / whole


def specific_power(power: ArrayLike, mass: ArrayLike) -> Array:
    """Power per mass [W/kg].

    Parameters
    ----------
    power
        Power [W].
    mass
        Mass [kg]; broadcasts with `power`.

    Returns
    -------
    NDArray[np.float64]
        Specific power [W/kg].

    Raises
    ------
    ValueError
        If the mass is not positive.
    """
    kilograms = floats(mass)
    if not np.all(kilograms > 0.0):
        raise ValueError("specific power needs a positive mass")
    return floats(power) / kilograms
