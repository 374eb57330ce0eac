import numpy as np
import pytest

from digitpad.net.activations import ACTIVATIONS
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron, terms
from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.widgets.activation_curve import ABOVE, APART, BELOW, ActivationCurve, _apart


@pytest.fixture
def curve(qtbot):
    made = ActivationCurve()
    qtbot.addWidget(made)
    made.resize(292, made.height())
    made.show()
    return made


def network_with(activation, total):
    """A network whose first neuron has this sum."""
    network = Network((784, 3, 10), activation)
    network.biases[0][0] = total
    return network


def show(curve, drawing, network, index=0):
    look = Look.at(drawing, network)
    curve.show_terms(look, terms(network, look.forward, Neuron(1, index)))
    return curve.grab().toImage()


def is_ink(image, x, y):
    return image.pixelColor(round(x), round(y)) == theme.LIGHT.ink


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("total", [-30.0, -3.0, -0.5, 0.0, 0.5, 3.0, 30.0])
def test_the_point_is_where_the_activation_says(curve, three, activation, total):
    network = network_with(activation, total)
    image = show(curve, three, network)
    assert curve.reach >= abs(total)
    ends = np.array([-curve.reach, curve.reach, total])
    values = np.empty(3)
    ACTIVATIONS[activation].apply(ends, values)
    low, high = min(values[0], 0.0), max(values[1], 1.0)
    if activation == "tanh":
        low = -1.0
    x = 12 + (total / curve.reach + 1) / 2 * (curve.width() - 24)
    y = curve.height() - BELOW - (values[2] - low) / (high - low) * (curve.height() - ABOVE - BELOW)
    # a disc, where the curve alone would be a line
    assert all(is_ink(image, x + dx, y + dy) for dx in (-2, 0, 2) for dy in (-2, 0, 2))


def test_the_reach_doubles_only_when_it_must(curve, three):
    reaches = []
    for total in (0.1, 3.9, 4.1, -7.9, 100.0):
        show(curve, three, network_with("relu", total))
        reaches.append(curve.reach)
    assert reaches == [4, 4, 8, 8, 128]


def test_without_a_drawing_there_is_a_curve_and_no_point(curve):
    image = show(curve, NOTHING_DRAWN, network_with("relu", 2.0))
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(ABOVE, image.height() - BELOW)
    }
    assert theme.LIGHT.outline.name() in colours
    assert theme.LIGHT.ink.name() not in colours


def test_softmax_shows_the_share_of_the_output_in_ink(curve, three):
    network = Network((784, 10))
    network.biases[0][:] = np.log([1, 1, 2, 10, 1, 1, 1, 1, 1, 1])
    image = show(curve, three, network, 3)
    # just below the bar's upper edge, where no text is
    bar = [is_ink(image, x, 94) for x in range(image.width())]
    assert sum(bar) / image.width() == pytest.approx(0.5, abs=0.01)
    assert bar.index(True) / image.width() == pytest.approx(4 / 20, abs=0.01)


def test_softmax_without_a_drawing_has_nothing_to_show(curve):
    show(curve, NOTHING_DRAWN, Network((784, 10)), 3)
    assert not curve.anything
    show(curve, NOTHING_DRAWN, Network((784, 10), loss="mean-square"), 3)
    assert curve.anything


@pytest.mark.parametrize("places", [[100.0] * 10, [8.0, 9.0, 50.0, 51.0, 52.0, 270.0, 280.0, 281.0, 282.0, 284.0]])
def test_digits_above_the_line_of_sums_keep_apart_and_in_order(places):
    moved = np.array(_apart(np.array(places), 284.0))
    assert np.diff(moved).min() >= APART
    assert moved.max() <= 284.0
    assert moved.min() >= 0


def test_digits_that_are_far_apart_stay_above_their_sums():
    places = np.arange(10) * 30.0
    assert _apart(places, 284.0) == places.tolist()
