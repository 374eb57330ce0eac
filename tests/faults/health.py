"""What is watched while the window is used for long: exceptions, Qt's warnings, hangs, threads, windows and memory."""

import faulthandler
import gc
import logging
import re
import sys
import threading
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QThread, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from digitpad.qt.main_window import MainWindow
from digitpad.qt.memory import collect_all
from tests.faults.opener import status

HANG = 30
"""Seconds after which a window that does nothing hangs; the program then tells what each thread does, and ends."""

GROWTH = 0.05
"""Memory may grow by this share over the last half."""

FEWEST = 30
"""Samples of memory by which growth is judged, at least: fewer tell how pages and caches came to be."""

PATIENCE = 20.0
"""Seconds that threads have to end when the window is closed; reached only when one is left."""

OFFSCREEN = re.compile("This plugin does not support (propagateSizeHints|raise|grabbing the (keyboard|mouse))")
"""What the offscreen platform says of every window."""


class Health(logging.Handler):
    """A context manager; `faults` tells what went wrong inside, a text for each."""

    def __init__(self, samples: int = 0) -> None:
        """Memory will be noted so many times."""
        super().__init__(logging.ERROR)
        self.faults: list[str] = []
        self.memory: list[int] = []
        self.slowest = 0.0
        self._samples = samples
        self._halfway: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._note
        threading.excepthook = sys.unraisablehook = lambda told: self._note(
            told.exc_type, told.exc_value, told.exc_traceback
        )
        self._handler = qInstallMessageHandler(self._hear)
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        warnings.simplefilter("error")
        logging.getLogger("digitpad").addHandler(self)
        faulthandler.enable()
        self._beaten = time.monotonic()
        self.beat()
        self._before = threads()
        return self

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
        logging.getLogger("digitpad").removeHandler(self)
        self._warnings.__exit__(None, None, None)
        qInstallMessageHandler(self._handler)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks

    def emit(self, record: logging.LogRecord) -> None:
        """Take what the app has caught and logged for a fault, unless a disk or a file made it fail."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, OSError):
            self.faults.append(self.format(record))

    def beat(self) -> None:
        """Take note that the window is alive."""
        now = time.monotonic()
        self.slowest = max(self.slowest, now - self._beaten)
        self._beaten = now
        faulthandler.dump_traceback_later(HANG, exit=True)

    def sample(self) -> None:
        """Take note of the memory in use."""
        self.memory.append(status("VmRSS"))
        if len(self.memory) == self._samples // 2:
            self._halfway = _objects()

    @property
    def growth(self) -> float:
        """The share by which memory grew over the last half: twice that from its third quarter to its fourth.

        Each quarter counts by its least: what Qt and the C library keep for later, such as fonts and free pages, comes
        and goes by a tenth of it all, and what leaks stays.
        """
        quarter = len(self.memory) // 4
        if not quarter:
            return 0.0
        third, fourth = min(self.memory[-2 * quarter : -quarter]), min(self.memory[-quarter:])
        return 2 * (fourth / third - 1)

    def judge_growth(self) -> None:
        """Take it for a fault when memory grew too much."""
        if len(self.memory) >= FEWEST and self.growth > GROWTH:
            more = (_objects() - self._halfway).most_common(8)
            self.faults.append(f"memory grew by {self.growth:.1%} over the last half; there are more of {more}")

    def judge_end(self) -> None:
        """Take it for a fault when there are threads or windows left; call it when the last window is deleted."""
        until = time.monotonic() + PATIENCE
        while (left := self._left()) and time.monotonic() < until:
            self.pass_time(50)
            collect_all()
        if left:
            self.faults.append(f"left at the end: {', '.join(left)}")

    def settle(self, window: MainWindow) -> None:
        """Wait for the threads of a window in which nothing is going on any more; they must end."""
        until = time.monotonic() + PATIENCE
        while (
            busy := [*window.session.findChildren(QThread), *threading.enumerate()[1:]]
        ) and time.monotonic() < until:
            self.pass_time(20)
        if busy:
            self.faults.append(f"still at work: {busy}")
        collect_all()

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until this is so."""
        end = time.monotonic() + PATIENCE
        while not until():
            self.pass_time(10)
            if time.monotonic() > end:
                self.faults.append("waited in vain")
                return

    def pass_time(self, milliseconds: int) -> None:
        """Let the window and its threads work for so long."""
        loop = QEventLoop()  # QTest.qWait would let no other thread of Python run
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.beat()

    def figures(self) -> str:
        """Memory and its growth, and the longest time between two signs of life."""
        sizes = [size / 1e6 for size in self.memory]
        told = f"{sizes[0]:.0f} to {sizes[-1]:.0f} MB, at most {max(sizes):.0f}" if sizes else ""
        return f"memory {told}, {self.growth:+.1%} over the last half; slowest {self.slowest:.1f} s"

    def _left(self) -> list[str]:
        windows = [f"window {type(widget).__name__}" for widget in QApplication.topLevelWidgets()]
        return windows + [f"thread {name}" for name in (threads() - self._before).elements()]

    def _note(
        self, kind: type[BaseException], error: BaseException | None, where: TracebackType | None, *_: Any
    ) -> None:
        self.faults.append("".join(traceback.format_exception(kind, error, where)))

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not OFFSCREEN.search(message):
            self.faults.append(f"Qt: {message}")


def threads() -> Counter[str]:
    """The threads of this program by name, Python's and others, without those that Qt keeps for its next pictures."""
    names: Counter[str] = Counter()
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # it has just ended
            names[(task / "comm").read_text().strip()] += 1
    del names["Thread (pooled)"]
    return names


def application() -> QApplication:
    """The application, which goes on when its last window is closed."""
    made = QApplication(["digitpad"])
    made.setQuitOnLastWindowClosed(False)
    return made


def delete(window: MainWindow) -> None:
    """Delete a window that is closed, and with it all that is left of it."""
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_all()


def _objects() -> Counter[str]:
    gc.collect()
    return Counter(type(thing).__name__ for thing in gc.get_objects())
