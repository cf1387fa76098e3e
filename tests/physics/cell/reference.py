"""Cells for the tests, at random and as hypothesis draws them."""

from dataclasses import fields

import numpy as np
from hypothesis import strategies as st

from studio.physics.cell.diode import Diode


def cell(
    photocurrent=400.0, saturation_1=1e-8, ideality_1=1.1, saturation_2=0.0, series=1e-5, shunt=1.0, temperature=300.0
) -> Diode:
    return Diode(photocurrent, saturation_1, ideality_1, saturation_2, series, shunt, temperature)


def cells(shape: tuple[int, ...], seed: int, *, two: bool = True, dark: float = 0.0) -> Diode:
    """Cells of every kind: good, leaky, resistive, cold and hot, some (share `dark`) without light."""
    random = np.random.default_rng(seed)
    return Diode(
        random.uniform(20.0, 500.0, shape) * (random.random(shape) >= dark),
        10.0 ** random.uniform(-22.0, -6.0, shape),
        random.uniform(1.0, 2.0, shape),
        10.0 ** random.uniform(-9.0, -3.0, shape) * (two & (random.random(shape) < 0.5)),
        10.0 ** random.uniform(-6.5, -3.5, shape),
        10.0 ** random.uniform(-2.5, 3.0, shape),
        np.broadcast_to(random.uniform(200.0, 450.0, (*shape[:-1], 1)), shape),
    )


def part(diode: Diode, index) -> Diode:
    values = np.broadcast_arrays(*(getattr(diode, field.name) for field in fields(diode)))
    return Diode(*(value[index] for value in values))


DIODES = st.builds(
    lambda photocurrent, decade_1, ideality, decade_2, series, shunt, temperature: cell(
        photocurrent, 10.0**decade_1, ideality, 10.0**decade_2, 10.0**series, 10.0**shunt, temperature
    ),
    st.floats(0.0, 600.0),
    st.floats(-25.0, -3.0),
    st.floats(1.0, 2.2),
    st.one_of(st.just(-np.inf), st.floats(-12.0, -3.0)),
    st.one_of(st.just(-np.inf), st.floats(-7.0, -2.0)),
    st.one_of(st.just(np.inf), st.floats(-3.0, 4.0)),
    st.floats(150.0, 450.0),
)
