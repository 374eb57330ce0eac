"""The report of a problem, to read and to copy: nothing is sent."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.widgets.boxes import row
from digitpad.qt.widgets.close_button import CloseButton
from digitpad.qt.widgets.copy_button import CopyButton


class ReportBox(QDialog):
    """Shows exactly the text that is copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportBox")
        self.setWindowTitle(self.tr("Report a problem"))
        title = QLabel(self.tr("What helps to find out what went wrong"))
        title.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold))
        sending = QLabel(
            self.tr(
                "digitpad sends nothing. Copy this text and paste it into a message to those who make digitpad, or from"
                " whom you have it, and say what you did, what happened, and what you expected instead."
            ),
            wordWrap=True,
        )
        self.text = QPlainTextEdit(report, readOnly=True, tabChangesFocus=True)
        self.text.setObjectName("reportText")
        self.text.setProperty("page", True)
        self.text.setAccessibleName(self.tr("The text that is copied"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        left_out = QLabel(
            self.tr(
                "It leaves out what you drew, your samples and the weights; ~ stands for your home folder. Names of"
                " other folders may be in it: read it before you send it."
            ),
            wordWrap=True,
        )
        left_out.setProperty("rank", "second")
        copy = CopyButton(report, "report")
        copy.setAccessibleName(self.tr("Copy the report"))
        copy.setToolTip(self.tr("Copy the whole text"))
        copy.setProperty("primary", True)
        copy.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(title)
        layout.addWidget(sending)
        layout.addWidget(self.text, 1)
        layout.addWidget(left_out)
        layout.addWidget(row(copy, CloseButton(self, "report")), alignment=Qt.AlignmentFlag.AlignRight)
        copy.setFocus()
        self.resize(self.sizeHint())  # by itself Qt would keep to two thirds of the screen

    def sizeHint(self) -> QSize:
        return QSize(720, 560)
