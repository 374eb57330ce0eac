"""What a person predicts of the arrows of learning, and how often that was right."""

from collections.abc import Iterable

from digitpad.net.neuron import Neuron
from digitpad.net.story import Arrows

PREDICTED = ("output-wanted", "hidden-wanted", "earlier-layers")
"""Steps of the walk whose arrows may be predicted."""


class Predictions:
    """Of one network and drawing at a time; the score is that of all.

    Attributes:
        on: whether arrows are to be predicted at all.
        score: how many predictions were right, and how many there were.
    """

    def __init__(self) -> None:
        self.on = False
        self.score = (0, 0)
        self._guesses: dict[Neuron, bool | None] = {}  # None for what was revealed without one

    def restart(self) -> None:
        """Count from nothing."""
        self.score = (0, 0)
        self.forget()

    def forget(self) -> None:
        """Begin with other arrows."""
        self._guesses.clear()

    def guess(self, neuron: Neuron, up: bool, right: bool) -> None:
        """Take note that this was predicted of a neuron, and whether it was right."""
        correct, said = self.score
        self.score = correct + right, said + 1
        self._guesses[neuron] = up

    def reveal(self, neurons: Iterable[Neuron]) -> None:
        """Show the arrows of these without a prediction, where there was none."""
        for neuron in neurons:
            self._guesses.setdefault(neuron, None)

    def knows(self, neuron: Neuron) -> bool:
        """Whether its arrow was predicted or revealed."""
        return neuron in self._guesses

    def of(self, neuron: Neuron) -> bool | None:
        """What was predicted of it, True for up; None when nothing was."""
        return self._guesses.get(neuron)

    def shown(self, arrows: Arrows, chosen: Neuron) -> Arrows:
        """Only those that were predicted or revealed, and the links of the chosen neuron when it was."""
        neurons = tuple((neuron, amount) for neuron, amount in arrows.neurons if self.knows(neuron))
        return Arrows(neurons, arrows.links if self.knows(chosen) else ())
