"""The same training in PyTorch, as anyone who knows it would write it: what digitpad's speed is measured against.

PyTorch is an extra of the benchmarks alone; without it those that need it are skipped. It gets as many threads as
digitpad's matrix products, which is one (see `digitpad/__init__.py`).
"""

import gzip
import time
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed, see the extra bench")

LEARNING_RATE = 0.001
# As `digitpad/qt/workers/` has them: how many images are measured on, drawn by which seed, and how often, in seconds.
HELD_OUT = 2_000
HELD_OUT_SEED = 1
MEASURE = 0.4
ADAMS = {"torch.optim.Adam": {}, "Adam(fused=True)": {"fused": True}}
"""Adam as PyTorch makes it when nothing is asked for, and the faster form that it has to be asked for."""


def network(sizes: tuple[int, ...]) -> torch.nn.Module:
    layers: list[torch.nn.Module] = []
    for inputs, outputs in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def stepper(
    sizes: tuple[int, ...], batches: list[tuple[np.ndarray, np.ndarray]], adam: dict[str, bool]
) -> Callable[[], float]:
    """A function that takes one step on the next of `batches`, inputs (b, 784) and labels (b,), and tells the loss."""
    torch.set_num_threads(1)
    model = network(sizes)
    optimizer = torch.optim.Adam(model.parameters(), LEARNING_RATE, **adam)
    ready: Iterator = cycle([(torch.from_numpy(inputs), torch.from_numpy(labels).long()) for inputs, labels in batches])

    def step() -> float:
        inputs, labels = next(ready)
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(inputs), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def seconds_to(goal: float, folder: Path, seed: int) -> float:
    """Seconds from the start until a fresh 784-128-64-10 reads `goal` of the held-out images.

    The recipe of the window: the IDX files in `folder`, the same images held out, Adam, mini-batches of 128, no
    deformation, and accuracy measured as often.
    """
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    started = time.perf_counter()
    images = torch.from_numpy(read_idx(folder / "train-images-idx3-ubyte.gz", 16).reshape(-1, 784))
    labels = torch.from_numpy(read_idx(folder / "train-labels-idx1-ubyte.gz", 8)).long()
    order = torch.from_numpy(np.random.default_rng(HELD_OUT_SEED).permutation(len(labels)))
    held_out, shown = order[:HELD_OUT], order[HELD_OUT:]
    inputs, targets = images[shown].float() / 255, labels[shown]
    test_inputs, test_targets = images[held_out].float() / 255, labels[held_out]
    model = network((784, 128, 64, 10))
    optimizer = torch.optim.Adam(model.parameters(), LEARNING_RATE)
    measured = time.perf_counter()
    while True:
        for batch in torch.randperm(len(targets)).split(128):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(inputs[batch]), targets[batch])
            loss.backward()
            optimizer.step()
            if time.perf_counter() - measured > MEASURE:
                with torch.inference_mode():
                    right = (model(test_inputs).argmax(1) == test_targets).float().mean().item()
                measured = time.perf_counter()
                if right >= goal:
                    return measured - started


def read_idx(path: Path, header: int) -> np.ndarray:
    with gzip.open(path) as file:
        return np.frombuffer(bytearray(file.read()), np.uint8, offset=header)
