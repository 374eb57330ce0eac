"""The thread that draws samples of a data set."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

from collections.abc import Iterator
from functools import partial
from threading import Semaphore

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.net.batches import Source
from digitpad.paths import Folders
from digitpad.qt.workers.loading import loading
from digitpad.qt.workers.setup import Setup
from digitpad.qt.workers.worker import Worker

SHEET = 12
"""Samples of each digit on a sheet."""

SHEET_BATCH = 256
"""Digits drawn at once to fill a sheet with."""

SHEET_SEARCH = 4096
"""A sheet is shown with gaps when so many digits did not fill it."""


class Sampler(Worker):
    """Draws sheets of digits as training would see them: one at once, then one whenever it is asked for more.

    Signals:
        loading: share of the data that are ready, 0 to 1, when it takes long.
        sampled: (10, SHEET, 28, 28) uint8, 255 = ink, a row for each digit; where there are too few it is empty.
    """

    loading = Signal(float)
    sampled = Signal(object)

    def __init__(self, setup: Setup, folders: Folders, seed: int, parent: QObject) -> None:
        super().__init__(parent)
        self._setup = setup
        self._folders = folders
        self._seed = seed
        self._wanted = Semaphore(1)
        self._fault = self.tr("No samples could be drawn")

    def more(self) -> None:
        """Draw another sheet."""
        self._wanted.release()

    def leave(self) -> None:
        super().leave()
        self._wanted.release()

    def work(self) -> None:
        from digitpad.data.specs import source

        with loading(lambda: self._leaving, partial(self.send, self.loading)) as progress:
            digits = source(self._setup.data, self._folders, self._setup.augment, progress)
        sheets = _sheets(digits, np.random.default_rng(self._seed))
        while self._wanted.acquire() and not self._leaving:
            self.send(self.sampled, next(sheets))


def _sheets(digits: Source, rng: np.random.Generator) -> Iterator[NDArray[np.uint8]]:
    """Sheet after sheet, each from one epoch; a digit that is rare in it does not come often enough to fill its row."""
    sheet, filled, seen = np.zeros((10, SHEET, 28, 28), np.uint8), [0] * 10, 0
    while True:
        for inputs, labels in digits.epoch(rng, SHEET_BATCH):
            for digit in range(10):
                found = inputs[labels == digit][: SHEET - filled[digit]].reshape(-1, 28, 28)
                sheet[digit, filled[digit] : filled[digit] + len(found)] = np.rint(found * 255)
                filled[digit] += len(found)
            seen += len(labels)
            if min(filled) == SHEET or seen >= min(SHEET_SEARCH, len(digits)):
                yield sheet
                sheet, filled, seen = np.zeros_like(sheet), [0] * 10, 0
