"""Where files live, and how they are written."""

import errno
import os
import re
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from digitpad.words import translate

PACKAGE = Path(__file__).parent
PART = ".part"
"""How the names of files end that are being written."""


def resource(name: str) -> Path:
    """The file or folder `name` of the shipped resources (``weights/default.safetensors``).

    An installed package carries them inside itself; a checkout has them at its top.
    """
    installed = PACKAGE / "resources"
    return (installed if installed.is_dir() else PACKAGE.parent / "resources") / name


@dataclass(frozen=True)
class Folders:
    """Where this person's settings, own samples and downloads, the app's log, and what is unsaved, are kept."""

    settings: Path
    samples: Path
    downloads: Path
    logs: Path
    unsaved: Path

    @classmethod
    def of_user(cls) -> Self:
        """The platform's own folders. Nothing is created before something is written."""
        import platformdirs  # here, because the window is on the screen sooner without it

        dirs = platformdirs.PlatformDirs("digitpad", appauthor=False)
        unsaved = dirs.user_state_path / "unsaved"
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path, unsaved)

    @classmethod
    def below(cls, profile: Path) -> Self:
        """All of them inside the one folder `profile`, for tests and portable use."""
        return cls(*(profile / name for name in ("settings", "samples", "downloads", "logs", "unsaved")))


def write_atomically(path: Path, content: bytes, private: bool = False) -> None:
    """Put `content` at `path` so that a crash leaves the old file or the new one, never a part.

    The content goes to a temporary file in the same folder, reaches the disk, and takes the name in one step. What a
    killed program left there of an earlier attempt goes away.

    A link is followed, so that it goes on pointing where it did. What is `private` only its owner can read.

    Raises OSError when the folder is missing, read-only or full, or when `path` is a device or another thing that is
    no file; the old file is then untouched.
    """
    path = path.resolve()
    check_file(path)
    sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with suppress(OSError):  # some network drives know no locks
                lock(handle)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            temporary.chmod(_mode_of(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can look into, when it is not there; raises OSError when the disk refuses."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def check_file(path: Path) -> None:
    """Raise OSError when `path` is a device, a pipe or a folder: opening one of them may wait for ever."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, translate("errors", "not a file"), str(path))


def sweep(path: Path) -> None:
    """Take away the temporary files of `path` that nobody is writing any more."""
    left = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}{re.escape(PART)}")
    with suppress(OSError):
        for other in path.parent.iterdir():
            if left.fullmatch(other.name) and other.is_file():
                with suppress(OSError):
                    with other.open("rb") as file:
                        lock(file.fileno())
                    other.unlink()


def lock(handle: int) -> None:
    """Hold the open file until it is closed or this program is gone; raises OSError when another holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _mode_of(path: Path) -> int:
    # mkstemp makes files only their owner can read; a saved file should look like any other.
    if path.exists():
        return path.stat().st_mode & 0o777
    return 0o666 & ~_MASK


# It can only be read by changing it for a moment, so here, before there are threads that write files.
_MASK = os.umask(0)
os.umask(_MASK)
