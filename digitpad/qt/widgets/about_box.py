"""What digitpad is, and its versions as text to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.versions import versions


class AboutBox(QDialog):
    """Shows the versions; each can be selected, or all copied at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutBox")
        self.setWindowTitle(self.tr("About digitpad"))
        title = QLabel(self.tr("Draw a digit and watch a neural network decide, and learn."))
        title.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        self.text = QLabel(versions())
        self.text.setObjectName("aboutText")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        licence = QLabel(self.tr("Free software under the MIT licence; it comes without any warranty."))
        licence.setProperty("rank", "second")
        copy = QPushButton(self.tr("Copy"))
        copy.setObjectName("aboutCopy")
        copy.setAccessibleName(self.tr("Copy the versions"))
        copy.setToolTip(self.tr("Copy the versions, for a report"))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.text()))
        close = QPushButton(self.tr("Close"))
        close.setObjectName("aboutClose")
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Back to the window (Esc)"))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        layout.setSpacing(theme.GRID)
        for label in (title, self.text, licence):
            layout.addWidget(label)
        layout.addLayout(buttons)
        close.setFocus()
