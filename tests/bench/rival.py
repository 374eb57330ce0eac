"""The same training in PyTorch, as anyone who knows it would write it: what digitpad's speed is measured against.

PyTorch is an extra of the benchmarks alone; without it those that need it are skipped. It gets as many threads as
digitpad's matrix products, which is one (see `digitpad/__init__.py`), unless it is told otherwise.
"""

from collections.abc import Callable, Iterator
from itertools import cycle, pairwise

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed; run: pip install torch==2.13.0")

LEARNING_RATE = 0.001
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
