"""What the threads' tests share: a few digits, an owner of threads, and where somebody was."""

import numpy as np
import pytest
from PySide6.QtCore import QObject

from digitpad.ink.strokes import Drawing
from digitpad.net.network import Network
from tests import checkpoints


@pytest.fixture
def digits(tmp_path):
    """A strokes file of a few ones and sevens."""
    path = tmp_path / "digits.jsonl"
    one, seven = [[5, 1], [5, 9]], [[2, 1], [8, 1], [4, 9]]
    drawings = [
        Drawing((10, 10), (np.array(points, float) + shift,), label)
        for shift in range(10)
        for points, label in ((one, 1), (seven, 7))
    ]
    path.write_text("\n".join(drawing.to_json() for drawing in drawings))
    return str(path)


@pytest.fixture
def owner():
    """A parent for threads, which they need to be deleted in the right one."""
    return QObject()


@pytest.fixture
def begin():
    """Starts workers, notes what they say has failed, and ends what is left of them."""
    begun = []

    def start(made):
        made.failures = []
        made.failed.connect(made.failures.append)
        begun.append(made)
        made.start()
        return made

    yield start
    for worker in begun:
        worker.leave()
        assert worker.wait(60_000)


@pytest.fixture
def checkpoint():
    """Of somebody who trained a small network, and drew."""
    rng = np.random.default_rng(0)
    network = Network((784, 6, 10)).initialise(rng)
    network.recipe = {"optimizer": "adam", "steps_done": 70}
    return checkpoints.checkpoint(network, rng)
