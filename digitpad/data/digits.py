"""Sets of labelled digits, from wherever they come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.augment import augment_images, redraw
from digitpad.errors import RefusedFileError, RefusedValueError
from digitpad.ink.framing import frame
from digitpad.ink.pen import SIDE, rasterise
from digitpad.ink.strokes import Drawing, Segments
from digitpad.net.batches import Batch, Shuffled, Source, scale
from digitpad.words import translate

MOST_TOGETHER = 20_000
"""Points, after which no further drawing is drawn with them."""


@dataclass(frozen=True, eq=False)
class Digits:
    """Labelled digits in memory.

    images: (n, 28, 28) uint8, 255 = ink.
    labels: (n,) uint8, 0..9.
    drawings: the n drawings that the images were made from, when they were.
    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    drawings: Segments | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def source(self, augment: bool) -> Source:
        """Mini-batches for training; with `augment`, every image is deformed anew each epoch."""
        if augment and self.drawings is not None:
            return Redrawn(self.drawings, self.labels)
        return Shuffled(self.images, self.labels, augment_images if augment else None)

    def split(self, fraction: float, seed: int) -> tuple["Digits", "Digits"]:
        """A set for training, and one of `fraction` of the digits for validation, drawn at random by `seed`.

        Each has at least one digit; raises RefusedValueError when there are not two.
        """
        if len(self) < 2:
            raise RefusedValueError(
                translate("errors", "{name} has too few digits to set some aside for validation").format(name=self.name)
            )
        order = np.random.default_rng(seed).permutation(len(self))
        aside = min(max(round(fraction * len(self)), 1), len(self) - 1)
        return self.take(np.sort(order[aside:])), self.take(np.sort(order[:aside]))

    def take(self, chosen: NDArray[np.intp]) -> "Digits":
        """The digits with these numbers, in this order."""
        drawings = None if self.drawings is None else self.drawings.take(chosen)
        return Digits(self.name, self.images[chosen], self.labels[chosen], drawings)


class Redrawn:
    """Drawings as a source of mini-batches: each is deformed as strokes and drawn again, anew each epoch."""

    # Drawings deformed at once: NumPy's overhead is small beside the work, and all of it stays in the cache.
    TOGETHER = 512

    def __init__(self, drawings: Segments, labels: NDArray[np.uint8]) -> None:
        self._drawings = drawings
        self._labels = labels

    def __len__(self) -> int:
        return len(self._labels)

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Go through all drawings once in random order; see `Source`."""
        order = rng.permutation(len(self))
        inputs = np.empty((batch_size, SIDE * SIDE), np.float32)
        together = max(self.TOGETHER // batch_size, 1) * batch_size
        for first in range(0, len(order), together):
            chosen = order[first : first + together]
            images = redraw(self._drawings.take(chosen), rng)
            for at in range(0, len(chosen), batch_size):
                batch = images[at : at + batch_size]
                yield scale(batch, inputs[: len(batch)]), self._labels[chosen[at : at + batch_size]]


def from_drawings(
    name: str, drawings: list[Drawing], path: Path, progress: Callable[[int, int], None] | None = None
) -> Digits:
    """The digits of labelled `drawings`, framed and drawn with the canonical pen.

    `progress` is told how many are drawn, and of how many.

    Raises RefusedFileError, naming `path`, when one has no label or no ink.
    """
    for number, drawing in enumerate(drawings, start=1):
        if drawing.label is None or drawing.empty:
            no_ink = translate("errors", "drawing {number} has no ink")
            lack = translate("errors", "drawing {number} has no label") if drawing.label is None else no_ink
            raise RefusedFileError(
                path, lack.format(number=number), translate("errors", "label every drawing with its digit")
            )
    images = np.empty((len(drawings), SIDE, SIDE), np.uint8)
    starts, ends, owner = [], [], []
    at = 0
    for part in in_parts(drawings):
        images[at : at + part.count] = rasterise(frame(part))
        starts.append(part.starts)
        ends.append(part.ends)
        owner.append(part.owner + at)
        at += part.count
        if progress is not None:
            progress(at, len(drawings))
    labels = np.array([drawing.label for drawing in drawings], np.uint8)
    return Digits(name, images, labels, Segments(_joined(starts), _joined(ends), _joined(owner), len(drawings)))


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """All of `parts`, which are taken out of their list: both at once would be too much memory."""
    joined = np.concatenate(parts)
    parts.clear()
    return joined


def in_parts(drawings: list[Drawing]) -> Iterator[Segments]:
    """The drawings, as many at once as are drawn fast and without much memory."""
    part: list[Drawing] = []
    points = 0
    for drawing in drawings:
        part.append(drawing)
        points += sum(len(stroke) for stroke in drawing.strokes)
        if len(part) == Redrawn.TOGETHER or points >= MOST_TOGETHER:
            yield Segments.of(part)
            part, points = [], 0
    if part:
        yield Segments.of(part)
