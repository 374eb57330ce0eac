"""Generated digits: sound pictures, repeatable by seed, balanced, and enough to learn to read from."""

import numpy as np
import pytest

from digitpad.data.generator import TOGETHER, Generated, generate
from digitpad.ink.pen import PEN_WIDTH, rasterise
from digitpad.net.metrics import evaluate
from digitpad.net.network import Network
from digitpad.net.training import Recipe, train


def test_the_labels_go_round() -> None:
    digits = generate(25, seed=0)
    assert digits.labels.tolist() == [*range(10), *range(10), *range(5)]
    assert digits.labels.dtype == digits.images.dtype == np.uint8
    assert digits.images.shape == (25, 28, 28)
    assert digits.drawings is not None
    assert digits.drawings.count == 25


def test_a_seed_makes_the_same_digits_again_and_another_seed_others() -> None:
    once, again, other = generate(TOGETHER + 50, 3), generate(TOGETHER + 50, 3), generate(TOGETHER + 50, 4)
    assert np.array_equal(once.images, again.images)
    assert once.drawings is not None
    assert again.drawings is not None
    assert np.array_equal(once.drawings.starts, again.drawings.starts)
    assert not (once.images == other.images).all(axis=(1, 2)).any()


def test_no_two_digits_are_alike() -> None:
    images = generate(2000, 0).images.reshape(2000, -1)
    assert len(np.unique(images, axis=0)) == 2000


def test_every_digit_is_dark_whole_and_centred_as_in_mnist() -> None:
    images = generate(2000, 1).images.astype(float)
    mass = images.sum(axis=(1, 2))
    side = np.arange(28) + 0.5
    across, down = images.sum(axis=1) @ side / mass, images.sum(axis=2) @ side / mass
    assert images.max(axis=(1, 2)).min() > 120
    assert mass.min() > 255 * 12
    # Ink that would leave the picture holds a lopsided digit back from its place.
    for place in (across, down):
        assert abs(place.mean() - 14.5) < 0.05
        assert np.mean(abs(place - 14.5) < 0.6) > 0.97


def test_pens_are_thin_and_thick_and_many_are_the_canvas_pen() -> None:
    digits = generate(1000, 2)
    assert digits.drawings is not None
    as_on_the_canvas = rasterise(digits.drawings, PEN_WIDTH)
    same = (as_on_the_canvas == digits.images).all(axis=(1, 2))
    assert 0.25 < same.mean() < 0.42
    darker = digits.images.sum(axis=(1, 2), dtype=int) / as_on_the_canvas.sum(axis=(1, 2), dtype=int)
    assert darker.min() < 0.7
    assert darker.max() > 1.4


def test_the_drawings_are_those_of_the_pictures() -> None:
    digits = generate(TOGETHER + 300, 5)
    assert digits.drawings is not None
    assert np.array_equal(np.unique(digits.drawings.owner), np.arange(len(digits)))
    drawn = rasterise(digits.drawings) > 0
    near = sum(np.roll(drawn, (down, across), (1, 2)) for down in (-1, 0, 1) for across in (-1, 0, 1)) > 0
    outside = ((digits.images > 128) & ~near).sum(axis=(1, 2)) / (digits.images > 128).sum(axis=(1, 2))
    assert outside.max() < 0.2


@pytest.mark.parametrize("batch_size", [32, 100, 3000])
def test_an_epoch_is_balanced_and_in_batches(batch_size: int) -> None:
    source = Generated(2450)
    batches = [(inputs.copy(), labels) for inputs, labels in source.epoch(np.random.default_rng(0), batch_size)]
    assert len(source) == 2450
    sizes = [len(labels) for _, labels in batches]
    assert sizes[:-1] == [batch_size] * (len(sizes) - 1)
    assert sum(sizes) == 2450
    assert np.ptp(np.bincount(np.concatenate([labels for _, labels in batches]))) <= 1
    for inputs, labels in batches:
        assert inputs.shape == (len(labels), 784)
        assert inputs.dtype == np.float32
        assert 0 <= inputs.min() < inputs.max() <= 1


def test_training_never_sees_a_digit_twice_and_the_seed_decides_which() -> None:
    rng, again = np.random.default_rng(7), np.random.default_rng(7)
    first, second = (next(Generated(100).epoch(rng, 100))[0].copy() for _ in range(2))
    assert not (first[:, None] == second).all(axis=2).any()
    assert np.array_equal(next(Generated(100).epoch(again, 100))[0], first)


def test_a_small_network_learns_to_read_from_generated_digits_alone() -> None:
    network = Network((784, 32, 10))
    network.initialise(np.random.default_rng(0))
    for _ in train(network, Generated(40_000), Recipe(epochs=1, batch_size=64, learning_rate=0.003)):
        pass
    unseen = generate(1000, seed=1)
    assert evaluate(network, unseen.images, unseen.labels).accuracy > 0.8


def test_whoever_waits_between_is_asked_several_times_a_lot_and_changes_no_digit():
    plain, asked, calls = Generated(TOGETHER), Generated(TOGETHER), []
    asked.between = lambda: calls.append(1)
    first, second = (next(source.epoch(np.random.default_rng(3), TOGETHER))[0].copy() for source in (plain, asked))
    assert len(calls) >= 3
    assert np.array_equal(first, second)
