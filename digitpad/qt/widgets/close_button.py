"""The button that closes a dialog."""

from PySide6.QtWidgets import QDialog, QPushButton


class CloseButton(QPushButton):
    """Called after its dialog; Enter presses it only when it has the focus, or is made the default."""

    def __init__(self, dialog: QDialog, name: str) -> None:
        super().__init__()
        self.setText(self.tr("Close"))
        self.setObjectName(f"{name}Close")
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Back to the window (Esc)"))
        self.setAutoDefault(False)
        self.clicked.connect(dialog.close)
