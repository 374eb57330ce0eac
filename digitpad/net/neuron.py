"""One neuron of a network: its place, and the sum that it computes."""

from typing import NamedTuple


class Neuron(NamedTuple):
    """The place of a neuron.

    Attributes:
        layer: 0 for the pixels of the input, then 1, 2, ... to the outputs.
        index: within its layer, from 0.
    """

    layer: int
    index: int  # type: ignore[assignment]  # tuple.index gives way
