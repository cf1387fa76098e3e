"""Periodic states against stepping through the sequence over and over."""

import numpy as np
import pytest

from studio.physics.recurrence import (
    PeriodicAffine,
    apply_affine,
    apply_affine_pair,
    compose_affine,
    compose_affine_pair,
    fixed_affine,
    fixed_affine_pair,
    periodic_states,
)


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 7, 16, 29, 120])
def test_scalar_states_are_those_of_many_turns(steps: int) -> None:
    random = np.random.default_rng(steps)
    slope, offset = random.uniform(-0.95, 0.95, (steps, 3)), random.normal(size=(steps, 3))
    (states,) = periodic_states((slope, offset), compose_affine, apply_affine, fixed_affine)
    state = np.zeros(3)
    for _ in range(800):
        stepped = []
        for a, b in zip(slope, offset, strict=True):
            state = a * state + b
            stepped.append(state)
    np.testing.assert_allclose(states, stepped, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5, 7, 16, 29, 120])
def test_the_kept_arrays_give_the_same_states_at_every_use(steps: int) -> None:
    random = np.random.default_rng(steps)
    sequence = PeriodicAffine((steps, 3))
    for _ in range(2):
        slope, offset = random.uniform(-0.95, 0.95, (steps, 3)), random.normal(size=(steps, 3))
        sequence.slope[...], sequence.offset[...] = slope, offset
        (states,) = periodic_states((slope, offset), compose_affine, apply_affine, fixed_affine)
        np.testing.assert_allclose(sequence.solve(), states, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("steps", [1, 2, 3, 5, 8, 31])
def test_paired_states_are_those_of_many_turns(steps: int) -> None:
    random = np.random.default_rng(steps)
    matrix, offset = random.uniform(-0.45, 0.45, (steps, 2, 2, 4)), random.normal(size=(steps, 2, 4))
    maps = (matrix[:, 0, 0], matrix[:, 0, 1], matrix[:, 1, 0], matrix[:, 1, 1], offset[:, 0], offset[:, 1])
    states = periodic_states(maps, compose_affine_pair, apply_affine_pair, fixed_affine_pair)
    state = np.zeros((2, 4))
    for _ in range(300):
        stepped = []
        for a, b in zip(matrix, offset, strict=True):
            state = np.einsum("ijk,jk->ik", a, state) + b
            stepped.append(state)
    np.testing.assert_allclose(np.stack(states, axis=1), stepped, rtol=1e-11, atol=1e-12)
