"""The ten outputs twice, one beside the other: now and untrained, or what they are and what they should be."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from digitpad.net.network import CLASSES
from digitpad.qt import theme

ROW = 16
"""Height of a row in pixels."""

NAME, GAP = 16, 8
"""Width of the digits, and room before each column of numbers."""


def short(value: float, signed: bool = False, places: int = 3) -> str:
    """With so many places behind the point; what would read 0 or 1 and is not quite says so."""
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    size = abs(value)
    if size in (0, 1):
        return f"{sign}{size:.0f}"
    if size < 1 and float(f"{size:.{places}f}") in (0, 1):
        return f"≈ {sign if size > 0.5 else ''}{round(size)}"
    return f"{sign}{size:.{places}f}"


class Pairs(NamedTuple):
    """What there is to compare.

    Attributes:
        headings: of the columns: the first number, the second, and the second minus the first; of as many as shown.
        first, second: a number from 0 to 1 for each output, (10,); there may be no second.
        marked: the output to stand out.
    """

    headings: tuple[str, ...]
    first: NDArray[np.floating]
    second: NDArray[np.floating] | None
    marked: int


class OutputPairs(QWidget):
    """For each digit a dark bar for the first number, a frame for the second, and both written out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs: Pairs | None = None
        self._theme = theme.LIGHT
        self.setFixedHeight(ROW * 11)

    def show_pairs(self, pairs: Pairs) -> None:
        """Show these."""
        self.pairs = pairs
        lines = (f"{digit}: {', '.join(self.written(index))}" for index, digit in enumerate(CLASSES))
        self.setAccessibleName(", ".join(pairs.headings))
        self.setAccessibleDescription("; ".join(lines))
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def written(self, index: int) -> list[str]:
        """The numbers of an output as text."""
        if self.pairs is None:
            return []
        first = float(self.pairs.first[index])
        texts = [short(first)]
        if self.pairs.second is not None:
            second = float(self.pairs.second[index])
            texts += [short(second), short(second - first, signed=True)]
        return texts[: len(self.pairs.headings)]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pairs is None:
            return
        painter = QPainter(self)
        painter.setFont(theme.figures(theme.SMALL))
        bold = QFontMetrics(theme.figures(theme.SMALL, QFont.Weight.Bold))
        columns = zip(self.pairs.headings, *map(self.written, range(len(CLASSES))), strict=True)
        widths = [max(map(bold.horizontalAdvance, column)) + GAP for column in columns]
        room = self.width() - NAME - sum(widths)
        painter.setPen(self._theme.muted)
        self._write(painter, 0, widths, self.pairs.headings)
        for index, digit in enumerate(CLASSES):
            marked = index == self.pairs.marked
            painter.setFont(theme.figures(theme.SMALL, QFont.Weight.Bold if marked else QFont.Weight.Normal))
            top = ROW * (index + 1)
            painter.setPen(self._theme.ink)
            painter.drawText(QRectF(0, top, NAME, ROW), Qt.AlignmentFlag.AlignVCenter, digit)
            painter.fillRect(QRectF(NAME, top + 6, float(self.pairs.first[index]) * room, ROW - 12), self._theme.ink)
            painter.setPen(QPen(self._theme.outline, 1))
            if self.pairs.second is not None and (length := float(self.pairs.second[index]) * room) > 1:
                painter.drawRect(QRectF(NAME + 0.5, top + 2.5, length - 1, ROW - 5))
            painter.setPen(self._theme.ink if marked else self._theme.muted)
            self._write(painter, top, widths, self.written(index))

    def _write(self, painter: QPainter, top: int, widths: Sequence[int], texts: Sequence[str]) -> None:
        left = self.width() - sum(widths)
        for width, text in zip(widths, texts, strict=True):
            place = QRectF(left, top, width, ROW)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
            left += width
