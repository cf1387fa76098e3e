"""What the letters of the equations stand for, where the equation of the result itself does not say it."""

from functools import cache

_OF: dict[str, dict[str, str]] = {
    "": {
        "S0": "environment.solar_constant", "I_sp": "platform.specific_impulse", "C_D": "environment.drag_coefficient",
        "η_BOL": "panel.efficiency_bol", "η_EOL": "panel.efficiency_eol", "η_cell": "panel.efficiency_cell",
        "T_rating": "stack.temperature", "η_fin": "thermal.fin_efficiency",
    },
    "orbit.": {"h": "mission.altitude", "e": "mission.eccentricity", "LTAN": "mission.ltan", "i": "orbit.inclination"},
    "atmosphere.relative_speed": {"i": "orbit.inclination"},
    "constellation.": {"i": "orbit.inclination"},
    "panel.efficiency_bol": {"k": "panel.temperature_coefficient"},
    "power.array_": {"A": "array.area"},
    "power.battery_energy": {"E": "battery.energy"},
    "thermal.": {"n": "thermal.radiator_sides", "ε": "thermal.radiator_emittance"},
    "thermal.radiator_flux": {"α": "thermal.radiator_absorptance"},
    "thermal.coolant_flow": {"Q": "thermal.heat"},
    "thermal.pressure_drop": {"v": "thermal.flow_velocity", "L": "thermal.loop_length"},
    "atmosphere.drag_force": {"A": "atmosphere.drag_area"},
    "disposal.": {"A": "atmosphere.drag_area", "m": "mass.satellite"},
    "constellation.hold_": {"m": "mass.satellite", "q": "constellation.cluster_radius"},
    "constellation.velocity_correction_share": {"q": "constellation.cluster_radius"},
    "payload.working_": {"λ": "payload.failure_rate", "t": "mission.lifetime"},
    "size.wing_stiffness": {"L": "size.wing_length", "f": "geometry.wing_frequency"},
    "launch.mass_to_target": {
        "m0": "launch.learning_mass", "p0": "launch.learning_price", "p": "launch.target_price",
        "L": "launch.learning_rate",
    },
    "launch.doublings": {"m0": "launch.learning_mass"},
    "cost.series_factor": {"L": "cost.learning_rate", "m0": "cost.learned_units", "N": "constellation.satellites"},
    "cost.": {"r": "cost.discount_rate"},
    "link.": {"λ": "link.wavelength"},
    "link.gain": {"η": "link.aperture_efficiency", "D": "link.aperture"},
    "link.divergence": {"D": "link.aperture"},
    "link.path_loss": {"d": "link.distance"},
    "link.pointing_loss": {"σ": "link.pointing_jitter", "p": "link.outage", "D": "link.aperture"},
    "link.received_power": {"P": "link.transmit_power", "η": "link.aperture_efficiency", "d": "link.distance"},
    "link.streams_limit": {"d": "link.distance"},
    "link.data_rate": {"P": "link.received_power", "N": "link.photons_per_bit"},
    "link.coverage_angle": {"ε": "link.station_elevation"},
    "link.clear_share": {"p": "link.clear_sky"},
    "link.site_diversity": {"p": "link.clear_sky"},
    "programme.lines": {"P": "programme.target"},
    "programme.power_per_mass": {"P": "programme.power"},
    "programme.satellites": {"P": "programme.target"},
    "programme.market_value": {"P": "programme.target"},
    "ground.specific_yield_eol": {"d": "ground.degradation"},
}  # fmt: skip
"""By the beginning of the names of results: symbol, and the input that it stands for."""


@cache
def symbols_of(name: str) -> dict[str, str]:
    """By symbol, the input that it stands for in the equation of `name`; the narrower rule wins."""
    found: dict[str, str] = {}
    for beginning in sorted(_OF, key=len):
        if name.startswith(beginning):
            found |= _OF[beginning]
    return found


def stated() -> dict[str, dict[str, str]]:
    """The whole table."""
    return _OF
