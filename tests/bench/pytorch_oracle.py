"""Print the figures that tests/net/test_oracle.py holds, computed by PyTorch: `python tests/bench/pytorch_oracle.py`.

PyTorch is no dependency of the project; install it by hand (2.13.0 was used) to run this.
"""

from itertools import pairwise

import torch

torch.set_default_dtype(torch.float64)
SIZES = (12, 8, 6, 10)
IMAGES = 20


def waves(rows, columns, down, across):
    """A matrix of sines: numbers without a pattern that need no random generator to repeat."""
    return torch.sin(down * torch.arange(1, rows + 1)[:, None] + across * torch.arange(1, columns + 1))


def run(activation, loss, optimizer):
    """Losses of eight full-batch steps."""
    inputs = (waves(IMAGES, SIZES[0], 0.7, 1.3) + 1) / 2
    labels = torch.arange(IMAGES) % SIZES[-1]
    targets = torch.nn.functional.one_hot(labels, SIZES[-1]).double()
    weights = [(0.4 * waves(rows, columns, 2.1, 0.9)).requires_grad_() for rows, columns in pairwise(SIZES)]
    biases = [(0.1 * waves(1, size, 0.0, 1.7)[0]).requires_grad_() for size in SIZES[1:]]
    stepper = optimizer(weights, biases)
    losses = []
    for _ in range(8):
        values = inputs
        for layer, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
            values = values @ weight + bias
            if layer < len(weights) - 1:
                values = activation(values)
        if loss == "cross-entropy":
            value = torch.nn.functional.cross_entropy(values, labels)
        else:
            value = ((torch.sigmoid(values) - targets) ** 2).sum() / 2 / IMAGES
        stepper.zero_grad()
        value.backward()
        stepper.step()
        losses.append(value.item())
    return losses


def groups(weights, biases, decay):
    """Weights decay, biases do not."""
    return [{"params": weights, "weight_decay": decay}, {"params": biases, "weight_decay": 0.0}]


CASES = {
    ("relu", "cross-entropy", "adam"): (torch.relu, lambda w, b: torch.optim.Adam([*w, *b], 0.05)),
    ("tanh", "cross-entropy", "adam with decay"): (
        torch.tanh,
        lambda w, b: torch.optim.AdamW(groups(w, b, 0.1), 0.05),
    ),
    ("leaky-relu", "cross-entropy", "nesterov"): (
        torch.nn.LeakyReLU(0.01),
        lambda w, b: torch.optim.SGD([*w, *b], 0.2, momentum=0.9, nesterov=True),
    ),
    ("sigmoid", "mean-square", "momentum"): (
        torch.sigmoid,
        lambda w, b: torch.optim.SGD([*w, *b], 0.5, momentum=0.9),
    ),
    ("relu", "cross-entropy", "sgd with l2"): (
        torch.relu,
        lambda w, b: torch.optim.SGD(groups(w, b, 0.05), 0.5),
    ),
}

if __name__ == "__main__":
    for (name, loss, optimizer), (activation, make) in CASES.items():
        print(f"{(name, loss, optimizer)}: {run(activation, loss, make)},")
