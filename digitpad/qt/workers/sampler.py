"""The thread that draws samples of a data set."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

from collections.abc import Iterator
from threading import Semaphore

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThread, Signal

from digitpad.errors import CancelledError, DigitpadError
from digitpad.net.batches import Source
from digitpad.paths import Folders
from digitpad.qt import faults
from digitpad.qt.workers.loading import loading
from digitpad.qt.workers.setup import Setup

SHEET = 12
"""Samples of each digit on a sheet."""

SHEET_BATCH = 256
"""Digits drawn at once to fill a sheet with."""

SHEET_SEARCH = 4096
"""A sheet is shown with gaps when so many digits did not fill it."""


class Sampler(QThread):
    """Draws sheets of digits as training would see them: one at once, then one whenever it is asked for more.

    Signals:
        loading: share of the data that are ready, 0 to 1, when it takes long.
        sampled: (10, SHEET, 28, 28) uint8, 255 = ink, a row for each digit; where there are too few it is empty.
        failed: one line for the person; there are no more sheets.
    """

    loading = Signal(float)
    sampled = Signal(object)
    failed = Signal(str)

    def __init__(self, setup: Setup, folders: Folders, seed: int, parent: QObject) -> None:
        super().__init__(parent)
        self._setup = setup
        self._folders = folders
        self._seed = seed
        self._wanted = Semaphore(1)
        self._leaving = False

    def more(self) -> None:
        """Draw another sheet."""
        self._wanted.release()

    def leave(self) -> None:
        """End the thread; nothing more is sent."""
        self._leaving = True
        self._wanted.release()

    def run(self) -> None:
        """Load, draw, and turn whatever goes wrong into one line."""
        try:
            from digitpad.data.specs import source

            with loading(lambda: self._leaving, self.loading.emit) as progress:
                digits = source(self._setup.data, self._folders, self._setup.augment, progress)
            sheets = _sheets(digits, np.random.default_rng(self._seed))
            while self._wanted.acquire() and not self._leaving:
                self.sampled.emit(next(sheets))
        except CancelledError:
            pass
        except DigitpadError as error:
            self.failed.emit(str(error))
        except Exception as error:
            self.failed.emit(faults.line(error, self.tr("No samples could be drawn")))


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
