"""What a person chooses before training."""

from __future__ import annotations  # the names of np.random would be loaded at the launch

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any, Self

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

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """The setup with these values by name, as a file told them; what is missing is as usual.

        Raises whatever they cause: a file can hold anything.
        """
        setup = cls(**{**kept, "hidden": tuple(kept.get("hidden", cls.hidden))})
        if any(type(value) is not type(usual) for value, usual in zip(astuple(setup), astuple(cls()), strict=True)):
            raise TypeError("a setting is of another type")
        if not math.isfinite(setup.learning_rate) or not 1 <= setup.batch_size < 2**31:
            raise ValueError("a number is out of all reason")
        return setup

    def fresh_network(self, rng: np.random.Generator) -> Network:
        """A network of this shape with random weights."""
        return Network((INPUTS, *self.hidden, len(CLASSES)), self.activation).initialise(rng)
