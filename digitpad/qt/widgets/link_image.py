"""All links of a network summed into one picture.

Where links lie over one another, the cubes of their sizes add up, so that the strongest show; a link alone is as opaque
as its size says.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from digitpad.net.network import Network
from digitpad.qt.theme import Theme, faded
from digitpad.qt.widgets.placement import Placement

Floats = NDArray[np.float32]

PERIOD, DASHED = 8, 0.6
"""Links below zero get lighter and darker along x: the length of that in pixels, and by which share."""

MERGED = 1.4
"""Ends of links that are closer than so many pixels are drawn as one."""

AFFORDED = 3_600_000
"""So many ends of spans are kept, at 8 bytes each; where there would be more, the picture is made coarser."""

COARSER = 0.9
"""By so much in each step."""

ROUNDING = 1e-6
"""Sums below this share of the largest are what rounding leaves of links that have ended."""

STEPS = 32
"""Hues from violet-grey to either sign."""


@dataclass(frozen=True, eq=False)
class Gap:
    """Where the links between two layers run, all lengths in device pixels.

    A link from neuron i to neuron j is the curve y(x) = (1 - s) starts[i] + s ends[j], where s rises smoothly from 0
    at `left` to 1 at `right`: s = t² (3 - 2t), t = (x - left) / (right - left).
    """

    left: float
    right: float
    starts: NDArray[np.float64]
    ends: NDArray[np.float64]

    def along(self, x: float) -> tuple[float, float]:
        """(s, its slope) at x."""
        t = (x - self.left) / (self.right - self.left)
        return t * t * (3 - 2 * t), 6 * t * (1 - t) / (self.right - self.left)


@dataclass(frozen=True, eq=False)
class _Column:
    """Which links begin and end to cover which row of one column of pixels.

    Attributes:
        x: which column.
        groups: so many neighbouring starts, and ends, are merged.
        edges: (2k,) positions in the merged links, those from their count on meaning that the link's span ends there.
        fractions: (2k,) how far below its row's upper border each edge is, 0 to 1.
        rows, firsts: the rows in which there are edges, and where those of each row begin in `edges`.
    """

    x: int
    groups: tuple[int, int]
    edges: NDArray[np.int32]
    fractions: Floats
    rows: NDArray[np.intp]
    firsts: NDArray[np.intp]


class GapPlan:
    """How the links of one gap fall on the pixels, worked out once for all pictures of the same layout.

    A link covers a vertical span in each pixel column, as long as its thickness and slope ask. It is added at the
    row where the span begins and taken away where it ends, and a running sum down the column fills it in; the fraction
    of a row at either end is the antialiasing. Starts, and ends, that are closer in a column than `merged` device
    pixels are drawn there as one.
    """

    def __init__(self, gap: Gap, width: int, height: int, ratio: float, merged: float, kept: bool = True) -> None:
        """Plan for a picture of `width` x `height` device pixels, `ratio` of them to a pixel, which a link is thick.

        kept: work it out once; otherwise anew for each picture, which takes longer and hardly any memory.
        """
        self.left = min(max(int(np.ceil(gap.left - 0.5)), 0), width)
        self.right = max(min(int(np.ceil(gap.right - 0.5)), width), self.left)
        self._height, self._ratio, self._merged = height, ratio, merged
        self._orders = (np.argsort(gap.starts, kind="stable"), np.argsort(gap.ends, kind="stable"))
        self._gap = Gap(gap.left, gap.right, gap.starts[self._orders[0]], gap.ends[self._orders[1]])
        self._dashes: dict[int, Floats] = {}
        self._columns = list(self._work_out()) if kept else None

    @property
    def nbytes(self) -> int:
        """Memory of what was worked out."""
        arrays = [array for column in self._columns or [] for array in vars(column).values()]
        return sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))

    def _work_out(self) -> Iterator[_Column]:
        for x in range(self.left, self.right):
            column = _plan(self._gap, x, self._height, self._ratio, self._merged)
            if column is not None:
                yield column

    def sums(self, amounts: Floats, unwanted: Callable[[], bool] = bool) -> NDArray[np.complex64]:
        """Sum up links with these amounts of colour (starts, ends), below zero for the colour of that sign.

        unwanted: says before each column whether the rest is not wanted any more.

        Returns (columns, height): in the real part what is above zero, in the imaginary part what is below, as one
        number because both take the same way.
        """
        ordered = amounts[self._orders[0]][:, self._orders[1]]
        signed = np.empty(ordered.shape, np.complex64)
        np.maximum(ordered, 0, out=signed.real)
        np.maximum(-ordered, 0, out=signed.imag)
        merged = {(1, 1): signed}
        # in double precision, or what many links leave behind by rounding would be seen below them
        made = np.zeros((self.right - self.left, self._height + 2), np.complex128)
        # reused from column to column: fresh memory of this size costs as much as the sums
        parts, taken = np.empty(0, np.float32), np.empty(0, np.complex64)
        for column in self._work_out() if self._columns is None else self._columns:
            if unwanted():
                break
            links = _merge(merged, *column.groups).view(np.float32)  # of each link first what is above, then below zero
            dashes = self._dashes_of(column.groups[1])
            size = links.size
            if len(parts) < 2 * size:
                parts, taken = np.empty(2 * size, np.float32), np.empty(size, np.complex64)
            np.multiply(links, dashes[column.x % len(dashes)], out=parts[:size].reshape(links.shape))
            np.negative(parts[:size], out=parts[size : 2 * size])
            both_ends = parts.view(np.complex64)
            edges = taken[: len(column.edges)]
            both_ends.take(column.edges, out=edges, mode="clip")
            line = made[column.x - self.left]
            line[column.rows] = np.add.reduceat(edges, column.firsts)
            edges *= column.fractions
            below = np.add.reduceat(edges, column.firsts)
            line[column.rows] -= below
            line[column.rows + 1] += below
        return made.cumsum(axis=1, out=made)[:, : self._height].astype(np.complex64)

    def _dashes_of(self, group: int) -> Floats:
        if group not in self._dashes:
            self._dashes[group] = _dashes(len(self._gap.ends), group, self._ratio)
        return self._dashes[group]


class LinkImages:
    """Draws the links of one layout again and again."""

    def __init__(self, placement: Placement, width: int, height: int, ratio: float, exact: bool = False) -> None:
        """Draw pictures of `width` x `height` pixels with `ratio` device pixels to each, or fewer to be quick.

        exact: as fine as asked for, and with no ends of links merged that are further apart than half a pixel, whatever
        time that takes.
        """
        self.placement = placement
        self.size = (width, height)
        self.ratio = ratio
        self.exact = exact
        self._made_at = ratio
        self._plans: list[GapPlan] | None = None

    @property
    def sharp(self) -> bool:
        """Whether exact pictures would look the same; known when the first is drawn."""
        return self._made_at == self.ratio

    @property
    def nbytes(self) -> int:
        """Memory of what was worked out."""
        return sum(plan.nbytes for plan in self._plans or [])

    def draw(self, values: Sequence[Floats], full: float, theme: Theme, unwanted: Callable[[], bool] = bool) -> QImage:
        """The links of these values, one array (sources, targets) for each gap, in whatever thread this is called.

        unwanted: called before each pixel column, says whether the picture is not wanted any more; may wait there for
            those who are in more of a hurry.

        Returns a null image when it has become unwanted.
        """
        if self._plans is None:
            self._plans = self._plan()
        width, height = self._pixels()
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        pixels = np.frombuffer(image.bits(), np.uint32).reshape(height, width)
        for plan, amounts in zip(self._plans, values, strict=True):
            shares = amounts.astype(np.float32, copy=False) / np.float32(full)
            sums = plan.sums(shares * shares * shares, unwanted)
            if unwanted():
                return QImage()
            pixels[:, plan.left : plan.right] = coloured(sums, theme).T
        image.setDevicePixelRatio(self._made_at)
        self._draw_lines(image, theme)
        return image

    def _pixels(self) -> tuple[int, int]:
        return round(self.size[0] * self._made_at), round(self.size[1] * self._made_at)

    def _plan(self) -> list[GapPlan]:
        between = gaps(self.placement, self.ratio)
        if self.exact:
            return [GapPlan(gap, *self._pixels(), self.ratio, 0.5 * self.ratio, kept=False) for gap in between]
        while sum(_count(gap, *self._pixels(), MERGED * max(self._made_at, 1.0)) for gap in between) > AFFORDED:
            self._made_at *= COARSER
            between = gaps(self.placement, self._made_at)
        thick = max(self._made_at, 1.0)
        return [GapPlan(gap, *self._pixels(), thick, MERGED * thick) for gap in between]

    def _draw_lines(self, image: QImage, theme: Theme) -> None:
        """The level lines of the neurons inside their layers."""
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(faded(theme.line, 0.6), 1))
        for layer, (left, right) in enumerate(self.placement.edges[:-1], start=1):
            heights = self.placement.heights(layer)
            seen = heights[(heights > -1) & (heights < self.size[1] + 1)]
            painter.drawLines([QLineF(left, y, right, y) for y in seen.tolist()])
        painter.end()


def gaps(placement: Placement, ratio: float) -> list[Gap]:
    """Where the links run from layer to layer."""
    return [
        Gap(
            placement.leave(layer) * ratio,
            placement.edges[layer][0] * ratio,
            placement.heights(layer) * ratio,
            placement.heights(layer + 1) * ratio,
        )
        for layer in range(len(placement.places))
    ]


@dataclass(frozen=True)
class Scale:
    """How opaque links are.

    Attributes:
        full: a link of this value is 63 % opaque where it is alone.
        shown: and this share of that when the whole picture steps back behind what is selected.
    """

    full: float
    shown: float = 1.0


def scale_of(values: Sequence[Floats]) -> Scale:
    """For these links: `full` is 1.3 times the strongest link, averaged over the gaps, to two digits.

    With less, the first gap of a trained network is one red surface; with more, the last ones fade.
    """
    strongest = [float(np.abs(between).max(initial=0.0)) for between in values]
    return Scale(float(f"{1.3 * sum(strongest) / len(strongest):.1e}") or 1.0)


def opacity(share: float) -> float:
    """Of a link whose value is `share` of the full one, where no other lies over it."""
    return float(-np.expm1(-abs(share)))


def contributions(network: Network, activations: Sequence[Floats]) -> list[Floats]:
    """What each link passes on: activation × weight, for activations (1, neurons) of each layer."""
    return [values[0][:, None] * weights for values, weights in zip(activations[:-1], network.weights, strict=True)]


def coloured(sums: NDArray[np.complex64], theme: Theme) -> NDArray[np.uint32]:
    """Blue and red where one sign prevails, violet-grey where they balance, so that they never mix to another colour.

    Returns premultiplied ARGB of the same shape.
    """
    positive, negative = sums.real, sums.imag
    total = positive + negative
    nothing = np.float32(ROUNDING) * max(total.max(initial=0.0), np.float32(ROUNDING))
    np.maximum(total, nothing, out=total)
    balance = ((positive - negative) / total * STEPS + np.float32(STEPS + 0.5)).astype(np.intp)
    np.clip(balance, 0, 2 * STEPS, out=balance)
    total -= nothing
    covered = (-255 * np.expm1(-np.cbrt(total)) + np.float32(0.5)).astype(np.intp)
    colours = _colours(theme.positive.name(), theme.negative.name(), theme.balance.name())
    pixels: NDArray[np.uint32] = colours[covered * (2 * STEPS + 1) + balance]
    return pixels


@cache
def _colours(positive: str, negative: str, balance: str) -> NDArray[np.uint32]:
    """Premultiplied ARGB for 256 opacities and, for each, the hues from all negative to all positive."""
    ends_and_middle = (QColor(name) for name in (negative, balance, positive))
    anchors = np.array([(c.red(), c.green(), c.blue()) for c in ends_and_middle], np.float64)
    share = np.linspace(-1, 1, 2 * STEPS + 1)
    # the sign that prevails shows early
    share = np.sign(share) * np.sqrt(np.abs(share))
    hues = np.stack([np.interp(share, [-1, 0, 1], anchors[:, channel]) for channel in range(3)], axis=-1)
    covered = np.arange(256)[:, None]
    red, green, blue = np.rint(hues * covered[..., None] / 255).astype(np.uint32).transpose(2, 0, 1)
    argb: NDArray[np.uint32] = covered.astype(np.uint32) << 24 | red << 16 | green << 8 | blue
    return argb.ravel()


def _count(gap: Gap, width: int, height: int, merged: float) -> float:
    """About how many edges there will be."""
    count = 0.0
    for x in range(max(int(gap.left), 0), min(int(gap.right), width), 4):
        s, _ = gap.along(x + 0.5)
        links = 1.0
        for places, scale in ((np.sort(gap.starts), 1 - s), (np.sort(gap.ends), s)):
            links *= len(places) / _group(places, scale, merged)
        extent = (1 - s) * np.ptp(gap.starts) + s * np.ptp(gap.ends)
        count += 4 * 2 * links * min(1.0, height / max(extent, 1e-9))
    return count


def _plan(gap: Gap, x: int, height: int, ratio: float, merged: float) -> _Column | None:
    s, slopes = gap.along(x + 0.5)
    groups = _group(gap.starts, 1 - s, merged), _group(gap.ends, s, merged)
    starts, ends = _means(gap.starts, groups[0])[:, None], _means(gap.ends, groups[1])
    half = 0.5 * ratio * np.sqrt(1 + (slopes * (ends - starts)) ** 2)
    middle = (1 - s) * starts + s * ends
    edges = np.clip(np.stack([middle - half, middle + half]), 0, height).reshape(2, -1)
    inside = edges[0] < edges[1]
    kept = np.flatnonzero(np.concatenate([inside, inside]))
    if not len(kept):
        return None
    edges = edges.ravel()[kept]
    row = edges.astype(np.uint16)
    order = np.argsort(row, kind="stable")
    row = row[order]
    firsts = np.flatnonzero(np.diff(row.astype(np.intp), prepend=-1))
    fractions = (edges[order] - row).astype(np.float32)
    return _Column(x, groups, kept[order].astype(np.int32), fractions, row[firsts].astype(np.intp), firsts)


def _group(places: NDArray[np.float64], scale: float, merged: float) -> int:
    """How many neighbours of `places` are within `merged` when their distances are `scale` as large."""
    apart = (places[-1] - places[0]) / max(len(places) - 1, 1) * scale
    group = 1
    while group < len(places) and (larger := _next(group)) * apart <= merged:
        group = larger
    return group


def _next(group: int) -> int:
    """1, 2, 3, 4, 6, 8, 12, ...: each is two or three times one before it."""
    return group + 1 if group < 4 else group * 4 // 3 if group % 3 == 0 else group * 3 // 2


def _means(places: NDArray[np.float64], group: int) -> NDArray[np.float64]:
    firsts = np.arange(0, len(places), group)
    means: NDArray[np.float64] = np.add.reduceat(places, firsts) / np.diff(firsts, append=len(places))
    return means


def _merge(known: dict[tuple[int, int], NDArray[np.complex64]], first: int, second: int) -> NDArray[np.complex64]:
    """So many neighbouring starts and ends added up, from what is known already."""
    if (first, second) not in known:
        axis = 1 if second > 1 else 0
        count = 3 if (first, second)[axis] == 3 else 2
        finer = _merge(known, first, second // count) if axis else _merge(known, first // count, 1)
        known[first, second] = _added(finer, axis, count)
    return known[first, second]


def _added(links: NDArray[np.complex64], axis: int, count: int) -> NDArray[np.complex64]:
    """Every `count` neighbours along `axis` as one."""
    links = links.swapaxes(0, axis)
    made = links[::count].copy()
    for offset in range(1, count):
        others = links[offset::count]
        made[: len(others)] += others
    return np.ascontiguousarray(made.swapaxes(0, axis))


def _dashes(ends: int, group: int, ratio: float) -> Floats:
    """(columns of a period, 2 ends): by how much to multiply what is above and what is below zero, by turns."""
    period = round(PERIOD * ratio)
    # multiples of the golden ratio, so that neighbours' dashes never fall into step
    along = np.arange(period)[:, None] / period + np.arange(ends) * 0.618034
    wave = 1 + DASHED * np.clip(2.5 * np.cos(2 * np.pi * along), -1, 1)
    firsts = np.arange(0, ends, group)
    wave = np.add.reduceat(wave, firsts, axis=1) / np.diff(firsts, append=ends)
    return np.stack([np.ones_like(wave), wave], axis=2).reshape(period, -1).astype(np.float32)
