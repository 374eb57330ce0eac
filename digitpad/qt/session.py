"""What is going on behind the window: the drawing, the network and its training."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QThread, QTimer, Signal

from digitpad.data.catalogue import CATALOGUE, DataSet
from digitpad.data.samples import add_sample, remove_last_sample
from digitpad.errors import DigitpadError
from digitpad.ink.strokes import Drawing
from digitpad.net.landscape import Path as RunPath
from digitpad.net.network import CLASSES, HIDDEN, INPUTS, Network
from digitpad.net.storage import load_network, save_network
from digitpad.paths import Folders, resource
from digitpad.qt import faults
from digitpad.qt.look import NOTHING_DRAWN, Look
from digitpad.qt.workers import Downloader, Progress, Sampler, Setup, Surveyor, Trainer

if TYPE_CHECKING:
    from digitpad.qt.workers.checkpoint import Checkpoint

FRAME_MS = 7
"""Two looks are at least so far apart, so that every move of a mouse, 8 ms after the last one, is looked at at once."""

RESTING, LOADING, TRAINING = "resting", "loading", "training"


class Session(QObject):
    """Holds what the widgets show and starts what takes long.

    Signals:
        looked: a Look, at most once a frame, after the drawing or the network changed.
        progressed: a Progress, shown to the widgets before the look at its network.
        state_changed: "resting", "loading" or "training".
        loading: share of the data that are ready, 0 to 1, when it takes long.
        restarted: another network took the place of the old one; what was plotted is over.
        saved: the network is in a file.
        downloading: a DataSet that is being fetched, and how many of its bytes are here.
        download_ended: nothing is being fetched any more.
        sampling: share of the data for samples that are ready, 0 to 1, when it takes long.
        sampled: a sheet of samples of a data set.
        sampling_failed: one line that says why there is none.
        surveying: share of the data for a map of the loss that are ready, 0 to 1, when it takes long.
        surveyed: a Survey, again and again until it is done.
        survey_failed: one line that says why there is none.
        told: one line that the person should read.

    Attributes:
        look: the last one that was sent.
        network: what is looked through; nobody writes to it, a change puts another in its place.
        unedited: the same before weights of it were changed by hand. Another object here means that training or a
            file brought another network, and what was changed before is over.
        progress: the last of training, of all runs with this network; None before the first.
        trained_on: the SPEC of the data of the last run.
        run_path: where training has taken the network since it took the place of another, or was changed by hand.
        aside: tells which network that on screen has taken the place of for a walk; None when it has not.
    """

    looked = Signal(object)
    progressed = Signal(object)
    state_changed = Signal(str)
    loading = Signal(float)
    restarted = Signal()
    saved = Signal()
    downloading = Signal(object, int)
    download_ended = Signal()
    sampling = Signal(float)
    sampled = Signal(object)
    sampling_failed = Signal(str)
    surveying = Signal(float)
    surveyed = Signal(object)
    survey_failed = Signal(str)
    told = Signal(str)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders = folders
        self.drawing = NOTHING_DRAWN
        self.shipped = "default"
        # until there are weights; random ones would cost the launch a part of NumPy that nothing else needs by then
        self.network = self.unedited = Network((INPUTS, *HIDDEN, len(CLASSES)))
        self.look = Look.at(self.drawing, self.network)
        self.run_path = RunPath(self.network)
        self.trained_on = Setup.data
        self.progress: Progress | None = None
        self.aside: Callable[[], Network | None] = lambda: None
        self._in_file: Network | None = None
        self.model_path: Path | None = None
        self.state = RESTING
        self.steps_done = 0
        self.images_per_second = 0.0
        self._trainer: Trainer | None = None
        self._fresh: Network | None = None  # takes the place of `network` when the data to train it on are ready
        self._downloader: Downloader | None = None
        self._sampler: Sampler | None = None
        self._surveyor: Surveyor | None = None
        self._then: Callable[[], None] = _nothing
        self._goal = RESTING  # the state to take when the data are ready
        # What earlier runs did to the same network.
        self._steps_before = 0
        self._seconds = self._seconds_before = 0.0
        self._since_look = QElapsedTimer()
        self._frame = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._look)
        self._moved = False  # the pen, since the last look
        # A timer without an interval comes after what was posted before, such as the painting of a look.
        self._painted = QTimer(self, singleShot=True)
        self._painted.timeout.connect(self._go_on_training)

    def set_drawing(self, drawing: Drawing) -> None:
        """Look at `drawing` from now on, at once if the last look is a frame ago."""
        self.drawing = drawing
        self._moved = True
        if self._since_look.isValid() and self._since_look.elapsed() < FRAME_MS:
            self._look_soon()
        else:
            self._look()

    def reset(self) -> None:
        """Back to the shipped weights that were chosen last; training ends."""
        self.model_path = None
        try:
            self._replace(load_network(resource(f"weights/{self.shipped}.safetensors")))
        except Exception as error:
            self._replace(Setup().fresh_network(np.random.default_rng(0)))
            self.told.emit(faults.line(error, self.tr("Starting from random weights, Retrain teaches them")))

    def use_shipped(self, name: str) -> None:
        """Use resources/weights/`name`.safetensors, now and after every reset."""
        self.shipped = name
        self.reset()

    def open_model(self, path: Path) -> None:
        """Use the network in the file `path`; when it is refused, everything stays as it is."""
        try:
            network = load_network(path)
        except DigitpadError as error:
            self.told.emit(str(error))
        except Exception as error:
            self.told.emit(faults.line(error, self.tr("{path}: the model was not opened").format(path=path)))
        else:
            self.use(network, path)

    def use(self, network: Network, path: Path) -> None:
        """Use this network, which is that in the file `path`; training ends."""
        self._replace(network)
        self.model_path = path

    @property
    def unsaved(self) -> bool:
        """Whether the person's own network, as it is now, is in no file."""
        return self.own is not self._in_file

    @property
    def own(self) -> Network:
        """The person's own network: the one on screen, or what that took the place of for a walk."""
        return self.aside() or self.network

    def return_to(self, network: Network) -> None:
        """Put `network` back in the place of what was trained for a walk, of which no figure is left."""
        self._leave()
        self._show(network)

    def bring_back(self, old: "Checkpoint") -> None:
        """Use the network of `old` and tell how far its training was; Continue goes on from there."""
        self._replace(old.network)
        if old.unsaved:
            self._in_file = None
        self.model_path = old.model
        if old.progress:
            self.trained_on = old.trained_on
            self._show_progress(old.progress)

    def edit(self, network: Network) -> bool:
        """Put `network`, which is the present one with weights changed by hand, in its place; says whether it is.

        Refused, and told, while training runs and for a weight that is no finite number. Continue and Step start from
        the changed network, as a new run.
        """
        if self.state != RESTING:
            self.told.emit(self.tr("Pause before you change a weight: training is changing all of them."))
            return False
        if not np.isfinite(network.parameters).all():
            self.told.emit(self.tr("That cannot be a weight: it must be a finite number."))
            return False
        self._leave()
        self.network = network
        self.run_path = RunPath(network)
        self._look_soon()
        return True

    def save_model(self, path: Path) -> bool:
        """Write the network as it is now, and say whether it is in the file."""
        if self.aside():
            text = self.tr("{path}: not saved, for the walk has random weights on screen. Leave it and save your own.")
            self.told.emit(text.format(path=path))
            return False
        try:
            save_network(self.network, path)
        except Exception as error:
            self.told.emit(faults.line(error, self.tr("{path}: the model was not saved").format(path=path)))
            return False
        self.model_path = path
        self._in_file = self.network
        self.saved.emit()
        return True

    def keep_sample(self, label: int) -> int:
        """Add the drawing, as the digit `label`, to this person's own handwriting.

        Returns how many samples there are now; 0 when it was not kept.
        """
        try:
            return add_sample(replace(self.drawing, label=label), self.folders)
        except Exception as error:
            self.told.emit(faults.line(error, self.tr("The sample was not kept")))
            return 0

    def drop_sample(self) -> None:
        """Take away the sample that was kept last."""
        try:
            remove_last_sample(self.folders)
        except Exception as error:
            self.told.emit(faults.line(error, self.tr("The sample was not taken back")))

    def retrain(self, setup: Setup) -> None:
        """Train a network of this shape from fresh random weights; the one on screen stays until the data are ready."""
        seed = _seed()
        self._leave()
        fresh = setup.fresh_network(np.random.default_rng(seed))
        self._start(fresh, setup, seed).go()
        self._fresh = fresh  # not before there is a run that it belongs to
        self._aim(TRAINING)

    def go_on(self, setup: Setup) -> None:
        """Train the network on from where it stands."""
        self._take_up(setup).go()
        self._aim(TRAINING)

    def step(self, setup: Setup) -> None:
        """Train on one mini-batch."""
        self._take_up(setup).step()
        self._aim(RESTING)

    def pause(self) -> None:
        """Stop making steps; the run can go on later."""
        if self._trainer:
            self._trainer.pause()
            self._aim(RESTING)

    def change_learning_rate(self, rate: float) -> None:
        """Use `rate` in the run under way."""
        if self._trainer:
            self._trainer.change_learning_rate(rate)

    def missing(self, spec: str) -> DataSet | None:
        """The data set that would have to be fetched first to train on `spec`."""
        data_set = CATALOGUE.get(spec)
        return data_set if data_set and not data_set.is_fetched(self.folders) else None

    def download(self, name: str, then: Callable[[], None]) -> None:
        """Fetch a data set and do `then` when it is there, unless another network or run was begun meanwhile."""
        if not self._downloader or self._downloader.name != name:
            self.cancel_download()
            self._download(name)
        self._then = then

    def _download(self, name: str) -> None:
        self._downloader = Downloader(name, self.folders, self)
        self._downloader.progressed.connect(self._fetching)
        self._downloader.failed.connect(self._fetch_failed)
        self._downloader.fetched.connect(self._fetched)
        self._downloader.finished.connect(self._downloader.deleteLater)
        self.downloading.emit(CATALOGUE[name], 0)
        self._downloader.start()

    def cancel_download(self) -> None:
        """Fetch no further."""
        if self._downloader:
            self._downloader.leave()
            self._end_download()

    def show_samples(self, setup: Setup) -> None:
        """Draw a sheet of samples of the data in `setup`, deformed or not."""
        self.leave_samples()
        self._sampler = Sampler(setup, self.folders, _seed(), self)
        self._sampler.loading.connect(self.sampling)
        self._sampler.sampled.connect(self.sampled)
        self._sampler.failed.connect(self.sampling_failed)
        self._sampler.ended.connect(self.leave_samples)
        self._sampler.finished.connect(self._sampler.deleteLater)
        self._sampler.start()

    def more_samples(self) -> None:
        """Draw another sheet of the same."""
        if self._sampler:
            self._sampler.more()

    def leave_samples(self) -> None:
        """No more samples are wanted."""
        if self._sampler:
            self._sampler.leave()
            self._sampler = None

    def survey(self, kind: str, seed: int) -> None:
        """Map the loss around the network as it is now.

        kind: "run" along the main directions of the run so far, "random" along two that are drawn with `seed`.
        """
        self.leave_survey()
        # a copy, because training writes on
        snapshots = self.run_path.snapshots.copy() if kind == "run" else None
        self._surveyor = Surveyor(self.network, snapshots, seed, self.trained_on, self.folders, self)
        self._surveyor.loading.connect(self.surveying)
        self._surveyor.surveyed.connect(self.surveyed)
        self._surveyor.failed.connect(self.survey_failed)
        self._surveyor.ended.connect(self.leave_survey)
        self._surveyor.finished.connect(self._surveyor.deleteLater)
        self._surveyor.start()

    def leave_survey(self) -> None:
        """No map is wanted any more."""
        if self._surveyor:
            self._surveyor.leave()
            self._surveyor = None

    def close(self) -> None:
        """End all threads and wait for them."""
        self._leave()
        self.cancel_download()
        self.leave_samples()
        self.leave_survey()
        for thread in self.findChildren(QThread):
            thread.wait()

    def _replace(self, network: Network) -> None:
        self._leave()
        self._then = _nothing
        self._show(network)
        self._in_file = network

    def _show(self, network: Network) -> None:
        self.network = self.unedited = network
        self.run_path = RunPath(network)
        self.trained_on = Setup.data
        self.steps_done = 0
        self._seconds = 0.0
        self.images_per_second = 0.0
        self.progress = None
        self.restarted.emit()
        self._look_soon()

    def _take_up(self, setup: Setup) -> Trainer:
        """The run under way, or a new one when there is none or it was set up otherwise."""
        if self._trainer and _lasting(self._trainer.setup) == _lasting(setup):
            return self._trainer
        self._leave()
        return self._start(self.network, setup, _seed())

    def _aim(self, state: str) -> None:
        self._then = _nothing  # a download must not begin another run
        self._goal = state
        if self.state != LOADING:
            self._set_state(state)

    def _start(self, network: Network, setup: Setup, seed: int) -> Trainer:
        trainer = Trainer(network, setup, self.folders, seed, self)
        trainer.loading.connect(self.loading)
        trainer.began.connect(self._begin)
        trainer.progressed.connect(self._progress)
        for told in (trainer.warned, trainer.failed):
            told.connect(self.told)
        trainer.ended.connect(self._leave)
        trainer.finished.connect(trainer.deleteLater)
        self._trainer = trainer
        self._set_state(LOADING)
        trainer.start()
        return trainer

    def _leave(self) -> None:
        if self._trainer:
            self._trainer.leave()
            self._trainer = self._fresh = None
            self._set_state(RESTING)

    # What a thread sends.

    def _begin(self) -> None:
        assert self._trainer is not None  # one that was left sends nothing any more
        if self._fresh:
            self._show(self._fresh)
            self._fresh = None
        self.trained_on = self._trainer.setup.data
        self._steps_before, self._seconds_before = self.steps_done, self._seconds
        self._set_state(self._goal)

    def _progress(self, progress: Progress) -> None:
        progress = replace(
            progress, step=self._steps_before + progress.step, seconds=self._seconds_before + progress.seconds
        )
        self.network = self.unedited = progress.network
        self.run_path.record(progress.network.parameters)
        try:
            self._show_progress(progress)
        finally:  # or training would wait for ever to be acknowledged
            self._look_soon()

    def _show_progress(self, progress: Progress) -> None:
        self.progress = progress
        self.steps_done = progress.step
        self._seconds = progress.seconds
        self.images_per_second = progress.images_per_second
        self.progressed.emit(progress)

    def _fetch_failed(self, message: str) -> None:
        self._end_download()
        self.told.emit(message)

    def _fetching(self, done: int) -> None:
        assert self._downloader is not None
        self.downloading.emit(CATALOGUE[self._downloader.name], done)

    def _fetched(self) -> None:
        then = self._then
        self._end_download()
        then()

    def _end_download(self) -> None:
        self._downloader = None
        self._then = _nothing
        self.download_ended.emit()

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _look_soon(self) -> None:
        if not self._frame.isActive():
            passed = self._since_look.elapsed() if self._since_look.isValid() else FRAME_MS
            self._frame.start(max(0, FRAME_MS - passed))

    def _go_on_training(self) -> None:
        if self._trainer:
            self._trainer.give_way(False)

    def _look(self) -> None:
        self._frame.stop()
        self._since_look.start()
        if self._trainer and self._moved:
            self._trainer.give_way(True)
            self._painted.start()
        self._moved = False
        try:
            self.look = Look.at(self.drawing, self.network, self.look)
            self.looked.emit(self.look)
        finally:
            if self._trainer:  # which would wait for ever
                self._trainer.acknowledge()


def _nothing() -> None:
    pass


def _seed() -> int:
    return int.from_bytes(os.urandom(4))  # not of `secrets`, which loads more than the launch has time for


def _lasting(setup: Setup) -> tuple[str, str, int, bool]:
    """What cannot change while a run lasts; the shape counts for the next Retrain, the learning rate is live."""
    return setup.data, setup.optimizer, setup.batch_size, setup.augment
