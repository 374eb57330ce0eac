"""Scribbles: sound pictures of every kind, repeatable by seed, and a network that learns to doubt them."""

import numpy as np
import pytest

from digitpad.data.generator import TOGETHER, Generated
from digitpad.data.scribbles import HELD_OUT, KINDS, NUMBERS, SCRAWLS, SHAPES, TRAINED, Scribbles, draw, scribbles
from digitpad.net.batches import Mixed, scale
from digitpad.net.network import Network
from digitpad.net.training import Recipe, train


def test_the_kinds_go_round() -> None:
    images, kinds = scribbles(2 * len(KINDS) + 1, seed=0)
    assert kinds.tolist() == [*KINDS, *KINDS, next(iter(KINDS))]
    assert images.shape == (len(kinds), 28, 28)
    assert images.dtype == np.uint8


def test_only_the_kinds_asked_for_are_made() -> None:
    _, kinds = scribbles(5, 0, ("heart", "spiral"))
    assert kinds.tolist() == ["heart", "spiral", "heart", "spiral", "heart"]


def test_a_seed_makes_the_same_scribbles_again_and_another_seed_others() -> None:
    (once, _), (again, _), (other, _) = (scribbles(TOGETHER + 50, seed) for seed in (3, 3, 4))
    assert np.array_equal(once, again)
    assert not (once == other).all(axis=(1, 2)).any()


def test_no_two_scribbles_are_alike() -> None:
    images, _ = scribbles(40 * len(KINDS), 0)
    assert len(np.unique(images.reshape(len(images), -1), axis=0)) == len(images)


def test_about_a_third_of_the_kinds_are_held_out_among_them_some_of_every_sort() -> None:
    assert set(TRAINED) | set(HELD_OUT) == set(KINDS)
    assert not set(TRAINED) & set(HELD_OUT)
    assert 0.3 < len(HELD_OUT) / len(KINDS) < 0.37
    for kinds in (TRAINED, HELD_OUT):
        assert any(kind in SHAPES and len(kind) == 1 for kind in kinds)
        assert any(kind in SHAPES and len(kind) > 1 for kind in kinds)
        assert any(kind in SCRAWLS for kind in kinds)
        assert any(kind in NUMBERS for kind in kinds)


@pytest.mark.parametrize("kind", KINDS)
def test_every_scribble_is_dark_and_inside_the_picture(kind: str) -> None:
    images, _ = scribbles(60, 1, (kind,))
    assert images.max(axis=(1, 2)).min() > 100
    assert images.sum(axis=(1, 2), dtype=int).min() > 255 * 8
    border = np.ones((28, 28), bool)
    border[1:-1, 1:-1] = False
    assert images[:, border].mean() < 6


def test_a_drawing_has_as_many_strokes_as_its_kind() -> None:
    kinds = np.array(["hash", "box", "hatching", "equals", "spiral"])
    drawn = draw(kinds, np.random.default_rng(0))
    strokes = np.bincount(drawn.owner[drawn.first_of_strokes()])
    assert strokes[[0, 1, 3, 4]].tolist() == [4, 1, 2, 1]
    assert 4 <= strokes[2] <= 8


def test_the_digits_of_a_number_stand_side_by_side() -> None:
    drawn = draw(np.array(["two digits"] * 30 + ["three digits"] * 30), np.random.default_rng(0))
    for number in range(60):
        mine = drawn.owner == number
        spans = np.sort(np.stack([drawn.starts[mine, 0], drawn.ends[mine, 0]]), axis=0).T
        spans = spans[np.argsort(spans[:, 0])]
        gaps = spans[1:, 0] - np.maximum.accumulate(spans[:, 1])[:-1]
        # A digit of several strokes may have a gap of its own.
        assert np.count_nonzero(gaps > 0.1) >= (1 if number < 30 else 2)


@pytest.mark.parametrize("batch_size", [32, 100, 3000])
def test_an_epoch_comes_in_batches_whose_target_is_every_digit_alike(batch_size: int) -> None:
    source = Scribbles(2450)
    batches = [
        (inputs.copy(), targets.copy()) for inputs, targets in source.epoch(np.random.default_rng(0), batch_size)
    ]
    sizes = [len(inputs) for inputs, _ in batches]
    assert len(source) == sum(sizes) == 2450
    assert sizes[:-1] == [batch_size] * (len(sizes) - 1)
    for inputs, targets in batches:
        assert inputs.shape == (len(targets), 784)
        assert inputs.dtype == targets.dtype == np.float32
        assert 0 <= inputs.min() < inputs.max() <= 1
        assert np.array_equal(targets, np.full((len(inputs), 10), np.float32(0.1)))


def test_training_never_sees_a_held_out_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()

    def noting(kinds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        seen.update(kinds.tolist())
        return np.zeros((len(kinds), 28, 28), np.uint8)

    monkeypatch.setattr("digitpad.data.scribbles.make", noting)
    for _ in Scribbles(3000).epoch(np.random.default_rng(0), 128):
        pass
    assert seen == set(TRAINED)


def test_a_network_shown_scribbles_is_seldom_sure_of_kinds_it_has_not_seen() -> None:
    def sure(scribbled: int) -> float:
        network = Network((784, 24, 10)).initialise(np.random.default_rng(0))
        source = Mixed([Generated(10_000), Scribbles(scribbled)])
        for _ in train(network, source, Recipe(epochs=1, batch_size=64, learning_rate=0.003)):
            pass
        images, _ = scribbles(900, seed=1, kinds=HELD_OUT)
        return float(np.mean(network.probabilities(scale(images)).max(axis=1) > 0.6))

    assert sure(4_000) < 0.6 * sure(0)
