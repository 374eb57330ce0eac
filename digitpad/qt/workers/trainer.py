"""The thread that trains a network."""

import time
from collections.abc import Callable
from functools import partial
from math import ceil, inf
from threading import Condition
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from digitpad.net.batches import Source
from digitpad.net.network import Network
from digitpad.net.training import Recipe, train
from digitpad.paths import Folders
from digitpad.qt.workers.loading import Tell, loading
from digitpad.qt.workers.setup import Setup
from digitpad.qt.workers.tally import Tally
from digitpad.qt.workers.worker import Worker

if TYPE_CHECKING:
    from digitpad.data.digits import Digits

EPOCHS = 30
"""A run of training ends by itself after so many, or after so many as make ..."""

LEAST_STEPS = 3_000
"""... at least these: thirty epochs of three samples would be over before anyone saw them."""

HELD_OUT = 2_000
"""A tenth of the images, but no more than these, is kept aside to measure accuracy on."""

USUAL_RATES = {"sgd": 0.1, "momentum": 0.01, "nesterov": 0.01, "adam": 0.001}
"""Learning rates with which a network of any shape and activation learns."""

HELD_OUT_SEED = 1
"""Which of them, so that two runs on the same data can be compared."""


class Trainer(Worker):
    """Trains its own copy of a network, and pauses, steps and stops when told.

    Signals:
        loading: share of the data that are ready, 0 to 1, when it takes long.
        began: the data are ready and the first step may be made.
        progressed: a Progress. The next one is not sent before `acknowledge` was called.
        warned: one line for the person; the run goes on.
    """

    loading = Signal(float)
    began = Signal()
    progressed = Signal(object)
    warned = Signal(str)

    def __init__(self, network: Network, setup: Setup, folders: Folders, seed: int, parent: QObject) -> None:
        super().__init__(parent)
        self.setup = setup
        self._network = network.copy()
        self._folders = folders
        self._seed = seed
        # The rest is shared by the two threads and touched only while the condition is held.
        self._changed = Condition()
        self._allowed = 0.0  # how many steps may be made; infinite while running
        self._giving_way = False
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

    def give_way(self, on: bool) -> None:
        """Stop as soon as may be while `on`: two threads of Python hold each other up, and the pen must not wait."""
        self._set(_giving_way=on)

    def leave(self) -> None:
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

    def work(self) -> None:
        self._fault = self.tr("The digits to train on could not be made ready")
        with loading(lambda: self._leaving, partial(self.send, self.loading)) as progress:
            source, held_out = _digits(self.setup, self._folders, progress, self._stand_aside)
        self._fault = self.tr("Training stopped")
        epochs = max(EPOCHS, ceil(LEAST_STEPS / ceil(len(source) / self.setup.batch_size)))
        recipe = Recipe(
            optimizer=self.setup.optimizer,
            learning_rate=self.setup.learning_rate,
            batch_size=self.setup.batch_size,
            epochs=epochs,
            seed=self._seed,
        )
        self._network.recipe = {**vars(recipe), "data": [self.setup.data], "augment": self.setup.augment}
        tally = Tally(self._network, len(source), epochs, held_out)
        steps = train(self._network, source, recipe)
        self.send(self.began)
        self._settle(tally)
        rate, warned = None, False
        try:
            while self._may_step(tally):
                started = time.perf_counter()
                step = steps.send(rate)
                tally.add(step, time.perf_counter() - started)
                if tally.to_measure:
                    self._stand_aside()
                    tally.measure()
                if tally.ruined and not warned:
                    warned = True
                    self.send(self.warned, self._ruin(step.learning_rate))
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

    def _ruin(self, rate: float) -> str:
        """What is said of a network that this learning rate has ruined."""
        text = self.tr(
            "This training leads nowhere: with a learning rate of {rate:g} the weights jump so far that the loss is no "
            "better than by guessing. Choose a rate such as {better:g} and press Retrain, or Reset for the shipped "
            "network."
        )
        return text.format(rate=rate, better=min(rate / 10, USUAL_RATES[self.setup.optimizer]))

    def _may_step(self, tally: "Tally") -> bool:
        """Wait while paused; False when the thread is to end."""
        with self._changed:
            paused = self._allowed < 1
        if paused:
            self._settle(tally)
        with self._changed:
            self._changed.wait_for(lambda: self._leaving or (self._allowed >= 1 and not self._giving_way))
            self._allowed -= 1
            return not self._leaving

    def _stand_aside(self) -> None:
        """Wait while giving way to the pen."""
        with self._changed:
            self._changed.wait_for(lambda: self._leaving or not self._giving_way)

    def _settle(self, tally: "Tally") -> None:
        """Send where the run stands now, as soon as the window has shown what it was sent before."""
        with self._changed:
            self._changed.wait_for(lambda: self._leaving or self._acknowledged)
            if self._leaving:
                return
        tally.measure()
        self._send(tally)

    def _send(self, tally: "Tally") -> None:
        made = tally.progress()  # which may fail, and then nobody would acknowledge it
        self._set(_acknowledged=False)
        self.send(self.progressed, made)


def _digits(setup: Setup, folders: Folders, progress: Tell, between: Callable[[], None]) -> tuple[Source, "Digits"]:
    """Where the mini-batches come from, and the images that are held out to measure on.

    between: called several times while a mini-batch of generated digits is made.
    """
    # here and in the other threads, because the window is on the screen sooner without them
    from digitpad.data.generator import Generated, generate
    from digitpad.data.specs import is_generated, load, source

    if is_generated(setup.data):
        made = source(setup.data, folders, setup.augment)
        if isinstance(made, Generated):
            made.between = between
        return made, generate(HELD_OUT // 2, HELD_OUT_SEED)
    digits = load(setup.data, folders, progress)
    shown, held_out = digits.split(min(0.1, HELD_OUT / max(len(digits), 1)), HELD_OUT_SEED)
    return shown.source(setup.augment), held_out
