"""One line for the person, in the window instead of a box over it, with what can be done about it."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from digitpad.qt import theme


class Notice(QFrame):
    """Hidden until there is something to say; a new message takes the place of the old one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._do: Callable[[], None] | None = None
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("noticeText")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(self.tr("Download"))
        self._action = QPushButton()
        self._action.setObjectName("noticeAction")
        self._action.clicked.connect(self._act)
        self._dismiss = QPushButton(self.tr("Dismiss"))
        self._dismiss.setObjectName("noticeDismiss")
        self._dismiss.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID // 2, theme.GRID // 2)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._action)
        layout.addWidget(self._dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """The message, empty when there is none."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show `text` and, when there is something to `do` about it, a button `action`."""
        self._do = do
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(do is not None)
        self._bar.hide()
        self._dismiss.show()
        self.show()
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_share(self, share: float) -> None:
        """Show how much of what the message tells about is done, 0 to 1."""
        self._bar.setValue(round(1000 * share))
        self._bar.show()
        self._dismiss.hide()  # it goes on until it is cancelled

    def _act(self) -> None:
        self.hide()
        if self._do:
            self._do()
