import numpy as np

from digitpad.net.network import Network
from digitpad.net.storage import load_network
from digitpad.paths import resource
from digitpad.qt.widgets.ordering import untangled


def crossings(network, orders):
    """For each two layers, how much of the links' strength crosses: 0.25 where everything is linked to everything."""
    shares = []
    for layer, weights in enumerate(network.weights):
        strengths = np.abs(weights.astype(float)[orders[layer]][:, orders[layer + 1]]) ** 3
        # links that begin further below and end further above
        others = np.flip(np.cumsum(np.flip(np.cumsum(strengths, axis=1), axis=0), axis=0), axis=0)
        shares.append(float((strengths[:-1, 1:] * others[1:, :-1]).sum() / strengths.sum() ** 2))
    return np.array(shares)


def test_fewer_strong_links_cross_than_without_an_order():
    network = load_network(resource("weights/default.safetensors"))
    unordered = tuple(np.arange(size) for size in network.sizes)
    assert (crossings(network, untangled(network)) < 0.75 * crossings(network, unordered)).all()


def test_a_network_of_parallel_links_is_untangled_wholly():
    network = Network((784, 20, 20, 10))
    rng = np.random.default_rng(0)
    first, second = rng.permutation(20), rng.permutation(20)
    network.weights[0][:] = 0.01
    network.weights[1][first, second] = 1.0
    network.weights[2][second, np.arange(20) // 2] = 1.0
    orders = untangled(network)
    np.testing.assert_array_equal(crossings(network, orders)[1:], 0)


def test_pixels_and_outputs_stay_where_they_are_and_nobody_is_lost():
    network = Network((784, 30, 12, 10)).initialise(np.random.default_rng(0))
    orders = untangled(network)
    np.testing.assert_array_equal(orders[0], np.arange(784))
    np.testing.assert_array_equal(orders[-1], np.arange(10))
    for order, size in zip(orders, network.sizes, strict=True):
        np.testing.assert_array_equal(np.sort(order), np.arange(size))


def test_a_network_without_hidden_layers_and_one_of_zeros_have_an_order():
    assert len(untangled(Network((784, 10)))) == 2
    assert len(untangled(Network((784, 5, 10)))) == 3
