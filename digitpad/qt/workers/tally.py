"""The tally of a run of training: what has happened since it was told last."""

import time
from typing import TYPE_CHECKING

import numpy as np

from digitpad.net.batches import scale
from digitpad.net.metrics import evaluate
from digitpad.net.network import Network
from digitpad.net.ruin import Watch
from digitpad.net.training import Step
from digitpad.qt.workers.progress import Progress

if TYPE_CHECKING:
    from digitpad.data.digits import Digits

FRAME = 1 / 15
"""Seconds between two values sent to the window, at least: showing twice as many cost training 5 % of its speed."""

MEASURE = 0.4
"""Seconds of training between two measurements of accuracy, at least."""

WATCHED, LOOKED = 500, 250
"""Held-out images that tell whether the network is ruined, and after how many steps each: a busy computer makes fewer
steps between two measurements, and a short run may be over before the third."""

MEASURED_SHARE = 0.05
"""At most this share of the time goes into measuring."""


class Tally:
    """What has happened since the last progress, and in the whole run.

    Attributes:
        ruined: whether the network was ruined when it was looked at last; see `net.ruin`.
    """

    def __init__(self, network: Network, epoch_images: int, epochs: int, held_out: "Digits") -> None:
        self._network = network
        self._epochs = epochs
        self._epoch_images = epoch_images
        self._held_out = held_out
        self._watch = Watch(network, scale(held_out.images[:WATCHED]), held_out.labels[:WATCHED])
        self.ruined = False
        self._loss_since, self._looked = 0.0, 0  # the sum of the losses after that step
        self._losses: list[float] = []
        self._accuracy: float | None = None
        self._step = self._epoch = self._images = 0
        self._seconds = 0.0
        self._sent = self._measured = self._pause = 0.0
        # images/s is taken between two marks
        self._mark = (0, 0.0)
        self._speed = 0.0

    @property
    def to_measure(self) -> bool:
        """Whether it is time to measure accuracy again."""
        return self._seconds - self._measured > self._pause

    @property
    def to_send(self) -> bool:
        """Whether it is time to send again."""
        return time.perf_counter() - self._sent > FRAME

    def add(self, step: Step, seconds: float) -> None:
        """Count one step that took so long."""
        self._losses.append(step.loss)
        self._loss_since += step.loss
        self._step = self._network.recipe["steps_done"] = step.step
        self._epoch = step.epoch
        self._images += step.images
        self._seconds += seconds
        images, since = self._images - self._mark[0], self._seconds - self._mark[1]
        if since > 0.5 or not self._mark[0]:
            self._speed = images / since
        if since > 0.5:
            self._mark = (self._images, self._seconds)
        steps = self._step - self._looked
        if steps >= LOOKED:
            self.ruined = self._watch.look(self._loss_since / steps, steps)
            self._loss_since, self._looked = 0.0, self._step

    def measure(self) -> None:
        """Measure accuracy on the held-out images."""
        started = time.perf_counter()
        self._accuracy = evaluate(self._network, self._held_out.images, self._held_out.labels).accuracy
        self._measured = self._seconds
        self._pause = max(MEASURE, (time.perf_counter() - started) / MEASURED_SHARE)

    def progress(self) -> Progress:
        """Everything since the last call."""
        made = Progress(
            network=self._network.copy(),
            step=self._step,
            epoch=max(self._epoch, 1),
            epochs=self._epochs,
            done=min(self._images / (self._epoch_images * self._epochs), 1.0),
            losses=np.array(self._losses),
            accuracy=self._accuracy,
            images_per_second=self._speed,
            seconds=self._seconds,
        )
        self._losses, self._accuracy = [], None
        self._sent = time.perf_counter()
        return made
