"""The second ways see what is wrong in the model itself, not only in its numbers."""

import random

import pytest

from studio.analysis import evaluate
from studio.document import preset
from studio.physics import drag, heat, illumination, link, orbit, radiator, shadow
from tests.attack import second_heat, second_light, second_links, second_mass, second_orbit
from tests.attack.second import drawn
from tests.attack.second_way import Case, Compared

WAYS = {way.result: way for part in (second_orbit, second_light, second_heat, second_mass, second_links)
        for way in reversed(part.WAYS)}  # fmt: skip


def lost(result: str, design=None) -> int:
    design = design or preset("suncatcher-cluster")
    compared = Compared(WAYS[result])
    compared.look(Case(0, design, evaluate(design, only=("cost", "link"))))
    assert compared.used.tried == 1
    return compared.used.lost


@pytest.mark.parametrize(
    ("result", "modules", "name", "factor"),
    [
        ("orbit.inclination", (orbit,), "J2", 1.00001),
        ("orbit.period", (orbit,), "MU_EARTH", 1.0000001),
        ("illumination.eclipse_max", (illumination, shadow), "R_EARTH", 6371.0 / 6378.137),
        ("thermal.sink_temperature", (radiator,), "STEFAN_BOLTZMANN", 5.7 / 5.67),
        ("link.margin", (link,), "PLANCK", 1.001),
        ("atmosphere.deorbit_delta_v", (drag,), "MU_EARTH", 1.0001),
        ("environment.solar_flux_mean", (heat,), "AU", 1.0001),
    ],
)
def test_a_wrong_constant_in_the_model_is_seen(result, modules, name, factor, monkeypatch):
    design = preset("suncatcher-cluster")
    if result == "illumination.eclipse_max":  # dawn and dusk alone are hardly dark
        design = drawn(random.Random("dark"))
    assert lost(result, design) == 0
    for module in modules:
        monkeypatch.setattr(module, name, getattr(module, name) * factor)
    assert lost(result, design) == 1
