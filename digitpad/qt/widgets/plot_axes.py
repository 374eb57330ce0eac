"""The axes and curves of the training plot; the only file that imports pyqtgraph."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from digitpad.qt import theme

BESIDE = 52
"""Width of the axes at both sides; the labels below may reach as far."""


class PlotAxes(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Loss on the left axis, accuracy on the right one, mini-batches below."""

    def __init__(self, steps: str, loss: str, accuracy: str, shown: theme.Theme) -> None:
        super().__init__(background=None)
        self.setStyleSheet("background: transparent")
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(False, False)
        item.showAxis("right")
        item.layout.setContentsMargins(0, theme.GRID, 0, 0)  # for half of the highest label
        self._names = {"bottom": steps, "left": loss, "right": accuracy}
        self._right = pg.ViewBox(enableMenu=False, enableMouse=False)
        item.scene().addItem(self._right)
        item.getAxis("right").linkToView(self._right)
        self._right.setXLink(item)
        self._right.setYRange(0, 100, padding=0.04)
        item.vb.sigResized.connect(self._follow)
        for name in self._names:
            axis = item.getAxis(name)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickFont=theme.figures(theme.SMALL), tickLength=-4, maxTickLevel=0)
        item.getAxis("bottom").setStyle(hideOverlappingLabels=BESIDE)  # or it would drop the first and the last
        item.getAxis("left").setWidth(BESIDE)
        item.getAxis("right").setWidth(BESIDE)
        self._raw, self._smooth = item.plot(), item.plot(antialias=True)
        self._accuracy = pg.PlotDataItem(antialias=True, symbol="o", symbolSize=6)
        self._right.addItem(self._accuracy)
        self.show_theme(shown)
        self.show_curves(np.empty(0), np.empty(0), np.empty(0), [])

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        item = self.getPlotItem()
        for name, text in self._names.items():
            axis = item.getAxis(name)
            colour = shown.accent if name == "right" else shown.muted
            axis.setPen(shown.outline)
            axis.setTextPen(colour)
            axis.setLabel(text, color=colour.name(), **{"font-size": f"{theme.SMALL}px"})
        self._raw.setPen(shown.outline)
        self._smooth.setPen(pg.mkPen(shown.ink, width=2))
        self._accuracy.setPen(pg.mkPen(shown.accent, width=2))
        self._accuracy.setSymbolBrush(shown.accent)
        self._accuracy.setSymbolPen(None)

    def show_curves(
        self,
        steps: NDArray[np.float64],
        losses: NDArray[np.float64],
        smooth: NDArray[np.float64],
        measured: list[tuple[int, float]],
    ) -> None:
        """Show the losses at these steps, and the accuracies in per cent that were measured at some."""
        self._raw.setData(steps, losses)
        self._smooth.setData(steps, smooth)
        self._accuracy.setData(*np.array(measured, float).reshape(-1, 2).T)
        last = max(steps[-1] if len(steps) else 0, measured[-1][0] if measured else 0, 100)
        item = self.getPlotItem()
        item.setXRange(0, last, padding=0.01)
        item.setYRange(0, max(smooth, default=2.5), padding=0.04)
        # else the curves would take their places in the middle of the painting, and ask for another one
        item.scene().prepareForPaint()

    def _follow(self) -> None:
        self._right.setGeometry(self.getPlotItem().vb.sceneBoundingRect())
