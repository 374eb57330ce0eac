"""In which order the neurons of a layer stand, so that few strong links cross."""

import numpy as np
from numpy.typing import NDArray

from digitpad.net.network import Network

SWEEPS = 12
"""Passes over the layers, from the outputs to the inputs and back."""


def untangled(network: Network) -> tuple[NDArray[np.intp], ...]:
    """For each layer, its neurons from top to bottom.

    Pixels and outputs stay where they are. Hidden neurons are sorted by the mean place of the neurons that they are
    linked to (the barycentre heuristic of Sugiyama, Tagawa and Toda 1981), with links counted by their cubes as in the
    picture.
    """
    strengths = [np.abs(weights.astype(np.float64)) ** 3 for weights in network.weights]
    places = [(np.arange(size) + 0.5) / size for size in network.sizes]
    layers = range(1, len(network.sizes) - 1)
    for sweep in range(SWEEPS):
        for layer in reversed(layers) if sweep % 2 == 0 else layers:
            before, after = strengths[layer - 1], strengths[layer]
            pull = after @ places[layer + 1] / (after.sum(axis=1) + 1e-30)
            if sweep:  # the places of the layer before mean something only now
                pull += places[layer - 1] @ before / (before.sum(axis=0) + 1e-30)
            places[layer][np.argsort(pull, kind="stable")] = (np.arange(len(pull)) + 0.5) / len(pull)
    return tuple(np.argsort(at, kind="stable") for at in places)
