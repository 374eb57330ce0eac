import numpy as np
import pytest

from digitpad.net.batches import Mixed, Shuffled, scale


def images_of(values):
    return np.repeat(np.asarray(values, np.uint8), 784).reshape(-1, 28, 28)


def test_an_epoch_shows_every_image_once_with_its_own_label():
    source = Shuffled(images_of(range(10)), np.arange(10))
    seen = [
        (round(float(image[0]) * 255), int(label))
        for inputs, labels in source.epoch(np.random.default_rng(0), 3)
        for image, label in zip(inputs, labels, strict=True)
    ]
    assert sorted(seen) == [(n, n) for n in range(10)]
    assert seen != sorted(seen)


def test_the_last_batch_holds_what_is_left():
    source = Shuffled(images_of(range(10)), np.arange(10))
    assert [len(labels) for _, labels in source.epoch(np.random.default_rng(0), 4)] == [4, 4, 2]


def test_two_epochs_come_in_different_order_and_a_seed_repeats_them():
    source = Shuffled(images_of(range(50)), np.arange(50))

    def order(rng):
        return np.concatenate([labels for _, labels in source.epoch(rng, 8)]).tolist()

    rng = np.random.default_rng(1)
    first, second = order(rng), order(rng)
    assert first != second
    assert order(np.random.default_rng(1)) == first


def test_augmentation_sees_a_batch_and_leaves_the_set_alone():
    images = images_of([1, 2, 3])

    def brighten(batch, rng):
        batch[:] = 255
        return batch

    inputs, _ = next(Shuffled(images, np.arange(3), brighten).epoch(np.random.default_rng(0), 3))
    assert (inputs == 1).all()
    assert images[:, 0, 0].tolist() == [1, 2, 3]


def test_mixed_sources_give_all_their_images_in_turns():
    mixed = Mixed([Shuffled(images_of([1] * 20), np.full(20, 1)), Shuffled(images_of([2] * 9), np.full(9, 2))])
    labels = [labels.copy() for _, labels in mixed.epoch(np.random.default_rng(3), 4)]
    assert len(mixed) == 29
    assert np.bincount(np.concatenate(labels)).tolist() == [0, 20, 9]
    turns = [int(batch[0]) for batch in labels]
    assert turns != sorted(turns)


def test_scaling_makes_full_ink_one():
    inputs = scale(images_of([0, 51, 255]))
    assert inputs.dtype == np.float32
    assert inputs[:, 5].tolist() == pytest.approx([0, 0.2, 1])
