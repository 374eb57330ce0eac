"""Whether training has ruined a network: all its numbers are finite, and it learns no more."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.net.activations import ACTIVATIONS, Array, sigmoid_derivative
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network

FLAT = 1e-6
"""A neuron whose activation function has a smaller slope passes nothing on to the weights below it."""

ALIVE = 0.01
"""A layer of which a smaller share is not flat, over many images, has stopped learning."""

WILD, WORSE = 2.0, 1.5
"""A loss so many times that of guessing, and so many times that of where the run began, is worse than anything a sound
step leads to."""

STEPS, LOOKS = 500, 3
"""It must have been so for so many steps and at so many looks: sound runs do recover from less."""


class Watch:
    """Looks now and then at a network in training.

    It is ruined when its loss has been no better than guessing while a layer has stopped learning (dead ReLUs,
    saturated sigmoids), or far worse than guessing, for long. Slow training is neither: its slopes are there, and its
    loss does not rise.
    """

    def __init__(self, network: Network, inputs: Array, labels: NDArray[Any]) -> None:
        """Watch `network`, to which others write, by some images (n, 784), n >= 1, and their labels (n,)."""
        self._network = network
        self._inputs = inputs
        targets = np.eye(network.sizes[-1], dtype=network.parameters.dtype)[labels]
        value = LOSSES[network.loss].value
        self._guessing = value(np.broadcast_to(targets.mean(axis=0), targets.shape), targets)
        with np.errstate(over="ignore", invalid="ignore"):
            self._wild = max(WILD * self._guessing, WORSE * value(network.forward(inputs).outputs, targets))
        # a network that was flat from the beginning was not ruined by this run
        self._was_flat = self._flat()
        self._steps = self._looks = 0

    def look(self, loss: float, steps: int) -> bool:
        """Whether the network is ruined, given the mean loss of the `steps` since the last look."""
        if self._is_bad(loss):
            self._steps += steps
            self._looks += 1
        else:
            self._steps = self._looks = 0
        return self._steps >= STEPS and self._looks >= LOOKS

    def _is_bad(self, loss: float) -> bool:
        # of a single digit there is nothing to guess, and mini-batches differ a little from these images
        if self._guessing <= 0 or loss < 0.9 * self._guessing:
            return False
        return loss > self._wild or (not self._was_flat and self._flat())

    def _flat(self) -> bool:
        """Whether a layer has stopped learning."""
        derivatives = [ACTIVATIONS[self._network.activation].derivative] * (len(self._network.sizes) - 2)
        if self._network.loss == "mean-square":
            derivatives.append(sigmoid_derivative)
        with np.errstate(over="ignore", invalid="ignore"):
            activations = self._network.forward(self._inputs).activations[1:]
            for derivative, activation in zip(derivatives, activations, strict=False):
                slopes = np.empty_like(activation)
                derivative(activation, slopes)
                if np.count_nonzero(slopes > FLAT) < ALIVE * slopes.size:
                    return True
        return False
