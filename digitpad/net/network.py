"""A feed-forward network: layers of neurons, each a weighted sum, a bias and an activation."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike

from digitpad.errors import RefusedValueError
from digitpad.net.activations import ACTIVATIONS, Array
from digitpad.net.losses import LOSSES
from digitpad.words import grouped, translate

INPUTS = 784
"""One input neuron for each pixel of a 28x28 image."""

CLASSES = tuple("0123456789")
"""What the output neurons stand for, in order."""

HIDDEN = (128, 64)
"""The hidden layers where nobody asks for others, and ..."""

ACTIVATION = "relu"
"""... the activation of their neurons."""

WIDEST = 4096
"""The most neurons in a layer."""

DEEPEST = 16
"""The most layers, inputs and outputs included."""

MOST_WEIGHTS = 16_000_000
"""The most weights in a network that a person asks for or a file holds."""

SCHEMES: dict[str, Callable[[int, int], float]] = {
    # (inputs, outputs) of a layer -> standard deviation of its weights
    "he": lambda inputs, outputs: np.sqrt(2 / inputs),  # He et al. 2015, eq. 10
    "xavier": lambda inputs, outputs: np.sqrt(2 / (inputs + outputs)),  # Glorot and Bengio 2010, eq. 12
    "normal": lambda inputs, outputs: 1.0,
    "zero": lambda inputs, outputs: 0.0,
}
"""How wide the random weights of a fresh layer are spread, by name."""


@dataclass(frozen=True)
class Forward:
    """What every neuron computed for n images.

    Attributes:
        sums: for layers 1, 2, ... the weighted sum plus bias of each neuron (the last: the logits), (n, neurons).
        activations: for layers 0, 1, ... what each neuron passes on, (n, neurons); the first are the inputs.
    """

    sums: tuple[Array, ...]
    activations: tuple[Array, ...]

    @property
    def outputs(self) -> Array:
        """The activations of the output layer, (n, classes)."""
        return self.activations[-1]


def parse_hidden(text: str) -> tuple[int, ...]:
    """The sizes of the hidden layers that a person wrote, such as ``128, 64``; nothing stands for no hidden layer.

    Raises RefusedValueError for anything else, and for more than `DEEPEST`, `WIDEST` or `MOST_WEIGHTS`.
    """
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    if len(parts) > DEEPEST - 2 or not all(
        part.isascii() and part.isdigit() and len(part) < 6 and 1 <= int(part) <= WIDEST for part in parts
    ):
        raise RefusedValueError(
            translate(
                "errors",
                "Hidden layers are written like 128, 64: at most {most} of them, with 1 to {widest} neurons each.",
            ).format(most=DEEPEST - 2, widest=WIDEST)
        )
    hidden = tuple(int(part) for part in parts)
    weights = sum(inputs * outputs for inputs, outputs in pairwise((INPUTS, *hidden, len(CLASSES))))
    if weights > MOST_WEIGHTS:
        raise RefusedValueError(
            translate("errors", "{text} makes {weights} weights; at most {most} are possible.").format(
                text=text.strip(), weights=grouped(weights), most=grouped(MOST_WEIGHTS)
            )
        )
    return hidden


class Network:
    """Weights and biases, and what they make of an image.

    All of them lie in one flat array, weights first, so that an optimiser can work through them in order; `weights`
    and `biases` are views of it.

    Attributes:
        sizes: neurons in each layer, inputs and outputs included.
        activation: a name in `ACTIVATIONS`, for the hidden layers.
        loss: a name in `LOSSES`; it decides the function of the output layer.
        parameters: all weights, then all biases, flat.
        weights: for each pair of layers, (inputs, outputs).
        biases: for each layer after the first, (outputs,).
        recipe: how it was trained, as plain JSON values; it is saved with the network.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activation: str = ACTIVATION,
        loss: str = "cross-entropy",
        dtype: DTypeLike = np.float32,
    ) -> None:
        """Make a network with all parameters zero.

        Raises RefusedValueError for fewer than two layers, an empty layer, or an unknown name.
        """
        if len(sizes) < 2 or min(sizes) < 1:
            raise RefusedValueError(
                translate("errors", "A network needs two or more layers of one or more neurons, not {sizes}.").format(
                    sizes=list(sizes)
                )
            )
        if activation not in ACTIVATIONS:
            raise RefusedValueError(
                translate("errors", "No activation is called {activation!r}; choose one of {known}.").format(
                    activation=activation, known=", ".join(ACTIVATIONS)
                )
            )
        if loss not in LOSSES:
            raise RefusedValueError(
                translate("errors", "No loss is called {loss!r}; choose one of {known}.").format(
                    loss=loss, known=", ".join(LOSSES)
                )
            )
        self.sizes = tuple(int(size) for size in sizes)
        self.activation = activation
        self.loss = loss
        self.recipe: dict[str, Any] = {}
        count = sum((inputs + 1) * outputs for inputs, outputs in self.layers)
        self.parameters: Array = np.zeros(count, dtype)
        self.weights, self.biases = self.views(self.parameters)

    @property
    def layers(self) -> list[tuple[int, int]]:
        """(inputs, outputs) of each layer of weights."""
        return list(pairwise(self.sizes))

    @property
    def weight_count(self) -> int:
        """How many of `parameters`, counted from the start, are weights; the rest are biases."""
        return sum(inputs * outputs for inputs, outputs in self.layers)

    def views(self, flat: Array) -> tuple[list[Array], list[Array]]:
        """Cut an array laid out as `parameters` into weights and biases, without copying."""
        weights, biases, at = [], [], 0
        for inputs, outputs in self.layers:
            weights.append(flat[at : at + inputs * outputs].reshape(inputs, outputs))
            at += inputs * outputs
        for outputs in self.sizes[1:]:
            biases.append(flat[at : at + outputs])
            at += outputs
        return weights, biases

    def initialise(self, rng: np.random.Generator, scheme: str = "he") -> Self:
        """Draw all weights anew from a normal distribution and set the biases to zero; returns the network.

        Raises RefusedValueError for a scheme that is not in `SCHEMES`.
        """
        if scheme not in SCHEMES:
            raise RefusedValueError(
                translate("errors", "No initialisation is called {scheme!r}; choose one of {known}.").format(
                    scheme=scheme, known=", ".join(SCHEMES)
                )
            )
        self.parameters[:] = 0
        for weights in self.weights:
            weights[:] = rng.normal(0, SCHEMES[scheme](*weights.shape), weights.shape)
        return self

    def copy(self) -> Network:
        """A network with the same parameters in its own memory."""
        other = Network(self.sizes, self.activation, self.loss, self.parameters.dtype)
        other.parameters[:] = self.parameters
        other.recipe = dict(self.recipe)
        return other

    def forward(self, inputs: Array, out: Forward | None = None) -> Forward:
        """Feed `inputs` (n, sizes[0]) forward through all layers.

        Nothing is kept in the network: the result is the caller's. With `out` the layers are computed into its
        arrays, whose sums may share memory with their activations, and it is returned with `inputs` as first layer.
        """
        if out is None:
            sums = tuple(np.empty((len(inputs), size), self.parameters.dtype) for size in self.sizes[1:])
            activations = tuple(np.empty_like(array) for array in sums)
        else:
            sums, activations = out.sums, out.activations[1:]
        hidden = ACTIVATIONS[self.activation].apply
        output = LOSSES[self.loss].output
        below = inputs
        last = len(self.weights) - 1
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            np.matmul(below, weights, out=sums[layer])
            np.add(sums[layer], biases, out=sums[layer])
            (output if layer == last else hidden)(sums[layer], activations[layer])
            below = activations[layer]
        return Forward(sums, (inputs, *activations))

    def probabilities(self, inputs: Array) -> Array:
        """What the network makes of `inputs` (n, sizes[0]): (n, classes), each row adding up to one.

        Sigmoid outputs do not add up to one by themselves; they are divided by their total.
        """
        outputs = self.forward(inputs).outputs
        if self.loss == "cross-entropy":
            return outputs
        total = np.maximum(outputs.sum(axis=1, keepdims=True), np.finfo(outputs.dtype).tiny)
        probabilities: Array = outputs / total
        return probabilities
