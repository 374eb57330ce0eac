"""Ten bars: how probable the network finds each digit, in line with its output neurons."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from digitpad.qt import theme
from digitpad.qt.look import Look, percent
from digitpad.qt.widgets.placement import output_rows

NUMBER = 68
"""Width of a number in pixels."""


class OutputBars(QWidget):
    """A bar and a number for each digit; the winner is dark and bold, the runner-up named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outputBars")
        self.setAccessibleName(self.tr("Outputs"))
        self.setMinimumWidth(128)
        self.setMaximumWidth(224)
        self._theme = theme.LIGHT
        self._probabilities = np.zeros(10, np.float32)
        self._ranks = (-1, -1)
        self._describe()

    def show_look(self, look: Look) -> None:
        """Show the outputs of this look."""
        self._probabilities = look.probabilities
        self._ranks = (look.digit, look.runner_up)
        self._describe()
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def _describe(self) -> None:
        if self._ranks[0] < 0:
            self.setAccessibleDescription(self.tr("Nothing is drawn yet."))
            return
        shares = ", ".join(f"{digit}: {percent(share)}" for digit, share in enumerate(self._probabilities.tolist()))
        self.setAccessibleDescription(shares)

    def sizeHint(self) -> QSize:
        return QSize(176, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - NUMBER - theme.GRID
        rows = output_rows(self.height(), len(self._probabilities)).tolist()
        thick = min(12.0, 0.5 * (rows[1] - rows[0]))
        fonts = theme.figures(theme.SMALL), theme.figures(theme.BODY, QFont.Weight.Bold)
        for digit, (share, y) in enumerate(zip(self._probabilities.tolist(), rows, strict=True)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.raised)
            painter.drawRoundedRect(QRectF(0, y - 1, room, 2), 1, 1)
            if self._ranks[0] < 0:
                continue
            wins = digit == self._ranks[0]
            painter.setBrush(self._theme.ink if wins else self._theme.outline)
            painter.drawRoundedRect(QRectF(0, y - thick / 2, share * room, thick), 2, 2)
            painter.setPen(self._theme.ink if wins else self._theme.muted)
            painter.setFont(fonts[wins])
            number = QRectF(room + theme.GRID, y - 12, NUMBER, 24)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(number, side, percent(share))
            if digit == self._ranks[1]:
                self._mark(painter, y, room, share)

    def _mark(self, painter: QPainter, y: float, room: float, share: float) -> None:
        painter.setFont(theme.font(theme.SMALL))
        text = self.tr("second")
        width = painter.fontMetrics().horizontalAdvance(text)
        left = share * room + theme.GRID / 2
        if left + width <= room:
            painter.fillRect(QRectF(left - 2, y - 2, width + 6, 4), self._theme.ground)
            painter.drawText(QRectF(left, y - 12, width + 2, 24), Qt.AlignmentFlag.AlignVCenter, text)
