from itertools import pairwise

import numpy as np
import pytest

from digitpad.net.neuron import Neuron
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
ROOMS = [(740, 380), (500, 300), (360, 240), (1600, 900)]


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


def test_the_links_of_the_pixels_begin_spread_along_the_picture_each_beside_its_row():
    placement = place((784, 16, 10), 740, 380)
    left, top, side = placement.image
    assert placement.leave(0) == left + side
    np.testing.assert_allclose(np.diff(placement.starts), side / 784)
    row = (placement.starts - top) // (side / 28)
    np.testing.assert_array_equal(row, np.arange(784) // 28)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_each_neuron_of_a_layer_has_a_level_line_of_its_own(sizes):
    for places in place(sizes, 740, 380).places:
        apart = np.diff(np.sort(places[:, 1]))
        np.testing.assert_allclose(apart, apart.mean() if len(apart) else 0)


def test_neurons_stand_in_the_order_asked_for():
    sizes = (784, 20, 10)
    order = np.random.default_rng(0).permutation(20)
    placement = place(sizes, 740, 380, (np.arange(784), order, np.arange(10)))
    np.testing.assert_array_equal(np.argsort(placement.places[0][:, 1]), order)


def test_hidden_neurons_of_the_default_network_are_large_enough_to_take_in_hand():
    assert min(place((784, 128, 64, 10), 720, 408).radii) >= 5.5


@pytest.mark.parametrize("zoom", [(1.0, 0.0, 0.0), (3.0, -400.0, -200.0)])
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_who_points_at_a_neuron_or_pixel_means_it(sizes, zoom):
    placement = place(sizes, 740, 380).seen(*zoom)
    for layer, size in enumerate(sizes):
        for index in np.linspace(0, size - 1, 7).astype(int).tolist():
            assert placement.at(*placement.middle(Neuron(layer, index))) == Neuron(layer, index)


def test_beside_a_neuron_there_is_some_reach_and_then_nothing():
    placement = place((784, 16, 10), 740, 380)
    neuron = Neuron(1, 3)
    x, y = placement.middle(neuron)
    beside = placement.radius(neuron)
    assert placement.at(x - beside - 3, y) == neuron
    assert placement.at(x - beside - 12, y) is None


def test_bars_are_in_line_with_the_output_neurons():
    np.testing.assert_allclose(place((784, 16, 10), 740, 380).places[-1][:, 1], output_rows(380))
