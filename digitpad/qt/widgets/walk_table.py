"""A few rows of numbers, as the pages of the walk show them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from digitpad.qt import theme

ROW = 20
"""Height of a row in pixels."""

GAP = 10
"""Between columns."""


class Row(NamedTuple):
    """One line.

    Attributes:
        cells: a text for each column; the first column is to the left, the others to the right.
        total: whether it is what the lines above come to.
    """

    cells: tuple[str, ...]
    total: bool = False


class Table(NamedTuple):
    """What a table shows.

    Attributes:
        headings: one for each column.
        rows: from the top.
    """

    headings: tuple[str, ...]
    rows: list[Row]


class WalkTable(QWidget):
    """Shows a `Table`; nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table((), [])
        self._theme = theme.LIGHT
        self._plain = theme.figures(theme.SMALL)
        self._bold = theme.figures(theme.SMALL, QFont.Weight.DemiBold)

    def show_table(self, table: Table) -> None:
        """Show this."""
        self.table = table
        self.setFixedHeight(ROW * (1 + len(table.rows)))
        self.setAccessibleDescription("; ".join(" ".join(filter(None, row.cells)) for row in table.rows))
        self._tell_cut()
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    @property
    def needed(self) -> int:
        """Pixels in width without which something is cut off."""
        return sum(map(max, self._lengths())) + GAP * (len(self.table.headings) - 1)

    def _lengths(self) -> list[tuple[int, int]]:
        """How wide the heading and the widest text below it are, by column."""
        plain, bold = QFontMetrics(self._plain), QFontMetrics(self._bold)
        below = [0] * len(self.table.headings)
        for row in self.table.rows:
            lengths = [(bold if row.total else plain).horizontalAdvance(text) + 2 for text in row.cells]
            below = list(map(max, below, lengths))
        headings = (plain.horizontalAdvance(text) + 2 for text in self.table.headings)
        return list(zip(headings, below, strict=True))

    def _widths(self) -> list[int]:
        widths = []
        over = self.needed - self.width()
        for heading, below in self._lengths():
            # headings in long words are cut short before the names of the rows are
            cut = min(max(over, 0), max(heading - below, 0))
            widths.append(max(heading, below) - cut)
            over -= cut
        return widths

    def _tell_cut(self) -> None:
        """In full what is cut short, as the tool tip."""
        lines = (self.table.headings, *(row.cells for row in self.table.rows))
        told = "\n".join("   ".join(filter(None, line)) for line in lines)
        self.setToolTip(told if self.needed > self.width() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        widths = self._widths()
        painter.setFont(self._plain)
        painter.setPen(self._theme.muted)
        self._write(painter, 0, widths, self.table.headings)
        for number, row in enumerate(self.table.rows, 1):
            if row.total:
                painter.setPen(QPen(self._theme.outline, 1))
                painter.drawLine(QLineF(0, number * ROW + 0.5, self.width(), number * ROW + 0.5))
            painter.setPen(self._theme.ink)
            painter.setFont(self._bold if row.total else self._plain)
            self._write(painter, number, widths, row.cells)

    def _write(self, painter: QPainter, number: int, widths: Sequence[int], texts: Sequence[str]) -> None:
        right = self.width()
        middle = Qt.AlignmentFlag.AlignVCenter
        for column in range(len(texts) - 1, 0, -1):
            place = QRectF(right - widths[column], number * ROW, widths[column], ROW)
            text = painter.fontMetrics().elidedText(texts[column], Qt.TextElideMode.ElideRight, widths[column])
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, text)
            right -= widths[column] + GAP
        first = painter.fontMetrics().elidedText(texts[0], Qt.TextElideMode.ElideRight, right)
        painter.drawText(QRectF(0, number * ROW, right, ROW), middle, first)
