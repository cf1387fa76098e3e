"""Centre of mass and moments of inertia of boxes put together, and the torque that gravity exerts on them."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def centre_of_mass(mass: ArrayLike, centre: ArrayLike) -> Array:
    """Common centre of mass of bodies [m].

    Parameters
    ----------
    mass
        Mass of each body [kg], shape (…, bodies).
    centre
        Centre of each [m], shape (…, bodies, 3).

    Returns
    -------
    NDArray[np.float64]
        Centre of mass [m], shape (…, 3).

    Raises
    ------
    ValueError
        If there is no mass.
    """
    masses = floats(mass)
    whole = masses.sum(axis=-1)
    if not np.all(whole > 0.0):
        raise ValueError("nothing has any mass to be in balance")
    weighted: Array = np.einsum("...b,...bk->...k", masses, floats(centre)) / whole[..., np.newaxis]
    return weighted


def inertia_tensor(mass: ArrayLike, centre: ArrayLike, size: ArrayLike) -> Array:
    """Inertia tensor of uniform boxes with parallel sides, about their common centre of mass [kg·m²].

    I = Σ m [ (|s|² 1 − s sᵀ) / 12 on the diagonal + (|d|² 1 − d dᵀ) ], with the sides s of a box and the distance d of
    its centre: the box and the parallel-axis theorem [1]_.

    Parameters
    ----------
    mass
        Mass of each box [kg], shape (…, boxes).
    centre
        Centre of each [m], shape (…, boxes, 3).
    size
        Sides of each along x, y and z [m], shape (…, boxes, 3); a plate has one side of zero.

    Returns
    -------
    NDArray[np.float64]
        Tensor [kg·m²], shape (…, 3, 3).

    Raises
    ------
    ValueError
        If there is no mass.

    References
    ----------
    .. [1] H. Goldstein, C. Poole, J. Safko, "Classical Mechanics", 3rd ed., 2002, section 5.3.
    """
    masses, sides = floats(mass), floats(size)
    distance = floats(centre) - centre_of_mass(mass, centre)[..., np.newaxis, :]
    squared = sides**2
    own = (squared.sum(axis=-1, keepdims=True) - squared) / 12.0
    reach = np.sum(distance**2, axis=-1)
    identity = np.eye(3)
    each = own[..., np.newaxis] * identity + reach[..., np.newaxis, np.newaxis] * identity
    each = each - distance[..., :, np.newaxis] * distance[..., np.newaxis, :]
    tensor: Array = np.einsum("...b,...bij->...ij", masses, each)
    return tensor


def gravity_gradient_torque(mu: ArrayLike, radius: ArrayLike, tensor: ArrayLike) -> Array:
    """Largest torque of the gravity gradient over all attitudes [N·m].

    T = 3/2 · µ/r³ · (I_max − I_min), with the axis of least inertia 45° off the vertical [1]_.

    Parameters
    ----------
    mu
        Gravitational parameter [m³/s²].
    radius
        Distance from the centre of the Earth [m], shape (…).
    tensor
        Inertia tensor [kg·m²], shape (…, 3, 3).

    Returns
    -------
    NDArray[np.float64]
        Torque [N·m], shape (…).

    References
    ----------
    .. [1] J. R. Wertz (ed.), "Spacecraft Attitude Determination and Control", 1978, section 17.2.1.
    """
    principal = np.linalg.eigvalsh(floats(tensor))
    return 1.5 * floats(mu) / floats(radius) ** 3 * (principal[..., -1] - principal[..., 0])
