"""Data between satellites and to the ground, and whether the workload's traffic fits."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import is_many, over, plain, select, varies, whole
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design, Issue
from studio.design.link import Link as LinkPart
from studio.design.quantity import (
    ANGLE,
    BEAM_ANGLE,
    DATA,
    DATA_PER_ENERGY,
    DATA_RATE,
    DECIBEL,
    DURATION,
    LENGTH,
    MASS,
    NUMBER,
    OPTICAL_POWER,
    POWER,
    RATIO,
)
from studio.design.unit_text import display
from studio.physics import downlink, link
from studio.physics.constants import DAY, R_EARTH
from studio.text import mark, tr

_PAPER = "arXiv:2511.19468v2 (Friis); close by, 1 − exp(−τ²) after Goubau and Schwering 1961"
_TELESCOPE = ("link.aperture", "link.wavelength")
_GROUND = ("orbit.semi_major_axis", "orbit.inclination", "link.station_latitude", "link.station_elevation")
_WERTZ = "Wertz 2001, §9.1: coverage of a latitude, averaged over a revolution; longitudes equally likely"
_CEILING = "Turyshev, arXiv:2604.27197, names 148, 14.8 and 1.48 GB/kWh as ceilings"
_LOWEST_RAY = 100e3


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    distance: float | None = result(
        mark("Link range"), LENGTH, equation="distance to the neighbour, or as given", source="Definition",
        inputs=("link.range_from", "link.range", "constellation.spacing_along"), optional=True)
    gain: float = result(
        mark("Telescope gain"), DECIBEL, equation="10 log₁₀ η (π D/λ)²", source="arXiv:2511.19468v2",
        inputs=(*_TELESCOPE, "link.aperture_efficiency"))
    divergence: float = result(
        mark("Beam divergence"), BEAM_ANGLE, equation="1.22 λ/D", source="arXiv:2511.19468v2", inputs=_TELESCOPE)
    spot_radius: float | None = result(
        mark("Spot radius"), LENGTH, equation="divergence · range, not below the telescope's radius",
        source="arXiv:2511.19468v2", unit="m", inputs=("link.divergence", "link.distance", "link.aperture"),
        optional=True)
    path_loss: float | None = result(
        mark("Path loss"), DECIBEL, equation="20 log₁₀ (4π d/λ)", source="Friis 1946",
        inputs=("link.distance", "link.wavelength"), optional=True)
    pointing_loss: float = result(
        mark("Pointing loss"), DECIBEL, equation="−10 log₁₀ p^(4σ²/w²), w = 2√2 λ/(π D), p the outage",
        source="Toyoshima et al. 2002, JOSA A 19, 567", inputs=("link.pointing_jitter", "link.outage", *_TELESCOPE))
    received_power: float | None = result(
        mark("Received power"), OPTICAL_POWER, equation="P η² (1 − exp(−(A/λd)²)) · losses", source=_PAPER, unit="µW",
        inputs=("link.transmit_power", "link.aperture_efficiency", *_TELESCOPE, "link.distance", "link.pointing_loss",
                "link.implementation_loss"), optional=True)
    received_level: float | None = result(
        mark("Received level, over 1 mW"), DECIBEL, equation="10 log₁₀ (received power / 1 mW)", source="Definition",
        inputs=("link.received_power",), optional=True)
    photons_received: float | None = result(
        mark("Photons per bit at full rate"), NUMBER, equation="received power λ/(h c · channels · channel rate)",
        source="arXiv:2511.19468v2", unit="",
        inputs=("link.received_power", "link.wavelength", "link.channels", "link.channel_rate"), optional=True)
    margin: float | None = result(
        mark("Link margin"), DECIBEL, equation="10 log₁₀ (photons per bit / those required)", source="Definition",
        inputs=("link.photons_received", "link.photons_per_bit"), optional=True)
    capacity: float = result(
        mark("Channel capacity"), DATA_RATE, equation="channels · channel rate · parallel beams", source="Definition",
        inputs=("link.channels", "link.channel_rate", "link.streams"), unit="Tbit/s")
    data_rate: float | None = result(
        mark("Data rate of a link"), DATA_RATE,
        equation="min(beams · channels · channel rate, P λ/(h c N)) with N photons per bit; beams as decided, at most "
                 "as the near field lets; they share the light",
        source="arXiv:2511.19468v2", unit="Tbit/s",
        inputs=("link.received_power", "link.photons_per_bit", "link.capacity", "link.streams_limit"), optional=True)
    near_field_range: float = result(
        mark("Near-field range"), LENGTH, equation="π a²/λ", source="arXiv:2511.19468v2", inputs=_TELESCOPE)
    streams_limit: int | None = result(
        mark("Parallel beams at most"), NUMBER, equation="⌊√(π a²/(λ d))⌋², at least 1", source="arXiv:2511.19468v2",
        unit="", inputs=("link.near_field_range", "link.distance"), optional=True)
    terminals_mass: float = result(
        mark("Terminals, mass"), MASS, equation="terminals · terminal mass", source="Definition",
        inputs=("link.terminals", "link.terminal_mass"))
    terminals_power: float = result(
        mark("Terminals, power"), POWER, equation="terminals · terminal power", source="Definition", unit="W",
        inputs=("link.terminals", "link.terminal_power"))
    satellite_rate: float | None = result(
        mark("Data rate of a satellite"), DATA_RATE, equation="terminals · data rate", source="Definition",
        unit="Tbit/s", inputs=("link.terminals", "link.data_rate"), optional=True)
    traffic_rate: float | None = result(
        mark("Traffic between satellites"), DATA_RATE, equation="accelerators · traffic per accelerator",
        source="Definition", unit="Tbit/s", inputs=("payload.accelerators", "link.accelerator_traffic"), optional=True)
    ranges: FloatArray = result(
        mark("Ranges"), LENGTH, equation="near-field range · 10^(−1.5 … 3.5), evenly in the logarithm",
        source="Definition", inputs=("link.near_field_range",))
    rate_ranges: FloatArray = result(
        mark("Data rate against range"), DATA_RATE, equation="data rate with one beam at each range", source=_PAPER,
        inputs=("link.ranges", "link.transmit_power", *_TELESCOPE, "link.capacity"), unit="Tbit/s")
    rate_ranges_multiplexed: FloatArray = result(
        mark("Data rate against range, parallel beams"), DATA_RATE,
        equation="with as many parallel beams as the near field lets", source=_PAPER,
        inputs=("link.ranges", "link.rate_ranges", "link.near_field_range"), unit="Tbit/s")
    coverage_angle: float = result(
        mark("Coverage angle"), ANGLE, equation="Λ = arccos(R cos ε / a) − ε", source=_WERTZ, inputs=_GROUND)
    contact_day: float = result(
        mark("Contact a day and station"), DURATION, equation="86,400 s · mean of Δλ/π over a revolution",
        source=_WERTZ, inputs=_GROUND)
    network_share: float = result(
        mark("Time with a station in view"), RATIO,
        equation="mean of min(1, stations · Δλ/π): stations evenly spaced in longitude", source=_WERTZ,
        inputs=(*_GROUND, "link.stations"))
    clear_share: float = result(
        mark("Time with a clear station in view"), RATIO, equation="1 − (1 − p)^k for the k stations in view, mean",
        source="Independent clouds: Birch et al. 2023, JOCN 15, 415, find little correlation over a continent",
        inputs=("link.network_share", "link.clear_sky", "link.stations"))
    site_diversity: float = result(
        mark("Some station is clear"), RATIO, equation="1 − (1 − p)^stations",
        source="Independent clouds; nearer stations share weather and have less",
        inputs=("link.clear_sky", "link.stations"))
    downlink_day: float = result(
        mark("Data to the ground a day"), DATA,
        equation="86,400 s · (optical rate · links through clear sky + radio rate · links)/8; links: min(N share, "
                 "stations · terminals); in a cluster share · min(N, terminals)",
        source="Queue bound; rates as decided",
        inputs=("link.optical_rate", "link.radio_rate", "link.clear_share", "link.network_share",
                "link.stations", "link.station_terminals", "constellation.satellites"))
    downlink_satellite_day: float = result(
        mark("Data to the ground a day, each satellite"), DATA, equation="all / satellites", source="Definition",
        inputs=("link.downlink_day", "constellation.satellites"))
    bytes_per_energy: float | None = result(
        mark("Data to the ground per energy"), DATA_PER_ENERGY,
        equation="data a day / (satellites · payload power · compute time · day)", source=_CEILING,
        inputs=("link.downlink_day", "constellation.satellites", "power.payload_power", "payload.availability"),
        optional=True)
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Link:
    """The budget of one link, the rate over range, and the way down."""
    part, flock, many = design.link, tables["constellation"], is_many(tables)
    distance = part.range if part.range_from == "given" else flock.spacing_along
    one_beam = part.channels * part.channel_rate
    pointing = plain(link.pointing_loss(link.beam_half_width(part.aperture, part.wavelength), part.pointing_jitter,
                                        part.outage))  # fmt: skip
    near = plain(link.near_field_range(part.aperture, part.wavelength))
    found: dict[str, Any] = {}
    if distance is not None and np.any(part.terminals > 0):
        found = _budget(part, distance, pointing, tables["payload"].accelerators)
    ground = _ground(design, tables)
    return Link(
        **found,
        **ground,
        **(_NOT_VIEWED if many else _ranges(part, near, pointing)),
        gain=plain(link.decibel(link.antenna_gain(part.aperture, part.wavelength, part.aperture_efficiency))),
        divergence=plain(link.divergence(part.aperture, part.wavelength)),
        pointing_loss=pointing,
        capacity=one_beam * part.streams,
        near_field_range=near,
        terminals_mass=part.terminals * part.terminal_mass,
        terminals_power=part.terminals * part.terminal_power,
        issues=() if many else tuple(_issues(design, tables, found, ground)),
    )


_NOT_VIEWED: dict[str, Any] = {"ranges": None, "rate_ranges": None, "rate_ranges_multiplexed": None}
"""What only views of one design read, many have not."""


def _ranges(part: LinkPart, near: float, pointing: float) -> dict[str, Any]:
    """The data rate over the range."""
    ranges = near * np.logspace(-1.5, 3.5, 51)
    streams = link.spatial_streams(part.aperture, part.wavelength, ranges)
    return {
        "ranges": read_only(ranges),
        "rate_ranges": read_only(_rate(part, ranges, pointing)),
        "rate_ranges_multiplexed": read_only(_rate(part, ranges, pointing, streams)),
    }


def _received(part: LinkPart, distance: Any, loss: Any = 0.0) -> Any:
    """Received power [W] after a loss [dB]."""
    losses = 10.0 ** (-0.1 * loss)
    return link.received_power(
        part.transmit_power, part.aperture, part.aperture_efficiency, part.wavelength, distance, losses
    )


def _rate(part: LinkPart, distance: Any, pointing: Any, beams: Any = 1) -> Any:
    """Data rate at each distance [bit/s] of beams that share the light, after a pointing loss [dB]."""
    capacity = beams * part.channels * part.channel_rate
    return link.data_rate(
        _received(part, distance, pointing + part.implementation_loss), part.wavelength, part.photons_per_bit, capacity
    )


def _budget(part: LinkPart, distance: Any, pointing: Any, accelerators: Any) -> dict[str, Any]:
    """The budget of one link; of many designs it is NaN where one has no terminals or no neighbour."""
    exists = (part.terminals > 0) & ~np.isnan(distance)
    away = np.where(exists, distance, 1.0) if varies(exists) else distance
    # In decibels, since a beam that jitters widely delivers less than the smallest number.
    lossless, loss = plain(_received(part, away)), pointing + part.implementation_loss
    received = plain(_received(part, away, loss))
    full_rate = part.channels * part.channel_rate
    photons = link.photons_per_bit(received, part.wavelength, full_rate)
    most = link.photons_per_bit(lossless, part.wavelength, full_rate)
    limit = link.spatial_streams(part.aperture, part.wavelength, away)
    rate = plain(_rate(part, away, pointing, np.minimum(part.streams, limit)))
    spot = link.divergence(part.aperture, part.wavelength) * away
    found = {
        "distance": away,
        "spot_radius": np.maximum(spot, 0.5 * part.aperture),
        "path_loss": link.decibel(link.path_loss(away, part.wavelength)),
        "received_power": received,
        "received_level": link.decibel(lossless / 1e-3) - loss,
        "photons_received": photons,
        "margin": link.decibel(most / part.photons_per_bit) - loss,
        "data_rate": rate,
        "streams_limit": limit,
        "satellite_rate": part.terminals * rate,
        "traffic_rate": accelerators * part.accelerator_traffic,
    }
    found = {name: plain(select(exists, plain(value), None)) for name, value in found.items()}
    return found | {"streams_limit": whole(found["streams_limit"])}


def _ground(design: Design, tables: Mapping[str, Any]) -> dict[str, Any]:
    part, orbit, flock = design.link, tables["orbit"], tables["constellation"]
    seen = downlink.longitude_share(
        orbit.semi_major_axis, orbit.inclination, part.station_latitude, part.station_elevation
    )
    optical = part.downlink != "radio"
    in_view = plain(downlink.network_share(seen, part.stations))
    clear = plain(downlink.network_share(seen, part.stations, part.clear_sky))
    rate: Any = 0.0
    together = 1.0 if flock.lattice is not None else 0.0
    kinds = (
        (optical, part.optical_rate, clear, part.clear_sky),
        (part.downlink != "optical", part.radio_rate, in_view, 1.0),
    )
    for wanted, bits, share, open_sky in kinds:
        if wanted:
            sending = downlink.links_in_use(together, flock.satellites, part.stations, part.station_terminals, share)
            rate = rate + bits * plain(np.minimum(sending, part.stations * part.station_terminals * open_sky))
    energy = flock.satellites * tables["power"].payload_power * tables["payload"].availability
    return {
        "coverage_angle": plain(downlink.coverage_angle(orbit.semi_major_axis, part.station_elevation)),
        "contact_day": plain(seen.mean(axis=-1)) * DAY,
        "network_share": in_view,
        "clear_share": clear,
        "site_diversity": plain(1.0 - (1.0 - part.clear_sky) ** part.stations),
        "downlink_day": rate * DAY / 8.0,
        "downlink_satellite_day": rate * DAY / 8.0 / flock.satellites,
        "bytes_per_energy": over(rate / 8.0, energy),
    }


def _issues(
    design: Design, tables: Mapping[str, Any], found: Mapping[str, Any], ground: Mapping[str, Any]
) -> Iterator[Issue]:
    part = design.link
    if found:
        if found["margin"] < 0.0:
            yield Issue("warning", "link.transmit_power", tr(
                mark("the link is {short:.1f} dB short of its full rate and runs at {rate}"), short=-found["margin"],
                rate=display(found["data_rate"], DATA_RATE, "Gbit/s", 4)))  # fmt: skip
        if part.streams > found["streams_limit"]:
            yield Issue("warning", "link.streams", tr(
                mark("at {distance} the near field lets only {limit} beams pass side by side"),
                distance=display(found["distance"], LENGTH, digits=4), limit=found["streams_limit"]))  # fmt: skip
        wanted, have = found["traffic_rate"], found["satellite_rate"]
        if wanted > have:
            yield Issue("warning", "link.accelerator_traffic", tr(
                mark("the accelerators exchange {wanted}, but the terminals carry {have}: {short} are missing"),
                wanted=display(wanted, DATA_RATE, "Tbit/s", 4), have=display(have, DATA_RATE, "Tbit/s", 4),
                short=display(wanted - have, DATA_RATE, "Tbit/s", 4)))  # fmt: skip
        axis = tables["orbit"].semi_major_axis
        lowest = np.sqrt(max(axis**2 - 0.25 * found["distance"] ** 2, 0.0)) - R_EARTH
        if tables["constellation"].lattice is None and lowest < _LOWEST_RAY:
            yield Issue("warning", "link.range", tr(
                mark("the light would pass {height:.0f} km above the ground, through the air or the Earth"),
                height=lowest / 1e3))  # fmt: skip
    per_energy = ground["bytes_per_energy"]
    times = over(part.traffic, per_energy)
    if per_energy is not None and times is None and part.traffic > 0.0:
        yield Issue("warning", "link.traffic", tr(mark("the workload sends data to the ground, but none arrives")))
    elif per_energy is not None and part.traffic > per_energy:
        yield Issue("warning", "link.traffic", tr(
            mark("the workload sends {wanted}, but the ground receives {have}: {times:.3g} times too little"),
            wanted=display(part.traffic, DATA_PER_ENERGY, digits=4),
            have=display(per_energy, DATA_PER_ENERGY, digits=4),
            times=times))  # fmt: skip
