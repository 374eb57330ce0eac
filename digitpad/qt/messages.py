"""Qt's own messages: its warnings go into the log."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOGGER = logging.getLogger(__name__)

LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@contextmanager
def logged() -> Iterator[None]:
    """While inside, log what Qt warns of, and print the rest as Qt does."""
    qInstallMessageHandler(_take)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def _take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in LEVELS:
        LOGGER.log(LEVELS[kind], "Qt: %s", message)
        return
    with suppress(Exception):  # there may be no terminal
        print(message, file=sys.stderr)
