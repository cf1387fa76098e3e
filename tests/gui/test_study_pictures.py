"""Pictures of studies as arrays: which point a pixel shows, lines, fields and their lines of one level."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.gui.study import raster
from studio.gui.study.field import Field, contour, field_of, refined, round_levels, sampled

SIZE = (40, 30)
places = st.lists(st.tuples(st.floats(-20.0, 60.0), st.floats(-20.0, 50.0)), min_size=1, max_size=30)


@given(places, st.sampled_from([1.0, 2.5, 4.5]))
def test_each_pixel_shows_the_last_point_that_covers_it(points, radius):
    x, y = np.array(points).T
    ids, cover = raster.place_points(x, y, np.arange(len(x)), SIZE, radius)
    assert ids.shape == cover.shape == (SIZE[1], SIZE[0])
    assert ((ids == raster.NOTHING) == (cover == 0)).all()
    for line, column in np.argwhere(ids != raster.NOTHING)[:50]:
        row = ids[line, column]
        assert np.hypot(np.rint(x[row]) - column, np.rint(y[row]) - line) < radius + 0.5
    last = len(x) - 1
    column, line = int(np.rint(x[last])), int(np.rint(y[last]))
    if 0 <= column < SIZE[0] and 0 <= line < SIZE[1]:
        assert ids[line, column] == last
        assert cover[line, column] == 255


def test_points_beside_the_picture_and_without_a_place_are_left_out():
    x = np.array([np.nan, 10.0, 1e9, -1e9, 10.0, np.inf])
    y = np.array([10.0, np.nan, 10.0, 10.0, 1e12, 10.0])
    ids, cover = raster.place_points(x, y, np.arange(6), SIZE, 3.0)
    assert (ids == raster.NOTHING).all()
    assert not cover.any()


def test_the_nearest_point_is_found_within_reach_only():
    ids = np.full((20, 20), raster.NOTHING)
    ids[5, 5], ids[5, 9] = 3, 4
    assert raster.nearest(ids, 6.0, 5.0, 4) == 3
    assert raster.nearest(ids, 8.0, 5.0, 4) == 4
    assert raster.nearest(ids, 15.0, 15.0, 4) == raster.NOTHING
    assert raster.nearest(ids, -50.0, 5.0, 4) == raster.NOTHING


def test_colours_are_premultiplied_and_what_is_not_brushed_is_muted():
    ids = np.array([[0, 1, raster.NOTHING]], dtype=np.int32)
    cover = np.array([[255, 128, 0]], dtype=np.uint8)
    table = np.zeros((256, 3), dtype=np.uint8)
    table[10], table[20] = (200, 100, 50), (255, 255, 255)
    shade = np.array([10, 20], dtype=np.uint8)
    muted = np.array([60, 70, 80, 51])
    both = raster.paint(ids, cover, shade, None, table, muted)
    assert [hex(one) for one in both[0].tolist()] == ["0xffc86432", "0x80808080", "0x0"]
    some = raster.paint(ids, cover, shade, np.array([False, True]), table, muted)
    assert hex(int(some[0, 0])) == hex((51 << 24) | (12 << 16) | (14 << 8) | 16)
    assert some[0, 1] == both[0, 1]


def test_brushed_points_are_drawn_over_the_others():
    order = raster.drawing_order(5, np.array([1, 1, 0, 1, 1], dtype=bool), np.array([1, 0, 1, 0, 1], dtype=bool))
    assert order.tolist() == [1, 3, 0, 4]


def test_lines_go_from_axis_to_axis():
    heights = np.array([[2.0, 10.0], [18.0, 10.0], [2.0, np.nan]])
    ids, times = raster.place_lines(heights, np.array([0.0, 20.0, 39.0]), np.array([7, 8]), SIZE)
    assert ids[2, 0] == 7
    assert ids[18, 20] == 7
    assert ids[10, 10] == 8  # the later line lies over the earlier where they cross
    assert times[10, 10] == 2
    assert (ids[:, 30] != 8).all()  # it ends where a value is missing
    filled = ids[:, :20] == 7
    assert filled.any(axis=0).sum() >= 19  # in every column that it crosses


def test_shades_span_the_range_whatever_it_is():
    assert raster.shades(np.array([1.0, 2.0, 3.0, np.nan, 9.0]), 1.0, 3.0).tolist() == [0, 128, 255, 0, 255]
    assert raster.shades(np.array([5.0, 5.0]), 5.0, 5.0).tolist() == [0, 0]


X, Y = np.linspace(0.0, 2.0, 9), np.linspace(-1.0, 1.0, 7)


def plane(function) -> Field:
    return Field(X, Y, function(X[None, :], Y[:, None]))


def test_points_on_a_grid_are_a_field_in_any_order():
    gx, gy = np.meshgrid(X, Y)
    rng = np.random.default_rng(3)
    order = rng.permutation(gx.size)
    field = field_of(gx.ravel()[order], gy.ravel()[order], (gx - 3.0 * gy).ravel()[order])
    np.testing.assert_array_equal(field.x, X)
    np.testing.assert_array_equal(field.y, Y)
    np.testing.assert_allclose(field.values, X[None, :] - 3.0 * Y[:, None])
    doubled = field_of(np.tile(gx.ravel(), 2), np.tile(gy.ravel(), 2), np.repeat([1.0, 3.0], gx.size))
    np.testing.assert_allclose(doubled.values, 2.0)


def test_points_on_no_grid_are_averaged_in_cells():
    rng = np.random.default_rng(5)
    x, y = rng.random(20_000), rng.random(20_000)
    field = field_of(x, y, 2.0 * x + y)
    assert 20 <= field.x.size <= 80
    assert np.isfinite(field.values).all()
    np.testing.assert_allclose(field.values, 2.0 * field.x[None, :] + field.y[:, None], atol=0.05)


def test_a_few_points_on_no_grid_are_joined_by_planes():
    rng = np.random.default_rng(6)
    x, y = rng.random((2, 300))
    values = 5.0 * x - y
    values[7] = np.nan
    field = field_of(x, y, values, alone=True)
    known = np.isfinite(field.values)
    assert known.mean() > 0.8
    np.testing.assert_allclose(field.values[known], (5.0 * field.x[None, :] - field.y[:, None])[known], atol=1e-9)
    line = field_of(x, 2.0 * x, values, alone=True)
    assert np.isnan(line.values).all()


def test_a_missing_point_is_missing_and_no_number_at_its_neighbours():
    field = plane(lambda x, y: x + y)
    field.values[3, 4] = np.nan
    found = sampled(field, X, Y)
    assert np.isnan(found[3, 4])
    assert np.isfinite(np.delete(found.ravel(), 3 * X.size + 4)).all()


@given(st.floats(-3.0, 3.0), st.floats(-3.0, 3.0), st.floats(0.0, 2.0), st.floats(-1.0, 1.0))
def test_between_values_a_plane_is_a_plane(a, b, x, y):
    field = plane(lambda u, v: a * u + b * v)
    assert sampled(field, np.array([x]), np.array([y]))[0, 0] == pytest.approx(a * x + b * y, abs=1e-9)
    finer = refined(field, 4)
    assert finer.values.shape == (4 * 6 + 1, 4 * 8 + 1)
    np.testing.assert_allclose(finer.values, a * finer.x[None, :] + b * finer.y[:, None], atol=1e-9)


def test_outside_of_its_values_there_is_no_field():
    field = plane(lambda x, y: x + y)
    assert np.isnan(sampled(field, np.array([-0.1, 2.1]), np.array([0.0]))).all()


@given(st.floats(-2.0, 2.0), st.floats(0.2, 2.0), st.floats(-1.0, 2.0))
def test_a_line_of_one_level_lies_where_a_plane_has_it(a, b, level):
    pieces = contour(plane(lambda x, y: a * x + b * y), level)
    ends = pieces.reshape(-1, 2)
    np.testing.assert_allclose(a * ends[:, 0] + b * ends[:, 1], level, atol=1e-9)
    # It goes through: every column of cells that it crosses has a piece.
    crossed = [at for at in range(X.size - 1) if all(abs(level - a * x) < 0.99 * b for x in X[at : at + 2])]
    for at in crossed:
        inside = (pieces[:, :, 0].mean(axis=1) >= X[at]) & (pieces[:, :, 0].mean(axis=1) <= X[at + 1])
        assert inside.any()


def test_a_map_without_points_has_no_value_anywhere():
    for across, up in ((0, 0), (0, 3), (2, 0)):
        empty = Field(np.arange(float(across)), np.arange(float(up)), np.empty((up, across)))
        assert np.isnan(sampled(empty, np.array([0.5, 1.0]), np.array([0.5]))).all()


def test_a_circle_is_closed_and_as_long_as_it_is():
    x = np.linspace(-1.5, 1.5, 121)
    pieces = contour(Field(x, x, x[None, :] ** 2 + x[:, None] ** 2), 1.0)
    length = np.hypot(*(pieces[:, 1] - pieces[:, 0]).T).sum()
    assert length == pytest.approx(2.0 * np.pi, rel=1e-3)
    ends = np.round(pieces.reshape(-1, 2), 9)
    _, times = np.unique(ends, axis=0, return_counts=True)
    assert (times % 2 == 0).all()


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_levels_are_round_and_within(low, span):
    levels = round_levels(low, low + span)
    assert levels.size <= 10
    assert ((levels >= low - 1e-9 * abs(low)) & (levels <= low + span + 1e-9 * abs(low + span))).all()
    assert round_levels(1.0, 1.0).size == 0
