"""The curve that a stroke is painted as."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

Points = Sequence[Sequence[float]]


def smooth(points: Points, first: int = 1) -> QPainterPath:
    """A curve through the middles between `points`, which are its control points; all or from the `first` of these."""
    path = settled(points, first)
    last = QPointF(*points[-1])
    path.lineTo(last if len(points) > 1 else last + QPointF(0.01, 0))  # a dot
    return path


def settled(points: Points, first: int) -> QPainterPath:
    """The same without the line to the last point, which the next point will take away."""
    before, *rest = [QPointF(x, y) for x, y in points[first - 1 :]]
    path = QPainterPath(before if first == 1 else (before + rest[0]) / 2)
    for here, after in pairwise(rest):
        path.quadTo(here, (here + after) / 2)
    return path
