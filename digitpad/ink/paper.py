"""Ink on paper: finding it in a grey image, whichever of the two is darker and however the paper is lit."""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from digitpad.ink.strokes import FloatArray, IndexArray

# An image with a longer side is averaged down to it first; a digit needs no more.
LONGEST_SIDE = 512
# A smaller image is a scan of one digit and nothing else, evenly lit.
PHOTOGRAPH_SIDE = 40
# The paper's shading is estimated on a grid of at most this many cells a side ...
GRID = 64
# ... as what remains when everything narrower than this share of the longer side is taken away.
BROADEST_INK = 0.35
# Fewer levels of 255 than this between paper and ink are no ink.
LEAST_CONTRAST = 8
# Paper darker than this is taken to be as light.
LEAST_LIGHT = 32
# How far the paper's own grain goes, in standard deviations.
GRAIN = 3
# Pixels with more ink than this hang together in blots.
LEAST_INK = 0.4
# A blot with less than this share of the darkest one's darkness is a shadow.
SHADOW = 0.6
# A blot apart from the border and longer than this share of the image's side may well be a digit.
LEAST_DIGIT = 0.15
# A blot is a speck when it has less than this share of the largest one's area ...
SPECK_AREA = 0.03
# ... and is this share of that one's size away from it.
SPECK_DISTANCE = 0.1


def find_ink(image: NDArray[np.uint8], ink_is_dark: bool | None = None) -> FloatArray:
    """How much ink there is in each pixel of the (h, w) grey `image`: float32, 0 paper, 1 ink.

    ink_is_dark: whether the ink is darker than the paper; without it, that is judged from the image.

    Edges keep their grey. A larger image comes back averaged down to `LONGEST_SIDE`, one without ink all 0.
    """
    grey = _blocks(image, -(-max(image.shape) // LONGEST_SIDE))
    if max(grey.shape) < PHOTOGRAPH_SIDE:
        if ink_is_dark is None:
            ink_is_dark = ink_lightness(image) < 0
        if ink_is_dark:
            grey = 255 - grey
        return _contrasted(np.maximum(grey - np.float32(np.percentile(grey, 10)), 0), grainy=False)
    side = -(-max(grey.shape) // GRID)
    cells = _blocks(grey, side)
    window = max(round(BROADEST_INK * max(cells.shape)), 1)
    if ink_is_dark is None:
        ink_is_dark = _lightness(grey - _stretched(_mean(cells, window), side, grey.shape)) < 0
    if ink_is_dark:
        grey, cells = 255 - grey, 255 - cells
    slope = _slope(cells)
    paper = _stretched(slope + _opening(cells - slope, window), side, grey.shape)
    above = np.maximum(grey - paper, 0)
    if ink_is_dark:
        # Dark ink takes away a share of the light there is, which is less in the shade.
        above *= 255 / np.maximum(255 - paper, LEAST_LIGHT)
    ink = _without_specks(_contrasted(above, grainy=True))
    # What was darker than the ink may be gone now.
    full = ink[ink > LEAST_INK]
    return np.minimum(ink / np.float32(np.percentile(full, 95)), 1) if full.size else ink


def ink_lightness(image: NDArray[np.uint8]) -> float:
    """Positive where the ink of an evenly lit (h, w) image seems lighter than the paper, negative where darker.

    The sum over the images of a set tells more than any one of them.
    """
    grey = _blocks(image, -(-max(image.shape) // GRID))
    return _lightness(grey - grey.mean())


def _lightness(difference: FloatArray) -> float:
    """See `ink_lightness`; takes how each pixel differs from those around it.

    Ink is what fewer pixels are, and far out: the tail of the distribution, which the skewness tells. And it is
    not what most of the border is, the corners above all. Of 5,000 digits of MNIST cut out closely and shrunk to
    8x8, the two together misjudge 0.1%, the skewness alone 6%, the border alone 10%.
    """
    spread = float(np.sqrt(np.mean(np.square(difference))))
    if spread == 0:
        return 0.0
    skewness = float(np.mean(difference * difference * difference)) / spread**3
    edges = difference[0], difference[-1], difference[:, 0], difference[:, -1]
    corners = difference[[0, 0, -1, -1], [0, -1, 0, -1]]
    return skewness - (sum(float(edge.mean()) for edge in edges) / 4 + float(corners.mean())) / spread


def _contrasted(above: FloatArray, grainy: bool) -> FloatArray:
    """How far each pixel is on the way from paper to ink, 0..1, given how far it is above the paper."""
    threshold = _threshold(above)
    paper, ink = above[above <= threshold], above[above > threshold]
    if not ink.size:
        return np.zeros_like(above)
    low = 0.0
    if grainy:
        # For normal noise the standard deviation is 1.4826 times the median absolute deviation. Clean paper has
        # none, and then nothing is taken away: grey edges stay as they are.
        middle = float(np.median(paper))
        grain = 1.4826 * float(np.median(np.abs(paper - middle)))
        low = middle + GRAIN * grain if grain > 0 else 0.0
    high = float(np.percentile(ink, 95))
    if high - low < LEAST_CONTRAST:
        return np.zeros_like(above)
    above = (above - np.float32(low)) / np.float32(high - low)
    return np.clip(above, 0, 1, out=above)


def _threshold(values: FloatArray) -> float:
    """The level that parts `values`, 0..255, into two groups that differ most (Otsu 1979)."""
    counts = np.bincount(values.astype(np.intp).reshape(-1), minlength=256).astype(np.float64)
    levels = np.arange(len(counts))
    below, sums = np.cumsum(counts), np.cumsum(counts * levels)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (sums[-1] * below / below[-1] - sums) ** 2 / (below * above)
    return float(np.nanargmax(np.where(above > 0, variance, 0))) + 0.999


def _blocks(grey: NDArray[Any], side: int) -> FloatArray:
    """The float32 means of blocks of `side` by `side` pixels; the last ones may be smaller."""
    if side == 1:
        return grey.astype(np.float32)
    # Strip by strip: the whole image in float32 might be large.
    strips = [grey[top : top + side].mean(axis=0, dtype=np.float32) for top in range(0, len(grey), side)]
    first = np.arange(0, grey.shape[1], side)
    sums: FloatArray = np.add.reduceat(np.stack(strips), first, axis=1)
    sums /= np.diff(first, append=grey.shape[1]).astype(np.float32)
    return sums


def _stretched(cells: FloatArray, side: int, shape: tuple[int, ...]) -> FloatArray:
    """A value for every pixel from one for each cell of `side` pixels, linear in between."""
    for axis in (0, 1):
        at = np.clip((np.arange(shape[axis], dtype=np.float32) + 0.5) / side - 0.5, 0, cells.shape[axis] - 1)
        lower = at.astype(np.intp)
        upper = np.minimum(lower + 1, cells.shape[axis] - 1)
        share = (at - lower).astype(np.float32)
        share = share[:, None] if axis == 0 else share
        cells = cells.take(lower, axis) * (1 - share) + cells.take(upper, axis) * share
    return cells


def _slope(cells: FloatArray) -> FloatArray:
    """How the light falls off across the paper, as a plane; 0 where it hardly does.

    Fitted by least squares, anew with ever less weight for what is above it and hence may be ink.
    """
    across, down = np.meshgrid(*(np.linspace(-1, 1, size) for size in cells.shape[::-1]))
    design = np.stack([np.ones_like(across), across, down], axis=-1).reshape(-1, 3)
    grey = cells.reshape(-1).astype(np.float64)
    weights = np.ones_like(grey)
    plane = np.zeros_like(grey)
    for _ in range(10):
        weighted = design * weights[:, None]
        plane = design @ np.linalg.lstsq(weighted.T @ design, weighted.T @ grey)[0]
        above = grey - plane
        grain = max(2 * float(np.median(-above[above <= 0])), 1) if (above <= 0).any() else 1
        weights = 1 / (1 + (np.maximum(above, 0) / grain) ** 2)
    plane -= plane.mean()
    return plane.reshape(cells.shape).astype(np.float32) if np.ptp(plane) > LEAST_CONTRAST else np.zeros_like(cells)


def _mean(cells: FloatArray, window: int) -> FloatArray:
    """The mean of the cells up to `window` // 2 away on each side, as far as there are any."""
    for axis in (0, 1):
        sums = np.cumsum(np.insert(cells, 0, 0, axis), axis)
        at = np.arange(cells.shape[axis])
        first, last = np.maximum(at - window // 2, 0), np.minimum(at + window // 2 + 1, cells.shape[axis])
        counts = (last - first).astype(np.float32)
        cells = (sums.take(last, axis) - sums.take(first, axis)) / (counts[:, None] if axis == 0 else counts)
    return cells


def _opening(cells: FloatArray, window: int) -> FloatArray:
    """What is left when all that is too narrow for a square of `window` cells is levelled (grey opening)."""
    sides = [min(window, size) for size in cells.shape]
    for axis, side in enumerate(sides):
        cells = sliding_window_view(cells, side, axis).min(axis=-1)
    for axis, side in enumerate(sides):
        around = [(side - 1, side - 1) if other == axis else (0, 0) for other in (0, 1)]
        padded = np.pad(cells, around, constant_values=-np.inf)
        cells = sliding_window_view(padded, side, axis).max(axis=-1)
    return cells


def _without_specks(ink: FloatArray) -> FloatArray:
    """The same without shadows, things at the border, and the small blots that lie apart from the digit."""
    side = -(-max(ink.shape) // (2 * GRID))
    # The darkest pixel of each cell, so that fine lines hang together.
    cells = ink
    for axis in (0, 1):
        cells = np.maximum.reduceat(cells, np.arange(0, ink.shape[axis], side), axis=axis)
    blots = _blots(cells > LEAST_INK)
    if blots.max() < 2:
        return ink
    digit = _of_the_digit(blots, cells)
    if digit.all():
        return ink
    # The cells of what is kept, and their neighbours for its faint edges.
    near = sliding_window_view(np.pad(np.append(False, digit)[blots], 1), (3, 3)).max(axis=(2, 3))
    near = near.repeat(side, axis=0).repeat(side, axis=1)[: ink.shape[0], : ink.shape[1]]
    return np.where(near, ink, np.float32(0))


def _of_the_digit(blots: IndexArray, cells: FloatArray) -> NDArray[np.bool_]:
    """For each of the numbered `blots`, whether it belongs to the digit."""
    place = np.array(np.nonzero(blots))
    number = blots[place[0], place[1]] - 1
    areas = np.bincount(number)
    low, high = np.full((2, len(areas)), max(cells.shape)), np.zeros((2, len(areas)), np.intp)
    for axis in (0, 1):
        np.minimum.at(low[axis], number, place[axis])
        np.maximum.at(high[axis], number, place[axis] + 1)
    darkness = np.bincount(number, cells[place[0], place[1]]) / areas
    ink = darkness > SHADOW * darkness.max()

    # A digit in the midst of the image makes what comes in over the border something else: the table, a hand. But
    # a ring around a slash may touch the border and yet belong to it.
    border = (low == 0).any(axis=0) | (high == np.reshape(cells.shape, (2, 1))).any(axis=0)
    midst = ink & ~border & ((high - low).max(axis=0) > LEAST_DIGIT * max(cells.shape))
    if midst.any():
        first, last = low[:, midst].min(axis=1), high[:, midst].max(axis=1)
        before, after = place < first[:, None], place >= last[:, None]
        beside = ~(before | after)[::-1]
        there = np.concatenate([before & beside, after & beside])
        sides = sum((np.bincount(number[side], minlength=len(areas)) > 0).astype(int) for side in there)
        ink &= ~border | (sides >= 3)

    large = ink & (areas >= SPECK_AREA * areas[ink].max())
    first, last = low[:, large].min(axis=1), high[:, large].max(axis=1)
    gap = np.maximum(first[:, None] - high, low - last[:, None]).max(axis=0)
    kept: NDArray[np.bool_] = large | (ink & (gap <= SPECK_DISTANCE * (last - first).max()))
    return kept


def _blots(mask: NDArray[np.bool_]) -> IndexArray:
    """Numbers from 1 for the connected parts of `mask`, diagonal neighbours included, and 0 elsewhere."""
    height, width = mask.shape
    none = mask.size
    labels = np.where(mask, np.arange(mask.size).reshape(mask.shape), none)
    while True:
        around = np.pad(labels, 1, constant_values=none)
        least = labels
        for down in range(3):
            for right in range(3):
                least = np.minimum(least, around[down : down + height, right : right + width])
        least = np.where(mask, least, none)
        # Each cell then takes the label of the cell its label names, so that labels travel far in few rounds.
        least = np.append(least.reshape(-1), none)[least]
        if np.array_equal(least, labels):
            break
        labels = least
    _, numbers = np.unique(labels[mask], return_inverse=True)
    blots = np.zeros(mask.shape, np.intp)
    blots[mask] = numbers.reshape(-1) + 1
    return blots
