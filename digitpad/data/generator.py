"""Digits made from nothing: written by a hand, then drawn by a pen or scanned like MNIST's."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from digitpad.data.digits import Digits
from digitpad.data.hand import write
from digitpad.ink.framing import frame
from digitpad.ink.pen import PEN_WIDTH, SIDE, rasterise
from digitpad.ink.strokes import FloatArray, Segments
from digitpad.net.batches import Batch, scale

# Digits made at once: enough for NumPy's overhead to vanish, few enough for their arrays to be small. In a fresh
# process large ones are new pages of the system each time: by 128 it makes 29,000 digits a second, by 1024 22,000.
TOGETHER = 128
# The share of pictures that look scanned, their pen in pixels (median, deviation of its logarithm, least and most),
# and how far ink spreads to the next pixel and is then darkened, at most.
SCANNED = 2 / 3
MEDIAN_PEN, PEN_DEVIATION, PEN_RANGE = 2.25, 0.36, (1.0, 4.8)
SPREAD, DARKENED = 0.12, 1.7


def _at_once() -> None:
    pass


def generate(count: int, seed: int) -> Digits:
    """`count` digits, labelled 0, 1, ... 9, 0, 1, ...; the same ones for the same seed."""
    rng = np.random.default_rng(seed)
    labels = np.resize(np.arange(10, dtype=np.uint8), count)
    parts = [make(labels[at : at + TOGETHER], rng) for at in range(0, count, TOGETHER)]
    drawings, images = zip(*parts, strict=True)
    owners = [part.owner + number * TOGETHER for number, part in enumerate(drawings)]
    segments = Segments(
        np.concatenate([part.starts for part in drawings]),
        np.concatenate([part.ends for part in drawings]),
        np.concatenate(owners),
        count,
    )
    return Digits("generated", np.concatenate(images), labels, segments)


class Generated:
    """A source for training that makes `count` digits an epoch, never the same ones again.

    Which ones depends on `seed` and on the generator of random numbers that an epoch is given.

    Attributes:
        between: called several times while digits are made; whoever shares the processor with others may wait in it.
    """

    def __init__(self, count: int, seed: int = 0) -> None:
        self._count = count
        self._seed = seed
        self.between: Callable[[], object] = _at_once

    def __len__(self) -> int:
        return self._count

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Make an epoch's digits, each class equally often to within one; see `digitpad.net.batches.Source`."""
        rng = np.random.default_rng([self._seed, *rng.integers(2**32, size=4)])
        together = max(TOGETHER // batch_size, 1) * batch_size
        inputs = np.empty((batch_size, SIDE * SIDE), np.float32)
        for at in range(0, self._count, together):
            labels = (np.arange(at, min(at + together, self._count)) % 10).astype(np.uint8)
            rng.shuffle(labels)
            _, images = make(labels, rng, self.between)
            for begin in range(0, len(labels), batch_size):
                part = images[begin : begin + batch_size]
                yield scale(part, inputs[: len(part)]), labels[begin : begin + batch_size]


def make(
    labels: NDArray[np.uint8], rng: np.random.Generator, between: Callable[[], object] = _at_once
) -> tuple[Segments, NDArray[np.uint8]]:
    """Framed drawings of `labels` (n,), and their pictures (n, 28, 28), 255 = ink; `between` as in `Generated`."""
    n = len(labels)
    points, down = write(labels, rng)
    between()
    scanned = rng.random(n) < SCANNED
    pens = np.clip(MEDIAN_PEN * np.exp(rng.normal(0, PEN_DEVIATION, n)), *PEN_RANGE)
    width: FloatArray = np.where(scanned, pens, PEN_WIDTH).astype(np.float32)
    drawn = Segments(points[:, :-1][down], points[:, 1:][down], np.nonzero(down)[0], n)
    framed = frame(drawn, width)
    between()
    # MNIST's digits were moved by whole pixels, so their centre is off by up to half of one.
    off = rng.uniform(-0.5, 0.5, (n, 2)).astype(np.float32) * scanned[:, None]
    moved = off[framed.owner]
    images = rasterise(Segments(framed.starts + moved, framed.ends + moved, framed.owner, n), width)
    between()
    images[scanned] = _scan(images[scanned], rng)
    return framed, images


def _scan(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """The `images` (n, 28, 28) with their ink spread a little to the pixels around, and darkened."""
    ink: FloatArray = images.astype(np.float32)
    spread = rng.uniform(0, SPREAD, (len(images), 1, 1)).astype(np.float32)
    for axis in (1, 2):
        ink += spread * (np.roll(ink, 1, axis) + np.roll(ink, -1, axis) - 2 * ink)
    ink *= rng.uniform(1, DARKENED, (len(images), 1, 1)).astype(np.float32)
    return np.minimum(ink, 255, out=ink).astype(np.uint8)
