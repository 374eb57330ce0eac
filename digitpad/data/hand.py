"""A hand that writes allographs, never twice the same."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitpad.data.allographs import ALLOGRAPHS, HEIGHT, Allograph
from digitpad.ink.strokes import FloatArray, IndexArray

# Straight pieces between two control points.
PIECES = 5
# How far control points stray from their places, and over what length of line they stray together.
DEVIATIONS = ((1.0, 10.0), (5.0, 35.0), (7.0, 90.0))
# How far whole strokes stray from each other.
LIFT = 2.5
# How much longer or shorter a stroke gets at an end, as a share of its last span.
REACH = 0.18
# How often a pen leaves a hook when it is set down or lifted, and how long it is.
HOOKS, HOOK = 0.12, 5.0
# How many key shapes a writer's own is mixed from: few, or most would look like the average.
SHAPES_MIXED = 1.5
# How far beyond the key shapes some writers go.
BEYOND = 1.15

# From here on in units of half a digit's height, (0, 0) its middle.
BEND, RIPPLE = 0.05, 0.025
TREMOR = ((0.35, 0.03), (0.9, 0.02), (2.2, 0.01))  # radians from control point to control point, size
WIDTH, SLANT, TURN = (0.08, 0.24), (0.12, 0.25), (0.0, 0.1)  # mean and deviation: log of width, shear, radians


@dataclass(frozen=True)
class _Tables:
    """All allographs as arrays: a allographs of at most m shapes, k control points, s samples and t strokes."""

    first: IndexArray  # (10,) the first allograph of each digit
    shares: NDArray[np.float64]  # (10, most of a digit) cumulative
    shapes: FloatArray  # (a, m, k, 2)
    used: NDArray[np.bool_]  # (a, m)
    smooth: FloatArray  # (a, s, k) from control points to samples of the line, all corners rounded
    sharpen: FloatArray  # (a, s, k) what to add for corners that are sharp
    stray: FloatArray  # (a, k, k) from independent deviations to those of the control points
    stroke: IndexArray  # (a, k) the stroke of each control point
    down: NDArray[np.bool_]  # (a, s - 1) whether the pen draws from a sample to the next
    ends: IndexArray  # (a, 2 t) first and last control points of the strokes
    inner: IndexArray  # (a, 2 t) their neighbours
    hooks: IndexArray  # (a, 2 t) the samples before and after a stroke, where a hook may go


def write(labels: NDArray[np.uint8], rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Where the pen goes to write each of `labels` (n,).

    Returns points (n, s, 2), x right, y down, a digit about 2 high, and whether the pen is down from each to the
    next (n, s - 1).
    """
    tables = _tables()
    n = len(labels)
    each = np.arange(n)[:, None]
    chosen = tables.first[labels] + (rng.random((n, 1)) > tables.shares[labels]).sum(axis=1)

    def normal(*shape: int) -> FloatArray:
        return rng.standard_normal((n, *shape), dtype=np.float32)

    mix = _mixture(tables.used[chosen], rng)
    controls = np.einsum("nm,nmkd->nkd", mix, tables.shapes[chosen])
    haste = np.exp(0.3 * normal(1, 1))
    controls += haste * (tables.stray[chosen] @ normal(*controls.shape[1:]))
    ends, inner, hooks = tables.ends[chosen], tables.inner[chosen], tables.hooks[chosen]
    controls += (LIFT * haste * normal(ends.shape[1] // 2, 2))[each, tables.stroke[chosen]]
    controls[each, ends] += REACH * haste * normal(ends.shape[1], 1) * (controls[each, ends] - controls[each, inner])

    sharpness = rng.beta(1.2, 0.8, (n, 1, 1)).astype(np.float32)
    points = (tables.smooth[chosen] + sharpness * tables.sharpen[chosen]) @ controls
    hooked = rng.random(hooks.shape) < HOOKS
    points[each, hooks] += hooked[..., None] * (HOOK * normal(ends.shape[1], 2))

    points -= np.array([0.3 * HEIGHT, 0.5 * HEIGHT], np.float32)
    points *= np.float32(2 / HEIGHT)
    points += _bent(points, haste, rng)
    points += _tremor(n, points.shape[1], rng)
    return points @ _affine(n, rng), tables.down[chosen]


def _mixture(used: NDArray[np.bool_], rng: np.random.Generator) -> FloatArray:
    """Weights (n, m) of the key shapes that are `used` (n, m); each row's sum is 1."""
    count = used.sum(axis=1, keepdims=True)
    share = (rng.standard_gamma(SHAPES_MIXED / count, used.shape) + 1e-6) * used
    share /= share.sum(axis=1, keepdims=True)
    even = used / count
    mixture: FloatArray = (even + BEYOND * (share - even)).astype(np.float32)
    return mixture


def _bent(points: FloatArray, haste: FloatArray, rng: np.random.Generator) -> FloatArray:
    """How far `points` (n, s, 2) move when the paper is bent: smoothly, and all strokes together."""
    x, y = (np.clip(points[..., axis], -1.6, 1.6) for axis in (0, 1))
    bends = (x * x, x * y, y * y, x * x * x / 2, x * x * y, x * y * y, y * y * y / 2)
    ripples = (np.sin(3 * x), np.sin(3 * y), np.cos(3 * y), np.sin(3 * (x + y)), np.sin(3 * (x - y)))
    size = np.array([BEND] * len(bends) + [RIPPLE] * len(ripples), np.float32)[:, None]
    amounts = size * haste * rng.standard_normal((len(points), len(size), 2), dtype=np.float32)
    moves: FloatArray = np.stack((*bends, *ripples), axis=-1) @ amounts
    return moves


def _tremor(n: int, samples: int, rng: np.random.Generator) -> FloatArray:
    """How far the samples of n lines (n, samples, 2) swing to and fro along the way."""
    pace, size = np.array(TREMOR, np.float32).T
    along = np.arange(samples, dtype=np.float32)[:, None] / PIECES * pace
    phase = rng.random((n, len(pace), 2), dtype=np.float32) * np.float32(2 * np.pi)
    size = size[:, None] * rng.standard_normal(phase.shape, dtype=np.float32)
    # sin(along + phase) as a product of matrices, many times faster than as sines
    swing: FloatArray = np.sin(along) @ (size * np.cos(phase)) + np.cos(along) @ (size * np.sin(phase))
    return swing


def _affine(n: int, rng: np.random.Generator) -> FloatArray:
    """Matrices (n, 2, 2), to be applied from the right, that stretch, slant and turn."""
    width = np.exp(rng.normal(*WIDTH, n))
    slant = rng.normal(*SLANT, n)
    turn = rng.normal(*TURN, n)
    c, s = np.cos(turn), np.sin(turn)
    stretched = np.array([[width, np.zeros(n)], [-slant, np.ones(n)]]).transpose(2, 0, 1)
    turned = np.array([[c, s], [-s, c]]).transpose(2, 0, 1)
    matrices: FloatArray = (stretched @ turned).astype(np.float32)
    return matrices


@cache
def _tables() -> _Tables:
    parsed = [[parse(shape) for shape in allograph.shapes] for allograph in ALLOGRAPHS]
    sizes = [[len(points) for points, _ in shapes[0]] for shapes in parsed]
    a, m, t = len(parsed), max(map(len, parsed)), max(map(len, sizes))
    k = max(map(sum, sizes))
    # A line through c points has (c - 1) * PIECES + 1 samples; its hooks are two more.
    s = max(sum((size - 1) * PIECES + 3 for size in strokes) for strokes in sizes)
    tables = _Tables(
        *_digits(ALLOGRAPHS),
        shapes=np.zeros((a, m, k, 2), np.float32),
        used=np.zeros((a, m), bool),
        smooth=np.zeros((a, s, k), np.float32),
        sharpen=np.zeros((a, s, k), np.float32),
        stray=np.zeros((a, k, k), np.float32),
        stroke=np.zeros((a, k), np.intp),
        down=np.zeros((a, s - 1), bool),
        ends=np.zeros((a, 2 * t), np.intp),
        inner=np.zeros((a, 2 * t), np.intp),
        hooks=np.zeros((a, 2 * t), np.intp),
    )
    for number, shapes in enumerate(parsed):
        tables.used[number, : len(shapes)] = True
        for shape, strokes in enumerate(shapes):
            tables.shapes[number, shape, : sum(sizes[number])] = np.concatenate([points for points, _ in strokes])
        row = column = 0
        for n, size in enumerate(sizes[number]):
            points = np.mean([strokes[n][0] for strokes in shapes], axis=0)
            rounded, cornered = spline(points, []), spline(points, shapes[0][n][1])
            rows, columns = slice(row, row + len(rounded) + 2), slice(column, column + size)
            tables.smooth[number, rows, columns] = np.pad(rounded, ((1, 1), (0, 0)), "edge")
            tables.sharpen[number, rows, columns] = np.pad(cornered - rounded, ((1, 1), (0, 0)), "edge")
            tables.stray[number, columns, columns] = _stray(points)
            tables.stroke[number, columns] = n
            tables.down[number, row : rows.stop - 1] = True
            # Strokes that an allograph lacks repeat its last one, which then reaches out and hooks no further:
            # NumPy's indexed += counts an index once.
            tables.ends[number, 2 * n :] = np.resize([column, columns.stop - 1], 2 * (t - n))
            tables.inner[number, 2 * n :] = np.resize([column + 1, columns.stop - 2], 2 * (t - n))
            tables.hooks[number, 2 * n :] = np.resize([row, rows.stop - 1], 2 * (t - n))
            row, column = rows.stop, columns.stop
    return tables


def _digits(allographs: tuple[Allograph, ...]) -> tuple[IndexArray, NDArray[np.float64]]:
    digits = np.array([allograph.digit for allograph in allographs])
    shares = np.ones((10, np.bincount(digits).max()))
    for digit in range(10):
        share = np.array([allograph.share for allograph in allographs if allograph.digit == digit])
        shares[digit, : len(share)] = np.cumsum(share) / share.sum()
    return np.searchsorted(digits, np.arange(10)), shares


def parse(shape: str) -> list[tuple[NDArray[np.float64], list[int]]]:
    """For each stroke of an allograph's shape, its points (k, 2) and which of them are corners."""
    strokes = []
    for stroke in shape.split("/"):
        words = stroke.split()
        points = np.array([[float(part) for part in word.rstrip("!").split(",")] for word in words])
        strokes.append((points, [number for number, word in enumerate(words) if word.endswith("!")]))
    return strokes


def spline(points: NDArray[np.float64], corners: list[int]) -> NDArray[np.float64]:
    """The matrix (samples, k) that makes of k control points a smooth line through them, broken at `corners`.

    It is a centripetal Catmull-Rom spline, which has no loops or cusps of its own (Yuksel, Schaefer and Keyser,
    Parameterization and applications of Catmull-Rom curves, 2011), evaluated as by Barry and Goldman (A recursive
    evaluation algorithm for a class of Catmull-Rom splines, 1988). The knots are those of `points` (k, 2), so that
    the matrix is the same for every line of the kind.
    """
    rows = []
    breaks = [0, *corners, len(points) - 1]
    for begin, end in pairwise(breaks):
        unit = np.eye(len(points))[begin : end + 1]
        # One more point beyond each end, mirrored at it.
        controls = np.concatenate([2 * unit[:1] - unit[1:2], unit, 2 * unit[-1:] - unit[-2:-1]])
        steps = np.maximum(np.linalg.norm(np.diff(controls @ points, axis=0), axis=1), 1.0)
        knots = np.cumsum(np.concatenate([[0.0], np.sqrt(steps)]))
        for span in range(len(controls) - 3):
            t, p = knots[span : span + 4], controls[span : span + 4]
            for at in np.linspace(t[1], t[2], PIECES, endpoint=False):
                a = [_between(p[i], p[i + 1], t[i], t[i + 1], at) for i in range(3)]
                b = [_between(a[i], a[i + 1], t[i], t[i + 2], at) for i in range(2)]
                rows.append(_between(b[0], b[1], t[1], t[2], at))
    return np.array([*rows, np.eye(len(points))[-1]])


def _between(
    p: NDArray[np.float64], q: NDArray[np.float64], start: float, end: float, at: float
) -> NDArray[np.float64]:
    return ((end - at) * p + (at - start) * q) / (end - start)


def _stray(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A square root (k, k) of the covariance of a stroke's control points: the nearer, the more together."""
    along = np.cumsum(np.concatenate([[0], np.linalg.norm(np.diff(points, axis=0), axis=1)]))
    apart = np.square(along[:, None] - along) / 2
    covariance = sum(size**2 * np.exp(-apart / length**2) for size, length in DEVIATIONS)
    return np.linalg.cholesky(covariance + 1e-3 * np.eye(len(points)))
