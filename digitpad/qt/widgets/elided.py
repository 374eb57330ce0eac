"""Plain text that never asks for more room than it has."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget


class Elided(QLabel):
    """Text in as many lines as fit; of a longer one the middle is left out, and its tool tip has it whole.

    A long path breaks anywhere, and nothing in it is taken for HTML.
    """

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        self._lines = lines
        self.shown = ""  # as much of the text as is on the screen

    def allow(self, lines: int) -> None:
        """Have room for so many lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        text = self.shown = self.text()
        kept = len(text)
        while kept and self._laid_out().lineCount() > self._lines:
            kept = min(kept - 1, int(0.95 * kept))
            self.shown = f"{text[: kept - kept // 2].rstrip()} … {text[len(text) - kept // 2 :]}"
        self.setToolTip("")
        if self.shown != text:
            from html import escape  # with all names of HTML, for which the window need not wait

            self.setToolTip(f"<p>{escape(text)}</p>")

    def _laid_out(self) -> QTextLayout:
        layout = QTextLayout(self.shown.replace("\n", "\u2028"), self.font())
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

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._lines * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout = self._laid_out()
        layout.draw(painter, QPointF(0, (self.height() - layout.boundingRect().height()) / 2))
