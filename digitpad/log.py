"""The log: the few lines about what happened that a report of a problem needs, in memory and in a small file.

Who has something to tell says it to ``logging.getLogger("digitpad")`` or one below it; nothing that a person drew.
"""

import logging
import re
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

from digitpad.paths import check_file, make_private

NAME = "digitpad.log"

KEPT = 200
"""Lines in memory, of this run of the app."""

LARGEST = 100_000
"""Bytes in the file before it takes the name ``digitpad.log.1`` and another one begins."""

LONGEST = 1000
"""Letters in a line; the rest is left out."""


class Log(logging.Handler):
    """Keeps lines. A disk that is full, read-only or gone stops nothing: then there is what is in memory.

    Nothing is created before there is something to tell.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / NAME
        self._lines: deque[str] = deque(maxlen=KEPT)
        self._file: logging.Handler | None = None
        self.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what the record tells, with its traceback if it has one."""
        try:
            self._lines.extend(self.format(record).splitlines())
        except Exception:  # a record that cannot be told is a defect of who made it, and no reason to stop
            return
        if self._file is None:
            self._file = _file(self.path)
            self._file.setFormatter(self.formatter)
        self._file.handle(record)
        if logging.lastResort and record.levelno >= logging.lastResort.level:
            logging.lastResort.handle(record)  # what goes to the terminal when there is no log goes there, too

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()

    def last(self, count: int) -> list[str]:
        """The last `count` lines, `KEPT` at most, oldest first; when this run has told less, earlier runs go before."""
        self.acquire()  # another thread may have something to tell
        now = list(self._lines)
        self.release()
        if len(now) >= count:
            return now[-count:]
        before = [line for path in (self.path.with_name(f"{NAME}.1"), self.path) for line in _lines(path)]
        if now and now[0] in before:  # it has its time, so it is there once
            before = before[: before.index(now[0])]
        return (before + now)[-count:]


def keep(folder: Path) -> Log:
    """Keep a log in memory and in `folder` from now on, until it is given to `forget`."""
    log = Log(folder)
    logger = logging.getLogger("digitpad")
    logger.setLevel(logging.INFO)
    logger.addHandler(log)
    return log


def forget(log: Log) -> None:
    """Write no more into this log."""
    logging.getLogger("digitpad").removeHandler(log)
    log.close()


def last_lines(count: int) -> list[str]:
    """The last lines of the log that is kept; none when none is."""
    for handler in logging.getLogger("digitpad").handlers:
        if isinstance(handler, Log):
            return handler.last(count)
    return []


def without_home(text: str) -> str:
    """The text with ~ for the home folder, whose name is often that of the person."""
    try:
        homes = {Path.home(), Path.home().resolve()}
    except (OSError, RuntimeError):  # there is none
        return text
    for home in sorted(homes, key=lambda path: len(path.parts), reverse=True):
        if len(home.parts) > 1:
            # either kind of slash, as in file:///C:/Users/…; but not /home/anna in /home/annabel
            parts = [re.escape(part.strip("/\\")) for part in home.parts]
            case = re.IGNORECASE if sys.platform == "win32" else 0
            text = re.sub(r"(?<![\w.-])" + r"[\\/]+".join(parts) + r"(?![\w-])", "~", text, flags=case)
    return text


def _lines(path: Path) -> list[str]:
    try:
        check_file(path)
        with path.open("rb") as file:
            return file.read(2 * LARGEST).decode("utf-8", errors="replace").splitlines()
    except OSError:
        return []


class _Formatter(logging.Formatter):
    """Leaves out the home folder, and what is too long."""

    def format(self, record: logging.LogRecord) -> str:
        lines = without_home(super().format(record)).splitlines()
        return "\n".join(line if len(line) <= LONGEST else line[:LONGEST] + "…" for line in lines)


def _file(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # which loads more than the launch has time for

    class File(RotatingFileHandler):
        def _open(self):  # type: ignore[no-untyped-def]
            make_private(path.parent)
            check_file(path)
            path.touch(mode=0o600)
            with suppress(OSError):  # it may belong to another
                path.chmod(0o600)
            return super()._open()

        def handleError(self, record: logging.LogRecord) -> None:
            """Go on: it is in memory."""

    return File(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", errors="replace", delay=True)
