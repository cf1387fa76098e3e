"""Which orbits have come to their end, what they had then, and how panels are divided into blocks."""

import numpy as np
import pytest

from studio.physics import panel_thermal
from studio.physics.panel_steps import LinearSystem, PanelBalance, Settling, before, solve_stages
from studio.physics.panel_thermal import BLOCK, SOLVERS_KEPT, periodic_panel_temperature


def test_each_group_gets_what_it_had_when_it_settled() -> None:
    """Three groups of two orbits: the second settles first, then the first, the last in the third turn."""
    kept = np.zeros((2, 4, 6))
    settling = Settling(3)
    for turn, largest in enumerate(([0.5, 0.1, 9.0], [0.2, 7.0, 3.0], [5.0, 5.0, 0.2])):
        kept[:] = turn
        assert settling.settled(np.array(largest), 0.2, (kept,)) is (turn == 2)
    np.testing.assert_array_equal(kept, np.broadcast_to([1.0, 1.0, 0.0, 0.0, 2.0, 2.0], kept.shape))


def test_groups_that_settled_come_back_where_the_turns_run_out() -> None:
    first, second = np.zeros((3, 4)), np.zeros((2, 3, 4))
    settling = Settling(2)
    assert not settling.settled(np.array([0.0, 1.0]), 0.5, (first, second))
    first[:], second[:] = 1.0, 2.0
    settling.restore((first, second))
    np.testing.assert_array_equal(first, np.broadcast_to([0.0, 0.0, 1.0, 1.0], first.shape))
    np.testing.assert_array_equal(second, np.broadcast_to([0.0, 0.0, 2.0, 2.0], second.shape))


@pytest.mark.parametrize("groups", [1, 2, 3])
def test_the_largest_change_is_that_of_either_sign_in_any_array(groups: int) -> None:
    random = np.random.default_rng(groups)
    changes = random.normal(size=(2, 5, 6)), random.normal(size=(2, 5, 6)), random.normal(size=(5, 6))
    for scale in (1.0, -1.0):
        found = Settling(groups).largest(*(scale * each for each in changes))
        parts = [np.split(np.abs(each), groups, axis=-1) for each in changes]
        np.testing.assert_array_equal(found, [max(part[place].max() for part in parts) for place in range(groups)])
    lone = np.zeros((4, 6))
    lone[2, 3] = -7.0
    assert Settling(groups).largest(np.zeros((4, 6)), lone).max() == 7.0


def test_the_state_before_the_first_step_is_that_after_the_last() -> None:
    after = np.arange(24.0).reshape(2, 4, 3)
    np.testing.assert_array_equal(before(after, out=np.empty((2, 4, 3))), np.roll(after, 1, axis=1))


@pytest.mark.parametrize("off", [30.0, -120.0, 400.0])
def test_stages_are_solved_from_far_off(off: float) -> None:
    """Both stages satisfy their equations, as they are written down, from a guess that is far away or all too hot."""
    random = np.random.default_rng(4)
    steps, orbits = 5, 3
    balance = PanelBalance(
        source=random.uniform(2.0, 60.0, (2, steps, orbits)), slope=random.uniform(-0.02, 0.0, (steps, orbits)),
        emission=random.uniform(1e-9, 4e-9, (2, 1, orbits)), coupling=random.uniform(0.05, 20.0, orbits),
    )  # fmt: skip
    first, end = np.full((2, steps, orbits), 280.0 + off), np.full((2, steps, orbits), 280.0 - 0.5 * off)
    solve_stages(balance, first, end, LinearSystem((2, steps, orbits)))

    def flow(t: np.ndarray) -> np.ndarray:
        through = balance.coupling * (t[0] - t[1])
        return balance.source - balance.emission * t**4 - np.stack((balance.slope * t[0] + through, -through))

    share = 1.0 - 0.5**0.5  # of Alexander's scheme
    start = np.roll(end, 1, axis=1)
    rho = (1.0 - share) / share
    # Newton's method ends at 0.08 K, and leaves less than 1e-4 K, of which the stiffest flow makes some twenty times.
    np.testing.assert_allclose(first, start + flow(first), atol=5e-3)
    np.testing.assert_allclose(end, start + rho * flow(first) + flow(end), atol=1e-2)


@pytest.mark.parametrize(("orbits", "of_one"), [(1, 1), (7, 7), (12, 3), (600, 20), (600, 600), (600, 300), (605, 5)])
@pytest.mark.parametrize("steps", [BLOCK // 100, BLOCK // 8, BLOCK, 2 * BLOCK])
def test_blocks_hold_every_chosen_orbit_once_and_whole_panels_or_part_of_one(
    orbits: int, of_one: int, steps: int
) -> None:
    random = np.random.default_rng(orbits)
    panels = orbits // of_one
    room = max(1, BLOCK // steps)
    for mask in (np.ones(panels, dtype=bool), random.random(panels) < 0.5, np.arange(panels) % 2 == 0,
                 np.zeros(panels, dtype=bool)):  # fmt: skip
        chosen = np.repeat(mask, of_one)
        blocks = list(panel_thermal._blocks(chosen, steps, of_one))
        held = [np.arange(orbits)[part] for part, _ in blocks]
        np.testing.assert_array_equal(np.concatenate([*held, np.zeros(0, dtype=int)]), np.flatnonzero(chosen))
        for part, (_, groups) in zip(held, blocks, strict=True):
            assert 0 < part.size <= room
            assert part.size % groups == 0
            if of_one <= room:
                assert part.size == groups * of_one
            else:  # of one panel
                assert groups == 1
                assert len(set(part // of_one)) == 1
        if of_one <= room and chosen.any():  # as few blocks as there is room for whole panels
            assert len(blocks) == -(-np.count_nonzero(mask) // (room // of_one))


def test_the_last_solvers_are_kept_for_each_thread() -> None:
    panel = {"time_step": 60.0, "heat_capacity": 1500.0, "conductance": 40.0, "emittance_front": 0.8,
             "emittance_back": 0.8}  # fmt: skip
    for steps in (*range(2, 4 + SOLVERS_KEPT), 3):
        periodic_panel_temperature(np.full((1, steps), 900.0), 0.0, **panel)
        kept = list(panel_thermal._kept.solvers)
        assert kept[-1][1] == (steps, 1)
        assert len(kept) <= SOLVERS_KEPT
    solver = panel_thermal._kept.solvers[kept[-1]]
    periodic_panel_temperature(np.full((1, 3), 800.0), 0.0, **panel)
    assert panel_thermal._kept.solvers[kept[-1]] is solver
    assert len(panel_thermal._kept.solvers) == SOLVERS_KEPT
