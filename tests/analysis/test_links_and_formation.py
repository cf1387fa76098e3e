"""Links, formation and constellation of whole designs: what they add up to, what they warn of, what a flight shows."""

import numpy as np
import pytest

from studio.analysis import Cancelled, evaluate
from studio.analysis.formation_check import check_formation
from studio.analysis.issues import issues
from studio.design import check, set_value
from studio.document import preset

CLUSTER = preset("suncatcher-cluster")
BASE = evaluate(CLUSTER)
STAGES = ("link", "formation")


def computed(design, **values):
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return evaluate(design, BASE.outcomes, only=STAGES)


def warned(results):
    return {issue.where: issue.text for issue in issues(results) if issue.where.startswith("link.")}


def test_the_published_link_over_5000_km_comes_out():
    """arXiv:2511.19468: 1.6 µW and −20 dBm for each of 24 channels; its 3 dB hold all losses, so no jitter here."""
    found = computed(CLUSTER, link__range_from="given", link__range=5e6, link__pointing_jitter=0.0)
    assert found["link.received_power"] == pytest.approx(1.6e-6, rel=0.04)
    assert found["link.spot_radius"] == pytest.approx(95.0, abs=0.6)
    assert found["link.gain"] == pytest.approx(105.1, abs=0.1)
    assert found["link.near_field_range"] == pytest.approx(5e3, rel=0.02)
    # The required light is 0.24 mW: at 5,000 km the link carries 1.6/240 of 9.6 Tbit/s.
    assert found["link.data_rate"] == pytest.approx(9.6e12 * found["link.received_power"] / 0.24e-3, rel=1e-3)
    assert found["link.margin"] == pytest.approx(-21.6, abs=0.2)
    assert "link.transmit_power" in warned(found)


def test_neighbours_in_the_cluster_get_the_full_rate_and_many_beams():
    assert BASE["link.distance"] == pytest.approx(200.0)
    assert BASE["link.data_rate"] == pytest.approx(9.6e12)
    assert BASE["link.streams_limit"] == 25
    assert warned(BASE) == {}
    assert computed(CLUSTER, link__streams=16)["link.data_rate"] == pytest.approx(16 * 9.6e12)
    many = computed(CLUSTER, link__streams=36)
    assert many["link.data_rate"] == pytest.approx(25 * 9.6e12)
    assert "25 beams" in warned(many)["link.streams"]


def test_traffic_that_does_not_fit_is_said_with_by_how_much():
    have = BASE["link.satellite_rate"] / BASE["payload.accelerators"]
    short = warned(computed(CLUSTER, link__accelerator_traffic=2 * have))["link.accelerator_traffic"]
    assert "38.4 Tbit/s are missing" in short
    down = BASE["link.bytes_per_energy"]
    assert "3 times too little" in warned(computed(CLUSTER, link__traffic=3 * down))["link.traffic"]
    assert "link.traffic" not in warned(computed(CLUSTER, link__traffic=0.99 * down))
    assert "through the air" in warned(computed(CLUSTER, constellation__pattern="walker",
                                                constellation__satellites_per_plane=3))["link.range"]  # fmt: skip


def test_bytes_to_the_ground_are_those_of_the_contacts():
    radio = computed(CLUSTER, link__downlink="radio")
    expected = 3.5e9 / 8 * 86400 * BASE["link.network_share"]  # the cluster passes as one, one terminal receives
    assert radio["link.downlink_day"] == pytest.approx(expected, rel=1e-9)
    optical = computed(CLUSTER, link__downlink="optical")
    assert optical["link.downlink_day"] + radio["link.downlink_day"] == pytest.approx(BASE["link.downlink_day"])
    cloudy = computed(CLUSTER, link__downlink="optical", link__clear_sky=0.0)
    assert cloudy["link.downlink_day"] == 0.0
    energy = 81 * BASE["power.payload_power"] * BASE["payload.availability"] * 86400
    assert BASE["link.bytes_per_energy"] == pytest.approx(BASE["link.downlink_day"] / energy)


def test_a_satellite_alone_has_no_link_but_a_way_down():
    alone = computed(CLUSTER, constellation__pattern="single")
    assert "link.received_power" not in alone
    assert "constellation.drift_year" not in alone
    assert alone["link.downlink_day"] > 0.0


def test_the_cluster_drifts_and_what_holds_it():
    assert 2.1e-3 < BASE["constellation.drift_rate"] < 7e-3
    assert BASE["constellation.drift_rate_corrected"] < BASE["constellation.drift_rate"]
    assert BASE["constellation.drift_orbit"] / BASE["constellation.drift_day"] == pytest.approx(
        BASE["orbit.nodal_period"] / 86400
    )
    assert BASE["constellation.hold_delta_v"] == pytest.approx(BASE["constellation.hold_delta_v_km"])  # R = 1 km
    burnt = BASE["constellation.hold_delta_v"] * CLUSTER.mission.lifetime / (
        CLUSTER.platform.specific_impulse * 9.80665
    )
    assert BASE["constellation.hold_propellant"] == pytest.approx(BASE["mass.satellite"] * -np.expm1(-burnt))
    turning = computed(CLUSTER, constellation__cluster_keeping="turning")
    assert turning["constellation.hold_delta_v"] == 0.0
    assert turning["constellation.hold_propellant"] == 0.0


def test_shells_multiply_and_each_has_its_sun_synchronous_inclination():
    shells = computed(CLUSTER, constellation__pattern="ring", constellation__ring_spacing=1e6,
                      constellation__shells=3, constellation__shell_spacing=50e3)  # fmt: skip
    around = int(2 * np.pi * BASE["orbit.semi_major_axis"] / 1e6)
    assert shells["constellation.satellites"] == 3 * around
    assert shells["constellation.array_power"] == pytest.approx(3 * around * BASE["power.array_eol"])
    tilts = np.degrees(shells["constellation.shell_inclinations"])
    assert np.all(np.diff(tilts) > 0.15)
    assert shells["constellation.shell_node_drift"] == 0.0
    assert 49e3 < shells["constellation.closest_approach"] < 50e3
    assert shells["constellation.closest_approach"] == shells["constellation.shell_separation"]
    ratios = shells.stage("constellation").height_ratios
    assert len(ratios) == 3 * around
    assert ratios[-1] == pytest.approx(1 + 100e3 / BASE["orbit.semi_major_axis"])
    level = set_value(set_value(CLUSTER, "mission.sun_synchronous", False), "mission.inclination", 0.5)
    fixed = computed(level, constellation__pattern="ring", constellation__shells=2)
    assert fixed["constellation.shell_node_drift"] > 0.0  # the lower shell's node falls back faster
    ring = set_value(level, "constellation.pattern", "ring")
    assert any("sun-synchronous" in issue.text for issue in check(ring))


def test_published_shells_of_the_filing():
    """SpaceX filing: 97.40° at 500 km, 99.48° at 1,000 km, 104.89° at 2,000 km."""
    low = set_value(CLUSTER, "mission.altitude", 500e3)
    found = computed(low, constellation__pattern="ring", constellation__ring_spacing=40e6,
                     constellation__shells=31, constellation__shell_spacing=50e3)  # fmt: skip
    tilts = np.degrees(found["constellation.shell_inclinations"])
    np.testing.assert_allclose(tilts[[0, 10, 30]], [97.40, 99.48, 104.89], atol=0.01)


def test_too_many_satellites_are_refused():
    huge = set_value(set_value(CLUSTER, "constellation.pattern", "ring"), "constellation.ring_spacing", 10.0)
    assert any(issue.severity == "error" for issue in check(huge))


def test_a_flight_of_the_cluster_confirms_the_theory():
    told: list[float] = []
    found = check_formation(CLUSTER, 4, told.append)
    assert found.members == 81
    hill, mean, matched = found.ways
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    for way in (hill, mean):
        assert way.drift == pytest.approx(way.drift_theory, rel=2e-3)
    assert matched.drift < 2e-6
    assert mean.drift < hill.drift
    assert matched.closest == pytest.approx(found.lattice_step, rel=2e-3)
    assert matched.difference < 6.5 < mean.difference  # and no more after ten revolutions
    assert matched.across < 0.5
    assert found.closest.shape == (3, len(found.time))


def test_a_flight_can_be_stopped_and_refuses_what_it_cannot_fly():
    def stop(share: float) -> None:
        if share > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_formation(CLUSTER, 2, stop)
    with pytest.raises(ValueError, match="cluster of two"):
        check_formation(set_value(CLUSTER, "constellation.pattern", "single"))
    with pytest.raises(ValueError, match="revolutions"):
        check_formation(CLUSTER, 0)
    with pytest.raises(ValueError, match="one by one"):
        check_formation(set_value(CLUSTER, "constellation.cluster_spacing", 10.0))
