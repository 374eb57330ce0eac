import itertools

import numpy as np
import pytest

from digitpad.net.activations import ACTIVATIONS
from digitpad.net.gradients import Gradients, add_penalty, backpropagate
from digitpad.net.losses import LOSSES
from digitpad.net.network import Forward, Network

STEP = 1e-6


def case(activation, loss, hidden, seed=4):
    rng = np.random.default_rng(seed)
    network = Network((7, *hidden, 4), activation, loss, np.float64).initialise(rng, "xavier")
    network.parameters[network.weight_count :] = rng.normal(0, 0.1, sum(network.sizes[1:]))
    return network, rng.random((5, 7)), rng.dirichlet(np.ones(4), 5)


def loss_of(network, inputs, targets, l1=0.0, l2=0.0):
    weights = np.concatenate([layer.ravel() for layer in network.weights])
    penalty = l1 * np.abs(weights).sum() + l2 / 2 * (weights**2).sum()
    return LOSSES[network.loss].value(network.forward(inputs).outputs, targets) + penalty


def finite_differences(network, inputs, targets, **penalties):
    slopes = np.empty_like(network.parameters)
    for index, value in enumerate(network.parameters.copy()):
        network.parameters[index] = value + STEP
        above = loss_of(network, inputs, targets, **penalties)
        network.parameters[index] = value - STEP
        below = loss_of(network, inputs, targets, **penalties)
        network.parameters[index] = value
        slopes[index] = (above - below) / (2 * STEP)
    return slopes


def relative_error(one, other):
    return np.linalg.norm(one - other) / (np.linalg.norm(one) + np.linalg.norm(other))


@pytest.mark.parametrize(
    ("activation", "loss", "hidden"), list(itertools.product(ACTIVATIONS, LOSSES, [(), (6,), (6, 5), (6, 5, 5)]))
)
def test_gradients_agree_with_finite_differences(activation, loss, hidden):
    network, inputs, targets = case(activation, loss, hidden)
    gradients = backpropagate(network, network.forward(inputs), targets)
    assert relative_error(gradients.flat, finite_differences(network, inputs, targets)) < 1e-6


def test_the_penalty_is_part_of_the_gradient():
    network, inputs, targets = case("tanh", "cross-entropy", (6,))
    gradients = backpropagate(network, network.forward(inputs), targets)
    add_penalty(network, gradients, l1=0.03, l2=0.2)
    assert relative_error(gradients.flat, finite_differences(network, inputs, targets, l1=0.03, l2=0.2)) < 1e-6


def test_preallocated_arrays_give_the_same_gradients_however_often_they_are_used():
    network, inputs, targets = case("relu", "cross-entropy", (6, 5))
    fresh = backpropagate(network, network.forward(inputs), targets).flat
    layers = tuple(np.full((5, size), 9.0) for size in network.sizes[1:])
    memory, gradients = Forward(layers, (inputs, *layers)), Gradients.empty(network, 5)
    for _ in range(2):
        forward = network.forward(inputs, memory)
        backpropagate(network, forward, targets, gradients)
        assert np.array_equal(gradients.flat, fresh)


def test_a_display_forward_between_forward_and_backward_changes_no_gradient():
    network, inputs, targets = case("sigmoid", "mean-square", (6, 5))
    forward = network.forward(inputs)
    network.forward(np.ones((1, 7)))
    undisturbed = backpropagate(network, network.forward(inputs), targets).flat
    assert np.array_equal(backpropagate(network, forward, targets).flat, undisturbed)
