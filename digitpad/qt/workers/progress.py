"""How far a run of training is, as one value that the widgets show."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitpad.net.network import Network


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
