"""The thread that fetches a data set."""

from threading import Event

from PySide6.QtCore import QObject, QThread, Signal

from digitpad.errors import CancelledError, DigitpadError
from digitpad.paths import Folders
from digitpad.qt import faults


class Downloader(QThread):
    """Fetches one data set.

    Signals:
        progressed: bytes done, and bytes in all.
        fetched: every file is in place.
        failed: one line for the person.
    """

    progressed = Signal(int, int)
    fetched = Signal()
    failed = Signal(str)

    def __init__(self, name: str, folders: Folders, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self._folders = folders
        self._cancelled = Event()

    def cancel(self) -> None:
        """End at once; nothing half-written is left."""
        self._cancelled.set()

    def run(self) -> None:
        """Fetch, and turn whatever goes wrong into one line."""

        def tell(done: int, total: int | None) -> None:
            if self._cancelled.is_set():
                raise CancelledError
            self.progressed.emit(done, total or 0)

        try:
            from digitpad.data.download import fetch

            fetch(self.name, self._folders, progress=tell)
        except CancelledError:
            return
        except DigitpadError as error:
            self.failed.emit(str(error))
        except Exception as error:
            self.failed.emit(faults.line(error, self.tr("{name} was not fetched").format(name=self.name)))
        else:
            self.fetched.emit()
