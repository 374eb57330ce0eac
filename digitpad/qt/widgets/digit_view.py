"""The 28x28 picture that the network gets, enlarged."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from digitpad.qt import theme
from digitpad.qt.look import Look


def picture(image: NDArray[np.float32], shown: theme.Theme) -> QImage:
    """An image of 0..1, in the greys of `shown`, one pixel for each value."""
    values = np.clip(np.rint(image * 255), 0, 255).astype(np.uint8)
    height, width = values.shape
    pixels = _pixels(shown.paper.name(), shown.ink.name())[values]
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()  # its own memory


@cache
def _pixels(paper: str, ink: str) -> NDArray[np.uint32]:
    """The pixel of each of the 256 greys from `paper` to `ink`."""
    reds, greens, blues = (
        np.rint(np.linspace(first, last, 256)).astype(int)
        for first, last in zip(_channels(paper), _channels(ink), strict=True)
    )
    pixels: NDArray[np.uint32] = (0xFF << 24 | reds << 16 | greens << 8 | blues).astype(np.uint32)
    return pixels


def _channels(name: str) -> tuple[int, int, int]:
    colour = QColor(name)
    return colour.red(), colour.green(), colour.blue()


class DigitView(QAbstractButton):
    """Shows the picture at a whole number of screen pixels for each of its own; a click asks how it came about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitView")
        self.setAccessibleName(self.tr("What the network sees: the drawing as 28 by 28 pixels"))
        self.setToolTip(
            self.tr("What the network sees: your drawing, fitted and centred in 28 × 28 pixels. Click to see how.")
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(112, 112)
        self._theme = theme.LIGHT
        self._image = np.zeros((28, 28), np.float32)
        self._describe()

    def show_look(self, look: Look) -> None:
        """Show the picture of this look."""
        if look.image is not self._image:
            self._image = look.image
            self._describe()
            self.update()

    def _describe(self) -> None:
        count = int(np.count_nonzero(self._image))
        told = self.tr("{count} of 784 pixels have ink.").format(count=count) if count else self.tr("Empty.")
        self.setAccessibleDescription(told + " " + self.tr("Press it to see how it came about."))

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        side = max(int(min(self.width(), self.height()) * ratio) // 28, 1) * 28 / ratio
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter.drawImage(QRectF(left, top, side, side), picture(self._image, self._theme))
        painter.setPen(QPen(self._theme.accent, 2) if self.hasFocus() else self._theme.outline)
        painter.drawRect(QRectF(left, top, side - 1, side - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
