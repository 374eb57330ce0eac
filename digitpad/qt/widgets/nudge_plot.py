"""The loss as a curve over what one weight is changed by, with the straight line that the gradient foretells."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from digitpad.lesson import plain
from digitpad.qt import theme

ABOVE, BELOW = 18, 18
"""Room for names above the curves and for numbers below them."""

BESIDE = 10
"""Room for half a point at both ends."""

KEY = 22
"""Width of a piece of line in the key, with the gap before its name."""

POINT = 5
"""Radius of a point, in pixels."""


class NudgePlot(QWidget):
    """A curve and its tangent at 0, and a point on each.

    Signals:
        dragged: the amount under the mouse, while its button is down.
    """

    dragged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nudgePlot")
        self.setAccessibleName(self.tr("The loss, and what the gradient foretells, over the change of the weight"))
        self.setMinimumSize(200, 72)
        self._theme = theme.LIGHT
        self._amounts: NDArray[np.float64] = np.empty(0)
        self._losses: NDArray[np.float64] = np.empty(0)
        self._line: NDArray[np.float64] = np.empty(0)
        self._point = (0.0, 0.0, 0.0)

    def show_curve(self, amounts: NDArray[np.float64], losses: NDArray[np.float64], line: NDArray[np.float64]) -> None:
        """Show the losses and what the line foretells at these ascending amounts, (k,) each; none are no curve."""
        self._amounts, self._losses, self._line = amounts, losses, line
        self.update()

    def show_point(self, amount: float, loss: float, predicted: float) -> None:
        """Show where the person is."""
        self._point = amount, loss, predicted
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    @property
    def room(self) -> QRectF:
        """Where the curves are."""
        return QRectF(self.rect()).adjusted(BESIDE, ABOVE, -BESIDE, -BELOW)

    def place(self, amount: float, loss: float) -> QPointF:
        """Where on the widget this loss after this amount is."""
        room = self.room
        low, high = self._heights
        across = (amount - self._amounts[0]) / (self._amounts[-1] - self._amounts[0])
        return QPointF(room.left() + across * room.width(), room.bottom() - (loss - low) / (high - low) * room.height())

    @property
    def _heights(self) -> tuple[float, float]:
        """The least and the greatest loss that there is room for."""
        low, high = float(self._losses.min()), float(self._losses.max())
        if low == high:
            return low - 1, high + 1
        # far out the line may fall to where no loss can be; the curve must stay large enough to be seen beside it
        spare = 0.6 * (high - low)
        return max(min(float(self._line.min()), low), low - spare), min(
            max(float(self._line.max()), high), high + spare
        )

    def sizeHint(self) -> QSize:
        return QSize(300, 112)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if len(self._amounts) and event.buttons() & Qt.MouseButton.LeftButton:
            room = self.room
            across = min(max((event.position().x() - room.left()) / room.width(), 0.0), 1.0)
            self.dragged.emit(float(self._amounts[0] + across * (self._amounts[-1] - self._amounts[0])))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, room = self._theme, self.room
        painter.setPen(QPen(shown.line, 1))
        painter.setBrush(shown.paper)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not len(self._amounts):
            return
        middle = room.center().x()
        painter.setPen(QPen(shown.outline, 1))
        painter.drawLine(QLineF(middle, ABOVE, middle, room.bottom()))
        painter.setFont(theme.figures(theme.SMALL))
        painter.setPen(shown.muted)
        foot = QRectF(6, self.height() - BELOW, self.width() - 12, BELOW - 2)
        flag = Qt.AlignmentFlag
        for amount, side in zip(self._amounts[[0, -1]], (flag.AlignLeft, flag.AlignRight), strict=True):
            painter.drawText(foot, side | flag.AlignVCenter, plain(float(amount)))
        painter.drawText(foot, flag.AlignCenter, "0")
        self._paint_key(painter)
        painter.setClipRect(room.adjusted(-BESIDE + 1, -POINT - 2, BESIDE - 1, POINT + 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for losses, pen in (
            (self._line, QPen(shown.muted, 1.5, Qt.PenStyle.DashLine)),
            (self._losses, QPen(shown.ink, 2)),
        ):
            painter.setPen(pen)
            points = zip(self._amounts.tolist(), losses.tolist(), strict=True)
            painter.drawPolyline(QPolygonF([self.place(*point) for point in points]))
        amount, loss, predicted = self._point
        on_curve, on_line = self.place(amount, loss), self.place(amount, predicted)
        painter.setPen(QPen(shown.outline, 1))
        painter.drawLine(on_curve, on_line)
        self._paint_point(painter, on_line, shown.paper, shown.muted)
        self._paint_point(painter, on_curve, shown.ink, shown.paper)

    def _paint_key(self, painter: QPainter) -> None:
        """Which is the curve and which the line."""
        shown = self._theme
        painter.setFont(theme.font(theme.SMALL))
        slope = float((self._line[-1] - self._line[0]) / (self._amounts[-1] - self._amounts[0]))
        texts = self.tr("foretold by the gradient, {gradient}"), self.tr("gradient {gradient}")
        curve, (line, short) = self.tr("loss"), (text.format(gradient=plain(slope)) for text in texts)
        measured = painter.fontMetrics().horizontalAdvance
        if 2 * (KEY + theme.GRID) + measured(curve) + measured(line) > self.width():
            line = short
        at = float(theme.GRID)
        for text, pen, colour in (
            (curve, QPen(shown.ink, 2), shown.ink),
            (line, QPen(shown.muted, 1.5, Qt.PenStyle.DashLine), shown.muted),
        ):
            painter.setPen(pen)
            painter.drawLine(QLineF(at, ABOVE / 2, at + KEY - 4, ABOVE / 2))
            painter.setPen(colour)
            width = measured(text) + 2
            painter.drawText(QRectF(at + KEY, 0, width, ABOVE), Qt.AlignmentFlag.AlignVCenter, text)
            at += KEY + width + theme.GRID

    def _paint_point(self, painter: QPainter, at: QPointF, fill: QColor, edge: QColor) -> None:
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(fill)
        painter.drawEllipse(at, POINT, POINT)
