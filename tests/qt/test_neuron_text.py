import re

import numpy as np
import pytest

from digitpad.net.activations import ACTIVATIONS
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron, terms
from digitpad.qt import neuron_text
from digitpad.qt.look import NOTHING_DRAWN, Look

SIZES = (784, 12, 9, 10)


def network_of(activation="relu", loss="cross-entropy"):
    rng = np.random.default_rng(2)
    made = Network(SIZES, activation, loss).initialise(rng)
    made.parameters[made.weight_count :] = rng.normal(0, 0.3, sum(SIZES[1:]))
    return made


def amount(text):
    return float(text.replace("−", "-"))


@pytest.mark.parametrize(
    ("neuron", "called"),
    [
        (Neuron(0, 0), "pixel row 1, column 1"),
        (Neuron(0, 8 * 28 + 11), "pixel row 9, column 12"),
        (Neuron(1, 11), "hidden layer 1, neuron 12"),
        (Neuron(2, 0), "hidden layer 2, neuron 1"),
        (Neuron(3, 3), "output 3"),
    ],
)
def test_a_neuron_is_called_by_its_place_and_an_output_by_its_digit(neuron, called):
    network = network_of()
    assert neuron_text.name(neuron, network) == called
    assert called.replace("column", "col").endswith(neuron_text.short_name(neuron, network))


def test_without_hidden_layers_the_outputs_follow_the_pixels():
    assert neuron_text.name(Neuron(1, 7), Network((784, 10))) == "output 7"


def test_numbers_have_a_minus_sign_and_no_negative_zero():
    assert neuron_text.number(-1.2345) == "−1.234"
    assert neuron_text.number(-0.0001) == "0.000"
    assert neuron_text.number(0.5, signed=True) == "+0.500"
    assert neuron_text.number(-123456.0) == "−1.235e+05"


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_numbers_in_an_account_add_up_to_the_sum_in_it(three, activation):
    look = Look.at(three, network_of(activation))
    for neuron in [Neuron(layer, index) for layer in (1, 2, 3) for index in range(9)]:
        lines = neuron_text.account(look, neuron).splitlines()
        written = dict(line.split(": ", 1) for line in lines if ": " in line)
        places = ("pixel ", "hidden ")
        parts = [amount(text.split("= ")[1]) for key, text in written.items() if key.startswith(places) and "=" in text]
        parts += [amount(text) for key, text in written.items() if key == "bias" or key.endswith(" more")]
        assert len(parts) == 8
        assert round(sum(parts), 3) == amount(written["sum"])
        assert amount(written["sum"]) == pytest.approx(look.forward.sums[neuron.layer - 1][0, neuron.index], abs=6e-4)


def test_what_is_left_is_close_to_what_the_other_terms_add(three):
    network = network_of()
    for neuron in [Neuron(1, index) for index in range(12)]:
        seen = terms(network, Look.at(three, network).forward, neuron)
        shown, others = seen.order[:6].tolist(), seen.order[6:]
        assert neuron_text.rest(seen, shown) == pytest.approx(seen.products[others].sum(), abs=9 * 0.0005)


def test_an_account_without_a_drawing_has_the_largest_weights_and_no_sum():
    network = network_of()
    told = neuron_text.account(Look.at(NOTHING_DRAWN, network), Neuron(1, 4))
    largest = network.weights[0][np.abs(network.weights[0][:, 4]).argmax(), 4]
    assert neuron_text.number(largest, signed=True) in told.splitlines()[2]
    assert "Nothing is drawn yet" in told
    assert "sum:" not in told


def test_an_account_of_a_pixel_has_its_value_and_says_that_it_has_no_sum(three):
    look = Look.at(three, network_of())
    index = int(look.image.ravel().argmax())
    told = neuron_text.account(look, Neuron(0, index))
    assert told.startswith("pixel row ")
    assert f"{look.image.max():.3f}, where 0 is paper" in told
    assert "has no sum" in told
    assert "Nothing is drawn yet" in neuron_text.account(Look.at(NOTHING_DRAWN, look.network), Neuron(0, index))


def test_an_output_names_no_further_weights_and_its_share(three):
    look = Look.at(three, network_of())
    told = neuron_text.account(look, Neuron(3, 3))
    assert "next layer" not in told
    assert re.search(r"softmax: e\^.* = \d+\.\d %", told)


def stood(drawing, activation, bias, loss="cross-entropy", layer=1):
    """What is said of a neuron whose sum is `bias`."""
    network = network_of(activation, loss)
    network.weights[layer - 1][:, 0] = 0
    network.biases[layer - 1][0] = bias
    look = Look.at(drawing, network)
    seen = terms(network, look.forward, Neuron(layer, 0))
    return neuron_text.formula(look, seen), neuron_text.state(look, seen)


def test_a_relu_says_whether_it_is_on(three):
    assert stood(three, "relu", 2.5) == ("max(0, 2.500) = 2.500", "Above zero: it passes its sum on as it is.")
    formula, state = stood(three, "relu", -2.5)
    assert formula == "max(0, −2.500) = 0.000"
    assert "off and passes nothing on" in state


def test_a_leaky_relu_lets_a_hundredth_through(three):
    assert stood(three, "leaky-relu", -2.5)[0] == "0.01 × −2.500 = −0.025"
    assert "hundredth" in stood(three, "leaky-relu", -2.5)[1]
    assert "as it is" in stood(three, "leaky-relu", 2.5)[1]


@pytest.mark.parametrize("bias", [-8.0, 8.0])
def test_a_saturated_neuron_says_so(three, bias):
    for activation in ("sigmoid", "tanh"):
        assert "Saturated" in stood(three, activation, bias)[1]
        assert "On the slope" in stood(three, activation, bias / 16)[1]


def test_an_output_of_mean_square_is_a_sigmoid_whatever_the_hidden_layers_are(three):
    assert stood(three, "relu", 2.0, "mean-square", layer=3)[0] == "1 ÷ (1 + e^−2.000) = 0.881"
