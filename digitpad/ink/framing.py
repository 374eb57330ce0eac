"""The frame of a digit: where its ink goes in the 28x28 picture, as MNIST's makers put it.

They scaled each digit, shape kept, to fit a box of 20x20 pixels, and moved its centre of mass to the middle
of 28x28 (LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, section III.A).
"""

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.paper import find_ink
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
# Where, between paper 0 and ink 1, an edge is.
EDGE = 0.4
# Greys of enlarged images are made up to this many times as steep. Of MNIST's digits shrunk to 8x8 and brought
# back, the mean difference from the originals falls from 17 levels to 11 by it.
STEEPEST = 2.5
# Lines are made at least this thick, in pixels of the picture, measured as in `_thickness`: 5% of MNIST's training
# images are thinner. A thread of a line would all but vanish in the picture.
THINNEST = 1.8


def frame(segments: Segments, pen_width: float | FloatArray = PEN_WIDTH) -> Segments:
    """The same drawings in pixels of the picture, (0, 0) its top left corner and (28, 28) its bottom right.

    pen_width: what they will be drawn with, in pixels; one width or (count,).

    Their size, place and canvas make no difference to the outcome, nor does how densely the pen was sampled.
    """
    return centre(fit(without_specks(segments), pen_width), pen_width)


def without_specks(segments: Segments) -> Segments:
    """The same drawings without the tiny strokes far from the rest, which would shrink the digit."""
    starts, ends, owner = segments.starts, segments.ends, segments.owner
    first = segments.first_of_strokes()
    if len(first) == np.count_nonzero(np.diff(owner, prepend=-1)):
        return segments  # one stroke each
    drawing = owner[first]
    lengths = np.add.reduceat(_lengths(segments), first)
    longest = np.zeros(segments.count, np.float32)
    np.maximum.at(longest, drawing, lengths)
    short = lengths < SPECK_LENGTH * longest[drawing]
    if not short.any():
        return segments
    # How far each stroke is from the box around its drawing's longer ones.
    lows, highs = _boxes(segments, first)
    low = np.full((segments.count, 2), np.inf, np.float32)
    high = np.full((segments.count, 2), -np.inf, np.float32)
    np.minimum.at(low, drawing[~short], lows[~short])
    np.maximum.at(high, drawing[~short], highs[~short])
    gap = np.maximum(low[drawing] - highs, lows - high[drawing]).max(axis=1)
    speck = short & (gap > SPECK_DISTANCE * (high - low)[drawing].max(axis=1))
    kept = np.repeat(~speck, np.diff(first, append=len(owner)))
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
    move = np.zeros((fitted.count, 2), np.float32)
    move[drawing] = CENTRE - centre_of_mass(fitted, pen_width)[drawing]
    low, high = _boxes(fitted, first)
    radius = np.broadcast_to(np.asarray(pen_width, np.float32), fitted.count)[drawing, None] / 2
    move[drawing] = np.clip(move[drawing], radius - low, SIDE - radius - high)
    shift = move[fitted.owner]
    return Segments(fitted.starts + shift, fitted.ends + shift, fitted.owner, fitted.count)


def centre_of_mass(fitted: Segments, pen_width: float | FloatArray = PEN_WIDTH) -> FloatArray:
    """(count, 2) x, y of the middle of each drawing's grey, in pixels; 0 for one without ink."""
    # The true centre of grey, not that of the lines: where a pen goes twice over the same place there is no more
    # ink than before. Over 7,494 digits the two are 0.3 pixels apart in the median, 1.2 in one of a hundred.
    pictures = rasterise(fitted, pen_width).reshape(fitted.count, -1)
    grid = np.indices((SIDE, SIDE), np.float32).reshape(2, -1)[::-1] + np.float32(0.5)
    mass = pictures.astype(np.float32) @ np.vstack([grid, np.ones_like(grid[:1])]).T
    middles: FloatArray = mass[:, :2] / np.maximum(mass[:, 2:], 1)
    return middles


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


def frame_image(image: NDArray[np.uint8], ink_is_dark: bool | None = None) -> NDArray[np.uint8]:
    """A digit's (28, 28) picture, 255 = ink, from a grey (h, w) image of it of any size.

    ink_is_dark: whether the ink is darker than the paper; without it, that is judged from the image.

    An image that is framed already stays exactly as it is. One without ink gives an empty picture.
    """
    if image.shape == (SIDE, SIDE):
        for same in (image, 255 - image):
            if _is_framed(same):
                return same.copy()
    ink = find_ink(image, ink_is_dark)
    if not ink.any():
        return np.zeros((SIDE, SIDE), np.uint8)
    scale = BOX / _extent(ink)
    lacking = THINNEST / scale - _thickness(ink)
    if lacking > 0:
        ink = _thickened(ink, lacking / 2)
    picture = steepened(_framed(ink), scale)
    if lacking > 0:
        picture = np.minimum(picture / np.percentile(picture[picture > EDGE / 2], 90), 1)
    return np.rint(picture * 255).astype(np.uint8)


def steepened(ink: FloatArray, enlargement: float) -> FloatArray:
    """Ink, 0..1, that was enlarged has edges as wide; steeper greys make them a pixel wide again."""
    steepness = np.float32(min(max(enlargement, 1), STEEPEST))
    steep = (ink - np.float32(EDGE)) * steepness + np.float32(EDGE)
    return np.clip(steep, 0, 1, out=steep)


def resampling(size: int, middle: float, target: float, scale: float, out: int) -> FloatArray:
    """The (out, size) matrix that resamples a line of pixels so that `middle` comes to `target`.

    Cubic convolution (Keys 1981, a = -1/2), stretched when it shrinks so that every pixel counts alike.
    """
    at = (np.arange(out) + 0.5 - target) / scale + middle
    stretch = max(1.0, 1 / scale)
    x = np.abs(at[:, None] - np.arange(size) - 0.5) / stretch
    near = (1.5 * x - 2.5) * x * x + 1
    far = ((-0.5 * x + 2.5) * x - 4) * x + 2
    return (np.where(x < 1, near, np.where(x < 2, far, 0)) / stretch).astype(np.float32)


def _is_framed(picture: NDArray[np.uint8]) -> bool:
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    if not len(rows) or abs(max(np.ptp(rows), np.ptp(columns)) + 1 - BOX) > 1:
        return False
    return bool(np.abs(_centre_of_mass(picture.astype(np.float32)) - CENTRE).max() <= 1)


def _centre_of_mass(ink: FloatArray) -> FloatArray:
    """Down, right: in pixels from the top left corner."""
    downward, rightward = (np.arange(size, dtype=np.float32) + np.float32(0.5) for size in ink.shape)
    weighted = [ink.sum(axis=1) @ downward, ink.sum(axis=0) @ rightward]
    return np.array(weighted, np.float32) / np.float32(ink.sum())


def _ink_box(ink: FloatArray) -> FloatArray:
    """(2, 2) rows down, right of the first and last edge of the ink: where its darkest rises over `EDGE`."""
    edges = []
    for axis in (1, 0):
        profile = np.pad(ink.max(axis=axis), 1)
        level = min(EDGE, float(profile.max()) / 2)
        dark = np.flatnonzero(profile > level)
        for inner, outer in ((dark[0], dark[0] - 1), (dark[-1], dark[-1] + 1)):
            share = (profile[inner] - level) / (profile[inner] - profile[outer])
            edges.append(inner - 0.5 + share * (outer - inner))
    return np.array(edges, np.float32).reshape(2, 2)


def _extent(ink: FloatArray) -> float:
    return float(np.diff(_ink_box(ink)).max())


def _framed(ink: FloatArray) -> FloatArray:
    """The (28, 28) picture of the ink in its frame."""
    box = _ink_box(ink)
    scale = BOX / float(np.diff(box).max())
    middle = _centre_of_mass(ink)
    # As for strokes: ink that would leave the picture holds the move back.
    edges = CENTRE + (box.T - middle) * scale
    target = CENTRE + (np.clip(edges, 0, SIDE) - edges).sum(axis=0)
    down, across = (
        resampling(ink.shape[axis], float(middle[axis]), float(target[axis]), scale, SIDE) for axis in (0, 1)
    )
    return np.clip(down @ ink @ across.T, 0, 1)


def _thickness(ink: FloatArray) -> float:
    """The mean thickness of the lines in pixels: twice their area over the length of their outline."""
    padded = np.pad(ink, 1)
    rise_down = padded[1:, :-1] + padded[1:, 1:] - padded[:-1, :-1] - padded[:-1, 1:]
    rise_right = padded[:-1, 1:] + padded[1:, 1:] - padded[:-1, :-1] - padded[1:, :-1]
    return float(4 * ink.sum() / np.hypot(rise_down, rise_right).sum())


def _thickened(ink: FloatArray, by: float) -> FloatArray:
    """The ink grown by `by` pixels on every side."""
    reach = int(np.ceil(by))
    ink = np.pad(ink, reach)
    for step in range(reach):
        # A cross and a square in turn make an octagon, nearly a circle.
        grown = ink.copy()
        _grow(grown, ink)
        _grow(grown.T, grown.T.copy() if step % 2 else ink.T)
        ink += np.float32(min(by - step, 1)) * (grown - ink)
    return ink


def _grow(grown: FloatArray, ink: FloatArray) -> None:
    """Darken every row of `grown` to the rows of `ink` above and below it."""
    np.maximum(grown[1:], ink[:-1], out=grown[1:])
    np.maximum(grown[:-1], ink[1:], out=grown[:-1])
