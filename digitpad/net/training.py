"""Training: many small steps, each on a random mini-batch."""

from collections.abc import Generator
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from digitpad.errors import DivergedError, RefusedValueError
from digitpad.net.activations import Array
from digitpad.net.batches import Source
from digitpad.net.gradients import Gradients, add_penalty, backpropagate
from digitpad.net.losses import LOSSES
from digitpad.net.network import Forward, Network
from digitpad.net.optimizers import OPTIMIZERS
from digitpad.net.reach import Reach
from digitpad.net.schedules import SCHEDULES
from digitpad.words import translate

KEEP_EVERY = 64
"""Steps between two copies of the parameters to go back to when training diverges."""


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Attributes:
        optimizer: a name in `OPTIMIZERS`.
        learning_rate: the size of a step, before the schedule's factor.
        batch_size: images in a mini-batch.
        epochs: how often to go through the source.
        schedule: a name in `SCHEDULES`.
        weight_decay: decoupled: each step takes learning rate * weight_decay off the weights (Loshchilov and
            Hutter 2019).
        l1, l2: penalties on the weights that are part of the loss.
        label_smoothing: the share of the target spread evenly over all classes (Szegedy et al. 2016).
        seed: of the order of the images and all deformation.
    """

    optimizer: str = "adam"
    learning_rate: float = 0.001
    batch_size: int = 128
    epochs: int = 10
    schedule: str = "constant"
    weight_decay: float = 0.0
    l1: float = 0.0
    l2: float = 0.0
    label_smoothing: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Raises RefusedValueError for a name that is not known or a number out of range."""
        for kind, name, known in (
            (translate("errors", "optimizer"), self.optimizer, OPTIMIZERS),
            (translate("errors", "schedule"), self.schedule, SCHEDULES),
        ):
            if name not in known:
                raise RefusedValueError(
                    translate("errors", "No {kind} is called {name!r}; choose one of {known}.").format(
                        kind=kind, name=name, known=", ".join(known)
                    )
                )
        smooth = 0 <= self.label_smoothing < 1
        above_0, one_or_more = translate("errors", "above 0"), translate("errors", "1 or more")
        _check(translate("errors", "learning rate"), self.learning_rate, self.learning_rate > 0, above_0)
        _check(translate("errors", "batch size"), self.batch_size, self.batch_size >= 1, one_or_more)
        _check(translate("errors", "number of epochs"), self.epochs, self.epochs >= 1, one_or_more)
        _check(
            translate("errors", "label smoothing"),
            self.label_smoothing,
            smooth,
            translate("errors", "from 0 to below 1"),
        )
        for penalty, value in (
            (translate("errors", "weight decay"), self.weight_decay),
            ("l1", self.l1),
            ("l2", self.l2),
        ):
            _check(penalty, value, value >= 0, translate("errors", "0 or more"))


def _check(what: str, value: float, good: bool, wanted: str) -> None:
    if not (good and np.isfinite(value)):
        raise RefusedValueError(
            translate("errors", "The {what} must be {wanted}, not {value}.").format(
                what=what, wanted=wanted, value=value
            )
        )


class Step(NamedTuple):
    """What one step of training did.

    Attributes:
        epoch: counted from 1.
        step: counted from 1, through all epochs.
        loss: of the mini-batch, before the step, without penalties.
        correct: how many of the mini-batch the network had right before the step.
        images: how many there were.
        learning_rate: that was used.
        epoch_ended: whether the source was gone through once more.
    """

    epoch: int
    step: int
    loss: float
    correct: int
    images: int
    learning_rate: float
    epoch_ended: bool


def train(network: Network, source: Source, recipe: Recipe) -> Generator[Step, float | None, None]:
    """Train `network` in place, yielding after each step.

    To pause, don't ask for the next step; to stop, close the generator; to change the learning rate from the next
    step on, send it. Same network, source and recipe on the same machine: same weights.

    Raises DivergedError when the loss or a parameter is no longer a finite number; the network then holds the last
    parameters that were good. Raises RefusedValueError when the source is empty.
    """
    total = len(source)
    if not total:
        raise RefusedValueError(translate("errors", "There are no images to train on."))
    rng = np.random.default_rng(recipe.seed)
    loss = LOSSES[network.loss]
    optimizer = OPTIMIZERS[recipe.optimizer](network.parameters)
    weights = network.parameters[: network.weight_count]
    memory = _Memory(network, recipe)
    reach = Reach(network)
    good = network.parameters.copy()
    base = recipe.learning_rate
    number = 0
    for epoch in range(1, recipe.epochs + 1):
        seen = 0
        for inputs, labels in source.epoch(rng, recipe.batch_size):
            done = (epoch - 1 + seen / total) / recipe.epochs
            rate = base * SCHEDULES[recipe.schedule](done)
            seen += len(inputs)
            number += 1
            last = seen >= total
            # an overflow shows in the loss, and is told in words instead of a warning
            with np.errstate(over="ignore", invalid="ignore"):
                targets = memory.targets(labels)
                out, gradients = memory.layers(len(inputs))
                part, part_inputs, part_gradients = reach.cut(inputs, gradients)
                forward = part.forward(part_inputs, out)
                value = loss.value(forward.outputs, targets)
                if number % KEEP_EVERY == 1 and isfinite(value) and np.isfinite(network.parameters).all():
                    good[:] = network.parameters
                backpropagate(part, forward, targets, part_gradients)
                reach.paste(part_gradients, gradients)
                if recipe.l1 or recipe.l2:
                    add_penalty(network, gradients, recipe.l1, recipe.l2)
                if recipe.weight_decay:
                    np.multiply(weights, 1 - rate * recipe.weight_decay, out=weights)
                optimizer.step(gradients.flat, rate)
            if not isfinite(value) or (last and not np.isfinite(network.parameters).all()):
                network.parameters[:] = good
                raise DivergedError(
                    translate(
                        "errors",
                        "Training diverged at step {number}: the numbers grew beyond all bounds. Try a "
                        "learning rate below {rate:g}.",
                    ).format(number=number, rate=rate)
                )
            truth = labels if labels.ndim == 1 else targets.argmax(axis=1)
            correct = int(np.count_nonzero(forward.outputs.argmax(axis=1) == truth))
            sent = yield Step(epoch, number, value, correct, len(inputs), rate, last)
            if sent is not None:
                _check(translate("errors", "learning rate"), sent, sent > 0, translate("errors", "above 0"))
                base = sent


class _Memory:
    """The arrays that every step of a run computes into."""

    def __init__(self, network: Network, recipe: Recipe) -> None:
        self._network = network
        self._smoothing = recipe.label_smoothing
        self._certain = self._smoothed(np.eye(network.sizes[-1], dtype=network.parameters.dtype))
        self._sizes: dict[int, tuple[Forward, Gradients]] = {}

    def targets(self, labels: NDArray[Any]) -> Array:
        """The probability that each class should get, (n, classes)."""
        return self._certain[labels] if labels.ndim == 1 else self._smoothed(labels)

    def layers(self, count: int) -> tuple[Forward, Gradients]:
        """Arrays for the forward and the backward pass of `count` images.

        All batches but an epoch's last are of one size, so there are seldom more than two sets.
        """
        if count not in self._sizes:
            self._sizes[count] = self._allocate(count)
        return self._sizes[count]

    def _smoothed(self, probabilities: Array) -> Array:
        smoothed: Array = probabilities * (1 - self._smoothing) + self._smoothing / probabilities.shape[1]
        return smoothed

    def _allocate(self, count: int) -> tuple[Forward, Gradients]:
        dtype = self._network.parameters.dtype
        layers = tuple(np.empty((count, size), dtype) for size in self._network.sizes[1:])
        # the sums are not needed again, so the activations are computed over them
        forward = Forward(layers, (np.empty((0, 0), dtype), *layers))
        return forward, Gradients.empty(self._network, count)
