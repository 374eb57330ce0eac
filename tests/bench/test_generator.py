"""How many finished digits the generator makes in a second, on one core."""

import numpy as np

from digitpad.data.generator import Generated

COUNT = 5120


def test_mini_batches_for_training(benchmark, table):
    rng = np.random.default_rng(0)
    seen = benchmark(lambda: sum(len(labels) for _, labels in Generated(COUNT).epoch(rng, 128)))
    table.add_rate(benchmark, "digits generated", COUNT, "5,000/s")
    assert seen == COUNT


def test_the_first_mini_batch(benchmark, table):
    rng = np.random.default_rng(0)
    inputs, _ = benchmark(lambda: next(Generated(COUNT).epoch(rng, 128)))
    table.add("first mini-batch of generated digits", f"{benchmark.stats['median'] * 1000:.0f} ms", "1000 ms")
    assert len(inputs) == 128
