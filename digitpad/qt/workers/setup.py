"""What a person chooses before training."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

from dataclasses import dataclass

import numpy as np

from digitpad.net.network import ACTIVATION, CLASSES, HIDDEN, INPUTS, Network
from digitpad.net.training import Recipe


@dataclass(frozen=True)
class Setup:
    """How to train, and on what.

    Attributes:
        data: a SPEC as on the command line.
        hidden: neurons in each hidden layer.
        activation, optimizer: names in `ACTIVATIONS` and `OPTIMIZERS`.
        learning_rate: may be changed while training runs.
        batch_size: images in a mini-batch.
        augment: whether digits that would come again are deformed anew each time.
    """

    data: str = "generated"
    hidden: tuple[int, ...] = HIDDEN
    activation: str = ACTIVATION
    optimizer: str = Recipe.optimizer
    learning_rate: float = Recipe.learning_rate
    batch_size: int = Recipe.batch_size
    augment: bool = True

    def fresh_network(self, rng: np.random.Generator) -> Network:
        """A network of this shape with random weights."""
        return Network((INPUTS, *self.hidden, len(CLASSES)), self.activation).initialise(rng)
