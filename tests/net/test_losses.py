import numpy as np
import pytest

from digitpad.net.losses import LOSSES, softmax


def test_cross_entropy_is_minus_the_logarithm_of_the_right_answer():
    outputs = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]])
    targets = np.array([[1.0, 0, 0], [0, 1.0, 0]])
    assert LOSSES["cross-entropy"].value(outputs, targets) == pytest.approx(-(np.log(0.7) + np.log(0.1)) / 2)


def test_mean_square_is_half_the_squared_distance_per_image():
    outputs = np.array([[0.5, 0.0], [1.0, 1.0]])
    targets = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert LOSSES["mean-square"].value(outputs, targets) == pytest.approx((0.25 + 1.0) / 2 / 2)


def test_softmax_adds_up_to_one_whatever_the_size_of_the_sums():
    sums = np.array([[1e4, 0.0, -1e4], [-1e4, -1e4, -1e4]], np.float32)
    softmax(sums, sums)
    assert sums.sum(axis=1) == pytest.approx([1, 1])
    assert sums[1] == pytest.approx([1 / 3] * 3)


def test_a_certain_mistake_has_a_finite_loss():
    outputs = np.array([[1.0, 0.0]], np.float32)
    assert 50 < LOSSES["cross-entropy"].value(outputs, np.array([[0.0, 1.0]], np.float32)) < 1000
