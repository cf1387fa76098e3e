"""Optical links between satellites: from the transmitted power to photons per bit and bits per second.

References
----------
.. [1] Google, "Towards a future space-based, highly scalable AI infrastructure system design", arXiv:2511.19468v2
       (2025): budget over 5,000 km, near-field range, wavelength channels, photons per bit.
.. [2] H. T. Friis, "A note on a simple transmission formula", Proceedings of the IRE 34, 254-256 (1946).
.. [3] G. Goubau, F. Schwering, "On the guided propagation of electromagnetic wave beams", IRE Transactions on Antennas
       and Propagation 9, 248-256 (1961); η = 1 − exp(−τ²) is the usual approximation of its efficiency.
.. [4] M. Toyoshima et al., "Optimum divergence angle of a Gaussian beam wave in the presence of random jitter in
       free-space laser communication systems", Journal of the Optical Society of America A 19, 567-571 (2002).
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.constants import PLANCK, SPEED_OF_LIGHT
from studio.text import tr

SHANNON_PHOTONS_PER_BIT = 2.0 * math.log(2.0)
"""Fewest photons per bit that [1]_ compares receivers with, 2 ln 2."""


def decibel(ratio: ArrayLike) -> Array:
    """10 log₁₀ of a ratio [dB]; any shape, −∞ for nought."""
    with np.errstate(divide="ignore"):
        return np.asarray(10.0 * np.log10(floats(ratio)))


def antenna_gain(aperture: ArrayLike, wavelength: ArrayLike, efficiency: ArrayLike = 1.0) -> Array:
    """Gain η (π D/λ)² of a round aperture of diameter D [m] at a wavelength λ [m]; shapes broadcast [1]_."""
    return np.asarray(floats(efficiency) * np.square(np.pi * floats(aperture) / floats(wavelength)))


def divergence(aperture: ArrayLike, wavelength: ArrayLike) -> Array:
    """Half angle 1.22 λ/D to the first dark ring of a round aperture [rad]; shapes broadcast [1]_."""
    return np.asarray(1.22 * floats(wavelength) / floats(aperture))


def path_loss(distance: ArrayLike, wavelength: ArrayLike) -> Array:
    """Free-space path loss (4π d/λ)² as a ratio above one; shapes broadcast [2]_."""
    return np.asarray(np.square(4.0 * np.pi * floats(distance) / floats(wavelength)))


def near_field_range(aperture: ArrayLike, wavelength: ArrayLike) -> Array:
    """Range π a²/λ [m] within which an aperture of radius a sends all its light into an equal one [1]_."""
    return np.asarray(np.pi * np.square(0.5 * floats(aperture)) / floats(wavelength))


def spatial_streams(aperture: ArrayLike, wavelength: ArrayLike, distance: ArrayLike) -> Array:
    """Parallel beams that n × n small apertures in the place of one can carry side by side.

    Parameters
    ----------
    aperture : array_like
        Diameter of the whole [m].
    wavelength : array_like
        [m]
    distance : array_like
        [m]; all broadcast together.

    Returns
    -------
    ndarray
        n² with the largest n for which the near-field range of the radius a/n, π a²/(λ n²), reaches `distance`
        [1]_; 1 beyond the near field.
    """
    reach = near_field_range(aperture, wavelength) / floats(distance)
    side = np.floor(np.sqrt(reach) * (1.0 + 1e-12))
    return np.asarray(np.square(np.maximum(side, 1.0)))


def collected_share(aperture: ArrayLike, wavelength: ArrayLike, distance: ArrayLike) -> Array:
    """Share of the sent light that an equal aperture collects, before efficiencies and losses.

    Returns
    -------
    ndarray
        1 − exp(−τ²), τ² = (A/(λ d))² with the area A of each aperture [3]_: far away it is τ², the product of both
        gains and the free-space loss [2]_; close by it goes to one. Shapes broadcast.
    """
    area = 0.25 * np.pi * np.square(floats(aperture))
    return np.asarray(-np.expm1(-np.square(area / (floats(wavelength) * floats(distance)))))


def beam_half_width(aperture: ArrayLike, wavelength: ArrayLike) -> Array:
    """Half angle w at 1/e² of the Gaussian beam that falls off about its axis as the main lobe of a round aperture.

    The lobe of a round aperture begins as 1 − (π D θ/λ)²/4, a Gaussian beam as 1 − 2 θ²/w²: w = 2√2 λ/(π D) [rad].
    """
    return np.asarray(2.0 * math.sqrt(2.0) * floats(wavelength) / (np.pi * floats(aperture)))


def pointing_share(half_width: ArrayLike, jitter: ArrayLike, outage: ArrayLike) -> Array:
    """Share of the light on axis that a jittering beam delivers for all but a share `outage` of the time.

    Parameters
    ----------
    half_width : array_like
        Half angle of the beam at 1/e² [rad].
    jitter : array_like
        Standard deviation of the pointing error about each of two axes, without bias [rad].
    outage : array_like
        Share of the time with less light than that [-], above 0 and below 1; all broadcast together.

    Returns
    -------
    ndarray
        p^(1/β) with β = w²/(4 σ²): the light of a Gaussian beam under Gaussian jitter lies below the share x for x^β
        of the time [4]_.

    Raises
    ------
    ValueError
        If the outage does not lie between 0 and 1.
    """
    return np.asarray(10.0 ** (-0.1 * pointing_loss(half_width, jitter, outage)))


def pointing_loss(half_width: ArrayLike, jitter: ArrayLike, outage: ArrayLike) -> Array:
    """The share of `pointing_share` as a loss, −10 log₁₀ p · 4 σ²/w² [dB]: finite where the share itself is too small
    for a number. Same arguments; ValueError as there [4]_."""
    share = floats(outage)
    if np.any((share <= 0.0) | (share >= 1.0)):
        raise ValueError(tr("the outage of a link lies between 0 and 1"))
    return np.asarray(-decibel(share) * 4.0 * np.square(floats(jitter) / floats(half_width)))


def mean_pointing_share(half_width: ArrayLike, jitter: ArrayLike) -> Array:
    """Mean share of the light on axis that a jittering beam delivers, β/(1 + β); arguments of `pointing_share` [4]_."""
    return np.asarray(1.0 / (1.0 + 4.0 * np.square(floats(jitter) / floats(half_width))))


def received_power(
    transmitted: ArrayLike,
    aperture: ArrayLike,
    efficiency: ArrayLike,
    wavelength: ArrayLike,
    distance: ArrayLike,
    share: ArrayLike = 1.0,
) -> Array:
    """Power that arrives at the detector of an equal terminal.

    Parameters
    ----------
    transmitted : array_like
        Optical power sent [W].
    aperture : array_like
        Diameter of either telescope [m].
    efficiency : array_like
        Of either aperture [-].
    wavelength, distance : array_like
        [m]
    share : array_like
        What pointing and all other losses leave [-]; all broadcast together.

    Returns
    -------
    ndarray
        P η² (1 − exp(−τ²)) L [W]; far away Friis's P G² (λ/4π d)² L [2]_.

    Raises
    ------
    ValueError
        If the distance is not positive.
    """
    if np.any(floats(distance) <= 0.0):
        raise ValueError(tr("a link needs a distance above nought"))
    collected = collected_share(aperture, wavelength, distance)
    return np.asarray(floats(transmitted) * np.square(floats(efficiency)) * collected * floats(share))


def photon_energy(wavelength: ArrayLike) -> Array:
    """Energy h c/λ of a photon [J] at a wavelength [m]; any shape."""
    return np.asarray(PLANCK * SPEED_OF_LIGHT / floats(wavelength))


def photons_per_bit(power: ArrayLike, wavelength: ArrayLike, rate: ArrayLike) -> Array:
    """Photons received per bit, power λ/(h c rate): power [W], wavelength [m], rate [bit/s]; shapes broadcast [1]_."""
    return np.asarray(floats(power) / (photon_energy(wavelength) * floats(rate)))


def data_rate(power: ArrayLike, wavelength: ArrayLike, required: ArrayLike, capacity: ArrayLike) -> Array:
    """Bits per second that a received power carries.

    Parameters
    ----------
    power : array_like
        Received [W].
    wavelength : array_like
        [m]
    required : array_like
        Photons per bit that the receiver needs [-].
    capacity : array_like
        What the channels carry at most [bit/s]; all broadcast together.

    Returns
    -------
    ndarray
        min(capacity, P λ/(h c N)) [bit/s]: where light is scarce the rate is lowered until every bit has its photons.
    """
    return np.asarray(np.minimum(floats(capacity), photons_per_bit(power, wavelength, required)))
