"""Ways to change the parameters, given their gradient.

Each holds its running averages in arrays laid out as the parameters and goes through all of them a block at a time,
small enough that what one operation wrote is still in the processor's cache for the next.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from digitpad.net.activations import Array

BLOCK = 32_768
"""Parameters per block: five float32 arrays of it fit a second-level cache of 1 MB; half as many take 12% longer."""


class Optimizer(Protocol):
    """Changes parameters in place."""

    def step(self, gradient: Array, learning_rate: float) -> None:
        """Take one step against `gradient`, of the shape of the parameters."""


def _blocks(*arrays: Array) -> list[tuple[Array, ...]]:
    """The same cuts through several flat arrays; the views are made once, since making them costs as much as a pass."""
    cuts = range(0, arrays[0].size, BLOCK)
    return [tuple(array[at : at + BLOCK] for array in arrays) for at in cuts]


class Descent:
    """Stochastic gradient descent, plain, with momentum, or with Nesterov's look ahead.

    velocity = momentum * velocity + gradient; parameters -= learning rate * velocity, where Nesterov's form takes
    gradient + momentum * velocity instead (Sutskever et al. 2013).
    """

    def __init__(self, parameters: Array, momentum: float = 0.0, nesterov: bool = False) -> None:
        """Be ready for `parameters`, flat."""
        self.momentum = momentum
        self.nesterov = nesterov
        self._scratch = np.empty(min(BLOCK, parameters.size), parameters.dtype)
        self._blocks = _blocks(parameters, np.zeros_like(parameters))

    def step(self, gradient: Array, learning_rate: float) -> None:
        """Take one step against `gradient`, of the shape of the parameters."""
        for (parameters, velocity), part in zip(self._blocks, _parts(gradient), strict=True):
            scratch = self._scratch[: part.size]
            direction = part
            if self.momentum:
                np.multiply(velocity, self.momentum, out=velocity)
                np.add(velocity, part, out=velocity)
                direction = velocity
            if self.nesterov:
                np.multiply(velocity, self.momentum, out=scratch)
                np.add(scratch, part, out=scratch)
                direction = scratch
            np.multiply(direction, learning_rate, out=scratch)
            np.subtract(parameters, scratch, out=parameters)


class Adam:
    """Adam: each parameter's step is scaled by the running mean square of its gradient (Kingma and Ba 2015).

    With g the gradient, m = b1 m + (1 - b1) g and v = b2 v + (1 - b2) g g, both corrected for starting at zero, the
    step is learning rate * m / (sqrt(v) + epsilon). The constant factors are kept out of the arrays and multiplied
    into one number a step, which saves two passes over memory.
    """

    def __init__(self, parameters: Array, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8) -> None:
        """Be ready for `parameters`, flat."""
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.steps = 0
        self._scratch = np.empty(min(BLOCK, parameters.size), parameters.dtype)
        self._blocks = _blocks(parameters, np.zeros_like(parameters), np.zeros_like(parameters))

    def step(self, gradient: Array, learning_rate: float) -> None:
        """Take one step against `gradient`, of the shape of the parameters."""
        self.steps += 1
        # mean and square below are m / (1 - b1) and v / (1 - b2)
        mean_factor = (1 - self.beta1) / (1 - self.beta1**self.steps)
        root_factor = ((1 - self.beta2) / (1 - self.beta2**self.steps)) ** 0.5
        rate = learning_rate * mean_factor / root_factor
        epsilon = self.epsilon / root_factor
        # arrays without dimensions, because NumPy would make one of a number at every use: up to 9% of this
        beta1, beta2, rate, epsilon = (
            np.array(number, gradient.dtype) for number in (self.beta1, self.beta2, rate, epsilon)
        )
        for (parameters, mean, square), part in zip(self._blocks, _parts(gradient), strict=True):
            scratch = self._scratch[: part.size]
            np.multiply(mean, beta1, out=mean)
            np.add(mean, part, out=mean)
            np.multiply(part, part, out=scratch)
            np.multiply(square, beta2, out=square)
            np.add(square, scratch, out=square)
            np.sqrt(square, out=scratch)
            np.add(scratch, epsilon, out=scratch)
            np.divide(mean, scratch, out=scratch)
            np.multiply(scratch, rate, out=scratch)
            np.subtract(parameters, scratch, out=parameters)


def _parts(gradient: Array) -> Iterator[Array]:
    return (gradient[at : at + BLOCK] for at in range(0, gradient.size, BLOCK))


OPTIMIZERS: dict[str, Callable[[Array], Optimizer]] = {
    "sgd": Descent,
    "momentum": lambda parameters: Descent(parameters, momentum=0.9),
    "nesterov": lambda parameters: Descent(parameters, momentum=0.9, nesterov=True),
    "adam": Adam,
}
