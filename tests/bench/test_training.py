"""How fast training is: against its own bare matrix products, and against PyTorch where that is installed."""

import statistics
import time
from itertools import pairwise

import numpy as np
import pytest

from digitpad.net.network import Network
from digitpad.net.training import Recipe, train

STEPS = 300
CASES = {
    ((784, 16, 16, 10), 128): ("3x", "5x"),
    ((784, 128, 64, 10), 128): ("2x", "3x"),
    ((784, 512, 256, 10), 128): ("1.2x", "1.6x"),
    ((784, 512, 256, 10), 32): ("1x", "1.4x"),
}


class Noise:
    """The same random inputs and labels, again and again, so that only training is timed."""

    def __init__(self, batch_size):
        rng = np.random.default_rng(0)
        self.inputs = rng.random((20, batch_size, 784), np.float32)
        self.labels = rng.integers(0, 10, (20, batch_size))

    def __len__(self):
        return self.labels.size

    def epoch(self, rng, batch_size):
        yield from zip(self.inputs, self.labels, strict=True)


def stepper(sizes, noise):
    """A function that takes one step of training."""
    network = Network(sizes).initialise(np.random.default_rng(0))
    steps = train(network, noise, Recipe(batch_size=noise.labels.shape[1], epochs=10**6))
    return lambda: next(steps)


def products(sizes, noise):
    """A function that does the matrix products of one step and nothing else."""
    batch_size = noise.labels.shape[1]
    network = Network(sizes).initialise(np.random.default_rng(0))
    values = [noise.inputs[0], *(np.zeros((batch_size, size), np.float32) for size in sizes[1:])]
    deltas = [np.zeros((batch_size, size), np.float32) for size in sizes[1:]]
    gradients = [np.empty_like(weights) for weights in network.weights]

    def multiply():
        for layer, weights in enumerate(network.weights):
            np.matmul(values[layer], weights, out=values[layer + 1])
        for layer in range(len(gradients) - 1, -1, -1):
            np.matmul(values[layer].T, deltas[layer], out=gradients[layer])
            if layer:
                np.matmul(deltas[layer], network.weights[layer].T, out=deltas[layer - 1])

    return multiply


def pytorch(sizes, noise):
    """A function that takes the same step in PyTorch."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed; pip install torch==2.13.0")
    torch.set_num_threads(1)
    layers = []
    for inputs, outputs in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters(), 0.001)
    inputs, labels = torch.from_numpy(noise.inputs), torch.from_numpy(noise.labels)
    turn = iter(range(10**9))

    def step():
        at = next(turn) % len(inputs)
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(inputs[at]), labels[at])
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def ratio(one, other):
    """The median over many turns, in which both go one after the other, of the time of `one` by that of `other`."""
    ratios = []
    for turn in range(STEPS + 20):
        started = time.perf_counter()
        one()
        between = time.perf_counter()
        other()
        if turn >= 20:
            ratios.append((between - started) / (time.perf_counter() - between))
    return statistics.median(ratios)


def test_a_step_against_its_own_matrix_products(table):
    sizes = (784, 512, 256, 10)
    noise = Noise(128)
    measured = ratio(stepper(sizes, noise), products(sizes, noise))
    table.add("training step by its bare matrix products, 784-512-256-10", f"{measured:.2f}x", "1.8x", "1.3x")


@pytest.mark.parametrize(("sizes", "batch_size"), CASES)
def test_a_step_against_pytorch(table, sizes, batch_size):
    noise = Noise(batch_size)
    measured = ratio(pytorch(sizes, noise), stepper(sizes, noise))
    name = "-".join(str(size) for size in sizes)
    table.add(f"PyTorch's step by ours, {name}, batch {batch_size}", f"{measured:.2f}x", *CASES[sizes, batch_size])
