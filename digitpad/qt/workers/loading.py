"""Loading of data in a thread: one at a time, and it can be left."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from digitpad.errors import CancelledError

Tell = Callable[[int, int | None], None]
"""Told how much is done, and of how much where that is known."""

PATIENCE, BEAT = 0.5, 0.1
"""Loading that lasts longer tells how far it is, and again so often, in seconds."""

LOADING = Lock()
"""Held while data are loaded: what was left must be gone before the next takes as much memory and time."""


@contextmanager
def loading(left: Callable[[], bool], tell: Callable[[float], object]) -> Iterator[Tell]:
    """One loading at a time; its `progress` ends it when it is `left`, and tells its share when it takes long."""
    due = time.perf_counter() + PATIENCE

    def progress(done: int, total: int | None) -> None:
        nonlocal due
        if left():
            raise CancelledError
        if total and time.perf_counter() > due:
            tell(done / total)
            due = time.perf_counter() + BEAT

    while not LOADING.acquire(timeout=0.1):
        progress(0, None)
    try:
        progress(0, None)
        yield progress
    finally:
        LOADING.release()
