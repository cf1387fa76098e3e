"""Equivalent fluence against the cover columns of the JPL tables and an independent fold with them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from studio.catalogue import radiation as tables
from studio.physics.radiation.equivalent_fluence import (
    bins,
    electron_damage,
    electron_fluence,
    equivalent_fluence,
    normal_incidence,
    proton_damage,
    proton_fluence,
)
from studio.physics.radiation.shielding import particle_range, residual_energy, slab_directions
from studio.physics.radiation.spectrum import interpolate, particles_between
from tests.physics.radiation.published import MEV, MIL, YEAR, electrons, protons, published

COVERS = published()["covers"]
SETS = ("GaAs", "Si")


def equivalent(cell: str, altitude: float, inclination: float, cover) -> tuple[np.ndarray, np.ndarray]:
    """1 MeV electrons of a year [1/m²]: by electrons, by protons."""
    trapped, ranges, damage = tables.trapped(), tables.ranges(), tables.damage_coefficients()[cell]
    return (
        electron_fluence(trapped.electron_energy, YEAR * electrons(altitude, inclination), cover, damage, ranges),
        proton_fluence(trapped.proton_energy, YEAR * protons(altitude, inclination), cover, damage, ranges),
    )


def test_electron_coefficients_behind_covers_are_the_tabulated_ones() -> None:
    cell, ranges = tables.damage_coefficients()["Si"], tables.ranges()
    rows = np.array(COVERS["electron"]["rows"])[:-1]  # the last interval ends beyond the spectrum of the report
    energy = MEV * np.sqrt(rows[:, 0] * rows[:, 1])
    found = electron_damage(energy, MIL * np.array(COVERS["electron"]["mil"]), cell, ranges)
    bare = interpolate(energy, cell.electron_energy, cell.electron)
    well = rows[:, 2:].T > 0.35  # where the cover only just lets through, an interval is too coarse to compare
    assert well.sum() > 70
    np.testing.assert_allclose((found / bare)[well], rows[:, 2:].T[well], rtol=0.03)


def test_proton_coefficients_behind_covers_are_the_tabulated_ones() -> None:
    cell, ranges = tables.damage_coefficients()["Si"], tables.ranges()
    rows = np.array(COVERS["proton"]["rows"])
    rows = rows[(rows[:, 0] < 15.0) | (rows[:, 0] > 20.0)]  # two tables of fluxes meet there, and the ratio jumps
    energy = MEV * np.sqrt(rows[:, 0] * rows[:, 1])
    mils = np.array(COVERS["proton"]["mil"])
    found = proton_damage(energy, MIL * mils, cell, ranges) / interpolate(energy, cell.proton_energy, cell.proton)
    through = np.array([residual_energy(particle_range(energy, ranges.proton_energy, ranges.proton_range) - MIL * mil,
                                        ranges.proton_energy, ranges.proton_range) for mil in mils])  # fmt: skip
    well = through > 0.75 * energy
    assert well.sum() > 60
    np.testing.assert_allclose(found[well], rows[:, 2:].T[well], rtol=0.08)


@pytest.mark.parametrize("case", published()["fluence_year"]["rows"], ids=lambda case: f"{case['altitude_km']} km")
def test_yearly_fluences_are_those_of_the_full_tables(case) -> None:
    mils = MIL * np.array(published()["fluence_year"]["mil"])
    found = np.add(*equivalent("GaAs", case["altitude_km"], case["inclination_deg"], mils))
    np.testing.assert_allclose(1e-4 * found, case["GaAs"], rtol=0.16)
    silicon = np.add(*equivalent("Si", case["altitude_km"], case["inclination_deg"], 6 * MIL))
    assert 1e-4 * silicon == pytest.approx(case["Si_6"], rel=0.05)


@pytest.mark.parametrize("name", SETS)
def test_without_a_cover_the_bare_coefficients_come_back(name: str) -> None:
    cell, ranges = tables.damage_coefficients()[name], tables.ranges()
    energy = np.geomspace(0.3 * MEV, 7.0 * MEV, 40)
    np.testing.assert_allclose(
        electron_damage(energy, 0.0, cell, ranges), interpolate(energy, cell.electron_energy, cell.electron), rtol=0.02
    )
    energy = np.geomspace(0.2 * MEV, 100.0 * MEV, 80)
    np.testing.assert_allclose(
        proton_damage(energy, 0.0, cell, ranges), interpolate(energy, cell.proton_energy, cell.proton), rtol=0.06
    )


def test_a_gallium_arsenide_electron_of_2_5_mev_has_the_handbook_value() -> None:
    cell = tables.damage_coefficients()["GaAs"]
    # The table prints 1.30 between neighbours that make it 1.40.
    assert interpolate(2.5 * MEV, cell.electron_energy, cell.electron) == pytest.approx(1.40, abs=0.02)
    assert normal_incidence(MEV, cell.electron_energy, cell.electron) == pytest.approx(1.0, abs=0.01)


def test_protons_of_68_mev_on_silicon_count_as_the_study_of_the_tandem_needs() -> None:
    cell = tables.damage_coefficients()["Si"]
    each = normal_incidence(68.0 * MEV, cell.proton_energy, cell.proton, cell.proton_ratio)
    assert each == pytest.approx(0.55 * 3000.0, rel=0.25)


@given(st.sampled_from(SETS), st.floats(450.0, 15_000.0), st.floats(20.0, 120.0), st.floats(0.01, 10.0))
@settings(max_examples=25)
def test_fluence_adds_up_in_time(name: str, altitude: float, inclination: float, share: float) -> None:
    table, ranges, cell = tables.trapped(), tables.ranges(), tables.damage_coefficients()[name]
    flux = protons(altitude, inclination)
    one, other = (
        proton_fluence(table.proton_energy, time * flux, MIL, cell, ranges) for time in (YEAR, share * YEAR)
    )
    both = proton_fluence(table.proton_energy, (1.0 + share) * YEAR * flux, MIL, cell, ranges)
    assert both == pytest.approx(one + other, rel=1e-9)


@given(
    st.sampled_from(SETS), st.floats(450.0, 3000.0), st.floats(20.0, 120.0), st.floats(0.05, 1.5), st.floats(1.05, 4.0)
)
@settings(max_examples=40)
def test_more_cover_never_lets_more_through(
    name: str, altitude: float, inclination: float, cover: float, thicker: float
) -> None:
    thin, thick = (equivalent(name, altitude, inclination, density) for density in (cover, thicker * cover))
    assert thick[0] <= thin[0] * (1.0 + 1e-9)
    assert thick[1] <= thin[1] * (1.0 + 1e-9)


def test_both_faces_of_a_thin_cell_take_what_a_beam_of_the_whole_fluence_does() -> None:
    # Particles that pass a cell do the same at every angle: half of the sky through each face makes the whole.
    cell, ranges = tables.damage_coefficients()["Si"], tables.ranges()
    energy, one = MEV * np.array([49.9, 50.0, 50.1]), np.array([1.0, 1.0, 0.0])
    electron = MEV * np.array([2.99, 3.0, 3.01])
    found = equivalent_fluence(electron, 1e18 * one, energy, 1e14 * one, 0.0, [0.0, np.inf], cell, ranges)
    whole = 1e18 * normal_incidence(3.0 * MEV, cell.electron_energy, cell.electron) + 1e14 * normal_incidence(
        50.0 * MEV, cell.proton_energy, cell.proton, cell.proton_ratio
    )
    np.testing.assert_allclose(found, [whole, 0.5 * whole], rtol=0.03)


def test_a_cover_that_stops_everything_leaves_nothing() -> None:
    cell, ranges = tables.damage_coefficients()["GaAs"], tables.ranges()
    assert proton_damage([1.0 * MEV], 1.0, cell, ranges) == 0.0
    assert electron_damage([0.3 * MEV], 5.0, cell, ranges) == 0.0
    with pytest.raises(ValueError, match="not negative"):
        proton_damage([MEV], -0.1, cell, ranges)


def test_ranges_invert_and_directions_share_the_half_sky() -> None:
    ranges = tables.ranges()
    energy = np.geomspace(0.01, 300.0, 50) * MEV
    whole = particle_range(energy, ranges.proton_energy, ranges.proton_range)
    np.testing.assert_allclose(residual_energy(whole, ranges.proton_energy, ranges.proton_range), energy, rtol=1e-12)
    assert residual_energy([0.0, -1.0], ranges.proton_energy, ranges.proton_range).tolist() == [0.0, 0.0]
    _, left, weight = slab_directions(whole, [[0.0], [1.0]])
    np.testing.assert_allclose(weight.sum(axis=-1)[1, 0], np.maximum(1.0 - 1.0 / whole, 0.0), atol=1e-12)
    assert np.all(left >= 0.0)


def test_spectra_are_powers_between_their_nodes() -> None:
    nodes, values = np.array([1.0, 10.0, 100.0]), np.array([100.0, 1.0, 0.0])
    np.testing.assert_allclose(interpolate([0.5, 1.0, 3.0, 10.0, 20.0, 500.0], nodes, values),
                               [0.0, 100.0, 100.0 / 9.0, 1.0, 0.0, 0.0])  # fmt: skip
    counted = particles_between([0.1, 1.0, 10.0, 100.0], nodes, [values, 2.0 * values])
    np.testing.assert_allclose(counted, [[0.0, 99.0, 1.0], [0.0, 198.0, 2.0]])


def test_a_curve_that_begins_at_its_last_node_has_its_value_from_there_on() -> None:
    nodes = np.array([1.0, 10.0, 100.0])
    np.testing.assert_allclose(interpolate([10.0, 99.9, 100.0, 500.0], nodes, [0.0, 0.0, 7.0]), [0.0, 0.0, 7.0, 7.0])


def test_beside_a_node_without_particles_there_are_none() -> None:
    """A power law to 0 has no slope: next to the neighbour as well, where the number put for 0 hardly counts."""
    nodes, values = np.array([1.0, 10.0, 100.0]), np.array([[0.0, 5.0, 2.0], [5.0, 0.0, 2.0], [2.0, 5.0, 0.0]])
    near = np.array([10.0, 100.0]) * (1.0 - 1e-9)
    np.testing.assert_allclose(interpolate([*near, 10.0], nodes, values),
                               [[0.0, 2.0, 5.0], [0.0, 0.0, 0.0], [5.0, 0.0, 5.0]], rtol=1e-6)  # fmt: skip


NODES = np.geomspace(1.0, 1000.0, 7)
PROTON, ELECTRON = 1.75, 1.2
"""Powers of the energy with which the ranges grow; at 1 both are 0.01 kg/m²."""
LEAST = 0.01


@dataclass
class Cell:
    """Coefficients that are powers of the range."""

    power: float
    stopping_energy: float = 20.0
    proton_ratio: float = 3000.0
    proton_energy = electron_energy = NODES

    @property
    def proton(self) -> np.ndarray:
        return 7.0 * NODES ** (PROTON * self.power)

    @property
    def electron(self) -> np.ndarray:
        return 0.3 * NODES ** (ELECTRON * self.power)


class Cover:
    proton_energy = electron_energy = np.array([1.0, 30.0, 1000.0])
    proton_range = LEAST * proton_energy**PROTON
    electron_range = LEAST * electron_energy**ELECTRON


def bare(level: float, reach: float, power: float) -> float:
    """The coefficient at a range: nothing below the table."""
    return level * (reach / LEAST) ** power if reach >= LEAST else 0.0


@pytest.mark.parametrize("power", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("cover", [0.0, 0.02, 0.5])
def test_electrons_behind_a_cover_are_an_integral_over_their_directions(power: float, cover: float) -> None:
    energies = np.array([15.0, 100.0, 600.0])
    found = electron_damage(energies, cover, Cell(power), Cover())
    for energy, value in zip(energies, found, strict=True):
        whole = LEAST * energy**ELECTRON
        least = min(cover / whole, 1.0)
        ends = cover / (whole - LEAST) if whole > LEAST + cover else 1.0  # the table ends below this cosine
        expected = quad(lambda cosine, whole=whole: bare(0.3, whole - cover / cosine, power), max(least, ends), 1.0)[0]
        # Twenty-four directions see the end of the table at a node of theirs: a hundredth of the value at most.
        assert value == pytest.approx(expected, rel=1e-9 if cover == 0.0 else 0.02)


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_protons_on_a_bare_cell_have_the_coefficients_of_the_table(power: float) -> None:
    """Also at the beginning of the table, where slanting ones reach less deep than any of it."""
    cell = Cell(power)
    shallow = np.array([1.0, 1.5, 3.0, 10.0, 19.9])
    found = proton_damage(shallow, 0.0, cell, Cover())
    np.testing.assert_allclose(found, 7.0 * shallow ** (PROTON * power), rtol=2e-5)
    deep = np.array([40.0, 100.0, 900.0])
    # A step at the depth, among 24 directions.
    np.testing.assert_allclose(proton_damage(deep, 0.0, cell, Cover()), 7.0 * deep ** (PROTON * power), rtol=0.02)


@pytest.mark.parametrize("power", [0.0, 1.0])
@pytest.mark.parametrize("cover", [0.3, 3.0])
def test_protons_behind_a_cover_stop_by_their_depth_and_pass_at_every_angle(power: float, cover: float) -> None:
    cell, depth = Cell(power), LEAST * 20.0**PROTON

    def stop(deep: float) -> float:
        return (2.0 + power) * 7.0 * (deep / LEAST) ** power

    def passing(reach: float) -> float:
        lost = quad(lambda cosine: cosine * stop(reach * cosine), 0.0, depth / reach)[0]
        return (7.0 * (reach / LEAST) ** power - lost) / (1.0 - depth / reach)

    def does(cosine: float, whole: float) -> float:
        left = whole - cover / cosine
        return cosine * stop(cosine * left) if cosine * left < depth else passing(left)

    energies = np.array([12.0, 22.0, 50.0, 300.0])
    found = proton_damage(energies, cover, cell, Cover())
    for energy, value in zip(energies, found, strict=True):
        whole = LEAST * energy**PROTON
        if whole <= cover:
            assert value == 0.0
            continue
        turn = (depth + cover) / whole  # μ (R − t/μ) is the depth there
        parts = sorted({cover / whole, min(turn, 1.0), 1.0})
        expected = sum(quad(does, low, high, args=(whole,))[0] for low, high in pairwise(parts))
        assert value == pytest.approx(expected, rel=0.015)


def test_coefficients_of_many_covers_are_those_of_each() -> None:
    covers, energies = np.array([[0.0, 0.1], [1.0, 30.0], [np.inf, 5.0]]), np.geomspace(2.0, 900.0, 9)
    for damage in (electron_damage, proton_damage):
        together = damage(energies, covers, Cell(0.5), Cover())
        assert together.shape == (3, 2, 9)
        for place in np.ndindex(3, 2):
            alone = damage(energies, covers[place], Cell(0.5), Cover())
            np.testing.assert_allclose(together[place], alone, rtol=1e-13)
        assert np.all(together[2, 0] == 0.0)
        with pytest.raises(ValueError, match="not negative"):
            damage(energies, [0.1, -1e-9], Cell(0.5), Cover())


def test_intervals_are_even_and_lie_where_both_tables_are() -> None:
    for begin, nodes, first in ((0.1, NODES, 1.0), (5.0, NODES, 5.0)):
        edges, middles = bins([begin, 50.0, 400.0], nodes)
        assert (edges[0], edges[-1]) == pytest.approx((first, 400.0), rel=1e-13)
        assert len(edges) == len(middles) + 1
        np.testing.assert_allclose(edges[1:] / edges[:-1], edges[1] / edges[0], rtol=1e-12)
        np.testing.assert_allclose(np.log(middles), 0.5 * (np.log(edges[1:]) + np.log(edges[:-1])), atol=1e-12)
        assert edges[1] / edges[0] < 1.1  # fine enough for what a tenth of the energy changes


SPECTRUM = np.geomspace(0.2, 200.0, 20)


def fallen(power: float) -> np.ndarray:
    return 1e12 * SPECTRUM**-power


@pytest.mark.parametrize("steep", [1.5, 3.0])
def test_a_power_of_the_energy_folds_to_its_closed_form(steep: float) -> None:
    """∫ D(E) dΦ over the energies of both: from 1 to 200. An interval's middle is 5e-4 off, for the steepest."""
    cell = Cell(0.0)
    counted = 1e12 * (1.0 - 200.0**-steep)
    assert electron_fluence(SPECTRUM, fallen(steep), 0.0, cell, Cover()) == pytest.approx(0.3 * counted, rel=1e-6)
    rising = Cell(0.5)
    power = ELECTRON * 0.5
    closed = 0.3e12 * steep / (steep - power) * (1.0 - 200.0 ** (power - steep))
    assert electron_fluence(SPECTRUM, fallen(steep), 0.0, rising, Cover()) == pytest.approx(closed, rel=2e-3)
    # Protons of a cell so deep that all of them stop in it: the bare coefficients, no step among the directions.
    deep = Cell(0.5, stopping_energy=900.0)
    power = PROTON * 0.5
    closed = 3000.0 * 7e12 * steep / (steep - power) * (1.0 - 200.0 ** (power - steep))
    assert proton_fluence(SPECTRUM, fallen(steep), 0.0, deep, Cover()) == pytest.approx(closed, rel=2e-3)


def test_fluences_of_many_orbits_and_covers_are_those_of_each() -> None:
    cell, cover = Cell(0.5), Cover()
    spectra = np.stack([fallen(1.5), fallen(3.0)])
    fronts, backs = np.array([[0.01], [0.4], [np.inf]]), np.array([0.2, np.inf])
    for fold in (electron_fluence, proton_fluence):
        together = fold(SPECTRUM, spectra, fronts, cell, cover)
        assert together.shape == (3, 2)
        for place in np.ndindex(3, 2):
            alone = fold(SPECTRUM, spectra[place[1]], fronts[place[0], 0], cell, cover)
            assert together[place] == pytest.approx(float(alone), rel=1e-12)
    both = equivalent_fluence(SPECTRUM, spectra, SPECTRUM, 2.0 * spectra, fronts, backs, cell, cover)
    for row, column in np.ndindex(3, 2):
        expected = sum(
            float(electron_fluence(SPECTRUM, spectra[column], side, cell, cover))
            + 2.0 * float(proton_fluence(SPECTRUM, spectra[column], side, cell, cover))
            for side in (fronts[row, 0], backs[column])
        )
        assert both[row, column] == pytest.approx(expected, rel=1e-12)
    assert both[2, 1] == 0.0


def test_a_beam_counts_twice_the_coefficient_of_the_half_sky() -> None:
    energies = np.array([[1.0, 10.0], [100.0, 5000.0]])
    values = 0.3 * NODES**0.6
    found = normal_incidence(energies, NODES, values, 4.0)
    # A power between the nodes, the last value beyond them.
    np.testing.assert_allclose(found, 2.4 * np.minimum(energies, 1000.0) ** 0.6, rtol=1e-12)
    np.testing.assert_allclose(normal_incidence(energies, NODES, values), found / 4.0, rtol=1e-15)
    assert normal_incidence(0.99, NODES, values) == 0.0


def test_coefficients_that_change_their_power_are_those_of_each_stretch() -> None:
    """The first interval rises twice as steeply: its protons have the table's coefficients, not what follows on."""
    values = 7.0 * np.where(np.arange(7) < 2, NODES**PROTON, NODES[1] ** (0.5 * PROTON) * NODES ** (0.5 * PROTON))

    class Kinked(Cell):
        proton = values

    shallow = np.array([1.5, 2.0, 2.5, 5.0, 15.0])
    found = proton_damage(shallow, 0.0, Kinked(1.0), Cover())
    # The slope is smoothed over a tenth of a decade about the kink.
    np.testing.assert_allclose(found, interpolate(shallow, NODES, values), rtol=0.03)
