"""What a neuron responds to as a 28x28 picture: blue where ink adds to its sum, red and striped where it takes away."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.neuron_text import number
from digitpad.qt.widgets import digit_view

SIDE = 28

LEVELS = 85
"""Steps from paper to full colour; three kinds of them fill a colour table."""

ROOT = 0.3
"""A value v is as deep as (|v| / largest) ** ROOT, so that small weights can be seen beside large ones."""

STRIPE = 0.5
"""Depth of a negative pixel, beside its usual one, where a stripe runs through it."""

Array = NDArray[np.floating]


def picture(values: Array, largest: float, each: int, shown: theme.Theme) -> QImage:
    """A picture of `values` (rows, columns), with `each` x `each` device pixels for each value."""
    depths = np.minimum(np.abs(values) / max(largest, float(np.finfo(np.float32).tiny)), 1) ** ROOT
    levels = np.rint(depths * (LEVELS - 1)).astype(np.uint8)
    levels[values < 0] += LEVELS
    large = np.repeat(np.repeat(levels, each, axis=0), each, axis=1)
    rows, columns = large.shape
    # the stripes go on from one value to the next
    stripes = (np.arange(rows)[:, None] + np.arange(columns)) % 4 == 0
    large[stripes & (large >= LEVELS)] += LEVELS
    made = QImage(large.tobytes(), columns, rows, columns, QImage.Format.Format_Indexed8)
    made.setColorTable(_colours(shown.paper.name(), shown.positive.name(), shown.negative.name()))
    return made.convertToFormat(QImage.Format.Format_RGB32)  # so that it owns its pixels


@cache
def _colours(paper: str, positive: str, negative: str) -> list[int]:
    kinds = ((positive, 1.0), (negative, 1.0), (negative, STRIPE))
    return [
        _mixed(QColor(paper), QColor(colour), depth * step / (LEVELS - 1)).rgb()
        for colour, depth in kinds
        for step in range(LEVELS)
    ]


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    ends = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(low + (high - low) * share) for low, high in ends))


class PatternPicture(QWidget):
    """Shows a value for each pixel, or the drawing itself with one pixel marked; says what is under the mouse.

    Signals:
        picked: the Neuron of the pixel that was clicked.
    """

    picked = Signal(object)

    def __init__(self, each: int, parent: QWidget | None = None) -> None:
        """Make an empty picture with `each` x `each` screen pixels for each of its own."""
        super().__init__(parent)
        self.setFixedSize(QSize(SIDE * each, SIDE * each))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme.LIGHT
        self._values: Array = np.zeros((SIDE, SIDE))
        self._largest: float | None = 1.0  # None: the values are ink
        self._mark: int | None = None
        self._tip: Callable[[int], str] = str

    def show_pattern(self, values: Array, largest: float, tip: Callable[[int], str]) -> None:
        """Show `values` (784,), of which `largest` has full colour; `tip` says what there is to each."""
        self._values, self._largest, self._mark, self._tip = values.reshape(SIDE, SIDE), largest, None, tip
        self.setAccessibleDescription(self.strongest)
        self.update()

    def show_drawing(self, image: Array, mark: int, tip: Callable[[int], str]) -> None:
        """Show `image` (28, 28), 0 paper to 1 ink, with a frame around the pixel `mark`."""
        self._values, self._largest, self._mark, self._tip = image, None, mark, tip
        self.setAccessibleDescription(tip(mark))
        self.update()

    @property
    def strongest(self) -> str:
        """The pixel with the largest |value|, in words."""
        return self.tr("Strongest: {pixel}.").format(pixel=self._tip(int(np.abs(self._values).argmax())))

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def _pixel(self, at: QPointF) -> int:
        each = self.width() / SIDE
        row, column = (min(max(int(place / each), 0), SIDE - 1) for place in (at.y(), at.x()))
        return SIDE * row + column

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), self._tip(self._pixel(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(Neuron(0, self._pixel(event.position())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown, room = self._theme, QRectF(self.rect())
        if self._largest is None:
            painter.drawImage(room, digit_view.picture(self._values.astype(np.float32), shown))
        else:
            each = max(round(self.width() * painter.deviceTransform().m11() / SIDE), 1)
            painter.drawImage(room, picture(self._values, self._largest, each, shown))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shown.outline)
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._mark is not None:
            each = self.width() // SIDE
            row, column = divmod(self._mark, SIDE)
            frame = QRectF(column * each, row * each, each, each)
            painter.setPen(QPen(shown.paper, 4))
            painter.drawRect(frame.adjusted(-2, -2, 2, 2))
            painter.setPen(QPen(shown.accent, 2))
            painter.drawRect(frame.adjusted(-2, -2, 2, 2))


class PatternScale(QWidget):
    """What the colours of a pattern mean: from minus to plus its largest value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(30)
        self.setToolTip(
            self.tr(
                "Depth of colour: (size ÷ largest) to the power of {root}, so that small values can be seen"
            ).format(root=ROOT)
        )
        self._theme = theme.LIGHT
        self._largest = 1.0

    def show_scale(self, largest: float) -> None:
        """Show what `largest` is."""
        self._largest = largest
        self.setAccessibleName(
            self.tr("Scale: red and striped to {low}, blue to {high}").format(
                low=number(-largest), high=number(largest, signed=True)
            )
        )
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = painter.deviceTransform().m11()
        strip = QRectF(0, 1, self.width(), 9)
        values = np.linspace(-1, 1, round(strip.width() * ratio))
        painter.drawImage(strip, picture(np.tile(values, (round(strip.height() * ratio), 1)), 1, 1, self._theme))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.outline)
        painter.drawRect(strip.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(self._theme.muted)
        painter.setFont(theme.figures(theme.SMALL))
        below = QRectF(0, strip.bottom(), self.width(), self.height() - strip.bottom())
        for text, side in (
            (number(-self._largest), Qt.AlignmentFlag.AlignLeft),
            ("0", Qt.AlignmentFlag.AlignHCenter),
            (number(self._largest, signed=True), Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignVCenter, text)
