"""A checkpoint to write, read and spoil."""

from pathlib import Path

import numpy as np

from digitpad.ink.strokes import Drawing
from digitpad.net.network import Network
from digitpad.qt.workers import Progress, Setup
from digitpad.qt.workers.checkpoint import Checkpoint, Curve


def checkpoint(network: Network, rng: np.random.Generator) -> Checkpoint:
    """Of somebody who trained `network`, which has 6 hidden neurons, and drew."""
    return Checkpoint(
        when=1_700_000_000.25,
        closed=True,
        drawing=Drawing((300.0, 280.5), (rng.random((5, 2)) * 280, rng.random((1, 2)))),
        network=network,
        unsaved=True,
        model=Path("/somewhere/a.safetensors"),
        progress=Progress(network, 70, 2, 30, 0.04, np.empty(0), None, 1234.5, 6.7),
        trained_on="generated",
        curve=Curve(rng.random(35), rng.random(1), 2, ((1, 9.5), (60, 81.0))),
        setup=Setup(hidden=(6,), learning_rate=0.02, batch_size=50),
    )
