"""Plain text that never asks for more room than it has."""

from html import escape

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget


class Elided(QWidget):
    """Text in as many lines as fit; of a longer one the middle is left out, and its tool tip has it whole.

    A long path breaks anywhere, and nothing in it is taken for HTML.
    """

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._text = self._shown = ""

    @property
    def text(self) -> str:
        """All of it."""
        return self._text

    @property
    def shown(self) -> str:
        """As much of it as is on the screen."""
        return self._shown

    def show_text(self, text: str) -> None:
        """Show this."""
        self._text = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        kept = len(self._text)
        self._shown = self._text
        while kept and self._laid_out().lineCount() > self._lines:
            kept = min(kept - 1, int(0.95 * kept))
            self._shown = f"{self._text[: kept - kept // 2].rstrip()} … {self._text[len(self._text) - kept // 2 :]}"
        self.setToolTip("" if self._shown == self._text else f"<p>{escape(self._text)}</p>")
        self.update()

    def _laid_out(self) -> QTextLayout:
        layout = QTextLayout(self._shown, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 1, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._lines * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout = self._laid_out()
        layout.draw(painter, QPointF(0, (self.height() - layout.boundingRect().height()) / 2))
