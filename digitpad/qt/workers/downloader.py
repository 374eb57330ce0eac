"""The thread that fetches a data set."""

from PySide6.QtCore import QObject, Signal

from digitpad.errors import CancelledError
from digitpad.paths import Folders
from digitpad.qt.workers.worker import Worker


class Downloader(Worker):
    """Fetches one data set; when it is left, nothing half-written stays.

    Signals:
        progressed: bytes done, and bytes in all.
        fetched: every file is in place.
    """

    progressed = Signal(int, int)
    fetched = Signal()

    def __init__(self, name: str, folders: Folders, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self._folders = folders
        self._fault = self.tr("{name} was not fetched").format(name=name)

    def work(self) -> None:
        from digitpad.data.download import fetch

        def tell(done: int, total: int | None) -> None:
            if self._leaving:
                raise CancelledError
            self.send(self.progressed, done, total or 0)

        fetch(self.name, self._folders, progress=tell)
        self.send(self.fetched)
