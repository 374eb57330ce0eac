"""A change of the network by hand that can be undone."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from digitpad.net.network import Network
from digitpad.qt.session import Session


class NetworkEdit(QUndoCommand):
    """Takes itself back exactly, since the networks before and after are kept.

    When training or a file has brought another network meanwhile, there is nothing to take back any more: the command
    says so, drops out of the undo stack and changes nothing.
    """

    def __init__(self, session: Session, after: Network, text: str) -> None:
        """Be ready to put `after` in the place of the network that `session` has now."""
        super().__init__(text)
        self._session = session
        self._unedited = session.unedited
        self._before = session.network
        self._after = after

    def redo(self) -> None:
        """Put the changed network in place."""
        self._put(self._after)

    def undo(self) -> None:
        """Put the network back that was there before."""
        self._put(self._before)

    def _put(self, network: Network) -> None:
        gone = self._session.unedited is not self._unedited
        if gone:
            text = QCoreApplication.translate(
                "NetworkEdit",
                "The weights that you changed are not there any more: training or a file has brought others since.",
            )
            self._session.told.emit(text)
        if gone or not self._session.edit(network):
            self.setObsolete(True)
