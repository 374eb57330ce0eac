"""What one network makes of one drawing, as a single value for every widget to show."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from digitpad.ink.raster import raster
from digitpad.ink.strokes import Drawing
from digitpad.net.network import Forward, Network

SURE_FROM = 0.7
"""A best probability below this is not a digit that the network knows well.

Of 6,499 digits held out from the training of the shipped network, 66 stay below, and a third of them are misread; so do
85 % of 5,000 scribbles and letters of kinds that it was not trained on.
"""

LARGEST_SHOWN = 99.9
"""In per cent: a probability is never shown as certainty, however close it comes."""

NOTHING_DRAWN = Drawing((1.0, 1.0), ())


def percent(probability: float) -> str:
    """As text, in per cent with one place behind the point."""
    return f"{min(100 * probability, LARGEST_SHOWN):.1f} %"


@dataclass(frozen=True, eq=False)
class Look:
    """A drawing, the picture the network got of it, and what every neuron computed.

    Attributes:
        drawing: as it is on the canvas.
        image: (28, 28) float32, 0 paper to 1 ink.
        network: a snapshot; nobody writes to it any more.
        forward: for the one image, so each array is (1, neurons); None when nothing is drawn.
    """

    drawing: Drawing
    image: NDArray[np.float32]
    network: Network
    forward: Forward | None

    @classmethod
    def at(cls, drawing: Drawing, network: Network, before: Self | None = None) -> Self:
        """Let `network` look at `drawing`; the picture is that of the look `before` when that has the same drawing."""
        if before is not None and before.drawing is drawing:
            image = before.image
        else:
            image = np.zeros((28, 28), np.float32) if drawing.empty else raster(drawing)
        return cls(drawing, image, network, None if drawing.empty else network.forward(image.reshape(1, -1)))

    @cached_property
    def probabilities(self) -> NDArray[np.float32]:
        """One number for each digit, adding up to 1; all 0 when nothing is drawn."""
        if self.forward is None:
            return np.zeros(self.network.sizes[-1], np.float32)
        outputs = self.forward.outputs[0]
        # outputs of a softmax add up to 1 already, those of sigmoids do not
        total = max(float(outputs.sum()), float(np.finfo(np.float32).tiny))
        shares: NDArray[np.float32] = outputs / np.float32(total)
        return shares

    @property
    def digit(self) -> int:
        """The most probable digit; -1 when nothing is drawn."""
        return -1 if self.forward is None else int(self.probabilities.argmax())

    @property
    def unsure(self) -> bool:
        """Whether something is drawn that the network does not know well."""
        return self.forward is not None and float(self.probabilities.max()) < SURE_FROM

    @property
    def runner_up(self) -> int:
        """The second most probable digit; -1 when nothing is drawn."""
        return -1 if self.forward is None else int(np.argsort(self.probabilities)[-2])
