"""Where each neuron of a network stands in a picture of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from digitpad.net.network import INPUTS
from digitpad.net.neuron import Neuron

EDGE = 8
CAPTION = 40
"""Height kept free below the neurons for two lines of text."""

WIDEST = 26.0
"""Distance of neighbouring neurons of a column at most, in pixels."""

COMFORTABLE = 13.0
"""Neurons this far apart can be seen and taken one by one; a layer wraps into more columns to get there."""

APART = 1.0
"""Distance of two columns of a layer, in distances of neighbours."""

COLUMNS_SHARE = 0.4
"""At most this share of the room between picture and outputs is for neurons; the rest is for links."""

BESIDE_OUTPUTS = 34
"""From the middle of the outputs to the right edge: half the width of their caption."""

LARGEST, LARGEST_ZOOMED = 9.0, 24.0
"""Radius of a hidden neuron at most, in pixels."""

REACH = 4.0
"""So many pixels beside a neuron still take it."""


@dataclass(frozen=True, eq=False)
class Placement:
    """Places in pixels, x right, y down.

    Each neuron of a layer stands on a level line of its own, however many columns the layer has: links run in curves
    from the right edge of one layer to the left edge of the next, and along these lines inside them.

    Attributes:
        image: left, top and side of the input picture.
        places: for the hidden layers and the output layer, (neurons, 2) their middles.
        radii: of the neurons of each of these layers.
        edges: left and right edge of each of these layers.
    """

    image: tuple[float, float, float]
    places: tuple[NDArray[np.float64], ...]
    radii: tuple[float, ...]
    edges: tuple[tuple[float, float], ...]

    @cached_property
    def starts(self) -> NDArray[np.float64]:
        """(784,): the y where the links of the pixels begin, along the picture's right edge in reading order."""
        _, top, side = self.image
        return top + (np.arange(INPUTS) + 0.5) * side / INPUTS

    def heights(self, layer: int) -> NDArray[np.float64]:
        """(neurons,): the y of each neuron's links, layers counted from 0 for the pixels."""
        return self.places[layer - 1][:, 1] if layer else self.starts

    def leave(self, layer: int) -> float:
        """The x where the curves of a layer's links begin, layers counted from 0 for the pixels."""
        return self.edges[layer - 1][1] if layer else self.image[0] + self.image[2]

    def middle(self, neuron: Neuron) -> tuple[float, float]:
        """The middle of a neuron or pixel."""
        if neuron.layer:
            x, y = self.places[neuron.layer - 1][neuron.index].tolist()
            return x, y
        left, top, side = self.image
        row, column = divmod(neuron.index, 28)
        return left + (column + 0.5) * side / 28, top + (row + 0.5) * side / 28

    def radius(self, neuron: Neuron) -> float:
        """Of a neuron; half the side of a pixel."""
        return self.radii[neuron.layer - 1] if neuron.layer else self.image[2] / 56

    def at(self, x: float, y: float) -> Neuron | None:
        """The neuron or pixel that a person means who points at (x, y)."""
        left, top, side = self.image
        if left <= x < left + side and top <= y < top + side:
            return Neuron(0, int((y - top) * 28 / side) * 28 + int((x - left) * 28 / side))
        found, nearest = None, np.inf
        for layer, (places, radius) in enumerate(zip(self.places, self.radii, strict=True), start=1):
            distances = np.hypot(*(places - (x, y)).T)
            index = int(distances.argmin())
            if distances[index] <= radius + REACH and distances[index] < nearest:
                found, nearest = Neuron(layer, index), distances[index]
        return found

    def seen(self, zoom: float, x: float, y: float) -> "Placement":
        """The same, `zoom` times as large, with its origin at (x, y)."""
        if (zoom, x, y) == (1.0, 0.0, 0.0):
            return self
        left, top, side = self.image
        return replace(
            self,
            image=(left * zoom + x, top * zoom + y, side * zoom),
            places=tuple(places * zoom + (x, y) for places in self.places),
            radii=tuple(min(radius * zoom, max(radius, LARGEST_ZOOMED)) for radius in self.radii),
            edges=tuple((first * zoom + x, last * zoom + x) for first, last in self.edges),
        )


def output_rows(height: float, count: int = 10) -> NDArray[np.floating]:
    """The y of each output neuron, also of the bar beside it."""
    row = (height - CAPTION - 2 * EDGE) / count
    return EDGE + (np.arange(count) + 0.5) * row


def place(
    sizes: Sequence[int], width: float, height: float, orders: Sequence[NDArray[np.intp]] | None = None
) -> Placement:
    """Lay a network with layers of `sizes` out from left to right.

    orders: for each layer, its neurons from top to bottom; by default as they are numbered.
    """
    tall = height - CAPTION - 2 * EDGE
    middle = EDGE + tall / 2
    side = max(28.0, 28.0 * int(min(0.3 * width, 0.6 * tall) / 28))
    rows = output_rows(height, sizes[-1])
    output_radius = min(14.0, 0.42 * (rows[1] - rows[0] if len(rows) > 1 else tall))
    hidden = sizes[1:-1]
    right = width - BESIDE_OUTPUTS
    between = right - output_radius - side
    columns, pitches = _columns(hidden, tall, COLUMNS_SHARE * between)
    spans = [_span(c, p) for c, p in zip(columns, pitches, strict=True)]
    gap = (between - sum(spans)) / (len(hidden) + 1)
    x = side
    places, radii, edges = [], [], []
    for layer, (size, count, pitch, span) in enumerate(zip(hidden, columns, pitches, spans, strict=True), start=1):
        x += gap
        turn = np.arange(size)
        if orders is not None:
            turn[orders[layer]] = np.arange(size)
        # from line to line one column on, each column in turn
        y = middle + (turn - (size - 1) / 2) * pitch / count
        places.append(np.column_stack([x + (turn % count + 0.5) * pitch * APART, y]))
        radii.append(min(0.4 * pitch, LARGEST))
        edges.append((x, x + span))
        x += span
    places.append(np.column_stack([np.full(sizes[-1], right), rows]))
    radii.append(output_radius)
    edges.append((right - output_radius, right + output_radius))
    return Placement((0.0, middle - side / 2, side), tuple(places), tuple(radii), tuple(edges))


def _columns(hidden: Sequence[int], tall: float, width: float) -> tuple[list[int], list[float]]:
    """For each hidden layer, its number of columns and the distance of its neurons, so that all fit into `width`."""
    wanted = COMFORTABLE
    while True:
        columns = [max(1, -(-size // int(tall / wanted))) for size in hidden]
        pitches = [min(WIDEST, tall * count / size) for size, count in zip(hidden, columns, strict=True)]
        # at the latest when every layer is a single column
        if sum(map(_span, columns, pitches)) <= width or wanted < 0.1:
            return columns, pitches
        wanted *= 0.9


def _span(columns: int, pitch: float) -> float:
    return columns * pitch * APART
