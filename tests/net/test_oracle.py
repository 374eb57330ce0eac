"""The whole step against PyTorch 2.13.0, whose losses in float64 `tests/bench/pytorch_oracle.py` printed."""

import numpy as np
import pytest

from digitpad.net.network import Network
from digitpad.net.training import Recipe, train

SIZES = (12, 8, 6, 10)
IMAGES = 20

# (activation, loss, optimizer): losses of eight full-batch steps
PYTORCH = {
    ("relu", "cross-entropy", "adam"): [
        2.298540442845405,
        2.247382797387588,
        2.2056512022717762,
        2.1242787060374715,
        1.9922343183798616,
        1.8533663344580535,
        1.7276036075518324,
        1.5987609707053458,
    ],
    ("tanh", "cross-entropy", "adam with decay"): [
        2.31097961885708,
        2.218132069366731,
        2.0657509205845916,
        1.8846657259790196,
        1.7198136826365098,
        1.5844170646285307,
        1.479430614315334,
        1.3960036684427473,
    ],
    ("leaky-relu", "cross-entropy", "nesterov"): [
        2.2985681827794524,
        2.291331191550147,
        2.28166206830901,
        2.267459413257016,
        2.249194958704808,
        2.2248360603263846,
        2.192442786781713,
        2.1491857376688612,
    ],
    ("sigmoid", "mean-square", "momentum"): [
        1.2495743866790252,
        1.126782245385614,
        0.9317593419729189,
        0.7318751620363453,
        0.5805048083103056,
        0.4941456805675795,
        0.45827120682707384,
        0.45016169179122123,
    ],
    ("relu", "cross-entropy", "sgd with l2"): [
        2.298540442845405,
        2.2900010138883724,
        2.2828373707491414,
        2.2771584336805875,
        2.2702953991670514,
        2.2612751995833444,
        2.253619919984122,
        2.2434927768978654,
    ],
}
RECIPES = {
    "adam": Recipe("adam", 0.05, IMAGES, 8),
    "adam with decay": Recipe("adam", 0.05, IMAGES, 8, weight_decay=0.1),
    "nesterov": Recipe("nesterov", 0.2, IMAGES, 8),
    "momentum": Recipe("momentum", 0.5, IMAGES, 8),
    "sgd with l2": Recipe("sgd", 0.5, IMAGES, 8, l2=0.05),
}


def waves(rows, columns, down, across):
    return np.sin(down * np.arange(1, rows + 1)[:, None] + across * np.arange(1, columns + 1))


class FullBatch:
    """The same images in the same order, all at once."""

    def __len__(self):
        return IMAGES

    def epoch(self, rng, batch_size):
        yield (waves(IMAGES, SIZES[0], 0.7, 1.3) + 1) / 2, np.arange(IMAGES) % SIZES[-1]


@pytest.mark.parametrize(("activation", "loss", "optimizer"), PYTORCH)
def test_training_follows_pytorch_step_by_step(activation, loss, optimizer):
    network = Network(SIZES, activation, loss, np.float64)
    for weights in network.weights:
        weights[:] = 0.4 * waves(*weights.shape, 2.1, 0.9)
    for biases in network.biases:
        biases[:] = 0.1 * waves(1, len(biases), 0.0, 1.7)[0]
    losses = [step.loss for step in train(network, FullBatch(), RECIPES[optimizer])]
    assert losses == pytest.approx(PYTORCH[activation, loss, optimizer], rel=1e-7)
