"""The files that the window opens and saves, and what the person is asked and told about them."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from digitpad.paths import write_atomically
from digitpad.qt import faults
from digitpad.qt.session import Session
from digitpad.qt.widgets.network_page import NetworkPage
from digitpad.qt.widgets.notice import Notice
from digitpad.qt.widgets.training_panel import TrainingPanel


class Files(QObject):
    """Opens and saves models, data sets and the picture of the network, each in a file that the person chooses."""

    def __init__(
        self, session: Session, panel: TrainingPanel, network: NetworkPage, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        self._network = network
        self._notice = notice
        self._window = window

    def open_model(self) -> None:
        """Use the network in a file."""
        if path := self._ask_file(self.tr("Open model"), self.tr("Models (*.safetensors)")):
            self._session.open_model(path)

    def save_model(self) -> None:
        """Write the network into the file it is from, or was saved in; ask where if there is none."""
        if self._session.model_path is None:
            self.save_model_as()
        else:
            self._save_model(self._session.model_path)

    def save_model_as(self) -> None:
        """Ask where, and write the network."""
        offered = self._session.model_path or Path("digits.safetensors")
        if path := self._ask_where(self.tr("Save model"), offered, self.tr("Models (*.safetensors)")):
            self._save_model(path)

    def _save_model(self, path: Path) -> None:
        if self._session.save_model(path):
            self._notice.tell(self.tr("The model is saved in {path}.").format(path=path), passing=True)

    def open_data_file(self) -> None:
        """Choose digits in a file to train on."""
        kinds = self.tr("Digits (*.npz *.jsonl *.jsonl.gz *ubyte *ubyte.gz);;All files (*)")
        if path := self._ask_file(self.tr("Open digits"), kinds):
            self._panel.choose_data(str(path))

    def open_data_folder(self) -> None:
        """Choose digits in a folder to train on."""
        if path := QFileDialog.getExistingDirectory(self._window, self.tr("Open a folder with IDX files")):
            self._panel.choose_data(path)

    def save_picture(self) -> None:
        """Ask where, and write the picture of the network, of the kind that the name tells."""
        kinds = self.tr("Pictures (*.png);;Drawings for print (*.svg)")
        path = self._ask_where(self.tr("Save network picture"), Path("network.png"), kinds)
        if path is None:
            return
        try:
            drawn = self._network.view.svg() if path.suffix.lower() == ".svg" else self._network.png()
            write_atomically(path, drawn)
        except Exception as error:
            what = self.tr("{path}: the picture could not be written").format(path=path)
            self._notice.tell(faults.line(error, what))

    def copy_picture(self) -> None:
        """Put the picture of the network on the clipboard."""
        try:
            QGuiApplication.clipboard().setPixmap(self._network.pixmap())
        except Exception as error:
            self._notice.tell(faults.line(error, self.tr("The picture was not copied")))

    def _ask_file(self, title: str, kinds: str) -> Path | None:
        """A file to open; None when the person thought better of it."""
        path, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        return Path(path) if path else None

    def _ask_where(self, title: str, path: Path, kinds: str) -> Path | None:
        """Where to save what would be saved in `path`; a name without a suffix gets that of the chosen kind."""
        dialog = QFileDialog(self._window, title, str(path), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(path.suffix.removeprefix("."))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")")))
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None
