"""One line for the person, in the window instead of a box over it, with what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from digitpad.qt import theme
from digitpad.qt.widgets.elided import Elided

PASSING_MS = 6000
"""What is only good to know leaves by itself after so long, unless the mouse or the keyboard is on it."""


class Notice(QFrame):
    """Hidden until there is something to say; a new message takes the place of the old one.

    Signals:
        spoke: whether there is something to say now.
    """

    spoke = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._do: Callable[[], None] | None = None
        self._text = Elided(lines=2)
        self._text.setObjectName("noticeText")
        self._action = QPushButton()
        self._action.setObjectName("noticeAction")
        self._action.clicked.connect(self._act)
        self._dismiss = QPushButton(self.tr("Dismiss"))
        self._dismiss.setObjectName("noticeDismiss")
        self._dismiss.clicked.connect(self.hide)
        self._passing = QTimer(self, interval=PASSING_MS)
        self._passing.timeout.connect(self._pass)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, 2, 2, 2)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """The message, empty when there is none."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, action: str = "", do: Callable[[], None] | None = None, passing: bool = False) -> None:
        """Show `text` and, when there is something to `do` about it, a button `action`."""
        self._do = do
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(do is not None)
        self.show()
        if passing:
            self._passing.start()
        else:
            self._passing.stop()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _act(self) -> None:
        self.hide()
        if self._do:
            self._do()

    def _pass(self) -> None:
        if not (self.underMouse() or self._action.hasFocus() or self._dismiss.hasFocus()):
            self._passing.stop()
            self.hide()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.spoke.emit(visible)
