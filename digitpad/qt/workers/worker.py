"""A thread that does one thing for a person, who may not want it any more before it is done."""

from PySide6.QtCore import QObject, Qt, QThread, Signal, SignalInstance

from digitpad.errors import CancelledError, DigitpadError
from digitpad.qt import faults


class Worker(QThread):
    """Does what a subclass has in `work`, which tells of it with `send`.

    Signals:
        failed: one line for the person; there is no more to come.
        ended: it is done, or failed.
    """

    failed = Signal(str)
    ended = Signal()
    _sent = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._leaving = False
        self._fault = ""  # what is said when the stage under way fails
        self._sent.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def leave(self) -> None:
        """Want it no more: the thread ends soon, and nothing more is sent, not even what is on its way."""
        self._leaving = True

    def send(self, signal: SignalInstance, *values: object) -> None:
        """Let `signal` be emitted in the thread that this worker was made in, unless it was left until then."""
        self._sent.emit(signal, values)

    def work(self) -> None:
        """Do it, in the thread; may raise anything, and CancelledError when it was left."""
        raise NotImplementedError

    def run(self) -> None:
        """Do it, and turn whatever goes wrong into one line."""
        try:
            self.work()
        except CancelledError:
            pass
        except DigitpadError as error:
            self.send(self.failed, str(error))
        except Exception as error:
            self.send(self.failed, faults.line(error, self._fault))
        self.send(self.ended)

    def _pass_on(self, signal: SignalInstance, values: tuple[object, ...]) -> None:
        if not self._leaving:
            signal.emit(*values)
