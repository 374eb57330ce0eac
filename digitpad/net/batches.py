"""Where training gets its mini-batches from."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.uint8]
Batch = tuple[NDArray[np.float32], NDArray[Any]]
"""Inputs (b, 784) in 0..1 and their targets: labels (b,), or a probability for each class (b, 10).

The arrays are reused: a batch is good until the next one is taken.
"""


class Source(Protocol):
    """A set, or an endless stream, of labelled images."""

    def __len__(self) -> int:
        """How many images make an epoch."""

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Go through one epoch in random order, `batch_size` images at a time; the last batch may be smaller."""


class Shuffled:
    """A fixed set of images, in a new random order each epoch."""

    def __init__(
        self,
        images: Images,
        labels: NDArray[Any],
        augment: Callable[[Images, np.random.Generator], Images] | None = None,
    ) -> None:
        """Take `images` (n, 28, 28) with 255 for ink and `labels` (n,); `augment` deforms each batch of them."""
        self._images = images
        self._labels = labels
        self._augment = augment

    def __len__(self) -> int:
        return len(self._labels)

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Go through all images once in random order; see `Source`."""
        order = rng.permutation(len(self))
        taken = np.empty((batch_size, *self._images.shape[1:]), np.uint8)
        inputs = np.empty((batch_size, taken[0].size), np.float32)
        for at in range(0, len(order), batch_size):
            chosen = order[at : at + batch_size]
            count = len(chosen)
            # mode="clip" lets take write straight into `out`; the default would copy through a buffer
            images = np.take(self._images, chosen, axis=0, out=taken[:count], mode="clip")
            if self._augment is not None:
                images = self._augment(images, rng)
            yield scale(images, inputs[:count]), self._labels[chosen]


class Mixed:
    """Several sources in one: their mini-batches come in random turn, each source as often as its length asks."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Mix `sources`."""
        self._sources = tuple(sources)

    def __len__(self) -> int:
        return sum(len(source) for source in self._sources)

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Go through one epoch of every source; see `Source`."""
        turns = np.repeat(np.arange(len(self._sources)), [-(-len(source) // batch_size) for source in self._sources])
        streams = [source.epoch(rng, batch_size) for source in self._sources]
        for turn in rng.permutation(turns):
            yield next(streams[turn])


def scale(images: Images, out: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """Turn stored images (n, 28, 28) in 0..255 into inputs (n, 784) in 0..1."""
    flat = images.reshape(len(images), -1)
    return np.multiply(flat, np.float32(1 / 255), out=out)
