"""One question for the person, in the window instead of a box over it, that waits until it is answered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from digitpad.qt import theme
from digitpad.qt.widgets.elided import Elided


class Question(QFrame):
    """Hidden until something is asked, while a message is in its place, and once it is answered.

    Signals:
        bring_back, discard: what the person chose.
    """

    bring_back = Signal()
    discard = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._asked = self._behind = False
        self._text = Elided(lines=2)
        self._text.setObjectName("questionText")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, 2, 2, 2)
        layout.addWidget(self._text, 1)
        for name, text, chosen in (
            ("bringBackButton", self.tr("Bring back"), self.bring_back),
            ("discardButton", self.tr("Discard"), self.discard),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(self._answered)
            button.clicked.connect(chosen)
            layout.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What is asked, empty when nothing is."""
        return self._text.text() if self._asked else ""

    def ask(self, text: str) -> None:
        """Ask `text`."""
        self._asked = True
        self._text.setText(text)
        self.setAccessibleName(text)
        self.step_back(self._behind)

    def step_back(self, behind: bool) -> None:
        """Leave the place to a message while `behind`."""
        self._behind = behind
        self.setVisible(self._asked and not behind)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _answered(self) -> None:
        self._asked = False
        self.hide()
