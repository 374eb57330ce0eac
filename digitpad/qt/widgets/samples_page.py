"""A page of samples: what training sees of a data set, a row for each digit."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.widgets.close_button import CloseButton
from digitpad.qt.widgets.digit_view import picture
from digitpad.qt.widgets.elided import Elided
from digitpad.qt.workers import SHEET

LABEL = 28
"""Width of the digit before each row."""

GAP = 4
"""Between two pictures."""


class SamplesPage(QDialog):
    """Shows one sheet of samples and asks for another.

    Signals:
        more: another sheet is wanted.
        closed: nothing more is wanted.
    """

    more = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samplesPage")
        self.setWindowTitle(self.tr("Samples"))
        self._title = Elided(lines=1)
        self._title.setObjectName("samplesTitle")
        self._title.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("samplesNote")
        self._note.setProperty("rank", "second")
        self.sheet = SampleSheet()
        self.more_button = QPushButton(self.tr("More"))
        self.more_button.setObjectName("samplesMore")
        self.more_button.setAccessibleName(self.tr("More samples"))
        self.more_button.setToolTip(self.tr("Another sheet of samples"))
        self.more_button.setProperty("primary", True)
        self.more_button.setDefault(True)
        self.close_button = CloseButton(self, "samples")
        self.more_button.clicked.connect(self.more)
        self.finished.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self._note, 1)
        buttons.addWidget(self.more_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._title)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(buttons)

    def begin(self, title: str, note: str) -> None:
        """Wait for the first sheet of another data set."""
        self._title.setText(title)
        self._note.setText(note)
        self.sheet.show_samples(None, self.tr("Preparing the samples …"))
        self.more_button.setEnabled(True)
        self.more_button.setFocus()
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.sizeHint())  # by itself Qt would keep to two thirds of the screen

    def show_loading(self, share: float) -> None:
        """Say how much of the data is ready."""
        self.sheet.show_samples(None, self.tr("Reading digits … {share:.0f} %").format(share=100 * share))

    def show_samples(self, samples: NDArray[np.uint8]) -> None:
        """Show this sheet, (10, SHEET, 28, 28), 255 = ink."""
        self.sheet.show_samples(samples)

    def show_fault(self, line: str) -> None:
        """Say why there is nothing to see."""
        self.sheet.show_samples(None, line)
        self.more_button.setEnabled(False)

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.sheet.show_theme(shown)


class SampleSheet(QWidget):
    """Ten rows of pictures, each behind its digit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampleSheet")
        self.setAccessibleName(self.tr("Samples of each digit"))
        self.setMinimumSize(LABEL + SHEET * (28 + GAP), 10 * (28 + GAP))
        self._theme = theme.LIGHT
        self.samples: NDArray[np.uint8] | None = None
        self._line = ""

    def show_samples(self, samples: NDArray[np.uint8] | None, line: str = "") -> None:
        """Show these, or a line of text when there are none."""
        self.samples, self._line = samples, line
        counts = [] if samples is None else samples.any(axis=(2, 3)).sum(axis=1).tolist()
        told = ", ".join(f"{digit}: {count}" for digit, count in enumerate(counts))
        self.setAccessibleDescription(told or line)
        self.update()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.update()

    def cell(self, digit: int, number: int) -> QRectF:
        """Where the picture `number` of `digit` is."""
        pitch = min((self.width() - LABEL) / SHEET, self.height() / 10)
        # a whole number of screen pixels for each of its own, where there is room for two
        side = (pitch - GAP) // 28 * 28 if pitch - GAP >= 56 else pitch - GAP
        left = (self.width() - LABEL - SHEET * (side + GAP)) // 2 + LABEL
        return QRectF(left + number * (side + GAP), digit * (side + GAP), side, side)

    def sizeHint(self) -> QSize:
        return QSize(LABEL + SHEET * (56 + GAP), 10 * (56 + GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._theme
        if self.samples is None:
            painter.setPen(shown.muted)
            painter.setFont(theme.font())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._line)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.cell(0, 0).width() < 56)
        for digit, row in enumerate(self.samples):
            name = self.cell(digit, 0).adjusted(-LABEL, 0, 0, 0)
            name.setWidth(LABEL - GAP)
            painter.setFont(theme.figures(theme.BODY, QFont.Weight.DemiBold))
            painter.setPen(shown.ink)
            painter.drawText(name, Qt.AlignmentFlag.AlignCenter, str(digit))
            for number, image in enumerate(row):
                room = self.cell(digit, number)
                if image.any():
                    painter.drawImage(room, picture(image / np.float32(255), shown))
                painter.setPen(shown.line)
                painter.drawRect(room.adjusted(0, 0, -1, -1))
