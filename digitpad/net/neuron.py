"""One neuron of a network: its place, the sum that it computes, and the pattern of input that it responds to."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from digitpad.net.activations import ACTIVATIONS, Array
from digitpad.net.network import Forward, Network


class Neuron(NamedTuple):
    """The place of a neuron.

    Attributes:
        layer: 0 for the pixels of the input, then 1, 2, ... to the outputs.
        index: within its layer, from 0.
    """

    layer: int
    index: int  # type: ignore[assignment]  # hides a method of tuples that makes no sense here

    def within(self, network: Network) -> bool:
        """Whether `network` has such a neuron."""
        return 0 <= self.layer < len(network.sizes) and 0 <= self.index < network.sizes[self.layer]


@dataclass(frozen=True, eq=False)
class Terms:
    """What one neuron computes for one image: total = sum of inputs * weights + bias.

    A pixel computes nothing: it has no sources, its bias is 0, and its total is its value.

    Attributes:
        neuron: whose terms they are.
        weights: from each neuron of the layer below, (sources,).
        bias: 0 for a pixel.
        outgoing: the weights to each neuron of the layer above, (targets,); none for an output.
        inputs: what the neurons of the layer below pass on, (sources,); zeros when nothing is drawn.
        products: inputs * weights, (sources,).
        total: the sum as the forward pass computed it; None when nothing is drawn.
        activation: what the neuron passes on; None when nothing is drawn.
    """

    neuron: Neuron
    weights: Array
    bias: float
    outgoing: Array
    inputs: Array
    products: Array
    total: float | None
    activation: float | None

    @property
    def order(self) -> NDArray[np.intp]:
        """The sources by the size of their product, largest first; by that of their weight when nothing is drawn."""
        return _by_size(self.weights if self.total is None else self.products)

    @property
    def outgoing_order(self) -> NDArray[np.intp]:
        """The targets by the size of their weight, largest first."""
        return _by_size(self.outgoing)


def terms(network: Network, forward: Forward | None, neuron: Neuron) -> Terms:
    """The sum that `neuron` computed in `forward`, which is for one image; None stands for nothing drawn.

    Raises IndexError when the network has no such neuron.
    """
    if not neuron.within(network):
        raise IndexError(f"{neuron} in a network of {network.sizes}")
    layer, index = neuron
    nothing = np.zeros(0, network.parameters.dtype)
    weights = network.weights[layer - 1][:, index] if layer else nothing
    bias = float(network.biases[layer - 1][index]) if layer else 0.0
    outgoing = network.weights[layer][index] if layer < len(network.weights) else nothing
    if forward is None:
        inputs, total, activation = np.zeros_like(weights), None, None
    else:
        activation = float(forward.activations[layer][0, index])
        inputs = forward.activations[layer - 1][0] if layer else nothing
        total = float(forward.sums[layer - 1][0, index]) if layer else activation
    return Terms(neuron, weights, bias, outgoing, inputs, inputs * weights, total, activation)


def pattern(network: Network, neuron: Neuron, forward: Forward | None = None) -> Array:
    """How the sum of `neuron` changes with each pixel, (sizes[0],): what it responds to, positive for ink.

    For a neuron of the first layer these are its incoming weights. For a deeper one, in layer l, with `forward` for
    one image, it is the gradient of its sum by the pixels at that image,

        weights[1] @ (f'(sums[1]) * (weights[2] @ (f'(sums[2]) * ... weights[l][:, index])))

    with the layers counted from 1 (Simonyan, Vedaldi and Zisserman 2014, section 3). Without `forward` every f' is
    taken as 1, as if each neuron passed its sum on: the patterns of the layer below, added up by their weights (Lee,
    Ekanadham and Ng 2008). A pixel responds to itself alone.
    """
    layer, index = neuron
    if layer == 0:
        itself: Array = np.eye(1, network.sizes[0], index, network.parameters.dtype)[0]
        return itself
    derivative = ACTIVATIONS[network.activation].derivative
    traced: Array = network.weights[layer - 1][:, index]
    for below in range(layer - 1, 0, -1):
        if forward is not None:
            slopes = np.empty_like(traced)
            derivative(forward.activations[below][0], slopes)
            traced = slopes * traced
        traced = network.weights[below - 1] @ traced
    return traced


def _by_size(values: Array) -> NDArray[np.intp]:
    # stable, so that equals keep their places from look to look
    order: NDArray[np.intp] = np.argsort(-np.abs(values), kind="stable")
    return order
