"""The frame of a digit: where its ink goes in the 28x28 picture, as MNIST's makers put it.

They scaled each digit, shape kept, to fit a box of 20x20 pixels, and moved its centre of mass to the middle
of 28x28 (LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, section III.A).
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.pen import PEN_WIDTH, SIDE, rasterise
from digitpad.ink.strokes import FloatArray, IndexArray, Segments

BOX = 20
# Where the centre of mass goes, from the picture's top left corner. Over MNIST's 60,000 training images it is at
# 14.51, 14.50, spread evenly over the pixel from 14 to 15 as they were moved by whole pixels.
CENTRE = 14.5
# A stroke is a speck when it is shorter than this share of the longest one ...
SPECK_LENGTH = 0.05
# ... and this share of the digit's size away from the digit.
SPECK_DISTANCE = 0.12


def frame(segments: Segments, pen_width: float | FloatArray = PEN_WIDTH) -> Segments:
    """The same drawings in pixels of the picture, (0, 0) its top left corner and (28, 28) its bottom right.

    pen_width: what they will be drawn with, in pixels; one width or (count,).

    Their size, place and canvas make no difference to the outcome, nor does how densely the pen was sampled.
    """
    return centre(fit(without_specks(segments), pen_width), pen_width)


def without_specks(segments: Segments) -> Segments:
    """The same drawings without the tiny strokes far from the rest, which would shrink the digit."""
    starts, ends, owner = segments.starts, segments.ends, segments.owner
    if len(owner) == 0:
        return segments
    begins = np.ones(len(owner), bool)
    begins[1:] = (starts[1:] != ends[:-1]).any(axis=1) | (owner[1:] != owner[:-1])
    first = np.flatnonzero(begins)  # of each stroke
    if len(first) == np.count_nonzero(np.diff(owner, prepend=-1)):
        return segments  # one stroke each
    drawing = owner[first]
    longest, low, high = (np.zeros((segments.count, *rest), np.float32) for rest in ((), (2,), (2,)))
    lengths = np.add.reduceat(_lengths(segments), first)
    np.maximum.at(longest, drawing, lengths)
    short = lengths < SPECK_LENGTH * longest[drawing]
    if not short.any():
        return segments
    lows, highs = _boxes(segments, first)
    low[drawing], high[drawing] = np.inf, -np.inf
    np.minimum.at(low, drawing[~short], lows[~short])
    np.maximum.at(high, drawing[~short], highs[~short])
    gap = np.maximum(low[drawing] - highs, lows - high[drawing]).max(axis=1)
    speck = short & (gap > SPECK_DISTANCE * (high - low)[drawing].max(axis=1))
    kept = ~speck[np.cumsum(begins) - 1]
    return Segments(starts[kept], ends[kept], owner[kept], segments.count)


def fit(segments: Segments, pen_width: float | FloatArray = PEN_WIDTH) -> Segments:
    """The same drawings scaled, shape kept, so that ink of this pen just fits the box in the picture's middle.

    A drawing without extent stays a dot.
    """
    first, drawing = _first(segments)
    if len(first) == 0:
        return segments
    low, high = _boxes(segments, first)
    extent = (high - low).max(axis=1)
    room = BOX - np.broadcast_to(np.asarray(pen_width, np.float32), segments.count)[drawing]
    scale = np.zeros(segments.count, np.float32)
    scale[drawing] = np.where(extent > 0, room / np.maximum(extent, 1e-30), 1)
    middle = np.zeros((segments.count, 2), np.float32)
    middle[drawing] = (low + high) / 2
    owner = segments.owner
    # Moved before it is scaled, so that nothing is lost far from the origin.
    starts, ends = (
        (points - middle[owner]) * scale[owner, None] + np.float32(SIDE / 2)
        for points in (segments.starts, segments.ends)
    )
    return Segments(starts, ends, owner, segments.count)


def centre(fitted: Segments, pen_width: float | FloatArray = PEN_WIDTH) -> Segments:
    """The same drawings moved so that the centre of mass of their ink is where MNIST has it.

    Ink that would leave the picture holds the move back.
    """
    first, drawing = _first(fitted)
    if len(first) == 0:
        return fitted
    # The true centre of grey, not that of the lines: where a pen goes twice over the same place there is no more
    # ink than before. Over 7,494 digits the two are 0.3 pixels apart in the median, 1.2 in one of a hundred.
    pictures = rasterise(fitted, pen_width).reshape(fitted.count, -1)
    grid = np.indices((SIDE, SIDE), np.float32).reshape(2, -1)[::-1] + np.float32(0.5)
    mass = pictures.astype(np.float32) @ np.vstack([grid, np.ones_like(grid[:1])]).T
    move = np.zeros((fitted.count, 2), np.float32)
    move[drawing] = CENTRE - mass[drawing, :2] / mass[drawing, 2:]
    low, high = _boxes(fitted, first)
    radius = np.broadcast_to(np.asarray(pen_width, np.float32), fitted.count)[drawing, None] / 2
    move[drawing] = np.clip(move[drawing], radius - low, SIDE - radius - high)
    shift = move[fitted.owner]
    return Segments(fitted.starts + shift, fitted.ends + shift, fitted.owner, fitted.count)


def _first(segments: Segments) -> tuple[IndexArray, IndexArray]:
    """Where each drawing's segments begin, and which drawing it is: those without any are left out."""
    first = np.flatnonzero(np.diff(segments.owner, prepend=-1))
    return first, segments.owner[first]


def _boxes(segments: Segments, first: IndexArray) -> tuple[FloatArray, FloatArray]:
    low = np.minimum.reduceat(np.minimum(segments.starts, segments.ends), first)
    high = np.maximum.reduceat(np.maximum(segments.starts, segments.ends), first)
    return low, high


def _lengths(segments: Segments) -> FloatArray:
    lengths: FloatArray = np.sqrt(np.square(segments.ends - segments.starts).sum(axis=1))
    return lengths


def frame_image(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A digit's 28x28 picture, 255 = ink, from an image of it of any size and either polarity."""
    raise NotImplementedError
