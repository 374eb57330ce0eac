"""How well the shipped networks read people and digits that they were not trained on."""

import numpy as np
import pytest

from digitpad.data.generator import Generated
from digitpad.data.scribbles import HELD_OUT, scribbles
from digitpad.net.batches import scale
from digitpad.net.metrics import evaluate
from digitpad.net.network import CLASSES, INPUTS, Network
from digitpad.net.storage import load_network
from digitpad.net.training import Recipe, train
from digitpad.paths import resource
from tests.bench.held_out import as_counts, as_mail_scans, joined


def measure(table, what, network, digits, must="", aim=""):
    result = evaluate(network, digits.images, digits.labels)
    table.add(f"{what} (n={result.count:,})", f"{result.accuracy:.2%}", must, aim)
    return result


@pytest.fixture(scope="module")
def default():
    return load_network(resource("weights/default.safetensors"))


@pytest.fixture(scope="module")
def generated_only(pytestconfig):
    """The default shape, trained on generated digits alone."""
    seconds = pytestconfig.getoption("train_seconds")
    network = Network((INPUTS, 128, 64, len(CLASSES))).initialise(np.random.default_rng(0))
    # an epoch count that a minute of training can reach, so that the schedule comes to its end
    epochs = max(round(seconds * 15_000 / 20_000), 1)
    recipe = Recipe(learning_rate=0.002, schedule="cosine", epochs=epochs)
    for _ in train(network, Generated(20_000), recipe):
        pass
    return network, f"{epochs * 20_000:,} generated digits"


def test_the_default_network_on_scans_and_strokes(table, split, default, tmp_path):
    measure(table, "default, MNIST held out", default, split.held_out_scans, "99.2%", "99.5%")
    strokes = measure(
        table, "default, strokes of held-out writers", default, joined(split.held_out_writers), "99.0%", "99.5%"
    )
    writers = [evaluate(default, digits.images, digits.labels).accuracy for digits in split.held_out_writers]
    table.add(f"  the worst of {len(writers)} writers", f"{min(writers):.2%}", "95%", "98%")
    table.add("  calibration error", f"{strokes.calibration_error:.2%}", "1.5%", "")
    measure(table, "default, scans at 16x16", default, as_mail_scans(split.held_out_scans, tmp_path), "96.5%", "98%")
    measure(table, "default, counts at 8x8", default, as_counts(split.held_out_scans, tmp_path), "94%", "97%")


@pytest.mark.parametrize("name", ["default", "small"])
def test_what_is_no_digit(table, name):
    images, _ = scribbles(5000, 11, HELD_OUT)
    confidence = load_network(resource(f"weights/{name}.safetensors")).probabilities(scale(images)).max(axis=1)
    for limit in (0.9, 0.6):
        what = f"{name}, scribbles and letters of kinds not trained on: sure by {limit:.0%} (n={len(images):,})"
        table.add(what, f"{np.mean(confidence > limit):.1%}")


def test_the_small_network_on_strokes(table, split):
    small = load_network(resource("weights/small.safetensors"))
    measure(table, "784-32-16-10, strokes of held-out writers", small, joined(split.held_out_writers), "97.5%", "98.5%")


def test_a_network_that_saw_generated_digits_alone(table, split, generated_only):
    network, what = generated_only
    measure(table, f"{what}: MNIST held out", network, split.held_out_scans, "96%", "98%")
    measure(table, f"{what}: strokes of held-out writers", network, joined(split.held_out_writers), "96.5%", "98%")
