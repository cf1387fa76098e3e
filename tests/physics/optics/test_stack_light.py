"""Stacks against the package tmm, closed forms of optics, and what every stack must obey."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import tmm
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.optics import stack_block
from studio.physics.optics import stack_light as module
from studio.physics.optics.stack_light import StackLight, stack_light

WAVES = np.linspace(300e-9, 1200e-9, 7)
NO_FILM, NO_DEPTH = np.empty((0, 1), dtype=complex), np.empty(0)


def reference(index, thickness, coherent, wavelength, angle, polarisation, entry, behind):
    """The same by tmm: one wavelength after the other, transfer matrices."""
    rows = []
    for column, wave in enumerate(wavelength):
        indices, depths = [entry, *index[:, column], behind], [math.inf, *thickness, math.inf]
        if all(coherent):
            found = tmm.coh_tmm(polarisation, indices, depths, angle, wave)
            absorbed = tmm.absorp_in_each_layer(found)
        else:
            kinds = ["i", *("c" if film else "i" for film in coherent), "i"]
            found = tmm.inc_tmm(polarisation, indices, depths, kinds, angle, wave)
            absorbed = tmm.inc_absorp_in_each_layer(found)
        rows.append([found["R"], found["T"], *absorbed[1:-1]])
    return np.array(rows).T


def rows(light: StackLight):
    return np.concatenate([light.reflectance[None], light.transmittance[None], light.absorptance])


def drawn_stack(seed: int, coherent: tuple[bool, ...]):
    """Films from transparent to metallic, slabs that absorb a little to all of the light."""
    random, layers = np.random.default_rng(seed), len(coherent)
    films = np.array(coherent)
    real = random.uniform(1.35, 4.0, (layers, WAVES.size))
    absorbing = 10.0 ** random.uniform(np.where(films, -6.0, -6.0), np.where(films, 0.3, -2.0), (WAVES.size, layers)).T
    thickness = np.where(films, random.uniform(5e-9, 300e-9, layers), random.uniform(20e-6, 200e-6, layers))
    return real + 1j * absorbing, thickness


@pytest.mark.parametrize("polarisation", ["s", "p"])
@pytest.mark.parametrize("degrees", [0.0, 20.0, 60.0, 85.0, 89.9])
@pytest.mark.parametrize(
    "pattern", ["F", "S", "FFFFFFFF", "SS", "SFFFF", "FFFFS", "FFSFF", "FSSF", "SFSFFS", "FSFSFFFSSF", "SSS"]
)
def test_stack_meets_tmm(pattern: str, degrees: float, polarisation: str) -> None:
    coherent, angle = tuple(kind == "F" for kind in pattern), math.radians(degrees)
    index, thickness = drawn_stack(len(pattern), coherent)
    for entry, behind in ((1.0, 1.0), (1.33, 3.5 + 0.2j)):
        light = stack_light(index, thickness, coherent, WAVES, angle=angle, polarisation=polarisation,
                            entry_index=entry, exit_index=behind)  # fmt: skip
        expected = reference(index, thickness, coherent, WAVES, angle, polarisation, entry, behind)
        np.testing.assert_allclose(rows(light), expected, rtol=0.0, atol=1e-11)


def test_solar_cell_meets_tmm() -> None:
    # MgF2, indium tin oxide, fullerene, perovskite, hole contact, silver: indices of about 600 nm.
    index = np.array([[1.38], [1.9 + 0.02j], [2.1 + 0.05j], [2.3 + 0.15j], [1.7], [0.13 + 3.9j]]) * np.ones(WAVES.size)
    thickness = np.array([100.0, 80.0, 20.0, 500.0, 20.0, 150.0]) * 1e-9
    for polarisation in ("s", "p"):
        light = stack_light(index, thickness, (True,) * 6, WAVES, angle=0.4, polarisation=polarisation)
        expected = reference(index, thickness, (True,) * 6, WAVES, 0.4, polarisation, 1.0, 1.0)
        np.testing.assert_allclose(rows(light), expected, rtol=0.0, atol=1e-13)


def test_light_beyond_the_critical_angle_meets_tmm() -> None:
    # Out of a prism: total reflection frustrated by an air gap, and a surface plasmon on 50 nm of silver.
    for index, thickness in (([[1.0], [1.5]], [200e-9, 1e-6]), ([[0.13 + 3.9j]], [50e-9])):
        one, depth = np.array(index, dtype=complex) * np.ones(WAVES.size), np.array(thickness)
        films = (True,) * len(depth)
        for degrees in (30.0, 42.0, 44.0, 60.0, 85.0):
            for polarisation in ("s", "p"):
                light = stack_light(one, depth, films, WAVES, angle=math.radians(degrees), polarisation=polarisation,
                                    entry_index=1.5)  # fmt: skip
                expected = reference(one, depth, films, WAVES, math.radians(degrees), polarisation, 1.5, 1.0)
                np.testing.assert_allclose(rows(light), expected, rtol=0.0, atol=1e-11)


LAYERS = st.lists(
    st.tuples(
        st.booleans(),
        st.floats(0.05, 6.0),
        st.one_of(st.just(0.0), st.floats(-8.0, 1.2).map(lambda power: 10.0**power)),
        st.floats(0.0, 1.0),
    ),
    max_size=8,
)
ANGLES = st.one_of(st.sampled_from([0.0, 1e-9, 0.5 * math.pi]), st.floats(0.0, 0.5 * math.pi))
INDICES = st.floats(1.0, 4.0)


@given(LAYERS, ANGLES, st.sampled_from(["s", "p", "mean"]), INDICES, st.builds(complex, INDICES, st.floats(0.0, 5.0)))
def test_light_is_neither_lost_nor_made(layers, angle: float, polarisation, entry: float, behind: complex) -> None:
    coherent = tuple(layer[0] for layer in layers)
    index = np.array([complex(real, lossy) for _, real, lossy, _ in layers]).reshape(-1, 1) * np.ones(3)
    # Films from nothing to 10 µm; slabs of many wavelengths, as slabs are meant.
    thickness = [1e-5 * share**3 if film else 1e-4 + 1e-2 * share for film, *_, share in layers]
    light = stack_light(index, thickness, coherent, [300e-9, 600e-9, 2e-6], angle=angle, polarisation=polarisation,
                        entry_index=entry, exit_index=behind)  # fmt: skip
    everything = rows(light)
    assert np.all(np.isfinite(everything))
    np.testing.assert_allclose(everything.sum(axis=0), 1.0, rtol=0.0, atol=1e-10)
    assert np.all(everything >= -1e-12)


@pytest.mark.parametrize("film", [True, False])
def test_opaque_layer_leaves_no_trace_behind(film: bool) -> None:
    index = np.array([[0.2 + 3.0j], [5.0 + 4.0j]])
    light = stack_light(index, [1.0, 1.0], (film, True), [5e-7], angle=[0.0, 1.0, 0.5 * math.pi])
    np.testing.assert_array_equal(light.transmittance, 0.0)
    np.testing.assert_array_equal(light.absorptance[:, 1], 0.0)
    np.testing.assert_allclose(light.absorptance[:, 0] + light.reflectance, 1.0, rtol=0.0, atol=1e-14)


@given(LAYERS, st.floats(0.0, 1.5), st.sampled_from(["s", "p"]), INDICES, INDICES)
def test_transparent_stack_passes_the_same_from_either_side(layers, angle: float, polarisation, near, far) -> None:
    coherent = tuple(layer[0] for layer in layers)
    index = np.array([layer[1] for layer in layers]).reshape(-1, 1)
    thickness = np.array([1e-6 * layer[3] + (0.0 if layer[0] else 1e-4) for layer in layers])
    near, far = max(near, far), min(near, far)
    forward = stack_light(index, thickness, coherent, [5e-7], angle=math.asin(math.sin(angle) * far / near),
                          polarisation=polarisation, entry_index=near, exit_index=far)  # fmt: skip
    back = stack_light(index[::-1], thickness[::-1], coherent[::-1], [5e-7], angle=angle,
                       polarisation=polarisation, entry_index=far, exit_index=near)  # fmt: skip
    np.testing.assert_allclose(forward.transmittance, back.transmittance, rtol=0.0, atol=1e-8)


@pytest.mark.parametrize("degrees", [0.0, 30.0, 56.309932474, 89.0, 89.9999])
def test_bare_interface_reflects_as_fresnel_says(degrees: float) -> None:
    inside = math.asin(math.sin(math.radians(degrees)) / 1.5)
    before, after = math.cos(math.radians(degrees)), math.cos(inside)
    fresnel = {
        "s": (before - 1.5 * after) / (before + 1.5 * after),
        "p": (1.5 * before - after) / (1.5 * before + after),
    }
    values = {name: stack_light(NO_FILM, NO_DEPTH, (), [5e-7], angle=math.radians(degrees), polarisation=name,
                                exit_index=1.5).reflectance for name in ("s", "p", "mean")}  # fmt: skip
    for name, amplitude in fresnel.items():
        assert values[name] == pytest.approx(amplitude**2, abs=1e-12)
    assert values["mean"] == pytest.approx(0.5 * (values["s"] + values["p"]), abs=1e-15)


def test_grazing_light_is_reflected_whole_and_an_equal_medium_passes_it() -> None:
    right = 0.5 * math.pi
    assert stack_light(NO_FILM, NO_DEPTH, (), [5e-7], angle=right, exit_index=1.5).reflectance == pytest.approx(1.0)
    for film in (True, False):
        light = stack_light(
            [[1.5]], [1e-4], (film,), [5e-7], angle=math.radians(89.99), entry_index=1.5, exit_index=1.5
        )
        assert light.transmittance == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize("offset", [0.0, 1e-15, -1e-15, 1e-12, -1e-12, 1e-9, -1e-9])
@pytest.mark.parametrize("polarisation", ["s", "p"])
def test_film_at_its_critical_angle_meets_the_limit(polarisation: str, offset: float) -> None:
    # Where k_z = 0 the one tangential field is constant and the other linear: 1/Y' = 1/Y − i κ d, with κ = k₀ for s and
    # k₀ n² for p light.
    entry, film, behind, depth, wave = 2.0, 1.3, 2.5, 150e-9, 5e-7
    angle = math.asin(film / entry) + offset
    before, after = entry * math.cos(angle), math.sqrt(behind**2 - (entry * math.sin(angle)) ** 2)
    growth = 2.0 * math.pi / wave * depth
    if polarisation == "p":
        before, after, growth = before / entry**2, after / behind**2, growth * film**2
    above = 1.0 / (1.0 / after - 1j * growth)
    light = stack_light([[film]], [depth], (True,), [wave], angle=angle, polarisation=polarisation, entry_index=entry,
                        exit_index=behind)  # fmt: skip
    assert light.reflectance == pytest.approx(
        abs((before - above) / (before + above)) ** 2, abs=1e-8 if offset else 1e-12
    )
    assert light.absorptance == pytest.approx(0.0, abs=1e-13)


@given(st.floats(1.0, 4.0), st.floats(1.0, 4.0))
def test_quarter_wave_film_reflects_as_its_effective_admittance(film: float, behind: float) -> None:
    light = stack_light([[film]], [5e-7 / (4.0 * film)], (True,), [5e-7], exit_index=behind)
    assert light.reflectance == pytest.approx(((behind - film**2) / (behind + film**2)) ** 2, abs=1e-13)
    half = stack_light([[film]], [5e-7 / (2.0 * film)], (True,), [5e-7], exit_index=behind)
    assert half.reflectance == pytest.approx(((1.0 - behind) / (1.0 + behind)) ** 2, abs=1e-13)


@given(st.floats(0.0, 1e-5), st.floats(0.0, 1.4), st.floats(1.0, 60.0))
def test_slab_in_its_own_index_attenuates_as_beer_and_lambert_say(lossy: float, angle: float, path: float) -> None:
    light = stack_light([[1.5 + 1j * lossy]], [1e-4], (False,), [5e-7], angle=angle, entry_index=1.5, exit_index=1.5,
                        path_factor=path)  # fmt: skip
    passed = math.exp(-4.0 * math.pi * lossy * path * 1e-4 / 5e-7 / math.cos(angle))
    assert light.transmittance == pytest.approx(passed, abs=1e-7)  # the index is matched but for its absorption
    assert light.absorptance[0] == pytest.approx(1.0 - passed, abs=1e-7)


def test_pane_of_glass_loses_light_at_both_faces() -> None:
    # R = 2 r/(1 + r) with r = 0.04: the textbook's 7.69 % for an index of 1.5.
    light = stack_light([[1.5]], [3e-3], (False,), [5e-7])
    assert light.reflectance == pytest.approx(0.08 / 1.04, abs=1e-15)


def test_evanescent_gap_without_loss_reflects_all_of_the_light() -> None:
    light = stack_light([[1.0]], [1e-4], (False,), [5e-7], angle=1.0, entry_index=1.5, exit_index=1.5)
    assert light.reflectance == pytest.approx(1.0, abs=1e-14)


@pytest.mark.parametrize("wavelengths", [1, 3, 4000])  # many stacks a block, and a stack a block
def test_shapes_broadcast(wavelengths: int) -> None:
    random = np.random.default_rng(3)
    coherent, waves = (True, False, True), np.linspace(4e-7, 9e-7, wavelengths)
    index = random.uniform(1.2, 3.0, (4, 1, 3, wavelengths)) + 1e-3j
    thickness = random.uniform(1e-7, 1e-5, (2, 4, 1, 3))
    angle, behind = np.array([0.0, 0.3, 0.9, 1.4, 0.5 * np.pi]), random.uniform(1.0, 2.0, (4, 1, wavelengths))
    path, entry = np.array([1.0, 3.0, 1.0]), np.linspace(1.0, 1.2, wavelengths)
    together = stack_light(index, thickness, coherent, waves, angle=angle, exit_index=behind, path_factor=path,
                           entry_index=entry)  # fmt: skip
    assert together.reflectance.shape == together.transmittance.shape == (2, 4, 5, wavelengths)
    assert together.absorptance.shape == (2, 4, 5, 3, wavelengths)
    for one, two, three in np.ndindex(2, 4, 5):
        alone = stack_light(index[two, 0], thickness[one, two, 0], coherent, waves, angle=angle[three],
                            exit_index=behind[two, 0], path_factor=path, entry_index=entry)  # fmt: skip
        np.testing.assert_allclose(together.reflectance[one, two, three], alone.reflectance, rtol=0.0, atol=1e-12)
        np.testing.assert_allclose(together.absorptance[one, two, three], alone.absorptance, rtol=0.0, atol=1e-12)


def test_stacks_that_differ_in_their_surroundings_alone_broadcast() -> None:
    around = np.array([[1.0], [1.3], [1.7]])
    for coherent in ((True, True), (False, True), (True, False)):
        together = stack_light([[2.0 + 0.1j], [1.5]], [1e-7, 1e-7], coherent, [5e-7], exit_index=around[::-1],
                               entry_index=around)  # fmt: skip
        for one, (before, behind) in enumerate(zip(around, around[::-1], strict=True)):
            alone = stack_light([[2.0 + 0.1j], [1.5]], [1e-7, 1e-7], coherent, [5e-7], exit_index=behind,
                                entry_index=before)  # fmt: skip
            np.testing.assert_allclose(together.absorptance[one], alone.absorptance, rtol=0.0, atol=1e-15)


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    index, thickness = drawn_stack(5, (True, True, False))
    many = thickness * np.linspace(0.5, 2.0, 50)[:, np.newaxis]
    whole = stack_light(index, many, (True, True, False), WAVES)
    monkeypatch.setattr(module, "BLOCK", 3 * WAVES.size)
    parts = stack_light(index, many, (True, True, False), WAVES)
    np.testing.assert_allclose(parts.absorptance, whole.absorptance, rtol=0.0, atol=1e-15)


GOOD = {"index": [[1.5]], "thickness": [1e-6], "coherent": (True,), "wavelength": [5e-7]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"index": [[1.5], [1.5]]}, "a row for each layer"),
        ({"wavelength": 5e-7}, "a row for each layer"),
        ({"thickness": [1e-6, 1e-6]}, "must have a thickness"),
        ({"thickness": 1e-6}, "must have a thickness"),
        ({"thickness": []}, "must have a thickness"),
        ({"index": [1.5]}, "a row for each layer"),
        ({"index": [[1.5, 1.5]]}, "a row for each layer"),
        ({"wavelength": [[5e-7]]}, "a row for each layer"),
        ({"coherent": (True, True)}, "a row for each layer"),
        ({"entry_index": [1.0, 1.0]}, "media before and behind"),
        ({"exit_index": 0.0}, "both zero"),
        ({"exit_index": -1.0 + 1j}, "may be negative"),
        ({"entry_index": math.nan}, "must be positive"),
        ({"wavelength": [-5e-7]}, "must be positive"),
        ({"thickness": [math.nan]}, "finite"),
        ({"angle": -1e-9}, "right angle"),
        ({"angle": [0.0, 1.6]}, "right angle"),
        ({"path_factor": -1.0, "coherent": (False,)}, "path factor"),
        ({"path_factor": [0.5]}, "path factor"),
        ({"exit_index": [1.0, 1.0]}, "media before and behind"),
        ({"index": [[1.5 - 1e-9j]]}, "may be negative"),
        ({"index": [[math.nan]]}, "may be negative"),
        ({"index": [[0.0]]}, "both zero"),
        ({"exit_index": 1.0 - 1j}, "may be negative"),
        ({"entry_index": 0.0}, "must be positive"),
        ({"wavelength": [0.0]}, "must be positive"),
        ({"thickness": [math.inf]}, "finite"),
        ({"thickness": [-1e-9]}, "finite"),
        ({"angle": 1.6}, "right angle"),
        ({"angle": math.nan}, "right angle"),
        ({"polarisation": "x"}, "s, p or mean"),
        ({"path_factor": 2.0}, "path factor"),
        ({"path_factor": [0.0], "coherent": (False,)}, "path factor"),
    ],
)
def test_senseless_stack_is_refused(change: dict, message: str) -> None:
    stack_light(**GOOD)
    with pytest.raises(ValueError, match=message):
        stack_light(**{**GOOD, **change})


def test_light_stays_when_another_stack_follows() -> None:
    # The intermediate arrays are the same memory in every call of a thread.
    index, thickness = drawn_stack(7, (True, False, True, True))
    first = stack_light(index, thickness, (True, False, True, True), WAVES, angle=0.5)
    kept = rows(first).copy()
    second = stack_light(index * 1.1, thickness, (True, False, True, True), WAVES, angle=0.5)
    np.testing.assert_array_equal(rows(first), kept)
    assert np.max(np.abs(rows(second) - kept)) > 0.01


def test_stacks_in_threads_do_not_meet() -> None:
    cases = [(*drawn_stack(seed, (True,) * 6), angle) for seed, angle in enumerate(np.linspace(0.0, 1.5, 8))]

    def solve(case) -> list[np.ndarray]:
        index, thickness, angle = case
        return [rows(stack_light(index, thickness, (True,) * 6, WAVES, angle=angle)) for _ in range(50)]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(solve, cases))
    for case, found in zip(cases, together, strict=True):
        alone = solve(case)[0]
        for each in found:
            np.testing.assert_array_equal(each, alone)


@pytest.mark.parametrize("varied", [(0,), (1,), (3,), (1, 4), (0, 2, 5), (0, 1, 2, 3, 4, 5)])
@pytest.mark.parametrize("what", ["thickness", "index", "both"])
@pytest.mark.parametrize("angle", [0.0, 0.7])
def test_what_stacks_share_is_as_if_each_were_alone(varied: tuple[int, ...], what: str, angle: float) -> None:
    random = np.random.default_rng(11)
    waves, films = np.linspace(4e-7, 1.2e-6, 23), (True, False, True, True, False, True)
    index = random.uniform(1.2, 3.5, (6, 23)) + 1j * random.uniform(0.0, 0.1, (6, 23))
    thickness = np.where(films, random.uniform(2e-8, 4e-7, 6), 5e-5)
    indices, depths = np.repeat(index[None], 7, axis=0), np.repeat(thickness[None], 7, axis=0)
    for layer in varied:
        if what != "index":
            depths[:, layer] *= np.linspace(1.0, 2.0, 7)
        if what != "thickness":
            indices[:, layer] *= np.linspace(1.0, 1.3, 7)[:, None]
    whole = stack_light(indices if what != "thickness" else index, depths, films, waves, angle=angle)
    for row in range(7):
        one = stack_light(indices[row], depths[row], films, waves, angle=angle)
        for name in ("reflectance", "transmittance", "absorptance"):
            np.testing.assert_allclose(getattr(whole, name)[row], getattr(one, name), rtol=1e-13, atol=1e-15)


def test_what_stands_on_a_bound_is_a_stack_still() -> None:
    metal = stack_light([[3.9j]], [0.0], (True,), [5e-7], angle=0.5 * math.pi, exit_index=2j)
    assert metal.reflectance == pytest.approx(1.0, abs=1e-12)
    nothing = stack_light([[0.0 + 1j], [2.0]], [0.0, 0.0], (True, True), [5e-7], exit_index=1.5)
    assert nothing.reflectance == pytest.approx(0.04, abs=1e-14)  # films of no thickness on glass


def test_no_stack_and_no_wavelength_give_nothing() -> None:
    none = stack_light(np.empty((2, 0)), [1e-7, 1e-4], (True, False), np.empty(0), angle=[0.1, 0.2, 0.3])
    assert none.reflectance.shape == none.transmittance.shape == (3, 0)
    assert none.absorptance.shape == (3, 2, 0)
    empty = stack_light([[1.5]], np.empty((0, 1)), (True,), [5e-7])
    assert empty.absorptance.shape == (0, 1, 1)


@pytest.mark.parametrize("block", [1, 6, 7, 8, 13, 14, 22])
@pytest.mark.parametrize("angle", [0.0, 0.6])
def test_blocks_of_any_size_do_not_show(monkeypatch: pytest.MonkeyPatch, block: int, angle: float) -> None:
    """Also smaller than one stack, and with a last block that is not full."""
    coherent = (True, False, True, True)
    index, thickness = drawn_stack(17, coherent)
    many = thickness * np.linspace(0.5, 2.0, 10).reshape(5, 2, 1)
    tilted = index * np.linspace(1.0, 1.2, 5).reshape(5, 1, 1, 1)
    whole = stack_light(tilted, many, coherent, WAVES, angle=angle)
    monkeypatch.setattr(module, "BLOCK", block)
    parts = stack_light(tilted, many, coherent, WAVES, angle=angle)
    for name in ("reflectance", "transmittance", "absorptance"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=0.0, atol=1e-14)


def test_angles_of_which_some_are_none_are_each_alone() -> None:
    """At normal incidence alone both polarisations are one; among others it is solved as they are."""
    coherent = (True, False, True)
    index, thickness = drawn_stack(23, coherent)
    angles = np.array([[0.0, 0.4], [1.2, 0.0]])
    for polarisation in ("s", "p", "mean"):
        together = stack_light(index, thickness, coherent, WAVES, angle=angles, polarisation=polarisation)
        for place in np.ndindex(2, 2):
            alone = stack_light(index, thickness, coherent, WAVES, angle=angles[place], polarisation=polarisation)
            np.testing.assert_allclose(together.absorptance[place], alone.absorptance, rtol=0.0, atol=1e-12)
            np.testing.assert_allclose(together.reflectance[place], alone.reflectance, rtol=0.0, atol=1e-12)
        np.testing.assert_allclose(together.reflectance[0, 0], together.reflectance[1, 1], rtol=0.0, atol=1e-14)


@pytest.mark.parametrize("angle", [0.0, 0.7])
def test_what_stacks_share_is_computed_once(monkeypatch: pytest.MonkeyPatch, angle: float) -> None:
    """Of seven stacks that differ in one film of six only the layers up to the next slabs are turned seven times."""
    shapes: list[tuple[int, ...]] = []
    turns = stack_block.film_turns

    def counted(k_z, phase, memory=""):
        found = turns(k_z, phase, memory)
        shapes.append(found[1].shape)
        return found

    monkeypatch.setattr(stack_block, "film_turns", counted)
    coherent = (True, False, True, True, False, True)
    index, thickness = drawn_stack(29, coherent)
    indices, depths = np.repeat(index[None], 7, axis=0), np.repeat(thickness[None], 7, axis=0)
    depths[:, 2] *= np.linspace(1.0, 2.0, 7)
    stack_light(index, depths, coherent, WAVES, angle=angle)
    assert sorted(shapes) == [(2, 7, 7), (4, 1, 7)]
    shapes.clear()
    stack_light(indices, np.repeat(thickness[None], 7, axis=0), coherent, WAVES)
    assert [shape[:2] for shape in shapes if shape[0]] == [(6, 1)]


def test_film_whose_wave_does_not_cross_it_at_all_meets_the_limit() -> None:
    """The angle and index at which k_z is 0 to the last digit; the field in the film is linear there."""
    entry, behind, depth, wave, met = 2.0, 2.5, 150e-9, 5e-7, 0
    for angle in np.linspace(0.5, 0.9, 60):
        cosine = float(np.cos(angle))
        square = entry * entry - (entry * cosine) ** 2
        film = math.sqrt(square)
        if film * film != square:
            continue
        met += 1
        before, after = entry * cosine, math.sqrt(behind**2 - square)
        above = 1.0 / (1.0 / after - 1j * 2.0 * math.pi / wave * depth)
        light = stack_light([[film]], [depth], (True,), [wave], angle=angle, polarisation="s", entry_index=entry,
                            exit_index=behind)  # fmt: skip
        assert light.reflectance == pytest.approx(abs((before - above) / (before + above)) ** 2, abs=1e-10)
    assert met > 5
