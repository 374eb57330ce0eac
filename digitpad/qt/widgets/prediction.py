"""The answer: the digit that the network reads, how sure it is, and what else it might be."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.look import NOTHING_DRAWN, Look, percent
from digitpad.qt.widgets.elided import Elided

SETTLED_MS = 600
"""The answer is told to who listens when the pen has been still, or the answer the same, for so long."""


class Prediction(QWidget):
    """A large digit, paler when it is no more than a guess, two lines about it, and a button.

    Signals:
        why: the person wants to see what became of the drawing.
    """

    why = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The answer"))
        self._digit = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._digit.setObjectName("prediction")
        self._digit.setStyleSheet(f"font-size: {theme.LARGE}px; font-weight: 600;")
        self._digit.setMinimumWidth(6 * theme.GRID)
        self._digit.setProperty("digit", -1)
        self._drawing = NOTHING_DRAWN
        self._announced = ""
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._announce)
        self._confidence = Elided(lines=1)
        self._confidence.setFont(theme.figures(theme.BODY, QFont.Weight.DemiBold))
        self._other = Elided(lines=1)
        self._other.setProperty("rank", "second")
        self.why_button = QPushButton(self.tr("See why"))
        self.why_button.setObjectName("whyButton")
        self.why_button.setAccessibleName(self.tr("See why"))
        self.why_button.setToolTip(self.tr("How your drawing becomes the 28 × 28 pixels that are read"))
        self.why_button.clicked.connect(self.why)
        lines = QVBoxLayout()
        lines.setSpacing(theme.GRID // 2)
        lines.addStretch()
        lines.addWidget(self._confidence)
        lines.addWidget(self._other)
        lines.addWidget(self.why_button, alignment=Qt.AlignmentFlag.AlignLeft)
        lines.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._digit)
        layout.addLayout(lines, 1)
        self._tell("–", self.tr("No digit yet"), self.tr("Draw one above"))

    @property
    def digit(self) -> int:
        """The digit that is shown; -1 when nothing is drawn."""
        return int(self._digit.property("digit"))

    @property
    def confidence(self) -> str:
        """How sure the network is, in words."""
        return self._confidence.text()

    def show_look(self, look: Look) -> None:
        """Show what the network reads in this look."""
        if QAccessible.isActive() and (look.drawing is not self._drawing or look.digit != self.digit):
            self._drawing = look.drawing
            self._settled.start()  # anew at every move of the pen
        self._digit.setProperty("digit", look.digit)
        if look.digit < 0:
            self._tell("–", self.tr("No digit yet"), self.tr("Draw one above"))
            return
        first, second = (percent(float(look.probabilities[digit])) for digit in (look.digit, look.runner_up))
        other = self.tr("or {digit}: {share}").format(digit=look.runner_up, share=second)
        if look.unsure:
            best = f"{look.digit}: {first}"
            self._tell(str(look.digit), self.tr("Not a digit I know well"), f"{best}\n{other}", lines=2)
            self._digit.setEnabled(False)
            return
        self._tell(str(look.digit), self.tr("{share} sure").format(share=first), other)

    def _announce(self) -> None:
        """Say the answer to who listens, once it has settled, and only when it is another."""
        text = self._digit.accessibleName()
        if text != self._announced:
            self._announced = text
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _tell(self, digit: str, confidence: str, other: str, lines: int = 1) -> None:
        self._digit.setText(digit)
        for label in (self._confidence, self._other):
            label.allow(lines)
        self._digit.setEnabled(digit != "–")  # pale
        self._confidence.setText(confidence)
        self._other.setText(other)
        self._digit.setAccessibleName(self.tr("Prediction: {digit}, {how}").format(digit=digit, how=confidence))
