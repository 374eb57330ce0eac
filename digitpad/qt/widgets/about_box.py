"""What digitpad is, and its versions as text to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.versions import versions
from digitpad.qt.widgets.boxes import row
from digitpad.qt.widgets.close_button import CloseButton
from digitpad.qt.widgets.copy_button import CopyButton


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
        copy = CopyButton(self.text.text(), "about")
        copy.setAccessibleName(self.tr("Copy the versions"))
        copy.setToolTip(self.tr("Copy the versions, for a report"))
        copy.setAutoDefault(False)
        close = CloseButton(self, "about")
        close.setProperty("primary", True)
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        layout.setSpacing(theme.GRID)
        for label in (title, self.text, licence):
            layout.addWidget(label)
        layout.addWidget(row(copy, close), alignment=Qt.AlignmentFlag.AlignRight)
        close.setFocus()
