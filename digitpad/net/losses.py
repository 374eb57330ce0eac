"""What training makes small, each with the output function that belongs to it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from digitpad.net.activations import Array, sigmoid, sigmoid_derivative


class Loss(NamedTuple):
    """A loss, averaged over a mini-batch of n images.

    Attributes:
        output: ``output(sums, out)`` writes the output activations to `out`, which may be `sums` itself.
        value: ``value(outputs, targets)`` is the loss; both (n, classes).
        delta: ``delta(outputs, targets, out)`` writes the derivative of the loss with respect to the sums of the
            output layer to `out` (n, classes).
    """

    output: Callable[[Array, Array], object]
    value: Callable[[Array, Array], float]
    delta: Callable[[Array, Array, Array], object]


def softmax(sums: Array, out: Array) -> None:
    """Write exp(s) / sum(exp(s)) of each row (n, classes) to `out`; the largest is taken off first against overflow."""
    # one class after the other: NumPy is faster with few long rows than with many short, 4% of a step of 784-16-16-10
    classes = sums.T.copy()
    np.subtract(classes, np.maximum.reduce(classes), out=classes)
    np.exp(classes, out=classes)
    np.divide(classes, np.add.reduce(classes), out=out.T)


def _cross_entropy(outputs: Array, targets: Array) -> float:
    # An output that underflowed to zero would make the loss infinite though training is sound.
    smallest = np.finfo(outputs.dtype).tiny
    return float(-np.vdot(targets, np.log(np.maximum(outputs, smallest))) / len(outputs))


def _cross_entropy_delta(outputs: Array, targets: Array, out: Array) -> None:
    # The derivatives of the logarithm and of softmax cancel to this (Bishop, PRML, 2006, eq. 5.18 and section 4.3.4).
    np.subtract(outputs, targets, out=out)
    np.divide(out, len(outputs), out=out)


def _mean_square(outputs: Array, targets: Array) -> float:
    difference = outputs - targets
    return float(0.5 * np.vdot(difference, difference) / len(outputs))


def _mean_square_delta(outputs: Array, targets: Array, out: Array) -> None:
    sigmoid_derivative(outputs, out)
    np.multiply(out, outputs - targets, out=out)
    np.divide(out, len(outputs), out=out)


LOSSES: dict[str, Loss] = {
    # minus the logarithm of the probability given to the right class
    "cross-entropy": Loss(softmax, _cross_entropy, _cross_entropy_delta),
    # half the squared distance of the outputs from the targets (Nielsen, Neural Networks and Deep Learning, eq. 6)
    "mean-square": Loss(sigmoid, _mean_square, _mean_square_delta),
}
