"""The course of training: loss and validation accuracy over the mini-batches."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.widgets.elided import Elided
from digitpad.qt.workers import Progress
from digitpad.words import grouped

if TYPE_CHECKING:
    from digitpad.qt.workers.checkpoint import Curve

REDRAW_MS = 250
"""The curves are drawn anew so often; more is not seen and costs time that the pen needs."""

MOST = 600
"""Points of a curve."""


class Averages:
    """A long series as at most `MOST` averages over equal stretches of it; the stretches double as it grows."""

    def __init__(self) -> None:
        self.stretch = 1
        self.values: NDArray[np.float64] = np.empty(0)
        self.rest: NDArray[np.float64] = np.empty(0)  # too few for another average

    def add(self, values: NDArray[np.float64]) -> None:
        """Continue the series."""
        rest = np.concatenate([self.rest, values])
        whole = len(rest) // self.stretch * self.stretch
        self.rest = rest[whole:]
        self.values = np.concatenate([self.values, rest[:whole].reshape(-1, self.stretch).mean(axis=1)])
        while len(self.values) > MOST:
            if len(self.values) % 2:
                # the odd one out waits for its partner
                self.rest = np.concatenate([np.full(self.stretch, self.values[-1]), self.rest])
                self.values = self.values[:-1]
            self.values = self.values.reshape(-1, 2).mean(axis=1)
            self.stretch *= 2

    @property
    def middles(self) -> NDArray[np.floating]:
        """Where in the series each average lies."""
        return (np.arange(len(self.values)) + 0.5) * self.stretch


def smoothed(values: NDArray[np.float64]) -> NDArray[np.floating]:
    """The mean of each value and its neighbours, a twentieth of the series in all."""
    reach = len(values) // 40
    total = np.concatenate([[0.0], np.cumsum(values)])
    here = np.arange(len(values))
    low, high = np.maximum(here - reach, 0), np.minimum(here + reach + 1, len(values))
    means: NDArray[np.floating] = (total[high] - total[low]) / (high - low)
    return means


class TrainingPlot(QWidget):
    """Two curves on two axes, with the latest values in the legend above them.

    pyqtgraph takes longer to import than all the rest, so the axes appear after the window's first paint.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingPlot")
        self.setAccessibleName(self.tr("Training plot: loss and validation accuracy"))
        self.setMinimumSize(320, 176)
        self._theme = theme.LIGHT
        self._axes: Any = None
        self._painted = False
        self._loss = _Key(self.tr("Loss"))
        self._accuracy = _Key(self.tr("Validation accuracy"), dotted=True)
        self._since_drawn = QElapsedTimer()
        self._redraw = QTimer(self, singleShot=True)
        self._redraw.timeout.connect(self._draw)
        self._first = QTimer(self, singleShot=True)
        self._first.timeout.connect(self._build)
        legend = QHBoxLayout()
        legend.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        legend.addWidget(self._loss)
        legend.addStretch()
        legend.addWidget(self._accuracy)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.GRID // 2)
        self._layout.addLayout(legend)
        self._layout.addStretch(1)
        self.restart()

    @property
    def losses(self) -> NDArray[np.floating]:
        """The loss curve as it is drawn."""
        return smoothed(self._losses.values)

    def restart(self) -> None:
        """Forget the curves."""
        self._losses = Averages()
        self._measured: list[tuple[int, float]] = []
        self._loss.tell("")
        self._accuracy.tell("")
        self._describe()
        self._draw_soon()

    def show_progress(self, progress: Progress) -> None:
        """Continue the curves."""
        self._losses.add(progress.losses)
        if progress.accuracy is not None:
            self._measured.append((progress.step, 100 * progress.accuracy))
            if len(self._measured) > MOST:
                del self._measured[1:-1:2]
        self._draw_soon()

    @property
    def curve(self) -> "Curve":
        """The curves as they are now; nobody writes to them."""
        from digitpad.qt.workers.checkpoint import Curve

        losses = self._losses
        return Curve(losses.values, losses.rest, losses.stretch, tuple(self._measured))

    def show_curve(self, curve: "Curve") -> None:
        """Go on from these curves."""
        self._losses.values, self._losses.rest, self._losses.stretch = curve.losses, curve.rest, curve.stretch
        self._measured = list(curve.measured)
        self._draw_soon()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self._loss.paint_in(shown.ink)
        self._accuracy.paint_in(shown.accent)
        if self._axes is not None:
            self._axes.show_theme(shown)
        self.update()

    def _draw_soon(self) -> None:
        if not self._redraw.isActive():
            passed = self._since_drawn.elapsed() if self._since_drawn.isValid() else REDRAW_MS
            self._redraw.start(max(0, REDRAW_MS - passed))

    def _draw(self) -> None:
        if self._axes is None:
            return
        self._since_drawn.start()
        smooth = self.losses
        self._axes.show_curves(self._losses.middles, self._losses.values, smooth, self._measured)
        if len(smooth):
            self._loss.tell(f"{smooth[-1]:.3f}")
        self._describe()
        if self._measured:
            self._accuracy.tell(self.tr("{share:.1f} %").format(share=self._measured[-1][1]))

    def _describe(self) -> None:
        """Say how the curves end."""
        told = []
        if len(smooth := self.losses):
            text = self.tr("Loss {loss:.3f}, at first {first:.3f}.")
            told.append(text.format(loss=smooth[-1], first=smooth[0]))
        if self._measured:
            text = self.tr("Validation accuracy {share:.1f} % after {steps} mini-batches.")
            told.append(text.format(share=self._measured[-1][1], steps=grouped(self._measured[-1][0])))
        self.setAccessibleDescription(" ".join(told) or self.tr("Nothing was trained yet."))

    def _build(self) -> None:
        from digitpad.qt.widgets.plot_axes import PlotAxes

        self._axes = PlotAxes(self.tr("mini-batches"), self.tr("loss"), self.tr("accuracy (%)"), self._theme)
        self._layout.takeAt(1)
        self._layout.addWidget(self._axes, 1)
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(560, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._painted:
            self._painted = True
            self._first.start()


class _Key(QWidget):
    """A sample of a curve, its name and its latest value."""

    def __init__(self, name: str, dotted: bool = False) -> None:
        """`dotted` when the curve has a dot for each value, which tells it apart without colours."""
        super().__init__()
        self._colour = QColor()
        self._dotted = dotted
        label = Elided(lines=1)
        label.setText(name)
        label.setProperty("rank", "second")
        self._value = QLabel()
        self._value.setFont(theme.figures(theme.BODY))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * theme.GRID, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(label)
        layout.addWidget(self._value)

    def tell(self, value: str) -> None:
        """Show the latest value."""
        self._value.setText(value)

    def paint_in(self, colour: QColor) -> None:
        """Give the sample the colour of its curve."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.height() // 2
        painter.fillRect(0, middle - 1, 2 * theme.GRID, 3, self._colour)
        if self._dotted:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawEllipse(QPointF(theme.GRID, middle + 0.5), 4, 4)
