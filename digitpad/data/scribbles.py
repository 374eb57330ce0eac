"""Drawings that are no digits: scrawls, letters, signs, small pictures and several digits at once.

A network that learns to give every digit the same probability for some of them is less sure of the others, too
(Hendrycks, Mazeika and Dietterich, Deep anomaly detection with outlier exposure, 2019). Nothing is among them that
somebody might write for a digit, such as O, S, Z, b, q, T, Y, & or a snowman.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from digitpad.data.augment import augment_images, augment_segments
from digitpad.data.generator import MEDIAN_PEN, PEN_DEVIATION, SCANNED, TOGETHER
from digitpad.data.hand import parse, spline, write
from digitpad.ink.framing import frame
from digitpad.ink.pen import PEN_WIDTH, SIDE, rasterise
from digitpad.ink.strokes import FloatArray, Segments
from digitpad.net.batches import Batch, scale
from digitpad.net.network import CLASSES

Range = tuple[float, float]

# Letters, signs and pictures, in the notation of `digitpad.data.allographs`.
SHAPES = {
    "A": (
        "0,100 50,0! 100,100 / 20,62 80,62",
        "50,0 6,100 / 50,0 92,100 / 14,60 94,56",
        "6,100 30,2! 64,2! 92,100 / 18,52 80,52",
    ),
    "E": (
        "80,0 0,0! 0,100! 84,100 / 0,50 66,50",
        "4,0 0,100 / 0,0 76,2 / 0,48 62,48 / 0,100 80,98",
    ),
    "H": (
        "0,0 0,100 / 80,0 80,100 / 0,50 80,48",
        "0,4 4,100 / 4,54 66,48 / 70,-4 68,104",
    ),
    "K": (
        "0,0 0,100 / 76,0 4,52! 80,100",
        "0,0 2,100 / 70,10 2,58 / 20,44 74,100",
        "0,0 0,100 / 60,34 2,66! 66,100",
    ),
    "M": (
        "0,100 6,0! 50,70! 94,0! 100,100",
        "0,100 0,0! 50,98! 100,0! 100,100",
    ),
    "m": (
        "0,10 4,70! 8,26 26,4 40,24 42,70! 46,28 66,4 82,24 86,70",
        "0,0 2,70! 10,20 30,0 46,20 46,70! 54,20 76,0 92,20 96,56 110,68",
    ),
    "N": (
        "0,100 0,0! 80,100! 80,0",
        "0,0 0,100 / 0,0 84,100 / 84,0 84,100",
    ),
    "R": (
        "0,0 0,100 / 0,4 44,-2 66,22 44,46 2,50! 72,100",
        "0,100 2,0! 50,4 64,26 46,48 0,52 / 20,52 78,100",
    ),
    "W": (
        "0,0 24,100! 50,30! 76,100! 100,0",
        "0,0 30,80! 50,0! 70,80! 100,0",
        "0,10 4,62 24,80 46,56 50,20! 54,60 76,80 98,56 100,6",
    ),
    "X": (
        "0,0 76,100 / 78,0 0,100",
        "0,10 90,90 / 96,0 6,100",
    ),
    "plus": ("50,0 50,100 / 0,50 100,50",),
    "minus": ("0,0 100,0", "0,4 50,0 100,2"),
    "equals": ("0,0 100,2 / 0,36 100,36", "0,0 90,0 / 2,56 92,54"),
    "plus and minus": ("50,0 50,64 / 10,32 90,32 / 10,92 90,90",),
    "asterisk": (
        "50,0 50,100 / 6,24 94,76 / 94,24 6,76",
        "0,50 100,50 / 24,6 76,94 / 76,6 24,94",
    ),
    "hash": ("30,0 20,100 / 70,0 60,100 / 0,34 96,34 / -4,68 90,66",),
    "percent": ("88,0 8,100 / 22,4 6,12 4,30 20,38 36,28 36,10 20,3 / 78,62 62,70 62,90 78,98 94,88 94,68 78,62",),
    "at": ("66,40 50,30 34,44 36,64 52,68 66,50 68,34! 70,64 84,66 96,44 82,10 46,0 10,20 0,56 20,90 60,100 92,88",),
    "question mark": (
        "4,26 14,4 44,0 68,14 64,38 40,52 36,72 / 34,88 40,104",
        "0,20 20,0 52,4 56,28 32,44 30,70 / 28,88 34,104",
    ),
    "check mark": ("0,56 30,100! 100,0", "0,64 18,80 30,100! 60,44 110,0"),
    "arrow": (
        "0,30 100,30 / 70,0 100,30! 70,60",
        "100,30 0,30 / 30,0 0,30! 30,60",
        "0,100 90,8 / 40,4 92,6! 92,60",
        "100,100 10,8 / 60,4 8,6! 8,60",
    ),
    "box": (
        "0,0 0,90! 96,90! 96,0! 0,0",
        "0,0 120,0! 122,80! 0,80! 0,2",
    ),
    "crossed box": ("0,0 0,90! 96,90! 96,0! 0,0 / 0,0 96,90 / 96,0 0,90",),
    "window": ("0,0 0,90! 96,90! 96,0! 0,0 / 48,0 48,90 / 0,46 96,44",),
    "envelope": ("0,0 0,70! 110,70! 110,0! 0,0 / 0,0 55,42! 110,0",),
    "triangle": (
        "50,0 0,90! 104,90! 50,0",
        "0,0 0,90! 100,90! 0,0",
        "0,0 104,0! 50,90! 0,0",
    ),
    "star": (
        "20,98 50,0! 80,98! 0,36! 100,36! 20,98",
        "50,0 38,36! 0,36! 32,58! 20,98! 50,74! 80,98! 68,58! 100,36! 62,36! 50,0",
    ),
    "heart": (
        "50,30 30,4 4,10 4,42 50,100! 96,42 94,10 70,2 50,30",
        "50,22 26,0 0,20 14,56 50,92! 88,56 104,20 76,0 50,22",
    ),
    "house": (
        "0,40 0,100! 90,100! 90,40! 0,40 / -6,42 45,0! 96,42",
        "0,44 0,100! 90,100! 90,44! 45,0! 0,44 / 34,100 34,64! 56,64! 56,100",
        "0,100 0,40! 90,40! 90,100! 0,100! 90,40! 45,0! 0,40! 90,100",  # in one stroke
    ),
    "smiley": (
        "50,0 14,14 0,50 14,86 50,100 86,86 100,50 86,14 52,0 / 33,30 34,44 / 66,30 66,44 / 22,62 50,82 78,62",
        "50,0 14,14 0,50 14,86 50,100 86,86 100,50 86,14 52,0 / 32,32 33,42 / 66,32 66,42 / 24,78 50,62 76,78",
    ),
    "sun": (
        "50,26 30,34 26,54 40,72 62,70 74,52 68,34 50,26 / 50,0 50,14 / 50,86 50,100 / 0,50 14,50 / 86,50 100,50"
        " / 14,14 26,26 / 86,14 74,26 / 14,86 26,74 / 86,86 74,74",
    ),
    "flower": (
        "50,50 36,20 50,2 64,20 50,50! 80,36 98,50 80,64 50,50! 64,80 50,98 36,80 50,50! 20,64 2,50 20,36 50,50",
    ),
    "stick figure": (
        "50,0 36,8 36,24 50,32 64,24 64,8 50,0 / 50,32 50,68 / 16,52 50,42! 84,52 / 22,104 50,68! 78,104",
        "50,0 36,8 36,24 50,32 64,24 64,8 50,0 / 50,32 50,68 / 10,30 50,48! 90,30 / 30,104 50,68! 70,104",
    ),
    "fir": ("50,0 20,34! 80,34! 50,0 / 36,34 8,74! 92,74! 64,34 / 50,74 50,100",),
    "cloud": ("20,60 0,50 4,30 24,30! 30,6 56,2 66,20! 90,14 104,36 90,58 60,62 20,60",),
    "ladder": ("0,0 0,100 / 60,0 60,100 / 0,20 60,20 / 0,50 60,50 / 0,80 60,80",),
    "fence": ("0,0 0,80 / 34,0 34,80 / 68,0 68,80 / 102,0 102,80 / -8,24 110,24 / -8,56 110,56",),
    "cup": ("0,0 8,80! 76,80! 84,0! 0,0 / 82,16 112,20 106,54 78,60",),
    "car": (
        "0,60 0,36! 24,34! 36,6! 76,6! 92,34! 120,38! 120,60! 0,60 / 28,50 18,60 28,72 38,60 28,50"
        " / 92,50 82,60 92,72 102,60 92,50",
    ),
    "boat": ("0,64 20,96! 90,96! 110,64! 0,64 / 55,64 55,0! 100,54! 55,54",),
}


@dataclass(frozen=True)
class Scrawl:
    """A way of scrawling: strokes that swing to and fro, or round and round, while they move on across.

    All are ranges; lengths are in units of half a swing.

    strokes: how many.
    turns: full swings of a stroke. Half a swing of no width is a straight line.
    width: 0 straight to and fro, 1 round.
    travel: how far a stroke moves on.
    begin: the first swing's size; the last one's is 1.
    sharp: 0 round turns, 1 corners.
    apart: how far each stroke lies from the one before.
    scatter: how far strokes are off their places.
    turned: by how many radians strokes are turned against each other, either way.
    wander: how far the pen strays from all that, at a pace of up to `turns`.
    """

    strokes: tuple[int, int] = (1, 1)
    turns: Range = (0.5, 0.5)
    width: Range = (0.0, 0.0)
    travel: Range = (0.0, 0.0)
    begin: Range = (0.7, 1.3)
    sharp: Range = (0.0, 0.0)
    apart: Range = (0.0, 0.0)
    scatter: Range = (0.0, 0.0)
    turned: Range = (0.0, 0.0)
    wander: Range = (0.03, 0.12)


SCRAWLS = {
    "back and forth": Scrawl(turns=(4, 9), travel=(1, 2.5), sharp=(0, 1), begin=(0.5, 1.6)),
    "zigzag": Scrawl(turns=(3.5, 6), travel=(4, 9), sharp=(1, 1)),
    "wave": Scrawl(turns=(3.5, 6), travel=(5, 12), wander=(0.03, 0.3)),
    "spiral": Scrawl(turns=(3, 6), width=(0.7, 1.2), begin=(0.0, 0.15), wander=(0.0, 0.08)),
    "loops": Scrawl(turns=(4, 7), width=(0.6, 1.1), travel=(2.5, 6)),
    "tornado": Scrawl(turns=(4, 8), width=(0.2, 0.6), travel=(1.2, 3), begin=(0.1, 0.5)),
    "tangle": Scrawl(turns=(6, 10), wander=(20, 20)),
    "curve with many turns": Scrawl(turns=(4, 6), wander=(20, 20)),
    "two curves": Scrawl((2, 3), turns=(1.5, 3), wander=(20, 20), scatter=(8, 12)),
    "crossing lines": Scrawl((4, 7), turned=(1.6, 1.6), scatter=(0.2, 0.5)),
    "hatching": Scrawl((4, 8), apart=(0.25, 0.6), turned=(0, 0.1), scatter=(0.0, 0.08)),
    "crossed hatching": Scrawl((6, 9), apart=(0.0, 0.15), turned=(0.8, 1.6), scatter=(0.3, 0.5)),
    "dots": Scrawl((4, 9), scatter=(4, 9), turned=(0, 1.6)),
}

# How many digits are written side by side.
NUMBERS = {"two digits": 2, "three digits": 3}

Way = str | Scrawl | int
KINDS: dict[str, tuple[Way, ...]] = {
    **SHAPES,
    **{kind: (scrawl,) for kind, scrawl in SCRAWLS.items()},
    **{kind: (number,) for kind, number in NUMBERS.items()},
}
# Those that training never shows, to measure on.
HELD_OUT = (
    "E",
    "M",
    "R",
    "hash",
    "percent",
    "question mark",
    "arrow",
    "envelope",
    "heart",
    "house",
    "sun",
    "stick figure",
    "boat",
    "zigzag",
    "spiral",
    "curve with many turns",
    "crossing lines",
    "three digits",
)
TRAINED = tuple(kind for kind in KINDS if kind not in HELD_OUT)

# How far control points and strokes of a shape stray, its height being 100.
STRAY, STROKE_STRAY = 2.0, 2.5
# The logarithm of their width, seldom less than drawn here: a tall box might be meant for a 0.
WIDTH = (-0.1, 0.35)
# The thinnest and thickest pens, in pixels.
PEN_RANGE = (1.0, 3.0)
# Samples of a scrawl's swing, and the waves that it wanders in.
SAMPLES, WAVES = 16, 6
# The gap between digits, half a digit's height being 1.
GAP = (0.15, 0.6)


def scribbles(count: int, seed: int, kinds: Sequence[str] = tuple(KINDS)) -> tuple[NDArray[np.uint8], NDArray[np.str_]]:
    """`count` pictures (count, 28, 28), 255 = ink, of the `kinds` by turns, and the kind of each (count,).

    The same ones for the same seed.
    """
    rng = np.random.default_rng(seed)
    chosen = np.resize(np.array(kinds), count)
    images = [make(chosen[at : at + TOGETHER], rng) for at in range(0, count, TOGETHER)]
    return np.concatenate(images), chosen


class Scribbles:
    """A source for training that makes `count` scribbles an epoch, never the same ones again."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Make an epoch's scribbles of the kinds in `TRAINED`; their target is every digit alike.

        See `digitpad.net.batches.Source`.
        """
        together = max(TOGETHER // batch_size, 1) * batch_size
        inputs = np.empty((batch_size, SIDE * SIDE), np.float32)
        targets = np.full((batch_size, len(CLASSES)), 1 / len(CLASSES), np.float32)
        for at in range(0, self._count, together):
            images = make(rng.choice(TRAINED, min(together, self._count - at)), rng)
            for begin in range(0, len(images), batch_size):
                part = images[begin : begin + batch_size]
                yield scale(part, inputs[: len(part)]), targets[: len(part)]


def make(kinds: NDArray[np.str_], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Pictures (n, 28, 28), 255 = ink, of a drawing of each of `kinds` (n,)."""
    n = len(kinds)
    drawn = augment_segments(draw(kinds, rng), rng)
    # The pens and the look of generated digits, or a network could tell digits from the rest by these alone. Only the
    # thickest pens are left out, as a thick bar or blot might be meant for a 1 or a 0.
    scanned = rng.random(n) < SCANNED
    pens = np.clip(MEDIAN_PEN * np.exp(rng.normal(0, PEN_DEVIATION, n)), *PEN_RANGE)
    width: FloatArray = np.where(scanned, pens, PEN_WIDTH).astype(np.float32)
    images = rasterise(frame(drawn, width), width)
    images[scanned] = augment_images(images[scanned], rng)
    return images


def draw(kinds: NDArray[np.str_], rng: np.random.Generator) -> Segments:
    """A drawing of each of `kinds` (n,), in any unit."""
    starts, ends, owners = [], [], []
    for kind in np.unique(kinds):
        members = np.flatnonzero(kinds == kind)
        ways = KINDS[str(kind)]
        which = rng.integers(len(ways), size=len(members))
        for number in np.unique(which):
            chosen, way = members[which == number], ways[number]
            if isinstance(way, Scrawl):
                points, down = _scrawls(way, len(chosen), rng)
            elif isinstance(way, str):
                points, down = _shapes(way, len(chosen), rng)
            else:
                points, down = _numbers(way, len(chosen), rng)
            starts.append(points[:, :-1][down])
            ends.append(points[:, 1:][down])
            owners.append(chosen[np.nonzero(down)[0]])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return Segments(np.concatenate(starts)[order], np.concatenate(ends)[order], owner[order], len(kinds))


def _shapes(shape: str, n: int, rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Points (n, s, 2) of n drawings of `shape`, and whether the pen is down from each to the next (n, s - 1)."""
    lines, controls, stroke, down = _lines(shape)
    moved = controls + rng.normal(0, STRAY, (n, *controls.shape))
    moved += rng.normal(0, STROKE_STRAY, (n, stroke[-1] + 1, 2))[:, stroke]
    moved[..., 0] *= np.exp(rng.uniform(*WIDTH, (n, 1)))
    points: FloatArray = (lines @ moved).astype(np.float32)
    return points, np.broadcast_to(down, (n, len(down)))


@cache
def _lines(shape: str) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.intp], NDArray[np.bool_]]:
    """The matrix (s, k) from control points to lines; the points (k, 2), their strokes (k,); where the pen is down."""
    strokes = parse(shape)
    matrices = [spline(points, corners) for points, corners in strokes]
    controls = np.concatenate([points for points, _ in strokes])
    stroke = np.repeat(np.arange(len(strokes)), [len(points) for points, _ in strokes])
    lines = np.zeros((sum(map(len, matrices)), len(controls)))
    down = np.ones(len(lines) - 1, bool)
    row = 0
    for number, matrix in enumerate(matrices):
        lines[row : row + len(matrix), stroke == number] = matrix
        row += len(matrix)
        down[row - 1 : row] = False
    return lines, controls, stroke, down


def _scrawls(scrawl: Scrawl, n: int, rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Points (n, s, 2) of n scrawls, and whether the pen is down from each to the next (n, s - 1)."""
    most = scrawl.strokes[1]
    samples = int(np.ceil(SAMPLES * scrawl.turns[1])) + 1

    def between(values: Range, *shape: int) -> FloatArray:
        return rng.uniform(*values, (n, *shape)).astype(np.float32)

    # Time goes from 0 to 1 over each stroke; samples after its end stay there.
    turns = between(scrawl.turns, most, 1)
    used = np.ceil(SAMPLES * turns)
    at = np.minimum(np.arange(samples, dtype=np.float32) / used, 1)
    phase = np.float32(2 * np.pi) * (turns * at + (turns > 0.5) * between((0, 1), 1, 1))
    begin = between(scrawl.begin, 1, 1)
    size = begin + (1 - begin) * at
    swing = np.cos(phase)
    swing += between(scrawl.sharp, 1, 1) * (1 - 2 / np.pi * np.arccos(swing) - swing)
    across = size * between(scrawl.width, 1, 1) * np.sin(phase) + between(scrawl.travel, 1, 1) * (at - 0.5)
    turned = between(scrawl.turned, 1, 1) * between((-1, 1), most, 1)
    c, s = np.cos(turned), np.sin(turned)
    x, y = c * across - s * size * swing, s * across + c * size * swing
    x += between(scrawl.apart, 1, 1) * np.arange(most, dtype=np.float32)[:, None]
    points = np.stack([x, y], axis=-1)
    points += between(scrawl.scatter, 1, 1, 1) * rng.normal(size=(n, most, 1, 2)).astype(np.float32)

    # Sums of waves in time, other ones across (n, most, samples, 2) than down, and as far one way as the other: few
    # come out as slender as a 1.
    pace = 2 * np.pi * turns[..., None, None] * between((0.2, 1), most, 1, 2, WAVES)
    strayed = np.sin(pace * at[..., None, None] + between((0, 2 * np.pi), most, 1, 2, WAVES)).sum(axis=-1)
    strayed /= strayed.std(axis=2, keepdims=True)
    points += between(scrawl.wander, 1, 1, 1) * strayed

    direction = between((0, 2 * np.pi))
    c, s = np.cos(direction), np.sin(direction)
    points = points @ np.array([[c, s], [-s, c]]).transpose(2, 0, 1)[:, None]
    strokes = rng.integers(scrawl.strokes[0], most, (n, 1, 1), endpoint=True)
    down = (np.arange(samples) < used) & (np.arange(most)[:, None] < strokes)
    return points.reshape(n, -1, 2), down.reshape(n, -1)[:, :-1]


def _numbers(digits: int, n: int, rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Points (n, s, 2) of n numbers of so many `digits`, and whether the pen is down to the next (n, s - 1)."""
    points, down = write(rng.integers(0, 10, n * digits).astype(np.uint8), rng)
    points = points.reshape(n, digits, -1, 2)
    x = points[..., 0]
    left, right = x.min(axis=2), x.max(axis=2)
    begin = np.cumsum(right - left + rng.uniform(*GAP, left.shape), axis=1) - right
    x += begin[..., None].astype(np.float32)
    # The pen is up from each digit to the next.
    down = np.pad(down, ((0, 0), (0, 1))).reshape(n, -1)[:, :-1]
    return points.reshape(n, -1, 2), down
