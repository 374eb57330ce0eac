"""The pictures of a mini-batch, small, and which of them are misread."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from digitpad.net.network import CLASSES
from digitpad.qt import theme

COLUMNS = 8
EACH = 28
"""Pixels in the picture: one for one."""

STEP = 36
"""From one picture to the next."""


class WalkPictures(QWidget):
    """Rows of pictures; one that is misread has a frame and, in a corner, the digit that it is taken for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme.LIGHT
        self._images: NDArray[np.uint8] = np.zeros((0, 28, 28), np.uint8)
        self._readings = self._labels = np.zeros(0, np.intp)

    def show_pictures(self, inputs: NDArray[np.floating], labels: NDArray[np.intp], readings: NDArray[np.intp]) -> None:
        """Show `inputs` (n, 784), of the digits `labels` (n,), which are read as `readings` (n,)."""
        self._images = (255 * inputs).astype(np.uint8).reshape(-1, 28, 28)
        self._labels, self._readings = labels, readings
        self.setFixedHeight(STEP * -(-len(labels) // COLUMNS))
        text = self.tr("{label} taken for {reading}")
        taken = [text.format(label=CLASSES[labels[at]], reading=CLASSES[readings[at]]) for at in self.misread]
        self.setAccessibleName(self.tr("The pictures of the mini-batch"))
        self.setAccessibleDescription("; ".join(taken) if taken else self.tr("All are read right."))
        self.update()

    @property
    def misread(self) -> list[int]:
        """The numbers of the pictures that are read wrong."""
        return np.flatnonzero(self._readings != self._labels).tolist()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.figures(theme.SMALL))
        colours = [colour.rgb() for colour in self._theme.shades]
        misread = set(self.misread)
        for at, pixels in enumerate(self._images):
            row, column = divmod(at, COLUMNS)
            room = QRectF(column * STEP + 2, row * STEP + 2, EACH, EACH)
            picture = QImage(pixels.tobytes(), EACH, EACH, EACH, QImage.Format.Format_Indexed8)
            picture.setColorTable(colours)
            painter.drawImage(room, picture)
            if at in misread:
                painter.setPen(QPen(self._theme.ink, 2))
                painter.drawRect(room)
                corner = QRectF(room.right() - 9, room.bottom() - 11, 12, 14)
                painter.fillRect(corner, self._theme.ink)
                painter.setPen(self._theme.paper)
                painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, CLASSES[self._readings[at]])
