import numpy as np
import pytest

from digitpad.net.metrics import CHUNK, calibration_error, evaluate
from digitpad.net.network import Network


def brightness_reader():
    """A network that says 1 for a bright first pixel and 0 for a dark one."""
    network = Network((784, 10))
    network.weights[0][0, 1] = 20
    network.biases[0][:] = [0, -10] + [-50] * 8
    return network


def test_evaluation_counts_what_was_read_as_what():
    images = np.zeros((5, 28, 28), np.uint8)
    images[:3, 0, 0] = 255
    result = evaluate(brightness_reader(), images, np.array([1, 1, 0, 0, 7], np.uint8))
    assert (result.count, result.correct, result.accuracy) == (5, 3, 0.6)
    expected = np.zeros((10, 10), int)
    expected[1, 1], expected[0, 1], expected[0, 0], expected[7, 0] = 2, 1, 1, 1
    assert np.array_equal(result.confusion, expected)


def test_sets_larger_than_a_chunk_are_counted_whole():
    images = np.zeros((CHUNK + 3, 28, 28), np.uint8)
    result = evaluate(brightness_reader(), images, np.zeros(len(images), np.uint8))
    assert result.correct == result.count == CHUNK + 3
    assert result.loss == pytest.approx(np.log1p(np.exp(-10)), rel=1e-3)


def test_confidence_that_keeps_its_word_has_no_calibration_error():
    right = np.array([1, 1, 1, 0] * 10)
    assert calibration_error(np.full(40, 0.75), right) == pytest.approx(0)


def test_overconfidence_is_measured_by_its_distance():
    assert calibration_error(np.full(40, 1.0), np.array([1, 0] * 20)) == pytest.approx(0.5)
