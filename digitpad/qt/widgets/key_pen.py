"""The pen that keys move over the canvas."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from digitpad.qt import theme

STEP, FAST = 1 / 32, 5
"""A key moves the pen by this share of the canvas's shorter side, with Shift by so many times as much."""

WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    # where the keypad has its corners, for who cannot hold two keys at once
    Qt.Key.Key_Home: (-1, -1),
    Qt.Key.Key_PageUp: (1, -1),
    Qt.Key.Key_End: (-1, 1),
    Qt.Key.Key_PageDown: (1, 1),
}
"""Where each key moves the pen, right and down."""


class KeyPen:
    """Goes the way that the held keys point.

    Attributes:
        at: where on the widget it is; None while it does not show, because keys have not been used.
        held: the keys that move it.
    """

    def __init__(self) -> None:
        self.at: QPointF | None = None
        self.held: set[int] = set()

    def show(self, size: QSize) -> QPointF:
        """Appear in the middle of a widget of this size, or stay where it is; returns the place."""
        if self.at is None:
            self.at = QPointF(size.width() / 2, size.height() / 2)
        return self.at

    def steps(self, far: int, size: QSize) -> Iterator[QPointF]:
        """Go so many steps one after the other, so that corners stay sharp, and give each place."""
        width, height = size.width(), size.height()
        x, y = (sum(WAYS[Qt.Key(key)][axis] for key in self.held) for axis in (0, 1))
        way = QPointF(min(max(x, -1), 1), min(max(y, -1), 1)) * STEP * min(width, height)
        for _ in range(far):
            if self.at is None:  # something else draws now
                return
            to = self.at + way
            self.at = QPointF(min(max(to.x(), 0.0), width), min(max(to.y(), 0.0), height))
            yield self.at

    def paint(self, painter: QPainter, radius: float, down: bool, shown: theme.Theme) -> None:
        """A ring with four ticks around it; with a dot in it while the pen is down."""
        if self.at is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((shown.paper, 5.0), (shown.accent, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(self.at, radius, radius)
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                way = QPointF(x, y)
                painter.drawLine(self.at + way * radius, self.at + way * (radius + 6))
        if down:
            painter.setPen(QPen(shown.paper, 2))
            painter.setBrush(shown.accent)
            painter.drawEllipse(self.at, 4.5, 4.5)
