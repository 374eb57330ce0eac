"""Digits made from nothing: allographs varied as hands vary, and drawn by the same pen as everything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.allographs import ALLOGRAPHS
from digitpad.data.digits import Digits
from digitpad.ink.framing import frame
from digitpad.ink.raster import PEN_WIDTH, rasterise
from digitpad.ink.strokes import FloatArray, Segments
from digitpad.net.batches import Batch, scale

# Digits made at once: enough for NumPy's overhead to vanish, few enough to stay near the processor.
_CHUNK = 1024
# Straight pieces between two control points.
_PIECES = 5
_HEIGHT = 100.0  # of an allograph


def generate(count: int, seed: int) -> Digits:
    """`count` digits, labelled 0, 1, ... 9, 0, 1, ...; the same ones for the same seed."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = np.empty((count, 28, 28), np.uint8)
    drawings = []
    for at in range(0, count, _CHUNK):
        part, images[at : at + _CHUNK] = make(labels[at : at + _CHUNK], rng)
        drawings.append(part)
    return Digits("generated", images, labels, _joined(drawings))


class Generated:
    """An endless source of digits for training: every epoch makes `count` new ones."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Make `count` digits, `batch_size` at a time; see `digitpad.net.batches.Source`.

        Each class comes equally often, to within one digit.
        """
        together = max(_CHUNK // batch_size, 1) * batch_size
        for at in range(0, self._count, together):
            labels = rng.permutation(np.arange(at, min(at + together, self._count)) % 10).astype(np.uint8)
            _, images = make(labels, rng)
            for begin in range(0, len(labels), batch_size):
                part = slice(begin, begin + batch_size)
                yield scale(images[part]), labels[part]


def make(labels: NDArray[np.uint8], rng: np.random.Generator) -> tuple[Segments, NDArray[np.uint8]]:
    """A framed drawing and its picture (n, 28, 28), 255 = ink, for each of `labels` (n,)."""
    points, down = _write(labels, rng)
    owner, _ = np.nonzero(down)
    drawn = Segments(points[:, :-1][down], points[:, 1:][down], owner, len(labels))
    width = _pen_widths(len(labels), rng)
    framed = frame(drawn, width)
    images = _scanned(rasterise(_nudged(framed, rng), width), rng)
    return framed, images


@dataclass(frozen=True)
class _Model:
    """The allographs as arrays: a allographs of at most m shapes, k control points, s samples and t strokes."""

    first: NDArray[np.intp]  # (10,) the first allograph of each digit
    shares: NDArray[np.float64]  # (10, most allographs of a digit) cumulative
    shapes: FloatArray  # (a, m, k, 2)
    used: NDArray[np.bool_]  # (a, m)
    smooth: FloatArray  # (a, s, k) from control points to samples of the line
    sharp: FloatArray  # (a, s, k) the same with its corners left sharp, less `smooth`
    stroke: NDArray[np.intp]  # (a, k) which stroke a control point is of
    down: NDArray[np.bool_]  # (a, s - 1) whether the pen draws from a sample to the next
    ends: NDArray[np.intp]  # (a, 2 t) control points that are a stroke's first or last
    inner: NDArray[np.intp]  # (a, 2 t) and their neighbours in the stroke
    hooks: NDArray[np.intp]  # (a, 2 t) samples before the first and after the last point


def _parse(shape: str) -> tuple[list[NDArray[np.float64]], list[list[int]]]:
    """The (points, 2) array of each stroke, and the numbers of its points that are corners."""
    strokes, corners = [], []
    for stroke in shape.split("/"):
        words = stroke.split()
        strokes.append(np.array([[float(part) for part in word.rstrip("!").split(",")] for word in words]))
        corners.append([number for number, word in enumerate(words) if word.endswith("!")])
    return strokes, corners


def _spline(points: NDArray[np.float64], corners: list[int]) -> NDArray[np.float64]:
    """The matrix (samples, points) from control points to a centripetal Catmull-Rom spline through them.

    The knots are those of `points`, so that the matrix serves all shapes alike. Barry and Goldman, A recursive
    evaluation algorithm for a class of Catmull-Rom splines, SIGGRAPH 1988; Yuksel et al. 2011 for the exponent.
    """
    rows = []
    breaks = [0, *corners, len(points) - 1]
    for begin, end in zip(breaks[:-1], breaks[1:], strict=True):
        identity = np.eye(len(points))[begin : end + 1]
        # Beyond each end one more point, mirrored.
        controls = np.concatenate([[2 * identity[0] - identity[1]], identity, [2 * identity[-1] - identity[-2]]])
        knots = np.cumsum(
            np.concatenate([[0], np.maximum(np.linalg.norm(np.diff(controls @ points, axis=0), axis=1), 1) ** 0.5])
        )
        for span in range(1, len(controls) - 2):
            t = knots[span - 1 : span + 3]
            p = controls[span - 1 : span + 3]
            for at in np.linspace(t[1], t[2], _PIECES, endpoint=False):
                a = [((t[i + 1] - at) * p[i] + (at - t[i]) * p[i + 1]) / (t[i + 1] - t[i]) for i in range(3)]
                b = [((t[i + 2] - at) * a[i] + (at - t[i]) * a[i + 1]) / (t[i + 2] - t[i]) for i in range(2)]
                rows.append(((t[2] - at) * b[0] + (at - t[1]) * b[1]) / (t[2] - t[1]))
    return np.array([*rows, np.eye(len(points))[-1]])


def _build() -> _Model:
    parsed = [[_parse(shape) for shape in allograph.shapes] for allograph in ALLOGRAPHS]
    count = len(parsed)
    most_shapes = max(map(len, parsed))
    most_strokes = max(len(shapes[0][0]) for shapes in parsed)
    controls = [sum(map(len, shapes[0][0])) for shapes in parsed]
    # A hook at each end of a stroke is a sample more.
    samples = [sum((len(s) - 1) * _PIECES + 3 for s in shapes[0][0]) for shapes in parsed]
    k, s = max(controls), max(samples)
    shapes_ = np.zeros((count, most_shapes, k, 2), np.float32)
    used = np.zeros((count, most_shapes), bool)
    smooth = np.zeros((count, s, k), np.float32)
    sharp = np.zeros((count, s, k), np.float32)
    stroke_of = np.zeros((count, k), np.intp)
    down = np.zeros((count, s - 1), bool)
    ends = np.zeros((count, 2 * most_strokes), np.intp)
    inner = np.zeros((count, 2 * most_strokes), np.intp)
    hooks = np.zeros((count, 2 * most_strokes), np.intp)
    for a, shapes in enumerate(parsed):
        for m, (strokes, _) in enumerate(shapes):
            shapes_[a, m, : controls[a]] = np.concatenate(strokes)
            used[a, m] = True
        middle = [np.mean([shape[0][n] for shape in shapes], axis=0) for n in range(len(shapes[0][0]))]
        row = column = 0
        for n, points in enumerate(middle):
            size = len(points)
            for matrix, corners in ((smooth, []), (sharp, shapes[0][1][n])):
                spline = _spline(points, corners)
                spline = np.concatenate([spline[:1], spline, spline[-1:]])
                matrix[a, row : row + len(spline), column : column + size] = spline
            stroke_of[a, column : column + size] = n
            down[a, row : row + len(spline) - 1] = True
            ends[a, 2 * n : 2 * n + 2] = column, column + size - 1
            inner[a, 2 * n : 2 * n + 2] = column + 1, column + size - 2
            hooks[a, 2 * n : 2 * n + 2] = row, row + len(spline) - 1
            row += len(spline)
            column += size
        # Strokes that this allograph lacks repeat its last.
        for table in (ends, inner, hooks):
            table[a, 2 * n + 2 :] = table[a, 2 * n + 1]
    sharp -= smooth
    digit = np.array([allograph.digit for allograph in ALLOGRAPHS])
    first = np.searchsorted(digit, np.arange(10))
    shares = np.ones((10, np.bincount(digit).max()))
    for d in range(10):
        share = np.array([allograph.share for allograph in ALLOGRAPHS if allograph.digit == d])
        shares[d, : len(share)] = np.cumsum(share) / share.sum()
    return _Model(first, shares, shapes_, used, smooth, sharp, stroke_of, down, ends, inner, hooks)


_MODEL = _build()


def _write(labels: NDArray[np.uint8], rng: np.random.Generator) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Points (n, s, 2) along the pen's way, and whether it is down between them (n, s - 1)."""
    model = _MODEL
    n = len(labels)
    each = np.arange(n)[:, None]
    chosen = model.first[labels] + (rng.random((n, 1)) > model.shares[labels]).sum(axis=1)

    def normal(*shape: int) -> FloatArray:
        return rng.standard_normal((n, *shape), dtype=np.float32)

    # A writer is somewhere between the key shapes, or a little beyond one of them.
    used = model.used[chosen]
    blend = rng.standard_gamma(0.7, used.shape).astype(np.float32) * used + np.float32(1e-6) * used
    blend /= blend.sum(axis=1, keepdims=True)
    even = used / used.sum(axis=1, keepdims=True)
    blend = (even + 1.15 * (blend - even)).astype(np.float32)
    controls = np.einsum("nm,nmkd->nkd", blend, model.shapes[chosen])

    care = np.exp(0.4 * normal(1, 1))
    controls += 2.6 * care * normal(*controls.shape[1:])
    lift = 2.5 * care * normal(model.ends.shape[1] // 2, 2)
    controls += lift[each, model.stroke[chosen]]
    ends, inner = model.ends[chosen], model.inner[chosen]
    reach = 0.18 * care * normal(ends.shape[1], 1)
    controls[each, ends] += reach * (controls[each, ends] - controls[each, inner])

    corner = rng.beta(1.2, 0.8, (n, 1, 1)).astype(np.float32)
    points = (model.smooth[chosen] + corner * model.sharp[chosen]) @ controls

    hooked = rng.random((n, ends.shape[1], 1)) < 0.12
    hooks = model.hooks[chosen]
    points[each, hooks] += hooked * (5 * normal(ends.shape[1], 2))

    # From here on (0, 0) is the middle of the digit and 1 is half its height.
    points -= np.float32([30, 50])
    points *= np.float32(2 / _HEIGHT)
    points += _warp(points, 0.05 * care * normal(12, 2))
    points += _wobble(points.shape[1], rng, n)
    return points @ _affine(n, rng), model.down[chosen]


def _warp(points: FloatArray, strength: FloatArray) -> FloatArray:
    x, y = np.clip(points[..., 0], -1.6, 1.6), np.clip(points[..., 1], -1.6, 1.6)
    terms = np.stack([x * x, x * y, y * y, x**3 / 2, x * x * y, x * y * y, y**3 / 2,
                      np.sin(3 * x), np.sin(3 * y), np.cos(3 * y), np.sin(3 * x + 3 * y), np.sin(3 * x - 3 * y)], axis=-1)
    return terms @ strength


def _wobble(samples: int, rng: np.random.Generator, n: int) -> FloatArray:
    along = np.arange(samples, dtype=np.float32) / _PIECES
    cycles = np.float32([0.35, 0.9, 2.2])
    phase = rng.random((n, 3, 2), dtype=np.float32) * np.float32(2 * np.pi)
    size = rng.standard_normal((n, 3, 2), dtype=np.float32) * np.float32([0.03, 0.02, 0.01])[:, None]
    return (np.sin(along[:, None, None] * cycles[:, None] + phase[:, None]) * size[:, None]).sum(axis=2)


def _affine(n: int, rng: np.random.Generator) -> FloatArray:
    """Matrices (n, 2, 2) to be applied from the right: width, slant, rotation."""
    width = np.exp(rng.normal(0, 0.2, n))
    slant = rng.normal(0.12, 0.25, n)
    turn = rng.normal(0, 0.1, n)
    c, s = np.cos(turn), np.sin(turn)
    shape = np.array([[width, np.zeros(n)], [-slant, np.ones(n)]]).transpose(2, 0, 1)
    rotation = np.array([[c, s], [-s, c]]).transpose(2, 0, 1)
    return (shape @ rotation).astype(np.float32)


def _pen_widths(n: int, rng: np.random.Generator) -> FloatArray:
    width = np.clip(PEN_WIDTH * np.exp(rng.normal(0, 0.3, n)), 1.2, 4.6)
    return np.where(rng.random(n) < 0.3, PEN_WIDTH, width).astype(np.float32)


def _nudged(framed: Segments, rng: np.random.Generator) -> Segments:
    """A scan's middle is only known to half a pixel."""
    by = rng.uniform(-0.6, 0.6, (framed.count, 2)).astype(np.float32)[framed.owner]
    return Segments(framed.starts + by, framed.ends + by, framed.owner, framed.count)


def _scanned(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    return images


def _joined(parts: list[Segments]) -> Segments:
    counts = np.cumsum([0] + [part.count for part in parts])
    return Segments(
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.owner + before for part, before in zip(parts, counts[:-1], strict=True)]),
        int(counts[-1]),
    )
