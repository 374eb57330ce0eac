"""Threads for what takes long: training a network, looking at its data, and fetching a data set."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, inf
from threading import Condition, Event, Lock, Semaphore
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThread, Signal

from digitpad.errors import CancelledError, DigitpadError
from digitpad.net.batches import Source
from digitpad.net.metrics import evaluate
from digitpad.net.network import INPUTS, Network
from digitpad.net.training import Recipe, Step, train
from digitpad.paths import Folders

if TYPE_CHECKING:
    from digitpad.data.digits import Digits

EPOCHS = 30
"""A run of training ends by itself after so many, or after so many as make ..."""

LEAST_STEPS = 3_000
"""... at least these: thirty epochs of three samples would be over before anyone saw them."""

HELD_OUT = 2_000
"""At most so many images are kept aside to measure accuracy on."""

HELD_OUT_SEED = 1
"""Which of them, so that two runs on the same data can be compared."""

FRAME = 1 / 30
"""Seconds between two values sent to the window, at least."""

MEASURE = 0.4
"""Seconds of training between two measurements of accuracy, at least."""

MEASURED_SHARE = 0.05
"""At most this share of the time goes into measuring."""

PATIENCE, BEAT = 0.5, 0.1
"""Loading that lasts longer tells how far it is, and again so often, in seconds."""

LOADING = Lock()
"""Held while data are loaded: what was left must be gone before the next takes as much memory and time."""

SHEET = 12
"""Samples of each digit on a sheet."""

SHEET_BATCH = 256
"""Digits drawn at once to fill a sheet with."""

SHEET_SEARCH = 4096
"""A sheet is shown with gaps when so many digits did not fill it."""


@dataclass(frozen=True)
class Setup:
    """What a person chooses before training.

    Attributes:
        data: a SPEC as on the command line.
        hidden: neurons in each hidden layer.
        activation, optimizer: names in `ACTIVATIONS` and `OPTIMIZERS`.
        learning_rate: may be changed while training runs.
        batch_size: images in a mini-batch.
        augment: whether digits that would come again are deformed anew each time.
    """

    data: str = "generated"
    hidden: tuple[int, ...] = (128, 64)
    activation: str = "relu"
    optimizer: str = "adam"
    learning_rate: float = 0.001
    batch_size: int = 128
    augment: bool = True

    def fresh_network(self, rng: np.random.Generator) -> Network:
        """A network of this shape with random weights."""
        return Network((INPUTS, *self.hidden, 10), self.activation).initialise(rng)


@dataclass(frozen=True, eq=False)
class Progress:
    """What training did since the last one of these.

    Attributes:
        network: a copy that nobody writes to any more.
        step: of this run, from 1; 0 before the first.
        epoch, epochs: from 1, and how many the run has.
        done: share of the run that is done, 0 to 1.
        losses: of the steps since the last progress, in order; the last of them is `step`.
        accuracy: on held-out images at this step, or None when it was not measured now.
        images_per_second: of training alone; 0 when nothing was trained yet.
        seconds: of training alone, since the run began.
    """

    network: Network
    step: int
    epoch: int
    epochs: int
    done: float
    losses: NDArray[np.float64]
    accuracy: float | None
    images_per_second: float
    seconds: float


class Trainer(QThread):
    """Trains its own copy of a network, and pauses, steps and stops when told.

    Signals:
        loading: share of the data that are ready, 0 to 1, when it takes long.
        began: the data are ready and the first step may be made.
        progressed: a Progress. The next one is not sent before `acknowledge` was called.
        failed: one line for the person; the run is over.
    """

    loading = Signal(float)
    began = Signal()
    progressed = Signal(object)
    failed = Signal(str)

    def __init__(self, network: Network, setup: Setup, folders: Folders, seed: int, parent: QObject) -> None:
        super().__init__(parent)
        self.setup = setup
        self._network = network.copy()
        self._folders = folders
        self._seed = seed
        # The rest is shared by the two threads and touched only while the condition is held.
        self._changed = Condition()
        self._allowed = 0.0  # how many steps may be made; infinite while running
        self._leaving = False
        self._acknowledged = True
        self._learning_rate: float | None = None

    def go(self) -> None:
        """Make steps until told otherwise."""
        self._set(_allowed=inf)

    def pause(self) -> None:
        """Stay as it is after the step under way."""
        self._set(_allowed=0.0)

    def step(self) -> None:
        """Make one step, then stay."""
        self._set(_allowed=1.0)

    def leave(self) -> None:
        """End the thread after the step under way, or while it loads; nothing more is sent."""
        self._set(_leaving=True)

    def acknowledge(self) -> None:
        """The last progress has been shown: send the next when there is one."""
        self._set(_acknowledged=True)

    def change_learning_rate(self, rate: float) -> None:
        """Use `rate` from the next step on."""
        self._set(_learning_rate=rate)

    def _set(self, **values: object) -> None:
        with self._changed:
            vars(self).update(values)
            self._changed.notify()

    def _train(self) -> None:
        with _loading(lambda: self._leaving, self.loading.emit) as progress:
            source, held_out = _digits(self.setup, self._folders, progress)
        epochs = max(EPOCHS, ceil(LEAST_STEPS / ceil(len(source) / self.setup.batch_size)))
        recipe = Recipe(
            optimizer=self.setup.optimizer,
            learning_rate=self.setup.learning_rate,
            batch_size=self.setup.batch_size,
            epochs=epochs,
            seed=self._seed,
        )
        self._network.recipe = {**vars(recipe), "data": [self.setup.data], "augment": self.setup.augment}
        tally = _Tally(self._network, len(source), epochs, held_out)
        steps = train(self._network, source, recipe)
        self.began.emit()
        self._settle(tally)
        rate = None
        try:
            while self._may_step(tally):
                started = time.perf_counter()
                step = steps.send(rate)
                tally.add(step, time.perf_counter() - started)
                if tally.to_measure:
                    tally.measure()
                with self._changed:
                    rate, self._learning_rate = self._learning_rate, None
                    send = self._acknowledged and tally.to_send
                if send:
                    self._send(tally)
        except StopIteration:
            pass
        finally:
            steps.close()
            # the end of the run: the last network, or after divergence the last good one
            self._settle(tally)

    def _may_step(self, tally: "_Tally") -> bool:
        """Wait while paused; False when the thread is to end."""
        with self._changed:
            paused = self._allowed < 1
        if paused:
            self._settle(tally)
        with self._changed:
            self._changed.wait_for(lambda: self._leaving or self._allowed >= 1)
            self._allowed -= 1
            return not self._leaving

    def _settle(self, tally: "_Tally") -> None:
        """Send where the run stands now, as soon as the window has shown what it was sent before."""
        with self._changed:
            self._changed.wait_for(lambda: self._leaving or self._acknowledged)
            if self._leaving:
                return
        tally.measure()
        self._send(tally)

    def _send(self, tally: "_Tally") -> None:
        self._set(_acknowledged=False)
        self.progressed.emit(tally.progress())

    def run(self) -> None:
        """Load, train, and turn whatever goes wrong into one line."""
        try:
            self._train()
        except CancelledError:
            pass
        except DigitpadError as error:
            self.failed.emit(str(error))
        except MemoryError:
            self.failed.emit(self.tr("There is not enough memory for this training; try smaller layers."))
        except Exception as error:
            self.failed.emit(self.tr("Training stopped: {error}").format(error=f"{type(error).__name__}: {error}"))


@contextmanager
def _loading(left: Callable[[], bool], tell: Callable[[float], object]) -> Iterator[Callable[[int, int | None], None]]:
    """One loading at a time; its `progress` ends it when it is `left`, and tells its share when it takes long."""
    due = time.perf_counter() + PATIENCE

    def progress(done: int, total: int | None) -> None:
        nonlocal due
        if left():
            raise CancelledError
        if total and time.perf_counter() > due:
            tell(done / total)
            due = time.perf_counter() + BEAT

    while not LOADING.acquire(timeout=0.1):
        progress(0, None)
    try:
        progress(0, None)
        yield progress
    finally:
        LOADING.release()


def _digits(setup: Setup, folders: Folders, progress: Callable[[int, int | None], None]) -> tuple[Source, "Digits"]:
    """Where the mini-batches come from, and the images that are held out to measure on."""
    # here and in the other threads, because the window is on the screen sooner without them
    from digitpad.data.generator import generate
    from digitpad.data.specs import is_generated, load, source

    if is_generated(setup.data):
        return source(setup.data, folders, setup.augment), generate(HELD_OUT // 2, HELD_OUT_SEED)
    shown, held_out = load(setup.data, folders, progress).split(0.1, HELD_OUT_SEED)
    return shown.source(setup.augment), held_out


class _Tally:
    """What has happened since the last progress, and in the whole run."""

    def __init__(self, network: Network, epoch_images: int, epochs: int, held_out: "Digits") -> None:
        self._network = network
        self._epochs = epochs
        self._epoch_images = epoch_images
        self._held_out = (held_out.images[:HELD_OUT], held_out.labels[:HELD_OUT])
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
        self._step = self._network.recipe["steps_done"] = step.step
        self._epoch = step.epoch
        self._images += step.images
        self._seconds += seconds
        images, since = self._images - self._mark[0], self._seconds - self._mark[1]
        if since > 0.5 or not self._mark[0]:
            self._speed = images / since
        if since > 0.5:
            self._mark = (self._images, self._seconds)

    def measure(self) -> None:
        """Measure accuracy on the held-out images."""
        images, labels = self._held_out
        if not len(labels):
            return
        started = time.perf_counter()
        self._accuracy = evaluate(self._network, images, labels).accuracy
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
        from digitpad.data.specs import source

        try:
            with _loading(lambda: self._leaving, self.loading.emit) as progress:
                digits = source(self._setup.data, self._folders, self._setup.augment, progress)
            sheets = _sheets(digits, np.random.default_rng(self._seed))
            while self._wanted.acquire() and not self._leaving:
                self.sampled.emit(next(sheets))
        except CancelledError:
            pass
        except DigitpadError as error:
            self.failed.emit(str(error))
        except Exception as error:
            self.failed.emit(f"{type(error).__name__}: {error}")


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


class Downloader(QThread):
    """Fetches one data set.

    Signals:
        progressed: bytes done, and bytes in all.
        fetched: every file is in place.
        failed: one line for the person.
    """

    progressed = Signal(int, int)
    fetched = Signal()
    failed = Signal(str)

    def __init__(self, name: str, folders: Folders, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self._folders = folders
        self._cancelled = Event()

    def cancel(self) -> None:
        """End at once; nothing half-written is left."""
        self._cancelled.set()

    def run(self) -> None:
        """Fetch, and turn whatever goes wrong into one line."""
        from digitpad.data.download import fetch

        def tell(done: int, total: int | None) -> None:
            if self._cancelled.is_set():
                raise CancelledError
            self.progressed.emit(done, total or 0)

        try:
            fetch(self.name, self._folders, progress=tell)
        except CancelledError:
            return
        except Exception as error:
            self.failed.emit(str(error) if isinstance(error, DigitpadError) else f"{type(error).__name__}: {error}")
        else:
            self.fetched.emit()
