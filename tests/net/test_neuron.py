import numpy as np
import pytest

from digitpad.net.activations import ACTIVATIONS
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron, pattern, terms

STEP = 1e-6


def case(activation="relu", sizes=(784, 12, 9, 10), dtype=np.float32, loss="cross-entropy"):
    rng = np.random.default_rng(6)
    network = Network(sizes, activation, loss, dtype).initialise(rng)
    network.parameters[network.weight_count :] = rng.normal(0, 0.3, sum(sizes[1:]))
    return network, rng.random((1, sizes[0])).astype(dtype)


def every_neuron(network):
    return [Neuron(layer, index) for layer, size in enumerate(network.sizes) if layer for index in range(size)]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_products_and_bias_add_up_to_the_sum_of_the_forward_pass(activation):
    network, image = case(activation)
    forward = network.forward(image)
    for neuron in every_neuron(network):
        seen = terms(network, forward, neuron)
        assert seen.total == forward.sums[neuron.layer - 1][0, neuron.index]
        assert seen.activation == forward.activations[neuron.layer][0, neuron.index]
        np.testing.assert_array_equal(seen.products, seen.inputs * seen.weights)
        exact = seen.inputs.astype(float) @ seen.weights.astype(float) + seen.bias
        # each of n additions rounds by at most half a unit in the last place of what was added so far
        rounding = np.finfo(np.float32).eps * len(seen.inputs) * np.abs(seen.products).sum()
        assert abs(seen.products.sum(dtype=float) + seen.bias - seen.total) <= rounding
        assert seen.total == pytest.approx(exact, rel=1e-5, abs=1e-5)


def test_a_neuron_has_the_weights_that_lead_to_it_and_those_that_leave_it():
    network, image = case()
    seen = terms(network, network.forward(image), Neuron(2, 4))
    np.testing.assert_array_equal(seen.weights, network.weights[1][:, 4])
    np.testing.assert_array_equal(seen.outgoing, network.weights[2][4])
    assert seen.bias == network.biases[1][4]
    assert len(terms(network, None, Neuron(3, 0)).outgoing) == 0


def test_the_largest_product_comes_first_and_without_a_drawing_the_largest_weight():
    network, image = case()
    image[0, :392] = 0
    drawn, blank = (terms(network, forward, Neuron(1, 3)) for forward in (network.forward(image), None))
    assert (np.diff(np.abs(drawn.products[drawn.order])) <= 0).all()
    assert (np.diff(np.abs(blank.weights[blank.order])) <= 0).all()
    assert (drawn.order[:10] >= 392).all()
    assert (np.diff(np.abs(drawn.outgoing[drawn.outgoing_order])) <= 0).all()
    assert blank.total is None
    assert blank.activation is None


def test_a_pixel_has_its_value_and_no_sum():
    network, image = case()
    seen = terms(network, network.forward(image), Neuron(0, 300))
    assert seen.activation == seen.total == image[0, 300]
    assert len(seen.weights) == len(seen.inputs) == len(seen.products) == seen.bias == 0
    np.testing.assert_array_equal(seen.outgoing, network.weights[0][300])


@pytest.mark.parametrize("neuron", [(1, 12), (4, 0), (0, 784), (-1, 0), (1, -1)])
def test_a_neuron_that_the_network_has_not_is_refused(neuron):
    network, _ = case()
    assert not Neuron(*neuron).within(network)
    with pytest.raises(IndexError):
        terms(network, None, Neuron(*neuron))


def test_the_pattern_of_the_first_layer_is_its_weights_whatever_is_drawn():
    network, image = case()
    for forward in (None, network.forward(image)):
        np.testing.assert_array_equal(pattern(network, Neuron(1, 5), forward), network.weights[0][:, 5])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("neuron", [Neuron(1, 2), Neuron(2, 4), Neuron(3, 1)])
def test_the_pattern_at_a_drawing_agrees_with_finite_differences(activation, neuron):
    network, image = case(activation, sizes=(30, 12, 9, 4), dtype=np.float64)
    nudged = image + STEP * np.concatenate([np.eye(30), -np.eye(30)])
    sums = network.forward(nudged).sums[neuron.layer - 1][:, neuron.index]
    slopes = (sums[:30] - sums[30:]) / (2 * STEP)
    found = pattern(network, neuron, network.forward(image))
    assert found.shape == (30,)
    np.testing.assert_allclose(found, slopes, rtol=1e-6, atol=1e-8)


def test_without_a_drawing_the_pattern_is_that_of_neurons_that_pass_their_sums_on():
    network, _ = case(sizes=(30, 12, 9, 4), dtype=np.float64)
    through = network.weights[0] @ network.weights[1] @ network.weights[2]
    np.testing.assert_allclose(pattern(network, Neuron(3, 2)), through[:, 2], rtol=1e-12)


def test_the_pattern_of_a_pixel_is_the_pixel():
    network, _ = case()
    assert np.flatnonzero(pattern(network, Neuron(0, 17))).tolist() == [17]
