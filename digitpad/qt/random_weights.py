"""Random weights that take the place of trained ones for the time of a walk."""

from digitpad.net.network import Network
from digitpad.net.walkthrough import untrained


class RandomWeights:
    """Knows which networks a walk brought, and the one to go back to.

    Attributes:
        trained: what random weights took the place of; None when they did not.
        away: whether on screen are random weights, or what has been made of them since.
        learned: whether training has run on them since they came.
    """

    def __init__(self) -> None:
        self.trained: Network | None = None
        self.away = self.learned = False
        self._brought: list[Network] = []

    def see(self, network: Network) -> None:
        """Take note of the network that is on screen now."""
        if network is self.trained:
            self.away = self.learned = False
        elif any(network is brought for brought in self._brought):
            self.away = True

    def instead_of(self, network: Network) -> Network:
        """A network of the same shape that has learned nothing; `network` is gone back to if it is a trained one."""
        if not self.away:
            self.trained = network
            self.learned = False
        self._brought.append(untrained(network))
        return self._brought[-1]

    def forget(self) -> None:
        """The network on screen is from elsewhere: there is nothing to go back to."""
        self._brought.clear()
        self.trained = None
        self.away = self.learned = False
