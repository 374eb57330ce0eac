import itertools

import numpy as np
import pytest

from digitpad.errors import DivergedError, RefusedValueError
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.batches import Shuffled, scale
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.training import Recipe, train
from digitpad.net.walkthrough import losses_along, nudge, telling_reach, untrained, walk

STEP = 1e-6
EVERY = list(itertools.product(ACTIVATIONS, LOSSES))


def fresh(activation="relu", loss="cross-entropy", sizes=(7, 6, 5, 4), seed=4, dtype=np.float64):
    rng = np.random.default_rng(seed)
    network = Network(sizes, activation, loss, dtype).initialise(rng, "xavier")
    network.parameters[network.weight_count :] = rng.normal(0, 0.1, sum(network.sizes[1:]))
    return network


def picture(count=1, size=7, seed=1):
    return np.random.default_rng(seed).random((count, size))


def loss_of(network, inputs, labels):
    targets = np.eye(network.sizes[-1])[labels]
    return LOSSES[network.loss].value(network.forward(inputs).outputs, targets)


def loss_from(network, layer, activations, labels):
    """The loss when the neurons of `layer` pass on `activations`, whatever they computed."""
    rest = Network(network.sizes[layer:], network.activation, network.loss, np.float64)
    for part, whole in zip(rest.weights + rest.biases, network.weights[layer:] + network.biases[layer:], strict=True):
        part[:] = whole
    return loss_of(rest, activations, labels)


def slope(function, array, index):
    """The derivative of function() by one element of `array`, by central differences."""
    value = array[index]
    array[index] = value + STEP
    above = function()
    array[index] = value - STEP
    below = function()
    array[index] = value
    return (above - below) / (2 * STEP)


@pytest.mark.parametrize(("activation", "loss"), EVERY)
def test_what_is_wanted_of_every_weight_and_bias_is_minus_its_derivative(activation, loss):
    network, inputs = fresh(activation, loss), picture(3)
    shown = walk(network, inputs, [1, 3, 1])
    for arrays, wanted in ((network.weights, shown.wanted_weights), (network.biases, shown.wanted_biases)):
        for array, of in zip(arrays, wanted, strict=True):
            for index in np.ndindex(array.shape):
                assert of[index] == pytest.approx(
                    -slope(lambda: loss_of(network, inputs, [1, 3, 1]), array, index), abs=1e-8
                )


@pytest.mark.parametrize(("activation", "loss"), EVERY)
@pytest.mark.parametrize("layer", [0, 1, 2])
def test_what_is_wanted_of_every_activation_is_minus_its_derivative(activation, loss, layer):
    network = fresh(activation, loss)
    shown = walk(network, picture(), 2)
    activations = shown.forward.activations[layer].copy()
    minus = [
        -slope(lambda: loss_from(network, layer, activations, [2]), activations, (0, index))
        for index in range(network.sizes[layer])
    ]
    assert shown.wanted_activations(layer) == pytest.approx(minus, abs=1e-8)


@pytest.mark.parametrize(("activation", "loss"), EVERY)
def test_what_is_wanted_of_an_output_is_minus_the_derivative_by_its_sum(activation, loss):
    network = fresh(activation, loss)
    shown = walk(network, picture(), 2)
    sums = shown.forward.sums[-1].copy()

    def loss_now():
        outputs = np.empty_like(sums)
        LOSSES[loss].output(sums, outputs)
        return LOSSES[loss].value(outputs, np.eye(4)[[2]])

    minus = [-slope(loss_now, sums, (0, index)) for index in range(4)]
    assert shown.wanted(3) == pytest.approx(minus, abs=1e-8)
    assert shown.wanted(3)[2] > 0
    assert (np.delete(shown.wanted(3), 2) < 0).all()


@pytest.mark.parametrize(("activation", "loss"), EVERY)
def test_the_parts_of_a_wish_add_up_to_it_and_the_slope_takes_it_to_the_sum(activation, loss):
    shown = walk(fresh(activation, loss), picture(), 0)
    for layer in (1, 2):
        wanted = shown.wanted_activations(layer)
        for index in range(len(wanted)):
            parts = shown.parts(Neuron(layer, index))
            assert len(parts) == shown.network.sizes[layer + 1]
            assert parts.sum() == pytest.approx(wanted[index], rel=1e-12, abs=1e-15)
        assert shown.wanted_sums(layer) == pytest.approx(wanted * shown.slopes(layer)[0], rel=1e-12, abs=1e-15)


def test_what_is_wanted_of_a_weight_is_in_proportion_to_the_activation_that_it_multiplies():
    shown = walk(fresh(), picture(), 0)
    for layer in (1, 2, 3):
        below = shown.forward.activations[layer - 1][0]
        assert shown.wanted_weights[layer - 1] == pytest.approx(np.outer(below, shown.wanted_sums(layer)), rel=1e-12)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(("activation", "loss"), [("relu", "cross-entropy"), ("sigmoid", "mean-square")])
def test_the_step_is_the_first_that_training_takes(activation, loss, count, optimizer):
    rng = np.random.default_rng(3)
    images, labels = np.zeros((count, 28, 28), np.uint8), np.arange(count) + 4
    images[:, 4:24, 6:22] = rng.integers(0, 256, (count, 20, 16))
    network = fresh(activation, loss, (784, 16, 16, 10), dtype=np.float32)
    trained = network.copy()
    recipe = Recipe(optimizer=optimizer, learning_rate=0.05, batch_size=count)
    order = np.random.default_rng(recipe.seed).permutation(count)  # sums are rounded in the order of the images
    shown = walk(network, scale(images)[order], labels[order], 0.05, optimizer)
    step = next(train(trained, Shuffled(images, labels), recipe))
    assert np.array_equal(shown.after.parameters, trained.parameters)
    assert not np.array_equal(shown.after.parameters, network.parameters)
    assert shown.loss == step.loss


def test_the_step_is_told_before_and_after_and_can_be_undone_exactly():
    network = fresh(dtype=np.float32)
    kept = network.parameters.copy()
    shown = walk(network, picture(), 1, learning_rate=0.2)
    changes = network.views(shown.after.parameters - kept)
    for told, change in zip(shown.changed_weights + shown.changed_biases, changes[0] + changes[1], strict=True):
        assert np.array_equal(told, change)
        assert told.any()
    assert (
        shown.loss_after == loss_of(shown.after, shown.inputs, [1]) < shown.loss == loss_of(network, shown.inputs, [1])
    )
    assert np.array_equal(shown.forward_after.outputs, shown.after.forward(shown.inputs).outputs)
    network.parameters[:] = 0
    assert np.array_equal(shown.network.parameters, kept)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_is_written_out_in_terms_that_add_up_to_it(loss):
    shown = walk(fresh(loss=loss), picture(3), [0, 1, 2])
    assert shown.loss_terms.shape == (3, 4)
    assert shown.loss_terms.sum() / 3 == pytest.approx(shown.loss, rel=1e-12)
    assert np.array_equal(shown.targets, np.eye(4)[:3])
    assert np.array_equal(shown.difference, shown.targets - shown.forward.outputs)


def test_an_output_that_underflowed_has_a_finite_term():
    network = fresh(dtype=np.float32)
    network.biases[-1][0] = 1000
    shown = walk(network, picture(), 1)
    assert shown.forward.outputs[0, 1] == 0
    assert shown.loss_terms.sum() == pytest.approx(shown.loss, rel=1e-6)
    assert np.isfinite(shown.loss)


def test_what_a_mini_batch_wants_is_the_mean_of_what_its_images_want():
    network, inputs, labels = fresh("tanh"), picture(6), np.array([0, 1, 2, 3, 3, 1])
    together = walk(network, inputs, labels)
    single = [walk(network, image, label) for image, label in zip(inputs, labels, strict=True)]
    assert together.gradient == pytest.approx(np.mean([one.gradient for one in single], axis=0), abs=1e-14)
    assert together.loss == pytest.approx(np.mean([one.loss for one in single]))
    for layer in (1, 2, 3):
        assert together.wanted(layer) == pytest.approx(
            np.mean([one.wanted(layer) for one in single], axis=0), abs=1e-14
        )
    assert together.parts(Neuron(1, 2)) == pytest.approx(
        np.mean([one.parts(Neuron(1, 2)) for one in single], axis=0), abs=1e-14
    )


def test_a_dead_neuron_is_recognised_and_gets_nothing():
    network = fresh()
    network.biases[1][3] = -50
    shown = walk(network, picture(), 0)
    neuron = Neuron(2, 3)
    assert shown.state(neuron) == "dead"
    assert shown.wanted_activations(2)[3] != 0
    assert shown.wanted_sums(2)[3] == 0
    assert not shown.wanted_weights[1][:, 3].any()
    assert not np.signbit(shown.wanted_weights[1][:, 3]).any()  # minus nothing is not minus zero
    assert not shown.changed_weights[1][:, 3].any()


def test_a_neuron_that_lives_on_one_image_is_not_dead():
    network = fresh()
    alive = network.forward(picture(40)).sums[0] > 0
    index = int(np.flatnonzero(alive.any(axis=0) & ~alive.all(axis=0))[0])
    dying = picture(40)[~alive[:, index]]
    assert walk(network, dying, np.zeros(len(dying), int)).state(Neuron(1, index)) == "dead"
    assert walk(network, picture(40), np.zeros(40, int)).state(Neuron(1, index)) == ""


@pytest.mark.parametrize(
    ("activation", "state"), [("sigmoid", "saturated"), ("tanh", "saturated"), ("leaky-relu", "leaking")]
)
def test_a_neuron_whose_slope_is_next_to_nothing_is_recognised(activation, state):
    network = fresh(activation)
    usual = network.forward(picture()).sums[0][0, 2]
    network.biases[0][2] -= usual + 5
    shown = walk(network, picture(), 0)
    assert shown.state(Neuron(1, 2)) == state
    reaching = abs(shown.wanted_sums(1)[2])
    assert 0 < reaching <= 0.0101 * abs(shown.wanted_activations(1)[2])
    network.biases[0][2] += 5.5
    assert walk(network, picture(), 0).state(Neuron(1, 2)) == ""


def test_outputs_can_be_saturated_with_sigmoids_and_never_with_softmax():
    for loss, state in (("mean-square", "saturated"), ("cross-entropy", "")):
        network = fresh(loss=loss)
        network.biases[-1][1] = -20
        assert walk(network, picture(), 1).state(Neuron(3, 1)) == state
    assert walk(fresh(), picture(), 1).state(Neuron(0, 3)) == ""


@pytest.mark.parametrize(("activation", "loss"), EVERY)
def test_a_nudge_of_one_weight_shows_the_loss_beside_what_the_gradient_foretells(activation, loss):
    network = fresh(activation, loss)
    inputs = picture()
    shown = walk(network, inputs, 1)
    little, much = nudge(shown, 1, 2, 3, 1e-4), nudge(shown, 1, 2, 3, 0.5)
    assert little.loss_before == much.loss_before == loss_of(network, inputs, [1])
    assert little.predicted == pytest.approx(little.loss_after, abs=1e-8)
    network.weights[1][2, 3] += 0.5
    assert much.loss_after == loss_of(network, inputs, [1])
    assert much.predicted == pytest.approx(much.loss_before - 0.5 * shown.wanted_weights[1][2, 3])


def test_a_nudge_tells_differences_too_small_for_the_networks_own_numbers():
    network = fresh(dtype=np.float32)
    shown = walk(network, picture(), 1)
    told = nudge(shown, 2, 0, 1, 1e-7)
    assert told.loss_after - told.loss_before == pytest.approx(-1e-7 * shown.wanted_weights[2][0, 1], rel=1e-3)
    assert told.loss_after != told.loss_before


@pytest.mark.parametrize(("activation", "loss"), EVERY)
@pytest.mark.parametrize("link", [(0, 3, 5), (1, 0, 1), (2, 0, 1)])
def test_the_losses_along_a_weight_are_those_of_one_nudge_after_the_other(activation, loss, link):
    shown = walk(fresh(activation, loss), picture(3), [1, 3, 0])
    amounts = np.linspace(-2, 3, 11)
    expected = [nudge(shown, *link, amount).loss_after for amount in amounts]
    assert losses_along(shown, *link, amounts) == pytest.approx(expected, rel=1e-12)
    assert len(set(expected)) > 3


def test_the_losses_along_a_weight_leave_the_walk_as_it_was():
    shown = walk(fresh(), picture(2), [1, 3])
    sums, parameters = shown.forward.sums[1].copy(), shown.network.parameters.copy()
    losses_along(shown, 1, 2, 3, np.array([5.0]))
    assert np.array_equal(shown.forward.sums[1], sums)
    assert np.array_equal(shown.network.parameters, parameters)


def test_a_network_of_one_layer_has_losses_along_a_weight_too():
    shown = walk(fresh(sizes=(7, 4)), picture(), 2)
    assert losses_along(shown, 0, 1, 2, np.array([0.0, 0.7]))[1] == nudge(shown, 0, 1, 2, 0.7).loss_after


@pytest.mark.parametrize(("activation", "loss"), EVERY)
def test_within_the_telling_reach_the_loss_parts_from_the_gradient_s_line_but_not_much_before(activation, loss):
    shown = walk(fresh(activation, loss), picture(), 1)
    reach = telling_reach(shown, 2, 0, 1)

    def parted(reach):
        tried = [nudge(shown, 2, 0, 1, amount) for amount in (-reach, reach)]
        changes = max(abs(told.loss_after - told.loss_before) for told in tried)
        return max(abs(told.loss_after - told.predicted) for told in tried) >= changes / 4

    assert parted(reach)
    assert not parted(reach / 3) or reach / 3 < 0.5 * np.sqrt(np.mean(shown.network.weights[2] ** 2))


def test_a_weight_that_changes_nothing_has_a_reach_of_the_size_of_weights():
    inputs = picture()
    inputs[0, 2] = 0
    assert 0.1 < telling_reach(walk(fresh(), inputs, 1), 0, 2, 1) < 10
    assert telling_reach(walk(Network((7, 4)), inputs, 1), 0, 2, 1) > 0


def test_the_untrained_network_is_of_the_same_shape_and_the_same_for_the_same_seed():
    network = fresh("tanh", "mean-square")
    one, same, other = untrained(network, 1), untrained(network, 1), untrained(network, 2)
    assert (one.sizes, one.activation, one.loss) == (network.sizes, "tanh", "mean-square")
    assert np.array_equal(one.parameters, same.parameters)
    assert not np.array_equal(one.parameters, other.parameters)
    assert np.array_equal(walk(network, picture(), 0, seed=1).untrained.parameters, one.parameters)


@pytest.mark.parametrize(
    ("inputs", "labels", "options"),
    [
        (picture(0), [], {}),
        (picture(2), [1], {}),
        (picture(), 4, {}),
        (picture(), -1, {}),
        (picture(), 0, {"learning_rate": 0}),
        (picture(), 0, {"learning_rate": float("nan")}),
        (picture(), 0, {"learning_rate": float("inf")}),
        (picture(), 0, {"optimizer": "magic"}),
    ],
)
def test_what_makes_no_step_is_refused(inputs, labels, options):
    with pytest.raises(RefusedValueError):
        walk(fresh(), inputs, labels, **options)


def test_a_step_beyond_all_bounds_is_told_in_words():
    with pytest.raises(DivergedError, match="learning rate below"):
        walk(fresh(dtype=np.float32), picture(), 1, learning_rate=1e38)
