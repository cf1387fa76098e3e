"""The compute and the links of many designs at once, against each of them alone."""

import numpy as np
import pytest

from studio import catalogue
from studio.analysis.sampling import QUICK
from studio.design import Design, set_value
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.sample import about, varied

OF_LINK = ("link.terminal_mass", "link.terminal_power", "link.aperture", "link.aperture_efficiency", "link.wavelength",
           "link.transmit_power", "link.channel_rate", "link.photons_per_bit", "link.pointing_jitter", "link.outage",
           "link.implementation_loss", "link.accelerator_traffic", "link.optical_rate", "link.radio_rate",
           "link.station_latitude", "link.station_elevation", "link.clear_sky", "mission.altitude")  # fmt: skip
COUNTS = {"link.terminals": (0.0, 6.0), "link.channels": (1.0, 40.0), "link.streams": (1.0, 9.0),
          "link.stations": (1.0, 30.0), "link.station_terminals": (1.0, 8.0)}  # fmt: skip
OF_COMPUTE = ("payload.power", "payload.overhead", "payload.utilisation", "payload.network_share",
              "payload.failure_rate", "payload.spare_share", "payload.inference_rate", "payload.shielding",
              "mission.lifetime", "thermal.junction_limit", "thermal.junction_rise")  # fmt: skip


def with_values(base: Design, **values: object) -> Design:
    for path, value in values.items():
        base = set_value(base, path.replace("__", "."), value)
    return base


@pytest.mark.parametrize("name", ["suncatcher-cluster", "filing-51600", "ai1-120kw"])
@pytest.mark.parametrize("downlink", ["optical", "radio", "both"])
def test_links_with_every_number_varied(name: str, downlink: str) -> None:
    base = with_values(preset(name), link__downlink=downlink)
    columns = varied(base, about(base, OF_LINK, 0.7, 1.3) | COUNTS, 12)
    check_agreement(base, columns, ("link",), sampling=QUICK, alone=("constellation",))


def test_links_over_a_given_range_one_number_at_a_time() -> None:
    base = with_values(preset("suncatcher-cluster"), link__range_from="given")
    for path in ("link.range", "link.terminals", "link.clear_sky", "link.stations", "link.aperture"):
        ranges = COUNTS if path in COUNTS else about(base, (path,))
        check_agreement(base, varied(base, {path: ranges[path]}, 5), ("link",), sampling=QUICK)


@pytest.mark.parametrize("sizing", ["power", "count"])
def test_compute_of_every_accelerator(sizing: str) -> None:
    base = with_values(preset("ai1-120kw"), payload__sizing=sizing, thermal__radiator_sizing="check")
    ranges = about(base, OF_COMPUTE, 0.7, 1.3)
    if sizing == "count":
        ranges = ranges | {"payload.count": (1.0, 300.0)}
    for name, kind in catalogue.accelerators().items():
        design = with_values(base, payload__accelerator=name, payload__precision=kind.precisions()[0])
        check_agreement(design, varied(design, ranges, 6), ("payload",), sampling=QUICK)


def test_compute_where_there_is_none() -> None:
    base = preset("suncatcher-cluster")
    columns = {
        "payload.power": np.array([0.0, 1.0, 1e4, 2e4]),
        "payload.failure_rate": np.array([0.0, 1e-9, 0.0, 1e-8]),
        "payload.spare_share": np.array([0.0, 0.1, 0.2, 0.0]),
        "battery.energy": np.array([0.0, 1e6, 0.0, 0.0]),
    }
    check_agreement(base, columns, ("payload",), sampling=QUICK)
