"""The neurons of a layer as one picture, made anew for each look by colouring a fixed stencil."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from digitpad.qt.theme import Theme


class Stencil:
    """Discs with an outline, of which only the greys change.

    Two hundred calls to a painter take several times as long, and training may get in between any two of them.
    """

    def __init__(self, places: NDArray[np.float64], radius: float, ratio: float, theme: Theme) -> None:
        """Prepare discs with their middles at `places` (neurons, 2), for `ratio` device pixels to a pixel."""
        reach = int(np.ceil(radius * ratio)) + 2
        self._ratio = ratio
        self._corner = np.floor(places.min(axis=0) * ratio).astype(np.intp) - reach
        columns, rows = np.ceil(places.max(axis=0) * ratio).astype(np.intp) + reach - self._corner + 1
        self._shape = (rows, columns)
        middles = places * ratio - self._corner
        window = np.arange(-reach, reach + 1)
        x = middles[:, 0].astype(np.intp)[:, None, None] + window[None, None, :]
        y = middles[:, 1].astype(np.intp)[:, None, None] + window[None, :, None]
        distance = np.hypot(x + 0.5 - middles[:, 0, None, None], y + 0.5 - middles[:, 1, None, None])
        edge = radius * ratio - distance
        covered = np.clip(edge + 0.5, 0, 1)
        painted = covered > 0
        # a line of one pixel, thinner around a tiny neuron, which would be nothing but outline otherwise
        line = min(ratio, radius * ratio / 4)
        ring = np.clip(0.5 + line / 2 - np.abs(edge - line / 2 + 0.5), 0, 1)[painted]
        owners = np.broadcast_to(np.arange(len(places))[:, None, None], covered.shape)[painted]
        covered = covered[painted]
        self._spots = np.broadcast_to(y * columns + x, painted.shape)[painted]
        self._owners = owners
        self._fill = (covered * (1 - ring)).astype(np.float32)
        outline = np.array([theme.outline.blue(), theme.outline.green(), theme.outline.red(), 255])
        self._base = ((covered * ring)[:, None] * outline + [0, 0, 0, 1] * (255 * self._fill)[:, None]).astype(
            np.float32
        )
        self._shades = np.array([(c.blue(), c.green(), c.red(), 0) for c in theme.shades], np.float32)

    def paint(self, painter: QPainter, shares: NDArray[np.float32]) -> None:
        """Draw the neurons in the greys of `shares` (neurons,), 0 to 1."""
        rows, columns = self._shape
        greys = self._shades[np.clip(shares * 255, 0, 255).astype(np.intp)]
        pixels = np.zeros((rows * columns, 4), np.uint8)
        pixels[self._spots] = self._base + self._fill[:, None] * greys[self._owners]
        image = QImage(
            pixels.data, int(columns), int(rows), 4 * int(columns), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(self._ratio)
        painter.drawImage(QPointF(*(self._corner / self._ratio)), image)
