"""What a crash of Qt leaves, of which Python learns nothing: a trace, which the next start takes into the log."""

import faulthandler
import logging
import os
import time
from contextlib import suppress
from pathlib import Path

from digitpad.paths import check_file, lock, make_private

LOGGER = logging.getLogger(__name__)

NAME = "digitpad.crash"

LARGEST = 20_000
"""Bytes of a trace that are taken into the log."""


def watch(folder: Path) -> int | None:
    """From now on a crash leaves a trace in `folder`; the answer is for `forget`.

    None when that cannot be: the disk refuses, another window does it, or Python was told to trace elsewhere.
    """
    if faulthandler.is_enabled():
        return None
    handle = None
    try:
        make_private(folder)
        check_file(folder / NAME)
        handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        lock(handle)
        left = os.fstat(handle)
        if left.st_size:
            when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(left.st_mtime))
            trace = os.read(handle, LARGEST).decode("utf-8", errors="replace")
            LOGGER.error("digitpad crashed on %s:\n%s", when, trace)
            os.truncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
    except OSError:
        if handle is not None:
            os.close(handle)
        return None
    faulthandler.enable(handle)
    return handle


def forget(handle: int | None, folder: Path) -> None:
    """Trace no more, and leave no file: there was no crash."""
    if handle is None:
        return
    faulthandler.disable()
    os.close(handle)
    with suppress(OSError):
        (folder / NAME).unlink()
