"""Where the arrows of learning stand over the picture of the network.

An arrow means the same at every layer: upward, this should become larger; downward, smaller. Its length is its share
of the largest amount of its kind. Arrows at neurons stand beside them, or on them where a layer has several columns;
those of weights stand on the link, near the neuron that it comes from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from digitpad.net.network import Network
from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows
from digitpad.qt import theme
from digitpad.qt.arrow_text import signed
from digitpad.qt.widgets.crisp_links import LINE, Link, point
from digitpad.qt.widgets.placement import Placement

OUTPUT, HIDDEN, WEIGHT, PIXEL = "output", "hidden", "weight", "pixel"
"""Kinds of arrows: at an output, at another neuron, on a link, and for the link of a pixel, on the pixel too."""

SMALLEST = 5.0
"""An arrow is at least so long, in pixels, unless its amount is 0: then it is a dot."""

LONGEST, ALONE = 44.0, 50.0
"""The longest arrow is at most so long, in pixels; so long that of a single neuron."""

CROWDED = 26.0
"""The longest arrow at links that are close: so long even if smaller ones find no room."""

NARROW, WIDE, WIDEST = 9.0, 13.0, 15.0
"""Room for the head of an arrow: at links that are close, elsewhere, and for that of a single neuron."""

LANES_SHARE = 0.55
"""Share of the gap between two layers in which arrows of weights stand."""

MOST = 64
"""So many weights have arrows, the largest; more cannot be told apart."""

IDLE_UP_TO = 128
"""Links of which nothing is wanted are drawn, too, where a neuron has no more links than this."""

LISTED = 32.0
"""Where neurons are packed, the largest arrows are drawn again beside the layer; the longest is so long then."""

PIXEL_SIDE = 14.0
"""Pixels have arrows of their own when they are shown so large."""

NUMBERED = {OUTPUT: 10, HIDDEN: 6, WEIGHT: 6}
"""So many of a kind have their number beside them: the chosen neuron's, and then the largest."""

WORTH_A_NUMBER = 0.01
"""An amount has at least this share of the largest, to be one of them."""

REACH = 3.0
"""So many pixels beside an arrow still mean it."""

DIGIT = 0.5
"""Half the side of an output's digit, in radii of the output."""

Links = Sequence[tuple[Neuron, Neuron, float]]
"""As in `Arrows`: from, to, and what is wanted."""


@dataclass(frozen=True)
class Arrow:
    """One arrow, in pixels.

    Attributes:
        kind: OUTPUT, HIDDEN, WEIGHT or PIXEL.
        source: of a weight, where its link comes from; None for what is wanted of a neuron.
        neuron: whose arrow it is; of a weight, where its link leads to.
        amount: above 0 it points up.
        x, y: its middle.
        length: 0 for a dot.
        width: of its head.
    """

    kind: str
    source: Neuron | None
    neuron: Neuron
    amount: float
    x: float
    y: float
    length: float
    width: float

    @property
    def box(self) -> QRectF:
        """What it covers."""
        wide, tall = (self.width, self.length) if self.length else (3.0, 3.0)
        return QRectF(self.x - wide / 2, self.y - tall / 2, wide, tall)


@dataclass(frozen=True)
class Number:
    """The number of an arrow, the box in which it is written, and where a line from the neuron leads to it, if any."""

    arrow: Arrow
    box: QRectF
    led_to: QPointF | None = None


@dataclass(frozen=True, eq=False)
class Arrangement:
    """All arrows of a step of the walk that have room, and their numbers.

    Attributes:
        chosen: the neuron that the step is about.
        whole: the layers of which all neurons take part, not just the chosen one.
        arrows: the smallest amounts first.
        links, idle: with their weights, those that arrows stand on, and those of which nothing is wanted.
    """

    chosen: Neuron | None
    whole: frozenset[int]
    arrows: tuple[Arrow, ...]
    numbers: tuple[Number, ...]
    links: tuple[Link, ...]
    idle: tuple[Link, ...]

    def at(self, x: float, y: float) -> Arrow | None:
        """The arrow that a person means who points at (x, y)."""
        near = [arrow for arrow in self.arrows if arrow.box.adjusted(-REACH, -REACH, REACH, REACH).contains(x, y)]
        return min(near, key=lambda arrow: np.hypot(arrow.x - x, arrow.y - y), default=None)


def largest(arrows: Arrows, network: Network) -> dict[str, float]:
    """By kind, the |amount| of the longest arrow."""
    found: dict[str, float] = {}
    for kind, amount in (
        *((_kind(neuron, network), amount) for neuron, amount in arrows.neurons),
        *((WEIGHT, amount) for _, _, amount in arrows.links),
    ):
        found[kind] = max(found.get(kind, 0.0), abs(amount))
    return found


def _kind(neuron: Neuron, network: Network) -> str:
    return OUTPUT if neuron.layer == len(network.sizes) - 1 else HIDDEN


def arrange(
    arrows: Arrows, chosen: Neuron | None, network: Network, placement: Placement, size: tuple[float, float]
) -> Arrangement:
    """Find a place for the arrows in a picture of `size`, in which the neurons of `network` stand at `placement`.

    The largest come first. No arrow covers another and no number an arrow; what is left without room is left out.
    """
    own = [(_kind(neuron, network), neuron, amount) for neuron, amount in arrows.neurons]
    longest = largest(arrows, network)
    whole = {neuron.layer for neuron, _ in arrows.neurons if neuron != chosen}
    whole |= {source.layer for source, _, _ in arrows.links}
    if chosen and not arrows.links:
        whole.add(chosen.layer)
    ends = {target for _, target, _ in arrows.links}
    room = _Room(placement, QRectF(0, 0, *size), chosen, frozenset(whole), frozenset(ends))
    alone = len(own) == 1 and bool(arrows.links)
    at_neurons = list(_at_neurons(own, longest, alone, room))
    numbered = _worth_a_number(at_neurons, chosen)
    if numbered and not alone and numbered[0].kind == HIDDEN and _packed(placement, numbered[0].neuron.layer):
        numbers = _list(numbered, longest[HIDDEN], room)
        at_neurons += [number.arrow for number in numbers if number.arrow not in at_neurons]
    else:
        numbers = list(_numbers(numbered, room))
    at_links = list(_at_links(arrows.links, longest.get(WEIGHT, 0.0), room))
    numbers += _numbers(_worth_a_number(at_links, chosen), room)
    made = [*at_neurons, *at_links, *_on_pixels(arrows.links, longest.get(WEIGHT, 0.0), room)]
    standing = {(arrow.source, arrow.neuron) for arrow in at_links if arrow.length}
    links: list[Link] = []
    idle: list[Link] = []
    for source, target, amount in arrows.links:
        link = Link(source, target, float(network.weights[source.layer][source.index, target.index]))
        if (source, target) in standing:
            links.append(link)
        elif not amount and len(arrows.links) <= IDLE_UP_TO:
            idle.append(link)
    return Arrangement(
        chosen=chosen,
        whole=room.whole,
        arrows=tuple(sorted(made, key=lambda arrow: abs(arrow.amount))),
        numbers=tuple(numbers),
        links=tuple(links),
        idle=tuple(idle),
    )


def number_font(arrow: Arrow, chosen: Neuron | None) -> QFont:
    """Large for what is wanted of the chosen neuron."""
    own = arrow.source is None and arrow.neuron == chosen
    return theme.figures(theme.BODY, QFont.Weight.Bold) if own else theme.figures(theme.SMALL)


class _Room:
    """The picture, and what of it is taken."""

    def __init__(
        self,
        placement: Placement,
        picture: QRectF,
        chosen: Neuron | None,
        whole: frozenset[int],
        ends: frozenset[Neuron],
    ) -> None:
        self.placement, self.picture = placement, picture
        self.chosen, self.whole, self.ends = chosen, whole, ends
        self._taken: list[QRectF] = []
        for neuron in ends:
            (x, y), reach = placement.middle(neuron), placement.radius(neuron) + REACH
            self._taken.append(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
        last = len(placement.places)
        for index in range(len(placement.places[-1])):  # a number over an output would hide its digit
            output = Neuron(last, index)
            (x, y), reach = placement.middle(output), DIGIT * placement.radius(output)
            self._taken.append(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))

    def right_of(self, layer: int) -> float:
        """Where the room to the right of a layer ends: at the digits of the outputs, and to their right at the edge."""
        last = len(self.placement.places)
        if layer == last:
            return self.picture.right()
        output = Neuron(last, 0)
        return min(self.picture.right(), self.placement.middle(output)[0] - DIGIT * self.placement.radius(output))

    def put(self, arrow: Arrow) -> Arrow | None:
        """The arrow, moved wholly into the picture; None when it is not in it, or there is no room."""
        if not self.picture.contains(arrow.x, arrow.y):
            return None
        half = arrow.length / 2 + 1
        arrow = replace(arrow, y=min(max(arrow.y, self.picture.top() + half), self.picture.bottom() - half))
        return arrow if self.take(arrow.box.adjusted(-0.5, -0.5, 0.5, 0.5)) else None

    def take(self, box: QRectF) -> bool:
        """Whether the box was free."""
        if any(box.intersects(other) for other in self._taken):
            return False
        self._taken.append(box)
        return True

    def width(self, arrow: Arrow) -> float:
        """Of its number."""
        return QFontMetricsF(number_font(arrow, self.chosen)).horizontalAdvance(signed(arrow.amount)) + 4


def _columns(placement: Placement, layer: int) -> tuple[int, float]:
    """How many columns a layer after the pixels has, and how far apart the neurons of a column are."""
    x, y = placement.places[layer - 1].T
    count = len(np.unique(np.rint(x)))
    return count, float(y.max() - y.min()) / max(len(y) - 1, 1) * count or LONGEST


def _packed(placement: Placement, layer: int) -> bool:
    return _columns(placement, layer)[0] > 1


def _length(amount: float, largest: float, full: float, smallest: float = SMALLEST) -> float:
    return max(full * abs(amount) / largest, smallest) if amount else 0.0


def _at_neurons(
    own: list[tuple[str, Neuron, float]], longest: dict[str, float], alone: bool, room: _Room
) -> Iterator[Arrow]:
    for kind, neuron, amount in sorted(own, key=lambda one: -abs(one[2])):
        x, y = room.placement.middle(neuron)
        radius = room.placement.radius(neuron)
        columns, apart = _columns(room.placement, neuron.layer)
        if columns > 1 and not alone:
            length = _length(amount, longest[kind], 0.95 * apart, 0.22 * apart)
            if room.picture.contains(x, y):
                yield Arrow(kind, None, neuron, amount, x, y, length, 1.4 * radius)
            continue
        lanes = 1 if kind == OUTPUT or alone else 2
        wide, full = (WIDEST, ALONE) if alone else (WIDE, min(0.92 * lanes * apart, LONGEST))
        length = _length(amount, longest[kind], full)
        for lane in range(lanes):
            arrow = Arrow(kind, None, neuron, amount, x + radius + 4 + (lane + 0.5) * wide, y, length, wide - 1)
            if placed := room.put(arrow):
                yield placed
                break


def _on_pixels(links: Links, largest: float, room: _Room) -> Iterator[Arrow]:
    side = room.placement.image[2] / 28
    for source, target, amount in links:
        if source.layer == 0 and amount and side >= PIXEL_SIDE:
            x, y = room.placement.middle(source)
            if room.picture.contains(x, y):
                yield Arrow(PIXEL, source, target, amount, x, y, _length(amount, largest, 0.85 * side), 0.7 * side)


def _at_links(links: Links, largest: float, room: _Room) -> Iterator[Arrow]:
    """Each on its link, as near to where it comes from as there is room."""
    if not links:
        return
    placement, layer = room.placement, links[0][0].layer
    ordered = sorted(links, key=lambda link: -abs(link[2]))
    if layer == 0:
        ordered = _of_rows(ordered)
    ordered = ordered[:MOST]
    gap = max(placement.edges[layer][0] - placement.leave(layer), 1.0)
    heights = np.sort([placement.heights(layer)[source.index] for source, _, amount in ordered if amount])
    apart = float(np.median(np.diff(heights))) if len(heights) > 1 else LONGEST
    wide = WIDE if apart >= WIDE else NARROW
    lanes = max(1, int(LANES_SHARE * gap / wide))
    full = min(LONGEST, max(CROWDED, 1.6 * apart))
    for source, target, amount in ordered:
        if not amount and (layer == 0 or _packed(placement, layer)):
            return  # so many dots would be taken for a line
        length = _length(amount, largest, full)
        for lane in range(lanes if amount else 1):
            at = point(Link(source, target, amount), min((lane + 0.75) * wide / gap, 0.6), placement)
            if placed := room.put(Arrow(WEIGHT, source, target, amount, at.x(), at.y(), length, wide - 1)):
                yield placed
                break


def _of_rows(ordered: Links) -> list[tuple[Neuron, Neuron, float]]:
    """The first of each row of pixels: neighbours are much alike and want the same, so that one can stand for them."""
    rows: dict[int, tuple[Neuron, Neuron, float]] = {}
    for link in ordered:
        rows.setdefault(link[0].index // 28, link)
    return list(rows.values())


def _worth_a_number(arrows: list[Arrow], chosen: Neuron | None) -> list[Arrow]:
    """The chosen neuron's first, then the largest; `arrows` are of one kind, the largest first."""
    drawn = [arrow for arrow in arrows if arrow.length]
    own = [arrow for arrow in arrows if arrow.source is None and arrow.neuron == chosen]
    least = WORTH_A_NUMBER * abs(drawn[0].amount) if drawn else 0.0
    others = [arrow for arrow in drawn if arrow not in own and abs(arrow.amount) >= least]
    few = [*own, *others]
    return few[: NUMBERED[few[0].kind]] if few else []


def _numbers(arrows: list[Arrow], room: _Room) -> Iterator[Number]:
    for arrow in arrows:
        for box in _beside(arrow, room):
            if room.picture.contains(box) and room.take(box):
                yield Number(arrow, box)
                break


def _beside(arrow: Arrow, room: _Room) -> Iterator[QRectF]:
    """Where the number of an arrow could be, the best place first."""
    width = room.width(arrow)
    x, y = room.placement.middle(arrow.neuron)
    if arrow.kind == OUTPUT:  # to the left, where there is room, but above the ends of its links
        left = x - room.placement.radius(arrow.neuron) - width - 6
        yield QRectF(left, y - LINE - 3 if arrow.neuron in room.ends else y - LINE / 2, width, LINE)
    elif arrow.kind == HIDDEN:  # beyond both lanes of arrows
        yield QRectF(x + room.placement.radius(arrow.neuron) + 4 + 2 * WIDE, y - LINE / 2, width, LINE)
    elif arrow.source:
        left, top = arrow.x + arrow.width / 2 + 1, arrow.y - LINE / 2
        boxes = [QRectF(left, top + share * arrow.length, width, LINE) for share in (0, -0.25, 0.25, -0.4, 0.4)]
        for step in range(10):
            middle = point(Link(arrow.source, arrow.neuron, arrow.amount), 0.3 + 0.05 * step, room.placement)
            boxes.append(QRectF(middle.x() - width / 2, middle.y() - LINE / 2, width, LINE))
        layer = arrow.source.layer
        # over neurons only where these have stepped aside
        left, right = room.placement.leave(layer), room.placement.edges[layer][layer + 1 not in room.whole]
        yield from (box for box in boxes if left <= box.left() and box.right() <= right)


def _list(arrows: list[Arrow], largest: float, room: _Room) -> list[Number]:
    """To the right of a layer, its arrows once more with their numbers, as their neurons are from top to bottom.

    Where that is too wide, the numbers alone; and nothing where the outputs, or the end of the picture, come before.
    """
    layer = arrows[0].neuron.layer
    left = room.placement.leave(layer) + 1.5 * theme.GRID
    widest = max(room.width(arrow) for arrow in arrows)
    spare = room.right_of(layer) - left - widest
    if spare < 0:
        return []
    indent, full = (WIDE + 2, LISTED) if spare >= WIDE + 2 else (0.0, 0.0)
    ordered = sorted(arrows, key=lambda arrow: arrow.y)
    lengths = [_length(arrow.amount, largest, full, min(SMALLEST, full)) for arrow in ordered]
    heights = [max(LINE, length + 3) for length in lengths]
    listed = []
    middles = _apart([arrow.y for arrow in ordered], heights, room.picture)
    for arrow, middle, length in zip(ordered, middles, lengths, strict=True):
        shown = replace(arrow, x=left + WIDE / 2, y=middle, length=length, width=WIDE - 1) if indent else arrow
        box = QRectF(left + indent, middle - LINE / 2, room.width(arrow), LINE)
        listed.append(Number(shown, box, QPointF(left - 2, middle)))
    return listed


def _apart(wanted: Sequence[float], heights: Sequence[float], picture: QRectF) -> list[float]:
    """Middles of lines of these heights, from top to bottom, near where they are wanted but not over one another."""
    middles: list[float] = []
    top = picture.top()
    for middle, height in zip(wanted, heights, strict=True):
        middles.append(max(middle, top + height / 2))
        top = middles[-1] + height / 2
    bottom = picture.bottom()
    for index in reversed(range(len(middles))):
        middles[index] = min(middles[index], bottom - heights[index] / 2)
        bottom = middles[index] - heights[index] / 2
    return middles
