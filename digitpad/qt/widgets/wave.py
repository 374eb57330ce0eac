"""The wave of activation that runs through the picture of the network."""

from PySide6.QtCore import QObject, QVariantAnimation

from digitpad.qt.widgets.network_painting import SWELL
from digitpad.qt.widgets.placement import Placement

DURATION_MS = 1000
"""How long it takes from the picture to the outputs."""


class Wave(QVariantAnimation):
    """Runs once from the picture to the outputs; where it is `animated` evenly, else in a step for each layer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, startValue=0.0, endValue=1.0, duration=DURATION_MS)
        self.animated = True

    def front(self, placement: Placement) -> float | None:
        """The x that it has reached; None while there is none."""
        return None if self.state() == self.State.Stopped else self.reached(self.currentValue(), placement)

    def reached(self, share: float, placement: Placement) -> float:
        """The x that it has reached after this share of its time."""
        begin, end = placement.leave(0), placement.edges[-1][1] + SWELL
        if self.animated:
            return begin + share * (end - begin)
        reached = int(share * len(placement.edges))
        return [begin, *(right + SWELL / 2 for _, right in placement.edges)][reached]
