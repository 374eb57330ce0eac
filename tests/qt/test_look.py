import numpy as np
import pytest

from digitpad.net.network import Network
from digitpad.qt.look import NOTHING_DRAWN, SURE_FROM, Look


def test_an_empty_canvas_is_not_guessed_at(network):
    look = Look.at(NOTHING_DRAWN, network)
    assert look.digit == look.runner_up == -1
    assert look.forward is None
    assert not look.image.any()
    assert not look.probabilities.any()


def test_the_digit_is_the_most_probable_one_and_the_runner_up_the_next(three, network):
    look = Look.at(three, network)
    order = np.argsort(look.forward.outputs[0])
    assert (look.digit, look.runner_up) == (order[-1], order[-2])


@pytest.mark.parametrize("loss", ["cross-entropy", "mean-square"])
def test_probabilities_add_up_to_one_whatever_the_outputs_are(three, loss):
    network = Network((784, 16, 10), loss=loss).initialise(np.random.default_rng(1))
    assert Look.at(three, network).probabilities.sum() == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("best", "unsure"), [(SURE_FROM - 0.01, True), (SURE_FROM + 0.01, False)])
def test_a_best_output_below_the_threshold_is_unsure(three, network, best, unsure):
    look = Look.at(three, network)
    look.forward.outputs[:] = (1 - best) / 9
    look.forward.outputs[0, 4] = best
    assert look.unsure is unsure
    assert look.digit == 4


def test_nothing_drawn_is_not_unsure(network):
    assert not Look.at(NOTHING_DRAWN, network).unsure


def test_the_picture_of_a_drawing_is_drawn_once_however_many_networks_look_at_it(three, network):
    first = Look.at(three, network)
    trained = Network(network.sizes).initialise(np.random.default_rng(1))
    second = Look.at(three, trained, first)
    assert second.image is first.image
    assert np.array_equal(second.forward.outputs, Look.at(three, trained).forward.outputs)
    assert not Look.at(NOTHING_DRAWN, trained, second).image.any()
