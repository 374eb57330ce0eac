from itertools import pairwise

import numpy as np
import pytest

from digitpad.qt.widgets.placement import CAPTION, output_rows, place

SIZES = [
    (784, 10),
    (784, 16, 16, 10),
    (784, 128, 64, 10),
    (784, 512, 256, 10),
    (784, 512, 256, 128, 10),
    (784, 1024, 10),
    (784, *(1024,) * 6, 10),
    (784, *(64,) * 14, 10),
]
ROOMS = [(740, 380), (500, 300), (360, 280), (1600, 900)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize(("width", "height"), ROOMS)
def test_neurons_never_overlap_and_stay_inside(sizes, width, height):
    placement = place(sizes, width, height)
    left, _, side = placement.image
    end = left + side
    for at, radius in zip(placement.places, placement.radii, strict=True):
        assert (at[:, 0] - radius >= end).all()
        end = (at[:, 0] + radius).max()
        assert (at[:, 1] - radius >= 0).all()
        assert (at[:, 1] + radius <= height - CAPTION + 8).all()
        distance = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        np.fill_diagonal(distance, np.inf)
        assert distance.min() > 2 * radius
    assert end <= width


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_layers_stand_from_left_to_right(sizes):
    placement = place(sizes, 740, 380)
    spans = [(places[:, 0].min(), places[:, 0].max()) for places in placement.places]
    assert all(before[1] < after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize(("width", "height"), ROOMS)
def test_half_the_room_between_picture_and_outputs_is_left_to_the_links(sizes, width, height):
    placement = place(sizes, width, height)
    left, _, side = placement.image
    spans = [places[:, 0].max() - places[:, 0].min() for places in placement.places]
    assert sum(spans) <= 0.5 * (placement.places[-1][0, 0] - left - side)


def test_a_pixel_is_a_whole_number_of_screen_pixels():
    assert place((784, 128, 64, 10), 740, 380).image[2] % 28 == 0


def test_the_links_of_the_pixels_begin_at_their_row_in_reading_order():
    placement = place((784, 16, 10), 740, 380)
    left, top, side = placement.image
    starts = placement.starts
    assert (starts[:, 0] == left + side).all()
    assert (np.diff(starts[:, 1]) > 0).all()
    row = (starts[:, 1] - top) // (side / 28)
    np.testing.assert_array_equal(row, np.arange(784) // 28)


def test_bars_are_in_line_with_the_output_neurons():
    np.testing.assert_allclose(place((784, 16, 10), 740, 380).places[-1][:, 1], output_rows(380))
