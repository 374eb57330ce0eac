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
        self._counts = np.count_nonzero(painted, axis=(1, 2))  # of pixels of each neuron, which follow one another
        covered = covered[painted]
        self._spots = np.broadcast_to(y * columns + x, painted.shape)[painted]
        self._fill = (256 * covered * (1 - ring)).astype(np.uint32)
        outline = [theme.outline.blue(), theme.outline.green(), theme.outline.red()]
        blue, green, red = ((covered * ring * channel).astype(np.uint32) for channel in outline)
        self._base = (255 * covered).astype(np.uint32) << 24 | red << 16 | green << 8 | blue
        self._greens = np.array([c.green() for c in theme.shades], np.uint32)
        self._reds_and_blues = np.array([c.red() << 16 | c.blue() for c in theme.shades], np.uint32)
        self._pixels = np.zeros(rows * columns, np.uint32)

    def paint(self, painter: QPainter, shares: NDArray[np.float32]) -> None:
        """Draw the neurons in the greys of `shares` (neurons,), 0 to 1."""
        rows, columns = self._shape
        greys = np.clip(shares * 255, 0, 255).astype(np.intp)
        # two channels are multiplied at once: a byte times 256 at most leaves the other alone
        made = np.repeat(self._reds_and_blues[greys], self._counts)
        made *= self._fill
        made >>= 8
        made &= 0xFF00FF
        greens = np.repeat(self._greens[greys], self._counts)
        greens *= self._fill
        greens &= 0xFF00
        made += greens
        made += self._base
        self._pixels[self._spots] = made
        image = QImage(
            self._pixels.data, int(columns), int(rows), 4 * int(columns), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(self._ratio)
        painter.drawImage(QPointF(*(self._corner / self._ratio)), image)
