import numpy as np
import pytest

from digitpad.net.gradients import Gradients, backpropagate
from digitpad.net.network import Network
from digitpad.net.reach import WIDE, Reach

INPUTS = 20
EMPTY = [0, 3, 4, 11, 19]


def case(neurons=WIDE, dtype=np.float64):
    rng = np.random.default_rng(5)
    network = Network((INPUTS, neurons, 4), dtype=dtype).initialise(rng)
    inputs = rng.random((6, INPUTS)).astype(dtype)
    inputs[:, EMPTY] = 0
    inputs[:5, 7] = 0  # one image alone has ink here
    return network, inputs, rng.dirichlet(np.ones(4), 6).astype(dtype)


def gradients_of_the_part(network, inputs, targets):
    reach = Reach(network)
    gradients = Gradients.empty(network, len(inputs))
    gradients.flat[:] = 9.0
    part, part_inputs, part_gradients = reach.cut(inputs, gradients)
    backpropagate(part, part.forward(part_inputs), targets, part_gradients)
    reach.paste(part_gradients, gradients)
    return gradients


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_inputs_that_are_zero_in_all_images_are_left_out(dtype):
    network, inputs, _ = case(dtype=dtype)
    part, part_inputs, _ = Reach(network).cut(inputs, Gradients.empty(network, 6))
    assert np.array_equal(part_inputs, np.delete(inputs, EMPTY, axis=1))
    assert np.array_equal(part.weights[0], np.delete(network.weights[0], EMPTY, axis=0))
    assert np.allclose(part.forward(part_inputs).outputs, network.forward(inputs).outputs, rtol=1e-5)


def test_the_gradients_of_the_part_are_those_of_the_whole():
    network, inputs, targets = case()
    whole = backpropagate(network, network.forward(inputs), targets)
    gradients = gradients_of_the_part(network, inputs, targets)
    assert gradients.flat == pytest.approx(whole.flat, rel=1e-12, abs=1e-15)
    assert not gradients.weights[0][EMPTY].any()


def test_the_next_mini_batch_may_have_its_ink_elsewhere():
    network, inputs, targets = case()
    reach, gradients = Reach(network), Gradients.empty(network, 6)
    for batch in (inputs, inputs[:, ::-1].copy()):
        part, part_inputs, part_gradients = reach.cut(batch, gradients)
        backpropagate(part, part.forward(part_inputs), targets, part_gradients)
        reach.paste(part_gradients, gradients)
        expected = backpropagate(network, network.forward(batch), targets)
        assert gradients.flat == pytest.approx(expected.flat, rel=1e-12, abs=1e-15)
        network.parameters *= 0.9  # the part is cut from the weights as they are then


def test_a_mini_batch_without_any_ink_has_gradients_for_the_biases_alone():
    network, inputs, targets = case()
    gradients = gradients_of_the_part(network, inputs * 0, targets)
    assert not gradients.weights[0].any()
    assert gradients.biases[-1].any()


def test_a_narrow_network_and_images_full_of_ink_are_taken_whole():
    for network, inputs, _ in (case(WIDE - 1), case()):
        full = inputs if network.sizes[1] < WIDE else inputs + 1
        gradients = Gradients.empty(network, 6)
        part, part_inputs, part_gradients = Reach(network).cut(full, gradients)
        assert part is network
        assert part_inputs is full
        assert part_gradients is gradients
