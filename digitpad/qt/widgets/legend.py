"""What the colours and shades of the network's picture mean; always there."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.look import Look
from digitpad.qt.widgets.links import CARRYING, INTO_EACH


class Legend(QWidget):
    """A sample and a word for each mark, and a line on which links are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: list[_Line | _Greys] = [_Line(sign="positive"), _Line(sign="negative"), _Greys()]
        marks = QHBoxLayout()
        marks.setSpacing(theme.GRID)
        self._greys = _small("")
        words = (_small(self.tr("weight above zero")), _small(self.tr("below zero")), self._greys)
        for sample, text in zip(self._samples, words, strict=True):
            marks.addWidget(sample)
            marks.addWidget(text)
            marks.addSpacing(theme.GRID)
        marks.addStretch()
        self._note = _small("")
        self._note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(marks)
        layout.addWidget(self._note)
        self._describe(drawn=False)

    def show_look(self, look: Look) -> None:
        """Name only what this look has: without a drawing, no activations and no links that carry any."""
        self._describe(look.forward is not None)

    def _describe(self, drawn: bool) -> None:
        self._greys.setText(
            self.tr("activation, on the scale below its layer") if drawn else self.tr("activation, none yet")
        )
        weights = self.tr("Links drawn: the {each} strongest weights into each neuron").format(each=INTO_EACH)
        carrying = self.tr(" and, bright, the {carrying} per layer that carry most of your drawing")
        self._note.setText(f"{weights}{carrying.format(carrying=CARRYING) if drawn else ''}.")

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        for sample in self._samples:
            sample.shown = shown
            sample.update()


class _Line(QWidget):
    """A short link."""

    def __init__(self, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self.shown = theme.LIGHT
        self.setFixedSize(QSize(24, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(getattr(self.shown, self._sign), 2.2))
        painter.drawLine(QLineF(0, 8, 24, 8))


class _Greys(QWidget):
    """From paper to ink."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = theme.LIGHT
        self.setFixedSize(QSize(40, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        greys = QLinearGradient(0, 0, self.width(), 0)
        greys.setColorAt(0, self.shown.paper)
        greys.setColorAt(1, self.shown.ink)
        painter.setPen(self.shown.outline)
        painter.setBrush(greys)
        painter.drawRoundedRect(QRectF(0.5, 2.5, self.width() - 1, 10), 5, 5)


def _small(text: str) -> QLabel:
    label = QLabel(text, alignment=Qt.AlignmentFlag.AlignVCenter)
    label.setProperty("rank", "second")
    return label
