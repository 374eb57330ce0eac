import numpy as np
import pytest

from digitpad.ink.framing import BOX, CENTRE, frame
from digitpad.ink.raster import PEN_WIDTH, raster
from digitpad.ink.stages import stages
from digitpad.ink.strokes import Drawing, Segments

SEVEN = np.array([[40.0, 50.0], [160.0, 45.0], [90.0, 210.0]])
BAR = np.array([[70.0, 130.0], [140.0, 128.0]])


def drawing(*strokes, canvas=(300.0, 300.0)):
    return Drawing(canvas, strokes)


def random_drawing(seed):
    rng = np.random.default_rng(seed)
    size = 10 ** rng.uniform(0, 3)
    strokes = [np.cumsum(rng.normal(0, size, (rng.integers(1, 30), 2)), axis=0) for _ in range(rng.integers(1, 4))]
    strokes[0][0] += size  # never a dot
    return drawing(*(stroke + rng.uniform(-1e3, 1e3, 2) for stroke in strokes), canvas=(10 * size, 10 * size))


@pytest.mark.parametrize("seed", range(20))
def test_the_last_stage_is_the_picture_that_the_network_gets(seed):
    drawn = random_drawing(seed)
    np.testing.assert_array_equal(stages(drawn).picture / np.float32(255), raster(drawn))


@pytest.mark.parametrize("seed", range(20))
def test_scale_and_move_take_the_ink_where_the_framing_puts_it(seed):
    drawn = random_drawing(seed)
    seen = stages(drawn)
    points = np.concatenate([seen.in_picture(stroke) for stroke in seen.strokes])
    framed = frame(Segments.of([drawn]))
    expected = np.concatenate([framed.starts, framed.ends])
    np.testing.assert_allclose(points.min(axis=0), expected.min(axis=0), atol=2e-3)
    np.testing.assert_allclose(points.max(axis=0), expected.max(axis=0), atol=2e-3)


def test_the_box_is_that_of_the_lines_in_canvas_units():
    seen = stages(drawing(SEVEN, BAR))
    np.testing.assert_allclose(seen.low, [40, 45], atol=1e-4)
    np.testing.assert_allclose(seen.high, [160, 210], atol=1e-4)
    assert seen.size == pytest.approx((120, 165), abs=1e-4)
    assert seen.scale == pytest.approx((BOX - PEN_WIDTH) / 165, rel=1e-5)


def test_the_centre_of_mass_comes_to_where_mnist_has_it():
    seen = stages(drawing(SEVEN, BAR))
    np.testing.assert_allclose(seen.mass + seen.move, CENTRE, atol=1e-4)


def test_the_strokes_are_those_that_were_drawn():
    seen = stages(drawing(SEVEN, BAR))
    assert len(seen.strokes) == 2
    for stroke, drawn in zip(seen.strokes, (SEVEN, BAR), strict=True):
        np.testing.assert_allclose(stroke, drawn, atol=1e-4)
    assert seen.specks == 0


def test_a_speck_is_counted_and_left_out_of_the_box():
    seen = stages(drawing(SEVEN, np.array([[280.0, 280.0], [282.0, 281.0]])))
    assert seen.specks == 1
    assert len(seen.strokes) == 1
    np.testing.assert_allclose(seen.high, [160, 210], atol=1e-4)


@pytest.mark.parametrize("points", [[[250.0, 30.0]], [[250.0, 30.0], [251.0, 30.5], [250.5, 31.0]]])
def test_a_dot_is_a_point_that_is_moved_and_not_scaled(points):
    seen = stages(drawing(np.array(points)))
    assert seen.size == (0, 0)
    assert seen.scale == 1
    assert [len(stroke) for stroke in seen.strokes] == [1]
    np.testing.assert_allclose(seen.in_picture(seen.strokes[0]), [[CENTRE, CENTRE]], atol=1e-3)


def test_pixels_are_counted():
    seen = stages(drawing(SEVEN))
    full = int((seen.picture == 255).sum())
    assert 0 < seen.grey < seen.inked
    assert seen.inked == seen.grey + full == int((raster(drawing(SEVEN)) > 0).sum())


def test_where_and_how_large_it_is_drawn_changes_the_first_stages_alone():
    small = drawing(SEVEN / 4 + 100)
    one, other = stages(drawing(SEVEN)), stages(small)
    assert other.size == pytest.approx((30, 41.25), abs=1e-4)
    assert other.scale == pytest.approx(4 * one.scale, rel=1e-5)
    np.testing.assert_allclose(other.move, one.move, atol=1e-3)
    np.testing.assert_array_equal(other.picture, one.picture)
