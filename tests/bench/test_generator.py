"""How many finished digits the generator makes in a second: 5,000 or more on one core."""

import numpy as np

from digitpad.data.generator import Generated, generate

COUNT = 5120


def test_generate(benchmark):
    digits = benchmark(generate, COUNT, 0)
    benchmark.extra_info["digits a second"] = round(COUNT / benchmark.stats["mean"]) if benchmark.enabled else None
    assert len(digits) == COUNT


def test_mini_batches_for_training(benchmark):
    rng = np.random.default_rng(0)
    seen = benchmark(lambda: sum(len(labels) for _, labels in Generated(COUNT).epoch(rng, 128)))
    benchmark.extra_info["digits a second"] = round(COUNT / benchmark.stats["mean"]) if benchmark.enabled else None
    assert seen == COUNT


def test_the_first_mini_batch(benchmark):
    rng = np.random.default_rng(0)
    inputs, _ = benchmark(lambda: next(Generated(COUNT).epoch(rng, 128)))
    assert len(inputs) == 128
