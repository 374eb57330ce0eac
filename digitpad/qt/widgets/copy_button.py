"""The button that copies a text."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton


class CopyButton(QPushButton):
    """Puts `text` on the clipboard."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(self.tr("Copy"))
        self.setObjectName(f"{name}Copy")
        self.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
