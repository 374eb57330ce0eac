"""The part of a network that the ink of a mini-batch reaches.

About a third of the pixels are empty in all of 128 scanned digits. They add nothing to any sum and their weights have
no gradient, so the first layer can be multiplied without them.
"""

from copy import copy
from dataclasses import replace

import numpy as np

from digitpad.net.activations import Array
from digitpad.net.gradients import Gradients
from digitpad.net.network import Network

WIDE = 128
"""Neurons in the first layer from which on the products saved take longer than the copies made: 10% of a step of
784-128-64-10 or 784-512-256-10 at batch 128 with AVX2, 2% or 6% with AVX-512."""

MOST = 0.85
"""Share of the inputs with ink up to which it pays."""


class Reach:
    """Cuts a network down to the inputs that are not zero in all of a mini-batch."""

    def __init__(self, network: Network) -> None:
        """Be ready for `network`, whose parameters may change meanwhile."""
        self._network = network
        self._part = copy(network)
        self._wide = network.sizes[1] >= WIDE
        if self._wide:
            self._weights = np.empty_like(network.weights[0])
            self._gradient = np.empty_like(network.weights[0])

    def cut(self, inputs: Array, gradients: Gradients) -> tuple[Network, Array, Gradients]:
        """What to compute with instead of the network, `inputs` (n, inputs) and `gradients`; the same if all is used.

        The part has copies of the first weights, good until the next call, and shares all others.
        """
        if not self._wide:
            return self._network, inputs, gradients
        # the bits of all images together, in half the time of inputs.any(axis=0)
        inked = np.bitwise_or.reduce(inputs.view(f"u{inputs.itemsize}"), axis=0) != 0
        (used,) = inked.nonzero()
        if len(used) > MOST * len(inked):
            return self._network, inputs, gradients
        self._used, (self._unused,) = used, (~inked).nonzero()
        # mode="clip" lets take write straight into `out`; the default would copy through a buffer
        first = np.take(self._network.weights[0], used, axis=0, out=self._weights[: len(used)], mode="clip")
        self._part.weights = [first, *self._network.weights[1:]]
        part_gradients = replace(gradients, weights=[self._gradient[: len(used)], *gradients.weights[1:]])
        return self._part, inputs.take(used, axis=1), part_gradients

    def paste(self, part: Gradients, gradients: Gradients) -> None:
        """Complete `gradients` from those of the `part` that was cut out last."""
        if part is not gradients:
            gradients.weights[0][self._used] = part.weights[0]
            gradients.weights[0][self._unused] = 0
