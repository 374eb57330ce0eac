"""Memory: garbage is collected by the window's thread alone, and what is free goes back to the system."""

import ctypes
import gc
import sys
from functools import partial

from PySide6.QtCore import QObject, QTimer

COLLECT_MS, COLLECT_ALL_MS = 1000, 30_000
"""So often the garbage among recent objects, and among all, is collected: the latter takes up to 30 ms."""

HEAP = {-8: 1, -3: 4_000_000, -1: 64_000_000}
"""For glibc's mallopt: one heap (M_ARENA_MAX); arrays of 4 MB and more outside of it, which go back to the system at
once (M_MMAP_THRESHOLD); and so much kept at its end for what comes next (M_TRIM_THRESHOLD)."""

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def prepare() -> None:
    """Before there is a window: let nobody collect garbage, and all threads share one heap.

    By itself Python collects garbage in whatever thread makes an object, and in the middle of anything: a widget that
    is deleted in a thread not its own, or while Qt goes through all widgets, ends the program. And by itself the C
    library of Linux has a heap for each thread, and puts ever larger arrays there, until what is free lies scattered.
    """
    gc.disable()
    if _libc and hasattr(_libc, "mallopt"):
        for parameter, value in HEAP.items():
            _libc.mallopt(parameter, value)


def look_after(window: QObject) -> None:
    """Collect garbage now and then while `window` is there, and once when it is deleted."""
    for interval, collect in ((COLLECT_MS, partial(gc.collect, 1)), (COLLECT_ALL_MS, collect_all)):
        timer = QTimer(window, interval=interval)
        timer.timeout.connect(collect)
        timer.start()
    window.destroyed.connect(lambda: QTimer.singleShot(0, collect_all))


def collect_all() -> None:
    """Collect the garbage among all objects, and give back to the system what memory is free after that.

    The C library of Linux would keep what the threads of training have used: 100 MB after a few runs. It takes 4 ms.
    """
    gc.collect()
    if _libc and hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)
