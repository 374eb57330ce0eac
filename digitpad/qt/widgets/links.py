"""The links of a network that are strong enough to be drawn, and how they are drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from digitpad.net.network import Forward, Network
from digitpad.qt.theme import Theme
from digitpad.qt.widgets.placement import Placement

INTO_EACH = 6
"""So many of the strongest links into each neuron are drawn."""

CARRYING = 40
"""So many links between two layers are drawn that carry the most for what is on the canvas."""


FAINTEST = 0.004
"""Less than this optical depth makes no difference to a pixel of 8 bits."""


@dataclass(frozen=True, eq=False)
class Links:
    """Links between two layers.

    Attributes:
        starts, ends: (links, 2) in pixels.
        strengths: (links,) from 0 to 1, the strongest between these two layers.
        positive: (links,) whether the weight is above zero.
    """

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    strengths: NDArray[np.floating]
    positive: NDArray[np.bool_]


def strongest(network: Network, placement: Placement) -> Iterator[Links]:
    """Between each two layers, the largest weights into each neuron; strength is (weight / the largest) squared."""
    for layer, weights in enumerate(network.weights):
        size = np.abs(weights)
        kept = min(INTO_EACH, len(weights))
        sources = np.argpartition(size, -kept, axis=0)[-kept:].ravel()
        targets = np.tile(np.arange(weights.shape[1]), kept)
        yield _between(placement, layer, sources, targets, size[sources, targets] ** 2, weights[sources, targets] > 0)


def carrying(network: Network, forward: Forward, placement: Placement) -> Iterator[Links]:
    """Between each two layers, the largest |activation × weight|; strength is that / the largest."""
    for layer, weights in enumerate(network.weights):
        active = np.flatnonzero(forward.activations[layer][0])
        if not len(active):
            continue
        carried = np.abs(forward.activations[layer][0, active, None] * weights[active])
        kept = min(CARRYING, carried.size)
        flat = np.argpartition(carried, -kept, axis=None)[-kept:]
        sources, targets = np.unravel_index(flat, carried.shape)
        strengths = carried[sources, targets]
        sources = active[sources]
        yield _between(placement, layer, sources, targets, strengths, weights[sources, targets] > 0)


def _between(
    placement: Placement,
    layer: int,
    sources: NDArray[np.intp],
    targets: NDArray[np.intp],
    sizes: NDArray[np.float32],
    positive: NDArray[np.bool_],
) -> Links:
    if layer == 0:
        starts = placement.starts[sources]
    else:
        starts = placement.places[layer - 1][sources] + (placement.radii[layer - 1], 0)
    ends = placement.places[layer][targets] - (placement.radii[layer], 0)
    return Links(starts, ends, sizes / max(float(sizes.max()), 1e-12), positive)


def paint(painter: QPainter, links: Iterable[Links], height: int, ratio: float, theme: Theme, fullest: float) -> None:
    """Draw links over the whole `height` of a picture with `ratio` device pixels for each of its own.

    The strongest have the opacity `fullest`.
    """
    for between in links:
        left = int(between.starts[:, 0].min())
        pixels = _coloured(_depths(between, left, int(between.ends[:, 0].max()) + 1, height, ratio, fullest), theme)
        rows, columns = pixels.shape
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(left, 0), image)


def _depths(links: Links, left: int, right: int, height: int, ratio: float, fullest: float) -> NDArray[np.float32]:
    """How much negative and positive colour lies on each device pixel, (2, height, width) as optical depth.

    A link is a curve y(x). In each pixel column it covers a vertical span, as long as its width and slope ask: the
    span is added where it starts and taken away where it ends, and a running sum down the column fills it in. The
    fractions of a row at both ends are the antialiasing.
    """
    x0, y0 = (links.starts.astype(np.float32) * np.float32(ratio)).T[:, :, None]
    x1, y1 = (links.ends.astype(np.float32) * np.float32(ratio)).T[:, :, None]
    rows, columns = round(height * ratio), round((right - left) * ratio)
    x = np.float32(left * ratio) + np.arange(columns, dtype=np.float32) + np.float32(0.5)
    along = (x - x0) / (x1 - x0)
    inside = (along >= 0) & (along <= 1)
    link, column = np.nonzero(inside)
    along = along[inside]
    rise = (y1 - y0)[link, 0]
    middle = y0[link, 0] + rise * along * along * (3 - 2 * along)
    slope = 6 * along * (1 - along) * rise / (x1 - x0)[link, 0]
    strengths = links.strengths.astype(np.float32)
    width = ratio * (0.7 + 1.5 * strengths)
    # thinner than a pixel, a steep link would leave gaps: it is made wider and fainter instead
    half = 0.5 * np.maximum(width, 1)[link] * np.sqrt(1 + slope * slope)
    depth = (-np.log1p(-fullest * strengths) * np.minimum(width, 1))[link]
    first = (links.positive[link] * rows) * columns + column
    spots, amounts = [], []
    for edge, sign in ((middle - half, 1), (middle + half, -1)):
        edge = np.clip(edge, 0, rows - 2)
        row = edge.astype(np.int32)
        below = sign * depth * (edge - row)
        spot = first + row * columns
        spots += [spot, spot + columns]
        amounts += [sign * depth - below, below]
    total = np.bincount(np.concatenate(spots), np.concatenate(amounts), 2 * rows * columns)
    return total.reshape(2, rows, columns).cumsum(axis=1, dtype=np.float32)


def _coloured(depths: NDArray[np.float32], theme: Theme) -> NDArray[np.uint32]:
    """Red and blue where one sign prevails, grey where they balance, so that they never mix to another colour.

    Returns premultiplied ARGB.
    """
    _, rows, columns = depths.shape
    negative, positive = depths.reshape(2, -1)
    total = negative + positive
    painted = np.flatnonzero(total > FAINTEST)
    total = total[painted]
    balance = (positive[painted] - negative[painted]) / total  # -1 to 1
    opacity = 255 * -np.expm1(-total)
    blue, red = opacity * np.maximum(balance, 0), opacity * np.maximum(-balance, 0)
    grey = opacity - blue - red
    pixels = np.zeros(rows * columns, np.uint32)
    argb = opacity.astype(np.uint32) << 24
    for shift, channel in ((16, QColor.red), (8, QColor.green), (0, QColor.blue)):
        of_blue, of_red, of_grey = (channel(colour) / 255 for colour in (theme.positive, theme.negative, theme.outline))
        argb |= (blue * of_blue + red * of_red + grey * of_grey).astype(np.uint32) << shift
    pixels[painted] = argb
    return pixels.reshape(rows, columns)
