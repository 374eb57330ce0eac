"""In which order the neurons of a layer stand, so that few strong links cross."""

import numpy as np
from numpy.typing import NDArray

from digitpad.net.network import Network

SWEEPS = 12
"""Passes over the layers, from the outputs to the inputs and back."""


def untangled(network: Network) -> tuple[NDArray[np.intp], ...]:
    """For each layer, its neurons from top to bottom.

    Pixels and outputs stay where they are. Hidden neurons are sorted by the mean place of the neurons that they are
    linked to, weighted with the square of the weight (the barycentre heuristic of Sugiyama, Tagawa and Toda 1981).
    """
    places = [(np.arange(size) + 0.5) / size for size in network.sizes]
    squares = [weights.astype(np.float64) ** 2 for weights in network.weights]
    layers = range(1, len(network.sizes) - 1)
    for sweep in range(SWEEPS):
        for layer in reversed(layers) if sweep % 2 == 0 else layers:
            above = squares[layer - 1].T @ places[layer - 1] / (squares[layer - 1].sum(axis=0) + 1e-30)
            below = squares[layer] @ places[layer + 1] / (squares[layer].sum(axis=1) + 1e-30)
            # each side is stretched to the whole height: the mean of 784 pixels hardly differs between neurons
            pull = _ranks(below) + (_ranks(above) if layer > 1 or sweep else 0)
            places[layer] = (_ranks(pull) + 0.5) / len(pull)
    return tuple(np.argsort(at, kind="stable") for at in places)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ranks
