"""How fast training is: against its own bare matrix products, and against PyTorch where that is installed."""

import statistics
import time

import numpy as np
import pytest

from digitpad.data.generator import generate
from digitpad.data.specs import load
from digitpad.net.batches import scale
from digitpad.net.network import Network
from digitpad.net.training import Recipe, train
from digitpad.paths import Folders

TURNS, STEPS = 15, 50
BATCHES = 20
CASES = {
    ((784, 16, 16, 10), 128): ("3x", "5x"),
    ((784, 128, 64, 10), 128): ("2x", "3x"),
    ((784, 512, 256, 10), 128): ("1.2x", "1.6x"),
    ((784, 512, 256, 10), 32): ("1x", "1.4x"),
}


class Repeated:
    """The same mini-batches again and again, ready to train on, so that only training is timed."""

    def __init__(self, batches):
        self.batches = batches

    def __len__(self):
        return sum(len(labels) for _, labels in self.batches)

    def epoch(self, rng, batch_size):
        yield from self.batches


@pytest.fixture(scope="module")
def digits(pytestconfig):
    """MNIST where the data folder is given, because which pixels are empty matters; else generated digits."""
    folder = pytestconfig.getoption("data")
    if folder is None:
        return generate(BATCHES * 128, 0)
    scans = load(str(folder / "mnist"), Folders.of_user())
    return scans.take(np.random.default_rng(0).permutation(len(scans))[: BATCHES * 128])


def batches_of(digits, batch_size):
    return [
        (scale(digits.images[at : at + batch_size]), digits.labels[at : at + batch_size])
        for at in range(0, BATCHES * batch_size, batch_size)
    ]


def stepper(sizes, batches):
    """A function that takes one step of training."""
    network = Network(sizes).initialise(np.random.default_rng(0))
    steps = train(network, Repeated(batches), Recipe(batch_size=len(batches[0][1]), epochs=10**6))
    return lambda: next(steps)


def products(sizes, inputs):
    """A function that does the matrix products of one step on `inputs` and nothing else."""
    network = Network((inputs.shape[1], *sizes[1:])).initialise(np.random.default_rng(0))
    values = [inputs, *(np.zeros((len(inputs), size), np.float32) for size in sizes[1:])]
    deltas = [np.zeros((len(inputs), size), np.float32) for size in sizes[1:]]
    gradients = [np.empty_like(weights) for weights in network.weights]

    def multiply():
        for layer, weights in enumerate(network.weights):
            np.matmul(values[layer], weights, out=values[layer + 1])
        for layer in range(len(gradients) - 1, -1, -1):
            np.matmul(values[layer].T, deltas[layer], out=gradients[layer])
            if layer:
                np.matmul(deltas[layer], network.weights[layer].T, out=deltas[layer - 1])

    return multiply


def times(*functions):
    """Seconds that each of `functions` takes: medians over turns of a few calls, in which one follows the other."""
    seconds = [[] for _ in functions]
    for turn in range(TURNS + 3):
        for function, taken in zip(functions, seconds, strict=True):
            started = time.perf_counter()
            for _ in range(STEPS):
                function()
            if turn >= 3:
                taken.append((time.perf_counter() - started) / STEPS)
    return [statistics.median(taken) for taken in seconds]


def test_a_step_against_its_own_matrix_products(table, digits):
    sizes = (784, 512, 256, 10)
    batches = batches_of(digits, 128)
    inputs = batches[0][0]
    used = inputs[:, inputs.any(axis=0)]
    step, whole, part = times(stepper(sizes, batches), products(sizes, inputs), products(sizes, used))
    what = "training step by its bare matrix products, 784-512-256-10"
    table.add(what, f"{step / whole:.2f}x", "1.8x", "1.3x")
    table.add(f"  without the {784 - used.shape[1]} pixels that are empty in the mini-batch", f"{step / part:.2f}x")


@pytest.mark.parametrize(("sizes", "batch_size"), CASES)
def test_a_step_against_pytorch(table, digits, sizes, batch_size):
    from tests.bench import rival

    batches = batches_of(digits, batch_size)
    ours, *theirs = times(
        stepper(sizes, batches), *(rival.stepper(sizes, batches, options) for options in rival.ADAMS.values())
    )
    name = "-".join(str(size) for size in sizes)
    for adam, seconds, bounds in zip(rival.ADAMS, theirs, (CASES[sizes, batch_size], ()), strict=True):
        what = f"PyTorch's step ({adam}) by ours, {name}, batch {batch_size}"
        table.add(what, f"{seconds / ours:.2f}x of {ours * 1e6:,.0f} us", *bounds)
