"""The thread that writes checkpoints, and reads what killed windows left."""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from digitpad.errors import RefusedFileError
from digitpad.qt import faults
from digitpad.qt.workers.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from digitpad.qt.workers.place import Place, left


class Keeper(QThread):
    """Does one thing after the other; the thread lives only while there is something to do.

    Signals:
        found: a Checkpoint that a killed window left. It stays until `discard` or `take_over`.
        kept: the last checkpoint is on the disk, or could not be written; seconds that it took.
        failed: one line for the person.
    """

    found = Signal(object)
    kept = Signal(float)
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._jobs: deque[Callable[[], None]] = deque()
        self._own: Place | None = None
        self._offered: Place | None = None
        self._told = False  # that it cannot be written
        self.finished.connect(self._go_on)

    def look(self) -> None:
        """Look for what killed windows left; the latest is found."""
        self._do(self._look)

    def keep(self, checkpoint: Checkpoint | None) -> None:
        """Write `checkpoint` in the place of the one before; with None there is nothing to lose."""
        self._do(partial(self._keep, checkpoint))

    def keep_last(self, checkpoint: Checkpoint) -> str:
        """Write `checkpoint` at once, in the thread that asks; returns why it could not be, empty when it was."""
        self.wait()
        self.run()
        try:
            self._keep(checkpoint)
        except Exception as error:
            return faults.line(error, self.tr("The network is in no file, and it cannot be kept for the next start"))
        return ""

    def take_over(self, leave: bool) -> None:
        """What was found is this window's own from now on: its next checkpoint takes that place.

        What was its own is removed, or left for the next start.
        """
        self._do(partial(self._take_over, leave))

    def discard(self) -> None:
        """Remove what was found, and look for more."""
        self._do(self._discard)

    def close(self, leave: bool) -> None:
        """Finish; `leave` this window's own checkpoint, or remove it. What was found and not answered stays."""
        self.wait()
        self.run()
        self._end_own(leave)
        if self._offered:
            self._offered.let_go()
        self._own = self._offered = None

    def _do(self, job: Callable[[], None]) -> None:
        self._jobs.append(job)
        self.start()

    def _go_on(self) -> None:
        if self._jobs:  # which came when the thread was about to end
            self.start()

    def run(self) -> None:
        """Do what is to be done, and turn whatever goes wrong into one line."""
        while self._jobs:
            try:
                self._jobs.popleft()()
            except Exception as error:
                if not self._told:
                    self._told = True
                    what = self.tr("{folder}: what you draw and train is not kept there in case of a crash")
                    self.failed.emit(faults.line(error, what.format(folder=self._folder)))

    def _look(self) -> None:
        for place in left(self._folder):
            if self._offered:
                place.let_go()
                continue
            try:
                checkpoint = load_checkpoint(place.path)
            except RefusedFileError:
                text = self.tr("What was not saved before digitpad ended cannot be read; it is kept as {path}.")
                with suppress(OSError):
                    self.failed.emit(text.format(path=place.set_aside()))
            else:
                self._offered = place
                self.found.emit(checkpoint)

    def _keep(self, checkpoint: Checkpoint | None) -> None:
        began = time.perf_counter()
        try:
            if checkpoint:
                if not (self._own and self._folder.is_dir()):  # somebody may have cleared it away
                    self._own = Place.new(self._folder)
                save_checkpoint(checkpoint, self._own.path)
                self._told = False
            elif self._own:
                self._own.clear()
        finally:
            self.kept.emit(time.perf_counter() - began)

    def _take_over(self, leave: bool) -> None:
        self._end_own(leave)
        self._own, self._offered = self._offered, None

    def _end_own(self, leave: bool) -> None:
        if self._own and leave:
            self._own.let_go()
        elif self._own:
            self._own.give_up()

    def _discard(self) -> None:
        if self._offered:
            self._offered.give_up()
        self._offered = None
        self._look()
