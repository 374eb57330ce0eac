"""The program that opens spoiled files, one after the other, so that what they do to it is seen from outside.

On stdin comes a line ``format<tab>path`` for each, on stdout goes a line of JSON about it, and ``"beat"`` in between
while it tells its progress.
"""

import ctypes
import gc
import json
import os
import resource
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path

from digitpad.errors import DigitpadError
from tests.faults.formats import FORMATS, Format

MOST_MEMORY = 200_000_000
"""Bytes above what the program has when it has opened a whole file of every kind."""

BEAT = 0.1
KEPT = 10_000_000
"""Bytes of earlier files after which memory is given back to the system, so that the next is charged its own alone."""

_trim = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)


def spring(path: Path, beat: Callable[..., None]) -> None:
    """Do what no file may make the app do."""
    what = path.read_text()
    if what == "hang":
        while True:
            pass
    if what == "memory":
        bytearray(MOST_MEMORY + 10**7)
    if what == "more memory than there may be":
        bytearray(10**10)
    if what == "raise":
        raise ValueError(what)
    if what == "warn":
        warnings.warn(what, stacklevel=1)
    if what == "die":
        os._exit(1)


OPENED = {**FORMATS, "trap": Format("trap", ((b"", bytes),), spring)}
"""Also what shows that nothing of this goes unseen."""


def status(key: str) -> int:
    """A line of /proc/self/status, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) * 1024
    raise KeyError(key)


def say(record: object) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def try_to_open(name: str, path: Path, base: int) -> dict[str, object]:
    beaten = started = time.perf_counter()
    silent = 0.0

    def beat(*_: object) -> None:
        nonlocal beaten, silent
        now = time.perf_counter()
        if now - beaten > BEAT:
            silent, beaten = max(silent, now - beaten), now
            say("beat")

    if status("VmRSS") > base + KEPT:
        gc.collect()
        _trim(0)
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            OPENED[name].open(path, beat)
            outcome = "accepted"
        except DigitpadError as error:
            outcome = (
                "refused" if str(error) and "\n" not in str(error).replace(str(path.parent), "") else "not in one line"
            )
        except BaseException as error:
            outcome = "".join(traceback.format_exception(error)[-2:])
    if told and outcome in ("accepted", "refused"):
        outcome = f"warned: {told[0].message} ({told[0].filename}:{told[0].lineno})"
    now = time.perf_counter()
    return {
        "outcome": outcome,
        "seconds": now - started,
        "silent": max(silent, now - beaten),
        "memory": max(status("VmHWM") - base, 0),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:]:
            kind = OPENED[name]
            for number, (content, pack) in enumerate(kind.wholes):
                place = Path(folder, f"{name}{number}")
                place.mkdir()
                for other, whole in (*kind.beside, (kind.name, pack(content))):
                    (place / other).write_bytes(whole)
                kind.open(place / kind.name, lambda *_: None)
    base = status("VmRSS")
    most = status("VmData") + MOST_MEMORY + 50_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    say("ready")
    for line in sys.stdin:
        name, path = line.rstrip("\n").split("\t")
        say(try_to_open(name, Path(path), base))


if __name__ == "__main__":
    main()
