"""The question before the window goes with a network that is in no file and cannot be kept for the next start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class UnkeptBox(QMessageBox):
    """Asked with `open`, so that nothing waits for the answer; without one the window stays.

    Signals:
        save, leave: what the person chose.
    """

    save = Signal()
    leave = Signal()

    def __init__(self, fault: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unkeptBox")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Close digitpad"))
        self.setText(fault)
        self.setInformativeText(self.tr("Save it in a file, elsewhere if need be, or close without it."))
        save = self.addButton(self.tr("Save …"), QMessageBox.ButtonRole.AcceptRole)
        save.setObjectName("unkeptSave")
        save.clicked.connect(self.save)
        leave = self.addButton(self.tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        leave.setObjectName("unkeptLeave")
        leave.clicked.connect(self.leave)
        self.addButton(QMessageBox.StandardButton.Cancel).setObjectName("unkeptCancel")
        self.setDefaultButton(save)
