"""The picture of a drawing, as the network sees it."""

import numpy as np

from digitpad.ink.framing import frame
from digitpad.ink.pen import PEN_WIDTH, rasterise
from digitpad.ink.raster import raster
from digitpad.ink.strokes import Drawing, Segments


def test_the_picture_is_ink_from_0_to_1():
    drawing = Drawing((280, 280), (np.array([(30.0, 40.0), (200, 220), (60, 250)]),))
    picture = raster(drawing)
    assert picture.shape == (28, 28)
    assert picture.dtype == np.float32
    assert picture.min() == 0
    assert picture.max() == 1


def test_one_drawing_and_many_are_drawn_alike():
    rng = np.random.default_rng(1)
    drawings = [Drawing((280, 280), (rng.uniform(0, 280, (9, 2)), rng.uniform(0, 280, (4, 2)))) for _ in range(20)]
    together = rasterise(frame(Segments.of(drawings)), PEN_WIDTH)
    for one, drawing in zip(together, drawings, strict=True):
        assert np.array_equal(one, np.rint(raster(drawing) * 255))


def test_an_untouched_canvas_is_an_empty_picture():
    assert not raster(Drawing((280, 280), ())).any()
    assert not raster(Drawing((280, 280), (np.zeros((0, 2)),))).any()


def test_x_runs_right_and_y_down():
    # An L: the upright on the left, the foot at the bottom.
    picture = raster(Drawing((100, 100), (np.array([(20.0, 10.0), (20, 90), (80, 90)]),)))
    rows, columns = np.nonzero(picture > 0.5)
    assert (columns[rows == rows.max()].max() - columns.min()) > 10
    assert columns[rows == rows.min()].max() - columns.min() < 4
