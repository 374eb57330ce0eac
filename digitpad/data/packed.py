"""A file that may be compressed with gzip, read without trusting what it says about its size."""

import gzip
import zlib
from pathlib import Path
from typing import IO, BinaryIO, cast

from digitpad.paths import check_file
from digitpad.words import grouped, translate

GZIP_MAGIC = b"\x1f\x8b"
# What reading a damaged file raises.
DAMAGE = (OSError, EOFError, zlib.error)
# Read in pieces of this size, so that memory grows with what is there and not with what is claimed.
PIECE = 1 << 20


def open_packed(path: Path) -> BinaryIO:
    """Open `path` for reading; its first bytes, not its name, tell whether it is unpacked on the way.

    Raises OSError when it cannot be opened; reading from it may raise any of `DAMAGE`.
    """
    check_file(path)
    with path.open("rb") as file:
        compressed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    return cast(BinaryIO, gzip.open(path) if compressed else path.open("rb"))


def read_exactly(file: IO[bytes], size: int) -> bytearray:
    """The next `size` bytes of `file`, which must be its last; raises EOFError when there are fewer or more."""
    content = bytearray()
    while len(content) < size:
        piece = file.read(min(PIECE, size - len(content)))
        if not piece:
            raise EOFError(
                translate("errors", "{size} bytes of data announced, {there} there").format(
                    size=grouped(size), there=grouped(len(content))
                )
            )
        content += piece
    if file.read(1):
        raise EOFError(translate("errors", "more data than the {size} bytes announced").format(size=grouped(size)))
    return content


def reason(error: BaseException) -> str:
    """What one of `DAMAGE` says, in one line and without the path that stands before it anyway."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
