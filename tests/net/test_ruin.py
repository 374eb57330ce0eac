"""Real training that is ruined is found out, and training that learns, or is slow, never is."""

import numpy as np
import pytest

from digitpad.data.generator import generate
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.batches import Shuffled, scale
from digitpad.net.network import Network
from digitpad.net.ruin import Watch
from digitpad.net.training import Recipe, train

EACH = 100
"""Steps between two looks."""


@pytest.fixture(scope="module")
def digits():
    return generate(4000, 0)


@pytest.fixture(scope="module")
def held_out():
    return generate(300, 1)


@pytest.fixture
def watched(digits, held_out):
    """Trains, and tells after how many steps the network was found to be ruined (None when it was not)."""

    def run(network, steps, optimizer, rate, batch_size=32):
        watch = Watch(network, scale(held_out.images), held_out.labels)
        recipe = Recipe(optimizer=optimizer, learning_rate=rate, batch_size=batch_size, epochs=steps)
        losses, found = [], None
        for step in train(network, Shuffled(digits.images, digits.labels), recipe):
            losses.append(step.loss)
            if step.step % EACH == 0 and watch.look(np.mean(losses[-EACH:]), EACH) and found is None:
                found = step.step
            if step.step == steps:
                return found, np.mean(losses[-EACH:])
        raise AssertionError("the data ended")

    return run


def fresh(hidden, activation, loss="cross-entropy"):
    return Network((784, *hidden, 10), activation, loss).initialise(np.random.default_rng(3))


@pytest.mark.parametrize(
    ("activation", "optimizer", "rate"),
    [
        ("relu", "adam", 1.0),
        ("relu", "adam", 10.0),
        ("relu", "sgd", 10.0),
        ("relu", "momentum", 3.0),
        ("leaky-relu", "adam", 10.0),
        ("sigmoid", "adam", 1.0),
        ("sigmoid", "adam", 10.0),
        ("tanh", "adam", 1.0),
        ("tanh", "sgd", 10.0),
    ],
)
@pytest.mark.parametrize("hidden", [(16, 16), (128, 64)], ids=str)
def test_a_learning_rate_that_is_far_too_large_is_found_out_within_a_thousand_steps(
    watched, hidden, activation, optimizer, rate
):
    found, loss = watched(fresh(hidden, activation), 1000, optimizer, rate)
    assert found is not None
    assert loss > np.log(10)


@pytest.mark.parametrize("loss", ["cross-entropy", "mean-square"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(
    ("optimizer", "rate"), [("adam", 0.001), ("adam", 0.01), ("sgd", 0.3), ("momentum", 0.03), ("nesterov", 0.03)]
)
def test_training_that_learns_is_never_accused(watched, activation, loss, optimizer, rate):
    network = fresh((16, 16), activation, loss)
    found, after = watched(network, 800, optimizer, rate)
    assert found is None
    assert after < (0.8 * np.log(10) if loss == "cross-entropy" else 0.45)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("hidden", "rate"), [((16, 16), 1e-6), ((16, 16), 1e-3), ((16,) * 6, 0.01)], ids=str)
def test_training_that_is_slow_is_never_accused(watched, activation, hidden, rate):
    found, _ = watched(fresh(hidden, activation), 700, "sgd", rate)
    assert found is None


def test_a_run_that_begins_far_worse_than_guessing_is_not_accused_of_it(watched):
    network = fresh((16,), "relu")
    network.weights[-1][:] *= 50
    found, loss = watched(network, 700, "sgd", 1e-7)
    assert loss > 3 * np.log(10)
    assert found is None


def test_a_network_that_was_flat_before_was_not_ruined_by_this_run(watched):
    network = fresh((16,), "relu")
    network.biases[0][:] = -100
    assert watched(network, 700, "sgd", 0.01)[0] is None


def test_of_a_single_digit_there_is_nothing_to_guess(held_out):
    network = fresh((16,), "relu")
    watch = Watch(network, scale(held_out.images), np.zeros(300, np.uint8))
    network.biases[0][:] = -100
    assert not any(watch.look(5.0, 500) for _ in range(5))


def test_one_good_look_begins_the_count_anew(held_out):
    network = fresh((16,), "relu")
    watch = Watch(network, scale(held_out.images), held_out.labels)
    looks = [(9.0, 400), (9.0, 400), (0.5, 400), (9.0, 400), (9.0, 400), (9.0, 400)]
    assert [watch.look(*look) for look in looks] == [False] * 5 + [True]


def test_a_few_steps_are_not_enough_however_often_they_are_looked_at(held_out):
    network = fresh((16,), "relu")
    watch = Watch(network, scale(held_out.images), held_out.labels)
    assert [watch.look(9.0, 100) for _ in range(5)] == [False] * 4 + [True]
