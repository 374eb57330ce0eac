"""Where each neuron of a network stands in a picture of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EDGE = 8
CAPTION = 40
"""Height kept free below the neurons for two lines of text."""

WIDEST = 26.0
"""Distance of neighbouring neurons at most, in pixels."""

COMFORTABLE = 9.5
"""Neurons this far apart can be seen and taken one by one; a layer wraps into more columns to get there."""

APART = 1.3
"""Distance of two columns of a layer, in distances of neighbours."""

COLUMNS_SHARE = 0.5
"""At most this share of the room between picture and outputs is for neurons; the rest is for links."""

BESIDE_OUTPUTS = 34
"""From the middle of the outputs to the right edge: half the width of their caption."""


@dataclass(frozen=True, eq=False)
class Placement:
    """Places in pixels, x right, y down.

    Attributes:
        image: left, top and side of the input picture.
        places: for the hidden layers and the output layer, (neurons, 2) their middles.
        radii: of the neurons of each of these layers.
    """

    image: tuple[float, float, float]
    places: tuple[NDArray[np.float64], ...]
    radii: tuple[float, ...]

    @property
    def starts(self) -> NDArray[np.float64]:
        """(784, 2): where the links of the pixels begin, along the picture's right edge, row by row."""
        left, top, side = self.image
        pixels = np.arange(784)
        # the 28 pixels of a row share its height, in reading order
        return np.column_stack([np.full(784, left + side), top + (pixels + 0.5) * side / 784])


def output_rows(height: float, count: int = 10) -> NDArray[np.floating]:
    """The y of each output neuron, also of the bar beside it."""
    row = (height - CAPTION - 2 * EDGE) / count
    return EDGE + (np.arange(count) + 0.5) * row


def place(sizes: Sequence[int], width: float, height: float) -> Placement:
    """Lay a network with layers of `sizes` out from left to right."""
    tall = height - CAPTION - 2 * EDGE
    middle = EDGE + tall / 2
    side = max(28.0, 28.0 * int(min(0.3 * width, 0.6 * tall) / 28))
    rows = output_rows(height, sizes[-1])
    output_radius = min(14.0, 0.42 * (rows[1] - rows[0] if len(rows) > 1 else tall))
    hidden = sizes[1:-1]
    right = width - BESIDE_OUTPUTS
    between = right - output_radius - side
    columns, pitches = _columns(hidden, tall, COLUMNS_SHARE * between)
    spans = [(c - 1) * p * APART for c, p in zip(columns, pitches, strict=True)]
    gap = (between - sum(spans)) / (len(hidden) + 1)
    x = side
    places, radii = [], []
    for size, count, pitch, span in zip(hidden, columns, pitches, spans, strict=True):
        x += gap
        per_column = -(-size // count)
        index = np.arange(size)
        column, row = index // per_column, index % per_column
        places.append(np.column_stack([x + column * pitch * APART, middle + (row - (per_column - 1) / 2) * pitch]))
        radii.append(min(0.4 * pitch, 9.0))
        x += span
    places.append(np.column_stack([np.full(sizes[-1], right), rows]))
    radii.append(output_radius)
    return Placement((0.0, middle - side / 2, side), tuple(places), tuple(radii))


def _columns(hidden: Sequence[int], tall: float, width: float) -> tuple[list[int], list[float]]:
    """For each hidden layer, its number of columns and the distance of its neurons, so that all fit into `width`."""
    wanted = COMFORTABLE
    while True:
        columns = [max(1, -(-size // int(tall / wanted))) for size in hidden]
        pitches = [min(WIDEST, tall / -(-size // count)) for size, count in zip(hidden, columns, strict=True)]
        span = sum((count - 1) * pitch * APART for count, pitch in zip(columns, pitches, strict=True))
        if span <= width:  # at the latest when every layer is a single column
            return columns, pitches
        wanted *= 0.9
