"""What a person reads when something goes wrong that nobody foresaw; what happened goes into the log."""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import clear_frames
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

from digitpad.errors import DigitpadError

LOGGER = logging.getLogger(__name__)

QUIET = 5.0
"""A fault that comes again within so many seconds, as one of painting does, is told no more."""


def line(error: BaseException, what: str) -> str:
    """One line for the person.

    what: the beginning of a sentence, such as "Training stopped"; the reason is added to it.
    """
    if isinstance(error, DigitpadError):
        return f"{what}: {error}"
    LOGGER.error("%s", what, exc_info=error)
    translate = QCoreApplication.translate
    if isinstance(error, MemoryError):
        why = translate(
            "faults", "there is not enough memory. Nothing of yours is lost; close other programs or try less at once."
        )
    elif isinstance(error, OSError):
        why = error.strerror or str(error)  # without the file, which may be a temporary one
    else:
        why = translate(
            "faults",
            "that is a mistake in digitpad itself. Nothing of yours is lost; go on, or try again. "
            "Help, Report a problem tells what happened.",
        )
    return f"{what}: {why}"


@contextmanager
def caught(tell: Callable[[str], object]) -> Iterator[None]:
    """While inside, `tell` what is raised in an event or a slot, where nobody else can catch it."""
    post = _Post()
    post.told.connect(tell)
    before = sys.excepthook
    last: dict[object, float] = {}

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            before(kind, error, trace)
            return
        at = _place(trace)
        now = time.monotonic()
        again = now - last.get((kind, at), -QUIET) < QUIET
        last[kind, at] = now
        if not again:
            post.told.emit(line(error, QCoreApplication.translate("faults", "That was not done")))
        # Python keeps the last error, and with it a painter that must not outlive its painting
        clear_frames(trace)
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            vars(sys).pop(name, None)

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before


class _Post(QObject):
    """Carries a line to the window's thread, whichever it comes from."""

    told = Signal(str)


def _place(trace: TracebackType | None) -> tuple[str, int] | None:
    """Where it was raised."""
    if trace is None:
        return None
    while trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename, trace.tb_lineno
