"""The thread that surveys the loss around a network."""

import time
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from digitpad.net.batches import scale
from digitpad.net.landscape import Plane, path_plane, random_plane, survey
from digitpad.net.network import Network
from digitpad.paths import Folders
from digitpad.qt.workers.loading import loading
from digitpad.qt.workers.worker import Worker

IMAGES = 500
"""The loss is that on so many digits."""

SEED = 7
"""Which of the data they are: always the same, so that surveys can be compared."""

PAUSE = 0.1
"""Seconds between two surveys sent, at least."""


@dataclass(frozen=True, eq=False)
class Survey:
    """The loss on a plane through a network, as far as it is known.

    Attributes:
        network: that was surveyed.
        plane: with the network at its origin.
        losses: (n, n) with n odd; row 0 is farthest down the second direction, column 0 down the first. Where it is
            not computed yet it is an estimate; beyond all bounds it is inf. Nobody writes to it any more.
        done: the share that is computed, 0 to 1.
        images: on how many digits the loss was measured, and ...
        data: ... the SPEC that they are from.
    """

    network: Network
    plane: Plane
    losses: NDArray[np.float64]
    done: float
    images: int
    data: str

    @property
    def here(self) -> float:
        """The loss of the network itself."""
        middle = len(self.losses) // 2
        return float(self.losses[middle, middle])


class Surveyor(Worker):
    """Surveys the loss around a network once, coarse at first and then fine.

    Signals:
        loading: share of the data that are ready, 0 to 1, when it takes long.
        surveyed: a Survey, again and again until it is done.
    """

    loading = Signal(float)
    surveyed = Signal(object)

    def __init__(
        self,
        network: Network,
        snapshots: NDArray[np.float32] | None,
        seed: int,
        data: str,
        folders: Folders,
        parent: QObject,
    ) -> None:
        """Be ready to survey the surroundings of `network`.

        snapshots: where a run that came to it has been, (m, parameters), for its main directions; nobody writes to
            them. None for two random directions, drawn with `seed`.
        data: a SPEC as on the command line, of the digits on which the loss is measured.
        """
        super().__init__(parent)
        self._network = network
        self._snapshots = snapshots
        self._seed = seed
        self._data = data
        self._folders = folders
        self._fault = self.tr("The loss could not be mapped")

    def work(self) -> None:
        from digitpad.data.specs import is_generated, load

        if is_generated(self._data):
            self._data = f"generated:{IMAGES}:{SEED}"
        with loading(lambda: self._leaving, partial(self.send, self.loading)) as progress:
            digits = load(self._data, self._folders, progress)
        chosen = np.random.default_rng(SEED).permutation(len(digits))[:IMAGES]
        inputs, labels = scale(digits.images[chosen]), digits.labels[chosen]
        network = self._network
        if self._snapshots is None:
            plane = random_plane(network, self._seed)
        else:
            plane = path_plane(network, self._snapshots)
            self._snapshots = None  # tens of megabytes that are needed no more
        sent = time.perf_counter()
        for losses, done in survey(plane, inputs, labels):
            if self._leaving:
                return
            if losses is not None and (done == 1 or time.perf_counter() - sent > PAUSE):
                self.send(self.surveyed, Survey(network, plane, losses.copy(), done, len(labels), self._data))
                sent = time.perf_counter()
