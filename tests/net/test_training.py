import itertools
import tracemalloc

import numpy as np
import pytest

from digitpad.errors import DivergedError, RefusedValueError
from digitpad.net.activations import ACTIVATIONS
from digitpad.net.batches import Shuffled
from digitpad.net.metrics import evaluate
from digitpad.net.network import Network
from digitpad.net.training import Recipe, train


def bars(count=200, seed=0):
    """Images that a small network can tell apart: one bright row for each of ten classes, and noise."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 10
    images = rng.integers(0, 120, (count, 28, 28)).astype(np.uint8)
    images[np.arange(count), labels * 2 + 4] = 255
    return images, labels


def fresh(seed=0, sizes=(784, 16, 10), **options):
    return Network(sizes, **options).initialise(np.random.default_rng(seed))


@pytest.mark.parametrize(("optimizer", "rate"), [("sgd", 0.1), ("momentum", 0.03), ("nesterov", 0.03), ("adam", 0.003)])
def test_training_learns_to_tell_images_apart(optimizer, rate):
    images, labels = bars()
    network = fresh()
    recipe = Recipe(optimizer=optimizer, learning_rate=rate, batch_size=20, epochs=12)
    losses = [step.loss for step in train(network, Shuffled(images, labels), recipe)]
    assert losses[-1] < losses[0] / 4
    assert evaluate(network, *bars(seed=1)).accuracy > 0.9


def test_training_with_sigmoid_outputs_and_mean_square_learns_too():
    images, labels = bars()
    network = fresh(activation="sigmoid", loss="mean-square")
    recipe = Recipe(learning_rate=0.01, batch_size=20, epochs=20)
    for _ in train(network, Shuffled(images, labels), recipe):
        pass
    assert evaluate(network, *bars(seed=1)).accuracy > 0.9


def test_each_step_says_what_it_did():
    images, labels = bars(50)
    steps = list(train(fresh(), Shuffled(images, labels), Recipe(batch_size=20, epochs=2)))
    assert [(s.epoch, s.step, s.images, s.epoch_ended) for s in steps] == [
        (1, 1, 20, False),
        (1, 2, 20, False),
        (1, 3, 10, True),
        (2, 4, 20, False),
        (2, 5, 20, False),
        (2, 6, 10, True),
    ]
    assert all(0 <= s.correct <= s.images for s in steps)


def test_the_same_seed_gives_the_same_weights():
    images, labels = bars()
    one, two = fresh(), fresh()
    for network in (one, two):
        list(train(network, Shuffled(images, labels), Recipe(batch_size=32, epochs=2, seed=7)))
    assert np.array_equal(one.parameters, two.parameters)


def test_another_seed_gives_other_weights():
    images, labels = bars()
    one, two = fresh(), fresh()
    list(train(one, Shuffled(images, labels), Recipe(batch_size=32, epochs=1, seed=7)))
    list(train(two, Shuffled(images, labels), Recipe(batch_size=32, epochs=1, seed=8)))
    assert not np.array_equal(one.parameters, two.parameters)


def test_a_pause_or_a_display_forward_between_steps_changes_nothing():
    images, labels = bars()
    one, two = fresh(), fresh()
    list(train(one, Shuffled(images, labels), Recipe(batch_size=32, epochs=1)))
    for _ in train(two, Shuffled(images, labels), Recipe(batch_size=32, epochs=1)):
        two.forward(np.ones((1, 784), np.float32))
    assert np.array_equal(one.parameters, two.parameters)


def test_closing_the_generator_leaves_the_network_after_its_last_step():
    images, labels = bars()
    network = fresh()
    steps = train(network, Shuffled(images, labels), Recipe(batch_size=32, epochs=5))
    next(steps)
    kept = network.parameters.copy()
    steps.close()
    assert np.array_equal(network.parameters, kept)
    assert list(steps) == []


def test_a_learning_rate_that_is_sent_holds_from_the_next_step_on():
    images, labels = bars()
    steps = train(fresh(), Shuffled(images, labels), Recipe(batch_size=20, epochs=3, learning_rate=0.01))
    assert next(steps).learning_rate == 0.01
    assert steps.send(0.002).learning_rate == 0.002
    assert next(steps).learning_rate == 0.002


def test_a_learning_rate_that_makes_no_sense_is_refused():
    images, labels = bars()
    steps = train(fresh(), Shuffled(images, labels), Recipe(batch_size=20))
    next(steps)
    with pytest.raises(RefusedValueError, match="learning rate"):
        steps.send(float("nan"))


def test_the_schedule_takes_the_learning_rate_down():
    images, labels = bars()
    recipe = Recipe(batch_size=20, epochs=2, learning_rate=0.01, schedule="cosine")
    rates = [step.learning_rate for step in train(fresh(), Shuffled(images, labels), recipe)]
    assert rates[0] == 0.01
    assert all(later < earlier for earlier, later in itertools.pairwise(rates))
    assert rates[-1] < 0.001


def test_weight_decay_shrinks_weights_and_not_biases():
    images, labels = bars()
    plain, decayed = fresh(), fresh()
    for network, decay in ((plain, 0.0), (decayed, 5.0)):
        source = Shuffled(images, labels)
        list(train(network, source, Recipe(batch_size=50, epochs=5, learning_rate=0.01, weight_decay=decay)))
    cut = plain.weight_count
    assert np.abs(decayed.parameters[:cut]).sum() < 0.7 * np.abs(plain.parameters[:cut]).sum()
    assert np.abs(decayed.parameters[cut:]).sum() > 0


def test_an_l1_penalty_leaves_smaller_weights():
    images, labels = bars()
    plain, penalised = fresh(), fresh()
    for network, l1 in ((plain, 0.0), (penalised, 0.01)):
        list(train(network, Shuffled(images, labels), Recipe(batch_size=50, epochs=10, learning_rate=0.01, l1=l1)))
    assert np.abs(penalised.weights[0]).mean() < 0.5 * np.abs(plain.weights[0]).mean()


def test_label_smoothing_keeps_the_loss_above_its_entropy():
    images, labels = bars()
    recipe = Recipe(batch_size=50, epochs=60, learning_rate=0.003, label_smoothing=0.2)
    losses = [step.loss for step in train(fresh(sizes=(784, 64, 10)), Shuffled(images, labels), recipe)]
    entropy = -(0.82 * np.log(0.82) + 9 * 0.02 * np.log(0.02))
    assert entropy < losses[-1] < entropy + 0.1


def test_soft_targets_can_be_learned_from():
    images, labels = bars()
    soft = np.full((len(labels), 10), 0.05, np.float32)
    soft[np.arange(len(labels)), labels] = 0.55
    network = fresh()
    list(train(network, Shuffled(images, soft), Recipe(batch_size=20, epochs=40, learning_rate=0.003)))
    confidence = network.probabilities(images.reshape(-1, 784) / np.float32(255)).max(axis=1).mean()
    assert confidence == pytest.approx(0.55, abs=0.05)


def test_divergence_stops_with_a_remedy_and_leaves_the_last_good_network():
    images, labels = bars()
    network = fresh()
    before = network.parameters.copy()
    with pytest.raises(DivergedError, match="Try a learning rate below 1e\\+30"):
        list(train(network, Shuffled(images, labels), Recipe(optimizer="sgd", learning_rate=1e30, batch_size=20)))
    assert np.array_equal(network.parameters, before)


def test_an_overflow_in_the_very_last_step_is_noticed():
    images, labels = bars(20)
    network = fresh()
    with pytest.raises(DivergedError):
        list(train(network, Shuffled(images, labels), Recipe("sgd", learning_rate=1e39, batch_size=20, epochs=1)))
    assert np.isfinite(network.parameters).all()


@pytest.mark.parametrize("options", [{}, {"l1": 0.001, "l2": 0.001}, {"weight_decay": 0.1, "label_smoothing": 0.1}])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_step_allocates_no_large_array(activation, options):
    images, labels = bars(640)
    network = fresh(sizes=(784, 256, 128, 10), activation=activation)
    steps = train(network, Shuffled(images, labels), Recipe(batch_size=128, epochs=20, **options))
    for _ in range(11):  # into the third epoch: each starts with arrays for its order and batches
        next(steps)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(3):
            next(steps)
        most = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    # NumPy converts 8-bit images through a buffer, and penalties take a block or two; all weights would be 940 KB
    assert most < 400_000


def test_divergence_goes_back_to_parameters_that_were_learned():
    images, labels = bars()
    network = fresh()
    start = network.parameters.copy()
    steps = train(network, Shuffled(images, labels), Recipe("sgd", 0.05, batch_size=20, epochs=50))
    for _ in range(200):
        next(steps)
    learned = evaluate(network, images, labels).loss
    steps.send(1e30)
    with pytest.raises(DivergedError):
        list(steps)
    assert not np.array_equal(network.parameters, start)
    assert evaluate(network, images, labels).loss < 2 * learned


def test_an_empty_source_is_refused():
    empty = Shuffled(np.empty((0, 28, 28), np.uint8), np.empty(0, int))
    with pytest.raises(RefusedValueError, match="no images"):
        next(train(fresh(), empty, Recipe()))


@pytest.mark.parametrize(
    ("option", "value", "what"),
    [
        ("optimizer", "lion", "adam"),
        ("schedule", "linear", "cosine"),
        ("learning_rate", 0, "learning rate"),
        ("learning_rate", float("inf"), "learning rate"),
        ("batch_size", 0, "batch size"),
        ("epochs", 0, "epochs"),
        ("label_smoothing", 1, "label smoothing"),
        ("weight_decay", -1, "weight decay"),
    ],
)
def test_a_recipe_that_makes_no_sense_is_refused_by_name(option, value, what):
    with pytest.raises(RefusedValueError, match=what):
        Recipe(**{option: value})
