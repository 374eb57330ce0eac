"""A button with an icon and a text, of which the text gives way where there is no room for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from digitpad.qt.widgets.icons import SIZE


class IconButton(QToolButton):
    """In other languages words are longer, and windows are not; the tool tip tells what the button does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(SIZE)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def _beside(self) -> int:
        """Pixels that the text takes, as Qt adds them."""
        metrics = self.fontMetrics()
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return 4 + width + 2 * metrics.horizontalAdvance(" ")

    def sizeHint(self) -> QSize:
        alone = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        return super().sizeHint() + QSize(self._beside if alone else 0, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(self._beside, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        style = Qt.ToolButtonStyle
        room = self.width() >= self.sizeHint().width()
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if room else style.ToolButtonIconOnly)
        super().resizeEvent(event)
