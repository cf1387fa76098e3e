"""Optical links between satellites."""

from collections.abc import Mapping
from typing import Any

from studio.physics.link import (
    SHANNON_PHOTONS_PER_BIT,
    antenna_gain,
    decibel,
    divergence,
    near_field_range,
    photons_per_bit,
    received_power,
)

Inputs = Mapping[str, Any]


def optical_budget(inputs: Inputs) -> dict[str, float]:
    """Gain, beam and received power of a link between equal telescopes."""
    aperture, wavelength, distance = inputs["aperture"], inputs["wavelength"], inputs["range"]
    angle = float(divergence(aperture, wavelength))
    left = 10.0 ** (-0.1 * inputs["loss_db"])
    return {
        "gain": float(decibel(antenna_gain(aperture, wavelength, inputs["aperture_efficiency"]))),
        "divergence": angle,
        "spot_radius": angle * distance,
        "received_power": float(received_power(
            inputs["power"], aperture, inputs["aperture_efficiency"], wavelength, distance, left)),
    }  # fmt: skip


def wavelength_channels(inputs: Inputs) -> dict[str, float]:
    """Rate and power of all channels, and the photons that carry a bit."""
    rate, power = inputs["channel_rate"], inputs["channel_power"]
    return {
        "data_rate": inputs["channels"] * rate,
        "received_power": inputs["channels"] * power,
        "photons_per_bit": float(photons_per_bit(power, inputs["wavelength"], rate)),
        "photons_per_bit_limit": SHANNON_PHOTONS_PER_BIT,
    }


def parallel_beams(inputs: Inputs) -> dict[str, float]:
    """Ranges within which apertures send all their light into equal ones."""
    return {
        f"range_{200.0 * radius:g}cm".replace(".", "_"): float(near_field_range(2.0 * radius, inputs["wavelength"]))
        for radius in inputs["radius"]
    }
