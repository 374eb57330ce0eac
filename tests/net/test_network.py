import numpy as np
import pytest

from digitpad.errors import RefusedValueError
from digitpad.net.network import SCHEMES, Network, parse_hidden


def test_forward_is_the_weighted_sum_plus_bias_through_the_activation():
    network = Network((2, 2, 2), dtype=np.float64)
    network.weights[0][:] = [[1, -1], [2, 0.5]]
    network.biases[0][:] = [0.5, -3]
    network.weights[1][:] = [[1, 0], [0, 1]]
    forward = network.forward(np.array([[1.0, 2.0]]))
    assert forward.sums[0].tolist() == [[5.5, -3.0]]
    assert forward.activations[1].tolist() == [[5.5, 0.0]]
    assert forward.sums[1].tolist() == [[5.5, 0.0]]
    assert forward.outputs[0] == pytest.approx([1 / (1 + np.exp(-5.5)), 1 / (1 + np.exp(5.5))])


def test_two_forward_passes_share_no_memory_with_each_other_or_the_network():
    network = Network((4, 3, 2)).initialise(np.random.default_rng(1))
    inputs = np.ones((1, 4), np.float32)
    first = network.forward(inputs)
    kept = [array.copy() for array in (*first.sums, *first.activations)]
    network.forward(inputs * 2)
    network.parameters[:] = 7
    for array, copy in zip((*first.sums, *first.activations), kept, strict=True):
        assert np.array_equal(array, copy)


def test_weights_and_biases_are_views_of_the_flat_parameters():
    network = Network((4, 3, 2))
    network.parameters[:] = np.arange(network.parameters.size)
    assert network.weights[0].tolist() == np.arange(12).reshape(4, 3).tolist()
    assert network.weights[1].tolist() == np.arange(12, 18).reshape(3, 2).tolist()
    assert network.biases[0].tolist() == [18, 19, 20]
    assert network.biases[1].tolist() == [21, 22]
    assert network.weight_count == 18


def test_a_copy_has_its_own_memory_and_recipe():
    network = Network((4, 3, 2)).initialise(np.random.default_rng(1))
    other = network.copy()
    other.parameters += 1
    other.recipe["epochs"] = 3
    assert not np.array_equal(network.parameters, other.parameters)
    assert network.recipe == {}


@pytest.mark.parametrize(("scheme", "spread"), [("he", (2 / 500) ** 0.5), ("xavier", (2 / 800) ** 0.5), ("normal", 1)])
def test_a_scheme_spreads_the_weights_as_its_paper_says(scheme, spread):
    network = Network((500, 300, 10)).initialise(np.random.default_rng(2), scheme)
    assert network.weights[0].std() == pytest.approx(spread, rel=0.01)
    assert not np.concatenate(network.biases).any()


def test_the_zero_scheme_clears_all_weights():
    network = Network((4, 3, 2)).initialise(np.random.default_rng(1))
    assert not network.initialise(np.random.default_rng(1), "zero").parameters.any()


def test_the_same_seed_draws_the_same_weights():
    one, two = (Network((9, 5, 2)).initialise(np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(one.parameters, two.parameters)


def test_probabilities_of_sigmoid_outputs_add_up_to_one():
    network = Network((4, 3, 10), "sigmoid", "mean-square").initialise(np.random.default_rng(3))
    assert network.probabilities(np.ones((2, 4), np.float32)).sum(axis=1) == pytest.approx([1, 1])


@pytest.mark.parametrize("sizes", [(784,), (784, 0, 10), ()])
def test_a_network_without_neurons_is_refused(sizes):
    with pytest.raises(RefusedValueError, match="two or more layers"):
        Network(sizes)


def test_unknown_names_are_refused_with_the_known_ones():
    with pytest.raises(RefusedValueError, match="relu"):
        Network((4, 2), "swish")
    with pytest.raises(RefusedValueError, match="cross-entropy"):
        Network((4, 2), loss="hinge")
    with pytest.raises(RefusedValueError, match=", ".join(SCHEMES)):
        Network((4, 2)).initialise(np.random.default_rng(0), "ones")


@pytest.mark.parametrize(
    ("text", "sizes"), [("128, 64", (128, 64)), ("32", (32,)), ("", ()), (" ", ()), ("4096", (4096,))]
)
def test_hidden_layers_are_written_as_their_sizes(text, sizes):
    assert parse_hidden(text) == sizes


@pytest.mark.parametrize(
    "text", ["0", "4097", "12,", ",", "x", "1_0", "١٢", "-3", "1.5", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"]
)
def test_hidden_layers_that_make_no_sense_are_refused(text):
    with pytest.raises(RefusedValueError, match="128, 64"):
        parse_hidden(text)


def test_a_network_too_large_for_its_file_is_refused_before_it_is_made():
    with pytest.raises(RefusedValueError, match="weights"):
        parse_hidden("4096, 4096")
