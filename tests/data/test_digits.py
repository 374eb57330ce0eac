"""Sets of labelled digits in memory."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.data.digits import Digits, Redrawn, from_drawings, in_parts
from digitpad.errors import RefusedValueError
from digitpad.ink.framing import frame
from digitpad.ink.pen import rasterise
from digitpad.ink.strokes import Drawing

RNG = np.random.default_rng(0)


def drawing(label=3, turn=0.0):
    at = np.linspace(0, 5, 30) + turn
    return Drawing((280, 280), (np.stack([140 + 50 * np.cos(at), 140 + 70 * np.sin(at)], axis=1),), label)


def drawn(count):
    drawings = [drawing(number % 10, number / 7) for number in range(count)]
    return from_drawings("drawn", drawings, Path("drawn.jsonl"))


def digits_of(count, drawings=None):
    images = RNG.integers(0, 256, (count, 28, 28)).astype(np.uint8)
    return Digits("made", images, np.arange(count).astype(np.uint8) % 10, drawings)


@pytest.mark.parametrize(("fraction", "aside"), [(0.2, 20), (0.0, 1), (1.0, 99), (0.001, 1)])
def test_a_split_sets_its_share_aside_and_loses_nothing(fraction, aside):
    whole = digits_of(100)
    train, validation = whole.split(fraction, seed=1)
    assert (len(train), len(validation)) == (100 - aside, aside)
    both = np.concatenate([train.images, validation.images]).reshape(100, -1)
    assert np.array_equal(np.unique(both, axis=0), np.unique(whole.images.reshape(100, -1), axis=0))


def test_a_split_is_the_same_for_the_same_seed():
    whole = digits_of(50)
    assert np.array_equal(whole.split(0.2, 1)[0].images, whole.split(0.2, 1)[0].images)
    assert not np.array_equal(whole.split(0.2, 1)[0].images, whole.split(0.2, 2)[0].images)


def test_one_digit_cannot_be_split():
    with pytest.raises(RefusedValueError):
        digits_of(1).split(0.5, 0)


def test_drawings_go_with_their_images():
    digits = drawn(40)
    train, validation = digits.split(0.25, 3)
    for part in (train, validation):
        assert part.drawings is not None
        assert np.array_equal(rasterise(frame(part.drawings)), part.images)


def epoch_of(digits, augment, batch_size=16, seed=0):
    batches = [(inputs.copy(), labels) for inputs, labels in
               digits.source(augment).epoch(np.random.default_rng(seed), batch_size)]  # fmt: skip
    return np.concatenate([inputs for inputs, _ in batches]), np.concatenate([labels for _, labels in batches])


def test_an_epoch_without_augmentation_is_every_image_once():
    digits = digits_of(100)
    inputs, labels = epoch_of(digits, augment=False)
    order = np.lexsort(inputs.T)
    expected = digits.images.reshape(100, -1).astype(np.float32) / 255
    assert np.allclose(inputs[order], expected[np.lexsort(expected.T)])
    assert np.array_equal(np.sort(labels), np.sort(digits.labels))


def test_augmented_images_keep_their_labels_and_change_each_epoch():
    # A dash and an upright, deformed, are still like themselves.
    images = np.zeros((2, 28, 28), np.uint8)
    images[0, 13:16, 5:24] = images[1, 5:24, 13:16] = 255
    digits = Digits("bars", np.repeat(images, 100, axis=0), np.repeat([0, 1], 100).astype(np.uint8))
    inputs, labels = epoch_of(digits, augment=True)
    assert np.array_equal(inputs, epoch_of(digits, augment=True)[0])
    assert not np.array_equal(inputs, epoch_of(digits, augment=True, seed=1)[0])
    likeness = inputs @ images.reshape(2, -1).T.astype(np.float32)
    assert np.array_equal(likeness.argmax(axis=1), labels)


def test_augmented_drawings_are_drawn_anew():
    digits = drawn(50)
    assert len(digits.source(augment=True)) == 50
    inputs, labels = epoch_of(digits, augment=True, batch_size=16)
    assert inputs.shape == (50, 784)
    assert np.array_equal(np.sort(labels), np.sort(digits.labels))
    plain = {image.tobytes() for image in digits.images}
    assert not any(np.rint(row * 255).astype(np.uint8).tobytes() in plain for row in inputs)


def test_the_batches_of_redrawn_drawings_are_as_large_as_asked_for():
    source = drawn(50).source(augment=True)
    sizes = [len(labels) for _, labels in source.epoch(np.random.default_rng(0), 16)]
    assert sizes == [16, 16, 16, 2]
    assert [len(labels) for _, labels in source.epoch(np.random.default_rng(0), 1000)] == [50]


def test_drawings_are_drawn_in_parts_that_need_little_memory_and_none_is_lost(monkeypatch):
    drawings = [drawing(number % 10, number / 7) for number in range(25)]
    whole = from_drawings("drawn", drawings, Path("drawn.jsonl"))
    monkeypatch.setattr("digitpad.data.digits.MOST_TOGETHER", 100)  # they have 30 points each
    assert [part.count for part in in_parts(drawings)] == [4] * 6 + [1]
    told = []
    parted = from_drawings("drawn", drawings, Path("drawn.jsonl"), lambda *done: told.append(done))
    assert told == [(4, 25), (8, 25), (12, 25), (16, 25), (20, 25), (24, 25), (25, 25)]
    assert np.array_equal(parted.images, whole.images)
    assert np.array_equal(parted.drawings.owner, whole.drawings.owner)
    assert np.array_equal(parted.drawings.ends, whole.drawings.ends)
    monkeypatch.setattr(Redrawn, "TOGETHER", 3)
    assert [part.count for part in in_parts(drawings)] == [3] * 8 + [1]
    assert list(in_parts([])) == []
