"""The functions a hidden neuron can apply to its weighted sum.

Each works in place on preallocated arrays, because training calls it for every layer of every mini-batch. The
derivative is written in terms of the activation itself, so that the weighted sum need not be kept.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

LEAK = 0.01
"""The slope of the leaky ReLU below zero."""


class Activation(NamedTuple):
    """An activation function f and its derivative.

    Attributes:
        apply: ``apply(sums, out)`` writes f(sums) to `out`, which may be `sums` itself.
        derivative: ``derivative(activations, out)`` writes f'(sums), given f(sums), to `out`.
    """

    apply: Callable[[Array, Array], object]
    derivative: Callable[[Array, Array], object]


def sigmoid(sums: Array, out: Array) -> None:
    """Write 1 / (1 + exp(-sums)) to `out`, computed as (1 + tanh(sums / 2)) / 2, which cannot overflow."""
    np.multiply(sums, 0.5, out=out)
    np.tanh(out, out=out)
    np.multiply(out, 0.5, out=out)
    np.add(out, 0.5, out=out)


def sigmoid_derivative(activations: Array, out: Array) -> None:
    """Write a (1 - a) to `out`."""
    np.subtract(1, activations, out=out)
    np.multiply(out, activations, out=out)


def _relu(sums: Array, out: Array) -> None:
    np.maximum(sums, 0, out=out)


def _relu_derivative(activations: Array, out: Array) -> None:
    np.greater(activations, 0, out=out)


def _leaky_relu(sums: Array, out: Array) -> None:
    np.copyto(out, sums)
    np.multiply(out, LEAK, out=out, where=out < 0)


def _leaky_relu_derivative(activations: Array, out: Array) -> None:
    np.greater(activations, 0, out=out)
    np.multiply(out, 1 - LEAK, out=out)
    np.add(out, LEAK, out=out)


def _tanh(sums: Array, out: Array) -> None:
    np.tanh(sums, out=out)


def _tanh_derivative(activations: Array, out: Array) -> None:
    np.multiply(activations, activations, out=out)
    np.subtract(1, out, out=out)


ACTIVATIONS: dict[str, Activation] = {
    "relu": Activation(_relu, _relu_derivative),
    "leaky-relu": Activation(_leaky_relu, _leaky_relu_derivative),
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
    "tanh": Activation(_tanh, _tanh_derivative),
}
