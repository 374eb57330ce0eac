"""The strongest links of one neuron as lines with their numbers, over the picture of all links."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from digitpad.net.network import Forward, Network
from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.widgets.placement import Placement

MOST = 12
"""So many links into a neuron are drawn, and so many out of it."""

LINE = 15
"""Height of a number in pixels."""

RING = 6
"""Of the mark around the chosen neuron, in pixels, which no number may hide."""

NEAR, TRIES = 0.2, 12
"""Where on its link a number stands if there is room, from the far end; else it comes closer in so many steps."""


@dataclass(frozen=True)
class Link:
    """A link and what it is worth in the view that is shown."""

    source: Neuron
    target: Neuron
    value: float


def strongest(neuron: Neuron, network: Network, forward: Forward | None) -> tuple[list[Link], list[Link]]:
    """The links into and out of `neuron` with the largest |value|, the strongest first; none that is worth nothing.

    A link is worth its weight or, with `forward`, activation × weight.
    """
    layer, index = neuron
    into, out = [], []
    if layer > 0:
        values = network.weights[layer - 1][:, index]
        if forward:
            values = values * forward.activations[layer - 1][0]
        into = [Link(Neuron(layer - 1, i), neuron, float(values[i])) for i in _largest(values)]
    if layer < len(network.weights):
        values = network.weights[layer][index]
        if forward:
            values = values * forward.activations[layer][0, index]
        out = [Link(neuron, Neuron(layer + 1, i), float(values[i])) for i in _largest(values)]
    return into, out


def _largest(values: NDArray[np.float32]) -> list[int]:
    sizes = np.abs(values)
    order = np.argsort(-sizes, kind="stable")[:MOST]
    return [int(index) for index in order if sizes[index] > 0]


def curve(link: Link, placement: Placement) -> QPainterPath:
    """Along the lines inside both layers, and between them the curve that the picture of all links has."""
    x0, y0 = placement.middle(link.source)
    x1, y1 = placement.middle(link.target)
    left, right = _span(link, placement)
    made = QPainterPath(QPointF(x0, y0))
    if not link.source.layer:  # from its pixel to where the pixel's links begin
        y0 = float(placement.starts[link.source.index])
    made.lineTo(left, y0)
    third = (right - left) / 3
    # t²(3 - 2t) is the cubic whose handles are a third of the way along
    made.cubicTo(left + third, y0, right - third, y1, right, y1)
    made.lineTo(x1, y1)
    return made


def paint(
    painter: QPainter,
    links: tuple[list[Link], list[Link]],
    placement: Placement,
    shown: theme.Theme,
    edged: bool,
) -> None:
    """Draw the curves, the strongest last; `edged` to tell them from many links behind."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    strength = max((abs(link.value) for group in links for link in group), default=1.0)
    for link in sorted((link for group in links for link in group), key=lambda link: abs(link.value)):
        path = curve(link, placement)
        if edged:
            painter.setPen(QPen(theme.faded(shown.ground, 0.7), 2 + _width(link, strength)))
            painter.drawPath(path)
        painter.setPen(sign_pen(link.value, shown, _width(link, strength)))
        painter.drawPath(path)


def sign_pen(value: float, shown: theme.Theme, width: float) -> QPen:
    """Blue and unbroken above zero, red and dashed below."""
    pen = QPen(shown.positive if value > 0 else shown.negative, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if value < 0:
        pen.setDashPattern([6 / width, 3 / width])
    return pen


def numbers(
    links: tuple[list[Link], list[Link]], placement: Placement, width: float, height: float
) -> list[tuple[Link, QRectF]]:
    """Where on its own link each number is written, `width` wide: the strongest first, none over another.

    A number for which there is no room is left out.
    """
    found: list[tuple[Link, QRectF]] = []
    taken = [
        _ring(neuron, placement) for neuron in {link.target for link in links[0]} | {link.source for link in links[1]}
    ]
    ways = [(link, False) for link in links[0]] + [(link, True) for link in links[1]]
    for link, leaves in sorted(ways, key=lambda one: -abs(one[0].value)):
        left, right = _span(link, placement)
        # so that it stays in the gap; in one that is narrower than the number, in the middle
        first = min(max(NEAR, width / 2 / (right - left)), 0.5)
        last = max(1 - width / 2 / (right - left), 0.5)
        for t in np.linspace(first, last, TRIES).tolist():
            middle = point(link, 1 - t if leaves else t, placement)
            box = QRectF(middle.x() - width / 2, middle.y() - LINE / 2, width, LINE)
            if box.top() >= 0 and box.bottom() <= height and not any(map(box.intersects, taken)):
                found.append((link, box))
                taken.append(box)
                break
    return found


def _ring(neuron: Neuron, placement: Placement) -> QRectF:
    """Of a neuron, with the mark that it is the chosen one."""
    (x, y), reach = placement.middle(neuron), placement.radius(neuron) + RING
    return QRectF(x - reach, y - reach, 2 * reach, 2 * reach)


def _span(link: Link, placement: Placement) -> tuple[float, float]:
    return placement.leave(link.source.layer), placement.edges[link.source.layer][0]


def point(link: Link, t: float, placement: Placement) -> QPointF:
    """The point on a link's curve that is `t` of the way from layer to layer."""
    layer = link.source.layer
    left, right = _span(link, placement)
    s = t * t * (3 - 2 * t)
    y0 = float(placement.heights(layer)[link.source.index])
    y1 = float(placement.heights(layer + 1)[link.target.index])
    return QPointF(left + t * (right - left), (1 - s) * y0 + s * y1)


def paint_numbers(
    painter: QPainter,
    links: tuple[list[Link], list[Link]],
    placement: Placement,
    height: float,
    shown: theme.Theme,
) -> None:
    """Write what each link is worth, no number over another."""
    painter.setFont(theme.figures(theme.SMALL))
    texts = ["+0.000", *(written(link.value) for group in links for link in group)]
    width = max(map(painter.fontMetrics().horizontalAdvance, texts)) + 4
    for link, box in numbers(links, placement, width, height):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.ground)
        painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 4, 4)
        painter.setPen(shown.positive if link.value > 0 else shown.negative)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, written(link.value))


def written(value: float) -> str:
    """As text with its sign, to two places or as many as tell it from zero."""
    size = abs(value)
    text = f"{value:+.0f}" if size >= 100 else f"{value:+.2f}" if size >= 0.1 else f"{value:+.3f}"
    if size < 0.001:
        text = f"{value:+.1g}"
    return text.replace("-", "−")


def _width(link: Link, strongest: float) -> float:
    return 1.2 + 1.8 * abs(link.value) / strongest
