"""A place for one checkpoint, held by one window until it lets go or is killed."""

import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from digitpad.paths import lock, make_private, sweep

LOGGER = logging.getLogger(__name__)

LOCK, CHECKPOINT = ".lock", ".safetensors"
MOST = 5
"""Checkpoints that were left; when there are more, the oldest are removed, and the log tells of it."""

FRESH = 60
"""Seconds in which a lock without a checkpoint may be that of a window that is just beginning."""


class Place:
    """A lock file, and the checkpoint beside it.

    The system itself lets go of the lock when the program is gone, however it ended.

    Attributes:
        path: of the checkpoint, which may not be there.
    """

    _held: int | None = None

    def __init__(self, stem: Path) -> None:
        """Hold the place whose files are called `stem`; raises OSError when another window does."""
        self.path = stem.with_suffix(CHECKPOINT)
        self._lock = stem.with_suffix(LOCK)
        self._held = os.open(self._lock, os.O_RDONLY | os.O_CREAT, 0o600)
        try:
            lock(self._held)
        except OSError:
            self.let_go()
            raise

    @classmethod
    def new(cls, folder: Path) -> Self:
        """Hold a place that nobody had before; raises OSError when the disk refuses."""
        make_private(folder)
        return cls(folder / os.urandom(8).hex())

    def clear(self) -> None:
        """Remove the checkpoint; raises OSError when the disk refuses."""
        self.path.unlink(missing_ok=True)
        sweep(self.path)

    def let_go(self) -> None:
        """Leave everything to the next that comes."""
        if self._held is not None:
            os.close(self._held)
        self._held = None

    __del__ = let_go

    def give_up(self) -> None:
        """Remove what can be removed, and let go."""
        with suppress(OSError):
            self.clear()
        self.let_go()
        with suppress(OSError):
            self._lock.unlink(missing_ok=True)

    def set_aside(self) -> Path:
        """Give a checkpoint that cannot be used another name, which only the last one has, and give the place up.

        Raises OSError when the disk refuses; then everything is left as it was.
        """
        aside = self.path.with_name("unreadable.old")
        try:
            self.path.replace(aside)
        except OSError:
            self.let_go()
            raise
        self.give_up()
        return aside


def left(folder: Path) -> list[Place]:
    """The places with a checkpoint whose windows were killed, the latest first; they are held from now on."""
    try:
        stems = {path.with_suffix("") for path in folder.iterdir() if path.suffix in (LOCK, CHECKPOINT)}
    except OSError:
        return []
    found: list[tuple[float, Place]] = []
    for stem in stems:
        with suppress(OSError):  # it is held, or was removed this moment
            checkpoint = stem.with_suffix(CHECKPOINT)
            there = checkpoint.exists()
            if there or time.time() - stem.with_suffix(LOCK).stat().st_mtime > FRESH:
                place = Place(stem)
                if there and checkpoint.exists():
                    found.append((checkpoint.stat().st_mtime, place))
                else:
                    place.give_up()
    places = [place for _, place in sorted(found, key=lambda one: one[0], reverse=True)]
    for old in places[MOST:]:
        LOGGER.warning("%s is removed: %d that are newer wait for an answer", old.path, MOST)
        old.give_up()
    return places[:MOST]
