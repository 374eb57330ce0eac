"""What is being fetched, how much of it is here, and a way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from digitpad.data.catalogue import DataSet
from digitpad.qt import theme


class DownloadRow(QFrame):
    """Hidden while nothing is fetched.

    Signals:
        cancelled: the person wants no more of it.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloadRow")
        self._text = QLabel()
        self._text.setObjectName("downloadText")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setFixedWidth(128)
        self._bar.setAccessibleName(self.tr("Download"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("downloadCancel")
        self._cancel.setAccessibleName(self.tr("Cancel the download"))
        self._cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, 2, 2, 2)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while nothing is fetched."""
        return self._text.text() if not self.isHidden() else ""

    def show_download(self, data_set: DataSet, done: int) -> None:
        """Show that so many bytes of it are here."""
        text = self.tr("Downloading {name}: {done:.1f} of {all:.1f} MB")
        self._text.setText(text.format(name=data_set.name, done=done / 1e6, all=data_set.size / 1e6))
        self._bar.setValue(round(1000 * done / data_set.size))
        self.show()
