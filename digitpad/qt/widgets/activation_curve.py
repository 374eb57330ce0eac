"""From a neuron's sum to its activation: the curve with the point on it, or the outputs' shares."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from digitpad.net.activations import ACTIVATIONS
from digitpad.net.network import CLASSES
from digitpad.net.neuron import Terms
from digitpad.qt import theme
from digitpad.qt.look import Look, percent
from digitpad.qt.neuron_text import activation_of, number

HEIGHT = 116

NARROWEST = 4.0
"""The curve is shown for sums of at least ±this, and twice that as often as it takes to have the point on it."""

ABOVE, BELOW = 16, 22
"""Room for numbers above and below the curve."""

BENT = ("relu", "leaky-relu")
"""Activations whose curve is two straight lines."""

LIMITS = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}
"""What an activation never reaches."""

APART = 12
"""Digits above the line of sums are kept so far apart, in pixels."""


class ActivationCurve(QWidget):
    """The function that the neuron applies, with where it is on it; for softmax, all outputs' sums and shares."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._theme = theme.LIGHT
        self._kind = "relu"
        self._index = 0
        self._point: tuple[float, float] | None = None
        self._sums: NDArray[np.floating] = np.zeros(0)
        self._shares: NDArray[np.floating] = np.zeros(0)

    def show_terms(self, look: Look, seen: Terms) -> None:
        """Show the activation of this neuron."""
        self._kind = activation_of(look.network, seen.neuron)
        self._index = seen.neuron.index
        self._point = None
        if seen.total is not None and seen.activation is not None and look.forward is not None:
            self._point = seen.total, seen.activation
            self._sums, self._shares = look.forward.sums[-1][0], look.forward.outputs[0]
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    @property
    def anything(self) -> bool:
        """Whether there is something to see: shares there are none before something is drawn."""
        return self._kind != "softmax" or self._point is not None

    @property
    def reach(self) -> float:
        """The curve is shown for sums from minus this to this."""
        reach = NARROWEST
        while self._point is not None and reach < min(abs(self._point[0]), 1e9):
            reach *= 2
        return reach

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.figures(theme.SMALL))
        if self._kind == "softmax" and self._point:
            self._paint_sums(painter, QRectF(8, 0, self.width() - 16, 74))
            self._paint_shares(painter, QRectF(0, 92, self.width(), 22))
        elif self._kind != "softmax":
            self._paint_curve(painter, QRectF(12, ABOVE, self.width() - 24, self.height() - ABOVE - BELOW))

    def _paint_curve(self, painter: QPainter, room: QRectF) -> None:
        shown, reach = self._theme, self.reach
        sums = np.linspace(-reach, reach, 3 if self._kind in BENT else 81)  # straight but for zero, or smooth
        values = np.empty_like(sums)
        ACTIVATIONS[self._kind].apply(sums, values)
        low, high = LIMITS.get(self._kind, (float(values[0]), float(values[-1])))

        def place(total: float, value: float) -> QPointF:
            return QPointF(
                room.center().x() + total / reach * room.width() / 2,
                room.bottom() - (value - low) / (high - low) * room.height(),
            )

        zero = place(0, 0)
        painter.setPen(QPen(shown.outline, 1))
        painter.drawLine(QLineF(room.left(), zero.y(), room.right(), zero.y()))
        painter.drawLine(QLineF(zero.x(), room.top(), zero.x(), room.bottom()))
        painter.setPen(QPen(shown.ink if self._point else shown.outline, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([place(x, y) for x, y in zip(sums.tolist(), values.tolist(), strict=True)]))
        painter.setPen(shown.muted)
        painter.drawText(QPointF(zero.x() + 5, 11), self.tr("activation"))
        text = self.tr("sum")
        painter.drawText(QPointF(room.right() - painter.fontMetrics().horizontalAdvance(text), zero.y() - 4), text)
        ends = [(-reach, room.left()), (0.0, zero.x()), (reach, room.right())]
        if self._point:
            total, activation = self._point
            at = place(total, activation)
            foot = self._paint_point(painter, at, zero, total, activation)
            ends = [(value, x) for value, x in ends if abs(x - foot) > 40]
        painter.setPen(shown.muted)
        for value, x in ends:
            self._write(painter, x, self.height() - 9, f"{value:g}".replace("-", "−"))

    def _paint_point(self, painter: QPainter, at: QPointF, zero: QPointF, total: float, activation: float) -> float:
        """The point, and lines from it to its numbers on both axes; returns where the number of its sum is."""
        shown = self._theme
        bottom = self.height() - BELOW
        painter.setPen(QPen(shown.muted, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(at.x(), at.y(), at.x(), bottom))
        painter.drawLine(QLineF(at.x(), at.y(), zero.x(), at.y()))
        painter.setPen(QPen(shown.paper, 2))
        painter.setBrush(shown.ink)
        painter.drawEllipse(at, 6, 6)
        painter.setPen(shown.ink)
        painter.setFont(theme.figures(theme.SMALL, QFont.Weight.Bold))
        text = number(activation)
        width = painter.fontMetrics().horizontalAdvance(text) + 2
        # on the far side of the axis, where no curve is in the way; one that bends at zero is to the right of it
        left = zero.x() - width - 6 if total >= 0 or self._kind in BENT else zero.x() + 6
        painter.drawText(QRectF(left, at.y() - (9 if total > 0 else 18), width, 18), 0, text)
        foot = self._write(painter, at.x(), self.height() - 9, number(total))
        painter.setFont(theme.figures(theme.SMALL))
        return foot

    def _write(self, painter: QPainter, middle: float, y: float, text: str) -> float:
        """`text` around this place, but within the widget; returns its middle."""
        width = painter.fontMetrics().horizontalAdvance(text) + 1
        left = min(max(middle - width / 2, 0.0), self.width() - width)
        painter.drawText(QRectF(left, y - 9, width, 18), Qt.AlignmentFlag.AlignCenter, text)
        return left + width / 2

    def _paint_sums(self, painter: QPainter, room: QRectF) -> None:
        """Every output's digit, led to its sum on one line."""
        shown = self._theme
        low, high = float(self._sums.min()), float(self._sums.max())
        line = room.bottom() - 18
        painter.setPen(shown.muted)
        painter.drawText(QPointF(0, 11), self.tr("sum of each output"))
        painter.setPen(QPen(shown.outline, 1))
        painter.drawLine(QLineF(room.left(), line, room.right(), line))
        order = np.argsort(self._sums)
        places = room.left() + (self._sums[order] - low) / max(high - low, 1e-6) * room.width()
        for index, x, digit_x in zip(order.tolist(), places.tolist(), _apart(places, room.right()), strict=True):
            own = index == self._index
            painter.setPen(QPen(shown.ink if own else shown.outline, 2 if own else 1))
            painter.drawPolyline([QPointF(digit_x, line - 14), QPointF(x, line - 5), QPointF(x, line + 2)])
            painter.setPen(shown.ink if own else shown.muted)
            painter.setFont(theme.figures(theme.SMALL, QFont.Weight.Bold if own else QFont.Weight.Normal))
            self._write(painter, digit_x, line - 23, CLASSES[index])
        painter.setFont(theme.figures(theme.SMALL))
        painter.setPen(shown.muted)
        for value, x in ((low, room.left()), (high, room.right())):
            self._write(painter, x, line + 12, number(value))

    def _paint_shares(self, painter: QPainter, room: QRectF) -> None:
        """One bar, cut into the outputs' shares."""
        shown = self._theme
        painter.setPen(shown.muted)
        painter.drawText(QPointF(0, room.top() - 5), self.tr("share of each output"))
        left = room.left()
        for index, share in enumerate(self._shares.tolist()):
            width = share * room.width()
            own = index == self._index
            if width >= 0.5:
                painter.fillRect(
                    QRectF(left, room.top(), max(width - 1, 0.5), room.height()), shown.ink if own else shown.raised
                )
            if width > 12:
                text = f"{CLASSES[index]}: {percent(share)}" if own and width > 72 else CLASSES[index]
                painter.setPen(shown.paper if own else shown.muted)
                painter.drawText(QRectF(left, room.top(), width, room.height()), Qt.AlignmentFlag.AlignCenter, text)
            left += width


def _apart(places: NDArray[np.floating], right: float) -> list[float]:
    """Ascending `places` moved as little to the right as to be `APART`, and then back to the left of `right`."""
    moved: list[float] = []
    for place in places.tolist():
        moved.append(max(place, moved[-1] + APART) if moved else place)
    limit = right
    for position in range(len(moved) - 1, -1, -1):
        moved[position] = min(moved[position], limit)
        limit = moved[position] - APART
    return moved
