"""The networks that come with the app, on digits made for the test."""

import numpy as np
import pytest

from digitpad.data.generator import generate
from digitpad.data.scribbles import HELD_OUT, scribbles
from digitpad.ink.framing import frame
from digitpad.ink.pen import rasterise
from digitpad.ink.strokes import Drawing, Segments
from digitpad.net.batches import scale
from digitpad.net.metrics import evaluate
from digitpad.net.storage import load_network
from digitpad.paths import resource
from digitpad.qt.look import SURE_FROM

SIZES = {"default": (784, 128, 64, 10), "small": (784, 32, 16, 10)}


def shipped(name):
    return load_network(resource(f"weights/{name}.safetensors"))


def drawn(segments):
    return scale(rasterise(frame(segments)))


@pytest.fixture(scope="module")
def digits():
    return generate(300, seed=77)


@pytest.mark.parametrize("name", SIZES)
def test_a_shipped_network_is_small_enough_to_be_drawn_and_says_where_it_is_from(name):
    network = shipped(name)
    assert network.sizes == SIZES[name]
    assert {"optimizer", "epochs", "seed", "teacher"} <= set(network.recipe)
    assert any("MNIST" in source and "CC BY-SA 3.0" in source for source in network.recipe["data"])
    assert any("Alimoglu" in source and "CC BY 4.0" in source for source in network.recipe["data"])


@pytest.mark.parametrize(("name", "least"), [("default", 0.92), ("small", 0.85)])
def test_a_shipped_network_reads_digits_it_never_saw(name, least):
    fresh = generate(2000, seed=123)
    assert evaluate(shipped(name), fresh.images, fresh.labels).accuracy > least


def test_size_place_and_canvas_change_no_prediction_in_thousands(digits):
    network = shipped("default")
    rng = np.random.default_rng(5)
    segments = digits.drawings
    before = network.probabilities(drawn(segments))
    for _ in range(10):
        size = np.exp(rng.uniform(-4, 4, segments.count)).astype(np.float32)[segments.owner, None]
        place = rng.uniform(-300, 300, (segments.count, 2)).astype(np.float32)[segments.owner]
        moved = Segments(segments.starts * size + place, segments.ends * size + place, segments.owner, segments.count)
        after = network.probabilities(drawn(moved))
        assert np.abs(after - before).max() < 0.02


def test_how_often_the_pen_was_sampled_changes_no_prediction():
    network = shipped("default")
    at = np.linspace(0, 1, 400)
    x, y = 140 + 60 * np.sin(2 * np.pi * at), 140 - 90 * np.cos(2 * np.pi * at)
    zero = np.stack([x, y], axis=1)
    rng = np.random.default_rng(6)
    for _ in range(200):
        chosen = np.sort(rng.choice(400, rng.integers(40, 400), replace=False))
        kept = zero[np.union1d(chosen, [0, 399])]
        assert network.probabilities(drawn(Segments.of([Drawing((280, 280), (kept,))]))).argmax() == 0


def test_what_is_no_digit_is_seldom_taken_for_one():
    images, _ = scribbles(2000, 4, HELD_OUT)
    assert np.mean(shipped("default").probabilities(scale(images)).max(axis=1) > 0.9) < 0.12


@pytest.mark.parametrize("name", SIZES)
def test_an_empty_picture_is_no_digit_it_knows_well(name):
    assert shipped(name).probabilities(np.zeros((1, 784), np.float32)).max() < SURE_FROM
