"""Deformed digits: the same digit as another hand, pen or scanner might have made it."""

from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.framing import BOX, CENTRE, centre, fit, resampling, steepened, without_specks
from digitpad.ink.pen import PEN_WIDTH, SIDE, rasterise
from digitpad.ink.strokes import FloatArray, IndexArray, Segments

Images = NDArray[np.uint8]

# Standard deviations, all about the digit's centre of mass.
TURN = 0.12  # radians
SLANT = 0.15  # the tangent
STRETCH = 0.07  # of the logarithm, taller and narrower or the reverse
SIZE = 0.05  # of the logarithm
SHIFT = 0.4  # pixels
WARP = 0.8  # pixels, of the elastic field
WARP_REACH = 5.0  # pixels over which the field keeps its direction
PEN = 0.18  # of the logarithm of the pen's width
THICKEST, THINNEST = 1.0, 0.5  # pixels, no deviations, that an image's lines grow or shrink at most
APART = 0.4  # pixels that a stroke is off its place beside the others
END = 0.8  # pixels that a stroke's end goes too far or stops short
WAVES = 4  # that a stroke's field is made of
# The share of images that go through a scanner of few pixels and back, and how few: digits of the US mail are
# known at 16x16, others at 8x8.
COARSE = 0.15
COARSE_SIDES = (8, 20)
PHASES = 4

# Images are sampled from a copy with a margin, in rows of a power of two.
MARGIN = 2
ROW = SIDE + 2 * MARGIN
# Coordinates are in 128ths of a pixel: the most for which a grey times a fraction is an int16, which is the
# fastest kind of number here.
FRACTION_BITS = 7
FRACTION = 1 << FRACTION_BITS
# Images deformed at once: all arrays stay in the cache.
TOGETHER = 32


def augment_images(images: Images, rng: np.random.Generator) -> Images:
    """The (b, 28, 28) framed `images`, 255 = ink, each deformed at random.

    Turned, slanted, stretched, moved, bent by a smooth random field (Simard, Steinkraus, Platt 2003), drawn with
    a thicker or thinner pen, and some of them seen by a scanner of few pixels.
    """
    deformed = np.empty(images.shape, np.uint8)
    room = _Room.for_images(min(len(images), TOGETHER))
    for first in range(0, len(images), TOGETHER):
        part = slice(first, first + TOGETHER)
        _warp(_coarse(images[part], rng), rng, room, out=deformed[part])
    return deformed


def redraw(segments: Segments, rng: np.random.Generator) -> Images:
    """The (count, 28, 28) pictures, 255 = ink, of drawings in any unit as another hand and pen might draw them."""
    widths = (PEN_WIDTH * np.exp(rng.normal(0, PEN, segments.count))).astype(np.float32)
    return rasterise(centre(fit(augment_segments(segments, rng), widths), widths), widths)


def augment_segments(segments: Segments, rng: np.random.Generator) -> Segments:
    """Drawings in any unit, each deformed at random; they come back in pixels but want framing.

    Turned, slanted, stretched and bent by a smooth random field, their strokes moved against each other, and the
    strokes' ends too long or too short.
    """
    segments = fit(without_specks(segments))
    if len(segments.owner) == 0:
        return segments
    first = segments.first_of_strokes()
    stroke = np.repeat(np.arange(len(first)), np.diff(first, append=len(segments.owner)))
    segments, stroke = _with_other_ends(segments, first, stroke, rng)
    points = np.concatenate([segments.starts, segments.ends]) - np.float32(SIDE / 2)
    points += np.tile(rng.normal(0, APART, (len(first), 2)).astype(np.float32)[stroke], (2, 1))
    points = _bent(points, np.tile(segments.owner, 2), segments.count, rng)
    starts, ends = np.split(points + np.float32(SIDE / 2), 2)
    return Segments(starts, ends, segments.owner, segments.count)


def _with_other_ends(
    segments: Segments, first: IndexArray, stroke: IndexArray, rng: np.random.Generator
) -> tuple[Segments, IndexArray]:
    """Every stroke with some length added to or taken from both ends, and the stroke of each segment left."""
    starts, ends = segments.starts, segments.ends
    steps = ends - starts
    lengths = np.sqrt(np.square(steps).sum(axis=1))
    total = np.add.reduceat(lengths, first)
    before = np.cumsum(lengths) - lengths
    before -= before[first][stroke]
    after = total[stroke] - before - lengths
    # Never more than a tenth of the stroke, so that no flag or crossbar is lost.
    cuts = np.minimum(rng.normal(0, END, (2, len(first))), 0.1 * total).astype(np.float32)[:, stroke]
    last = np.append(first[1:], len(stroke)) - 1
    directions = steps / np.maximum(lengths, 1e-6)[:, None]
    moved = []
    for points, sign, along, cut, tip in ((starts, 1, before, cuts[0], first), (ends, -1, after, cuts[1], last)):
        by = np.maximum(cut - along, 0)
        by[tip] = cut[tip]
        # Segments that stay as they are must do so to the bit: neighbours share their ends.
        moved.append(np.where((by != 0)[:, None], points + sign * by[:, None] * directions, points))
    kept = (before + lengths > cuts[0]) & (after + lengths > cuts[1]) | (lengths == 0)
    return Segments(moved[0][kept], moved[1][kept], segments.owner[kept], segments.count), stroke[kept]


def _bent(points: FloatArray, owner: IndexArray, count: int, rng: np.random.Generator) -> FloatArray:
    """`points` from the centre, moved by each drawing's own smooth field, then turned, slanted and stretched.

    The field is a few waves in random directions, random Fourier features (Rahimi and Recht 2007) of the same
    kind of field as images are bent by.
    """
    waves = rng.normal(0, 1 / WARP_REACH, (WAVES, 2, count)).astype(np.float32)
    phases = rng.uniform(0, 2 * np.pi, (WAVES, count)).astype(np.float32)
    pushes = rng.normal(0, WARP * np.sqrt(2 / WAVES), (WAVES, 2, count)).astype(np.float32)
    x, y = points.T.copy()
    to_x, to_y = x.copy(), y.copy()
    for wave, phase, push in zip(waves, phases, pushes, strict=True):
        height = wave[0][owner] * x
        height += wave[1][owner] * y
        height += phase[owner]
        np.cos(height, out=height)
        to_x += push[0][owner] * height
        to_y += push[1][owner] * height
    (xx, yx), (xy, yy) = _matrices(count, rng, 0).transpose(2, 1, 0)[..., owner]
    return np.stack([xx * to_x + xy * to_y, yx * to_x + yy * to_y], axis=1)


@dataclass(frozen=True, eq=False)
class _Room:
    """Arrays to work in: fresh ones for every step would cost more time in page faults than the work itself."""

    pairs: NDArray[np.uint16]
    places: FloatArray
    steps: NDArray[np.int16]
    index: NDArray[np.int32]
    found: NDArray[np.uint16]
    greys: NDArray[np.int16]

    @classmethod
    def for_images(cls, count: int) -> Self:
        pixels = SIDE * SIDE
        return cls(
            np.empty((count, ROW * ROW), np.uint16),
            np.empty((2, count, pixels), np.float32),
            np.empty((2, count, pixels), np.int16),
            np.empty((count, pixels), np.int32),
            np.empty((count, pixels), np.uint16),
            np.empty((3, count, pixels), np.int16),
        )


def _warp(images: Images, rng: np.random.Generator, room: _Room, out: Images) -> None:
    count = len(images)
    source = np.zeros((count, ROW, ROW), np.uint8)
    source[:, MARGIN:-MARGIN, MARGIN:-MARGIN] = images
    flat = _thickened(source, rng).reshape(-1)
    # Each pixel and its right neighbour in one number, so that two look-ups fetch all four pixels around a point.
    pairs = room.pairs[:count].reshape(-1)
    pairs[:-1] = flat[1:]
    pairs[-1] = 0
    pairs <<= 8
    pairs |= flat

    # Where every pixel of the outcome is taken from, across and down: a weighted sum of smooth fields.
    fields = _fields()
    weights = np.empty((2, count, len(fields)), np.float32)
    weights[:, :, 0] = rng.normal(CENTRE + MARGIN - 0.5, SHIFT, (2, count))
    weights[:, :, 1:3] = _matrices(count, rng, SIZE).transpose(1, 0, 2)
    weights[:, :, 3:] = rng.normal(0, WARP, (2, count, len(fields) - 3))
    weights *= FRACTION
    places, steps = room.places[:, :count], room.steps[:, :count]
    np.matmul(weights, fields, out=places)
    np.clip(places, 0, (ROW - 1) * FRACTION - 1, out=places)
    np.copyto(steps, places, casting="unsafe")

    index, found = room.index[:count], room.found[:count]
    upper, lower, left = room.greys[:, :count]
    np.right_shift(steps, FRACTION_BITS, out=room.greys[:2, :count])
    lower *= ROW
    lower += upper
    np.add(lower, np.arange(0, count * ROW * ROW, ROW * ROW, dtype=np.int32)[:, None], out=index)
    steps &= FRACTION - 1
    across, down = steps
    for row in (upper, lower):
        np.take(pairs, index, out=found, mode="clip")
        np.bitwise_and(found, 255, out=left, casting="unsafe")
        np.right_shift(found, 8, out=row, casting="unsafe")
        _mix(left, row, across)
        index += ROW
    _mix(upper, lower, down)
    np.copyto(out.reshape(count, -1), lower, casting="unsafe")


def _mix(one: NDArray[np.int16], other: NDArray[np.int16], share: NDArray[np.int16]) -> None:
    """Make `other` what is `share` 128ths of the way from `one` to it."""
    other -= one
    other *= share
    other >>= FRACTION_BITS
    other += one


@cache
def _fields() -> FloatArray:
    """(k, 784) fields over the picture: 1, x and y from the centre, then smooth ones.

    The smooth ones are cosines that fade with their frequency so that, weighted by independent normal numbers,
    they add up to a random field of unit variance that is correlated over `WARP_REACH` pixels.
    """
    at = np.arange(SIDE) + 0.5
    # A longer period than the picture, or the field would lie flat at its borders.
    period = SIDE * 1.5
    order = np.arange(6)
    waves = np.cos(np.pi * order[:, None] * (at + (period - SIDE) / 2) / period)
    waves *= np.exp(-((np.pi * order[:, None] / period * WARP_REACH) ** 2) / 2)
    smooth = np.einsum("iy,jx->ijyx", waves, waves).reshape(-1, SIDE * SIDE)
    smooth = smooth[1:]  # the first only shifts
    smooth /= np.sqrt(np.mean(np.sum(smooth**2, axis=0)))
    down, across = np.meshgrid(at - CENTRE, at - CENTRE, indexing="ij")
    return np.vstack([np.ones(SIDE * SIDE), across.reshape(-1), down.reshape(-1), smooth]).astype(np.float32)


def _matrices(count: int, rng: np.random.Generator, size: float) -> FloatArray:
    """(count, 2, 2) random turns, slants and stretches."""
    turn, slant, stretch, growth = rng.standard_normal((4, count)) * np.array([[TURN], [SLANT], [STRETCH], [size]])
    cosine, sine = np.cos(turn), np.sin(turn)
    wide, tall = np.exp(growth + stretch), np.exp(growth - stretch)
    # First slanted, then stretched, then turned.
    return np.array(
        [[cosine * wide, cosine * wide * slant - sine * tall], [sine * wide, sine * wide * slant + cosine * tall]],
        np.float32,
    ).transpose(2, 0, 1)


def _thickened(source: Images, rng: np.random.Generator) -> Images:
    """The images with thicker or thinner lines."""
    flat = source.reshape(-1)
    across = flat[:-1], flat[1:]
    thick, thin = flat.copy(), flat.copy()
    np.maximum(*across, out=thick[:-1])
    np.maximum(thick[:-ROW], thick[ROW:], out=thick[:-ROW])
    np.minimum(*across, out=thin[:-1])
    np.minimum(thin[:-ROW], thin[ROW:], out=thin[:-ROW])
    by = rng.uniform(-THINNEST, THICKEST, len(source)) * rng.random(len(source))
    extreme = np.where((by > 0)[:, None, None], thick.reshape(source.shape), thin.reshape(source.shape))
    change = extreme.astype(np.int16) - source
    change *= (np.abs(by) * FRACTION).astype(np.int16)[:, None, None]
    change >>= FRACTION_BITS
    change += source
    return change.astype(np.uint8)


def _coarse(images: Images, rng: np.random.Generator) -> Images:
    """The images, `COARSE` of them as they look when a scanner of few pixels has seen them."""
    chosen = np.flatnonzero(rng.random(len(images)) < COARSE)
    if len(chosen) == 0:
        return images
    side = int(rng.integers(*COARSE_SIDES, endpoint=True))
    across, down = (_scanner(side, int(phase)) for phase in rng.integers(0, PHASES, 2))
    seen = down @ (images[chosen].astype(np.float32) / np.float32(255)) @ across.T
    images = images.copy()
    images[chosen] = steepened(seen, BOX / side) * 255
    return images


@cache
def _scanner(side: int, phase: int) -> FloatArray:
    """The (28, 28) matrix that takes the means over pixels `side` of which fill the box, and brings them back.

    The pixels' edges lie at `phase` of `PHASES` places.
    """
    pitch = BOX / side
    edges = np.arange(-(phase + 1) / PHASES, SIDE / pitch + 1) * pitch
    at = np.arange(SIDE)
    shared = np.minimum(at + 1, edges[1:, None]) - np.maximum(at, edges[:-1, None])
    means = (shared.clip(0) / pitch).astype(np.float32)
    back = resampling(len(means), middle=0, target=float(edges[0]), scale=pitch, out=SIDE)
    return back @ means
