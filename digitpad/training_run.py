"""A run of training on the command line: epoch after epoch, with a progress bar, until it is done or the time is up."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tqdm import tqdm

from digitpad.data.digits import Digits
from digitpad.net.batches import Source
from digitpad.net.metrics import evaluate
from digitpad.net.network import Network
from digitpad.net.schedules import SCHEDULES
from digitpad.net.training import Recipe, Step, train


class TrainingRun:
    """Trains a network and tells what came of each epoch.

    Attributes:
        totals: "epochs" that were completed, "images", and "seconds" of training alone.
    """

    def __init__(self, network: Network, recipe: Recipe, source: Source, held_out: Digits | None) -> None:
        """Train `network` on `source`, and measure on `held_out` after each epoch."""
        self.totals: dict[str, Any] = {"epochs": 0, "images": 0, "seconds": 0.0}
        self._network = network
        self._recipe = recipe
        self._source = source
        self._held_out = held_out

    def epochs(self, max_seconds: float | None) -> Iterator[dict[str, Any]]:
        """Train, for `max_seconds` at most, and yield a record of each epoch; measuring takes none of the time.

        With a limit the schedule follows whatever is further on, the images or the time, so that the learning rate
        comes down before the end.
        """
        recipe = self._recipe if max_seconds is None else replace(self._recipe, schedule="constant")
        steps = train(self._network, self._source, recipe)
        in_all = recipe.epochs * len(self._source)
        epoch: list[Step] = []
        images, seconds, rate = 0, 0.0, None
        # disable=None: only a terminal gets a bar
        with tqdm(total=len(self._source), unit=" images", unit_scale=True, leave=False, disable=None) as bar:
            while True:
                started = time.perf_counter()
                try:
                    step = steps.send(rate)
                except StopIteration:
                    return
                seconds += time.perf_counter() - started
                epoch.append(step)
                images += step.images
                bar.update(step.images)
                late = max_seconds is not None and self.totals["seconds"] + seconds >= max_seconds
                if step.epoch_ended or late:
                    yield self._record(epoch, seconds)
                    bar.reset()
                    epoch, seconds = [], 0.0
                if late:
                    return
                if max_seconds is not None:
                    done = max(images / in_all, (self.totals["seconds"] + seconds) / max_seconds)
                    rate = recipe.learning_rate * SCHEDULES[self._recipe.schedule](done) or None

    def _record(self, steps: list[Step], seconds: float) -> dict[str, Any]:
        images = sum(step.images for step in steps)
        self.totals["epochs"] += steps[-1].epoch_ended
        self.totals["images"] += images
        self.totals["seconds"] += seconds
        measured = None
        if self._held_out is not None:
            measured = evaluate(self._network, self._held_out.images, self._held_out.labels).accuracy
        return {
            "epoch": steps[-1].epoch,
            "loss": sum(step.loss * step.images for step in steps) / images,
            "accuracy": sum(step.correct for step in steps) / images,
            "validation_accuracy": measured,
            "images": images,
            "seconds": seconds,
            "images_per_second": images / seconds,
        }
