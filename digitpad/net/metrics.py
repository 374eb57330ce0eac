"""How well a network reads a set of images."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digitpad.net.activations import Array
from digitpad.net.batches import Images, scale
from digitpad.net.losses import LOSSES
from digitpad.net.network import Network

CHUNK = 1024
"""Images fed forward at once, so that a large set needs little memory."""


@dataclass(frozen=True)
class Evaluation:
    """Measures of a network on a set of `count` images.

    Attributes:
        loss: mean over the images.
        confusion: (classes, classes), how many images of the class of the row were read as that of the column.
        calibration_error: how far the stated confidence is from the share that was right, 0 to 1; see
            `calibration_error`.
    """

    count: int
    correct: int
    loss: float
    confusion: NDArray[np.int64]
    calibration_error: float

    @property
    def accuracy(self) -> float:
        """The share that was read right, 0 to 1."""
        return self.correct / self.count


def evaluate(network: Network, images: Images, labels: NDArray[Any]) -> Evaluation:
    """Read `images` (n, 28, 28), n >= 1, with 255 for ink and compare with `labels` (n,)."""
    classes = network.sizes[-1]
    confusion = np.zeros((classes, classes), np.int64)
    confidences, total = [], 0.0
    identity = np.eye(classes, dtype=network.parameters.dtype)
    for at in range(0, len(images), CHUNK):
        truth = labels[at : at + CHUNK]
        outputs = network.forward(scale(images[at : at + CHUNK])).outputs
        total += LOSSES[network.loss].value(outputs, identity[truth]) * len(truth)
        np.add.at(confusion, (truth, outputs.argmax(axis=1)), 1)
        confidences.append(np.column_stack([outputs.max(axis=1), outputs.argmax(axis=1) == truth]))
    confidence, right = np.concatenate(confidences).T
    return Evaluation(
        count=len(images),
        correct=int(confusion.trace()),
        loss=total / len(images),
        confusion=confusion,
        calibration_error=calibration_error(confidence, right),
    )


def calibration_error(confidence: Array, right: Array, bins: int = 15) -> float:
    """Expected calibration error: |share right - mean confidence| over equal bins of confidence, weighted by size.

    Guo et al. 2017, eq. 3. `confidence` (n,) in 0..1, `right` (n,) of 0 and 1.
    """
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    difference = np.bincount(which, weights=right - confidence, minlength=bins)
    return float(np.abs(difference).sum() / len(confidence))
