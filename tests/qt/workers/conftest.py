"""What the threads' tests share: a few digits, an owner of threads, and where somebody was."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject

from digitpad.ink.strokes import Drawing
from digitpad.net.network import Network
from digitpad.qt.workers import Progress, Setup
from digitpad.qt.workers.checkpoint import Checkpoint, Curve


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
def checkpoint():
    """Of somebody who trained a small network, and drew."""
    rng = np.random.default_rng(0)
    network = Network((784, 6, 10)).initialise(rng)
    network.recipe = {"optimizer": "adam", "steps_done": 70}
    return Checkpoint(
        when=1_700_000_000.25,
        closed=True,
        drawing=Drawing((300.0, 280.5), (rng.random((5, 2)), rng.random((1, 2)))),
        network=network,
        unsaved=True,
        model=Path("/somewhere/a.safetensors"),
        progress=Progress(network, 70, 2, 30, 0.04, np.empty(0), None, 1234.5, 6.7),
        trained_on="generated",
        curve=Curve(rng.random(35), rng.random(1), 2, ((1, 9.5), (60, 81.0))),
        setup=Setup(hidden=(6,), batch_size=50),
    )
