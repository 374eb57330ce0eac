"""Lines of a round pen as pixels."""

import numpy as np
import pytest

from digitpad.ink.pen import SIDE, rasterise
from digitpad.ink.strokes import Segments


def lines(*drawings):
    """Segments from one list of (x0, y0, x1, y1) for each drawing."""
    flat = np.array([line for drawing in drawings for line in drawing], np.float32).reshape(-1, 4)
    owner = np.repeat(np.arange(len(drawings)), [len(drawing) for drawing in drawings])
    return Segments(flat[:, :2], flat[:, 2:], owner, len(drawings))


def by_definition(drawing, width):
    """The coverage of every pixel from its distance to every line, in float64, one after the other."""
    picture = np.zeros((SIDE, SIDE))
    for row in range(SIDE):
        for column in range(SIDE):
            at = np.array([column + 0.5, row + 0.5])
            for x0, y0, x1, y1 in drawing:
                start, step = np.array([x0, y0]), np.array([x1 - x0, y1 - y0])
                share = np.clip((at - start) @ step / (step @ step), 0, 1) if step.any() else 0
                distance = np.hypot(*(at - start - share * step))
                picture[row, column] = max(picture[row, column], np.clip(width / 2 + 0.5 - distance, 0, 1))
    return np.rint(picture * 255)


@pytest.mark.parametrize("width", [0.5, 1.0, 2.45, 3.0, 6.5, 40.0])
def test_every_pixel_is_what_its_distance_to_the_lines_says(width):
    rng = np.random.default_rng(4)
    drawings = [rng.uniform(-3, 31, (3, 4)) for _ in range(4)]
    drawings += [[(7.2, 7.9, 7.2, 7.9)], [(5, 5, 5, 20), (5, 20, 22, 20)], [(14, 14, 14.0001, 14)]]
    pictures = rasterise(lines(*drawings), width)
    for picture, drawing in zip(pictures, drawings, strict=True):
        # float32 and a rounding of its own
        assert np.abs(picture - by_definition(drawing, width)).max() <= 1


def test_each_drawing_has_its_own_pen():
    line = [(4, 14, 24, 14)]
    pictures = rasterise(lines(line, line), np.array([1.0, 5.0], np.float32))
    assert np.array_equal(pictures[0], rasterise(lines(line), 1.0)[0])
    assert np.array_equal(pictures[1], rasterise(lines(line), 5.0)[0])


def test_ink_is_as_much_as_the_pen_has_covered():
    # A line of width 3 and length 16 with round ends: 3 * 16 + pi * 1.5 ** 2.
    picture = rasterise(lines([(6, 13.3, 22, 13.3)]), 3.0)[0]
    assert picture.sum() / 255 == pytest.approx(3 * 16 + np.pi * 1.5**2, rel=0.02)


def test_a_crossing_is_no_darker_than_its_lines():
    crossed = rasterise(lines([(4, 14, 24, 14), (14, 4, 14, 24)]), 2.45)[0]
    flat, upright = rasterise(lines([(4, 14, 24, 14)], [(14, 4, 14, 24)]), 2.45)
    assert np.array_equal(crossed, np.maximum(flat, upright))


def test_how_a_line_is_cut_does_not_show():
    whole = rasterise(lines([(4.3, 6.1, 23.7, 20.9)]), 2.45)[0]
    at = np.linspace(0, 1, 400)[:, None] * (23.7 - 4.3, 20.9 - 6.1) + (4.3, 6.1)
    cut = rasterise(lines(np.hstack([at[:-1], at[1:]])), 2.45)[0]
    assert np.abs(whole.astype(int) - cut).max() <= 1


def test_what_lies_outside_is_cut_off():
    assert not rasterise(lines([(-40, -40, -35, -35), (60, 10, 90, 10)]), 2.45).any()


def test_drawings_without_lines_are_paper():
    assert rasterise(lines([], []), 2.45).shape == (2, SIDE, SIDE)
    assert not rasterise(lines([], []), 2.45).any()
    assert rasterise(lines([], [(14, 14, 14, 14)], []), 2.45).any(axis=(1, 2)).tolist() == [False, True, False]
    assert rasterise(lines(), 2.45).shape == (0, SIDE, SIDE)
