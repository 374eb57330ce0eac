"""How long it takes to see the loss: along one weight, and as a map around the default network."""

from collections import deque

import numpy as np
import pytest

from digitpad.data.generator import generate
from digitpad.net.batches import scale
from digitpad.net.landscape import random_plane, survey
from digitpad.net.storage import load_network
from digitpad.net.walkthrough import losses_along, walk
from digitpad.paths import resource
from digitpad.qt.widgets.landscape_picture import Scale, paint_map


@pytest.fixture(scope="module")
def default():
    return load_network(resource("weights/default.safetensors"))


@pytest.fixture(scope="module")
def digits():
    return generate(500, 7)


def add_time(benchmark, table, what, must=""):
    if benchmark.enabled:
        table.add(what, f"{1e3 * benchmark.stats['median']:.2f} ms", must)


def test_losses_along_a_weight(benchmark, table, default, digits):
    step = walk(default, scale(digits.images[:1])[0], digits.labels[0])
    benchmark(losses_along, step, 0, 400, 5, np.linspace(-1, 1, 61))
    add_time(benchmark, table, "losses along one weight, 61 amounts", "15 ms")


def test_survey(benchmark, table, default, digits):
    plane, inputs = random_plane(default), scale(digits.images)
    benchmark(lambda: deque(survey(plane, inputs, digits.labels), 1))
    add_time(benchmark, table, "map of the loss, 500 digits at 11 x 11 and 41 x 41 points")


def test_paint_map(benchmark, table, default, digits):
    ends = np.linspace(-1, 1, 41)
    losses = 0.1 + 10 * np.hypot(ends[None], ends[:, None])
    benchmark(paint_map, losses, Scale(losses), 560, 500)
    add_time(benchmark, table, "map of the loss painted, 560 x 500 pixels")
