"""Images and labels in a NumPy archive."""

import io
import math
import re
import zipfile
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.idx import MOST_BYTES, MOST_IMAGES
from digitpad.data.packed import DAMAGE, PIECE, read_exactly
from digitpad.errors import RefusedFileError
from digitpad.paths import check_file
from digitpad.words import grouped, translate

MOST_AT_ONCE = 2 * PIECE
_HEADER = (
    r"""['"]descr['"]: *['"]([<>|=]?[?biufcSUVO][0-9]{0,4})['"]""",
    r"""['"]fortran_order['"]: *(True|False)""",
    r"""['"]shape['"]: *\(([0-9, ]{0,400})\)""",
)


def read_npz(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """`x`, the images (n, h, w), and `y`, their labels (n,), each 0..9.

    Raises RefusedFileError for anything but an archive with two such arrays that fit the memory set aside for them.
    """
    remedy = translate("errors", "save x (n, h, w) uint8 and y (n,) with numpy.savez")
    try:
        check_file(path)
        with _Bounded(io.FileIO(path)) as file, zipfile.ZipFile(file) as archive:
            x = _array(archive, "x", MOST_BYTES)
            y = _array(archive, "y", 8 * MOST_IMAGES)
    except (*DAMAGE, ValueError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        reason = str(error).strip("'\"").partition("\n")[0] or type(error).__name__
        raise RefusedFileError(
            path, translate("errors", "it cannot be read: {why}").format(why=reason), remedy
        ) from error
    if x.ndim != 3 or x.dtype != np.uint8 or x.size == 0:
        raise RefusedFileError(
            path, translate("errors", "x is {dtype} {shape}").format(dtype=x.dtype, shape=x.shape), remedy
        )
    if y.shape != x.shape[:1] or y.dtype.kind not in "iu":
        raise RefusedFileError(
            path,
            translate("errors", "y is {dtype} {shape} for {images} images").format(
                dtype=y.dtype, shape=y.shape, images=grouped(len(x))
            ),
            remedy,
        )
    if y.min() < 0 or y.max() > 9:
        raise RefusedFileError(
            path,
            translate("errors", "y has a label {label}").format(label=y.max() if y.max() > 9 else y.min()),
            translate("errors", "use a set of digits"),
        )
    return x, y.astype(np.uint8)


class _Bounded(io.BufferedReader):
    """A file of which nobody reads much at once: zipfile reads the list of members whole, however long it is."""

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(MOST_AT_ONCE + 1 if size is None or size < 0 else min(size, MOST_AT_ONCE + 1))
        if len(content) > MOST_AT_ONCE:
            raise OSError(translate("errors", "its list of members is too long"))
        return content


def _array(archive: zipfile.ZipFile, name: str, most: int) -> NDArray[Any]:
    # numpy.load would take memory for whatever the header claims; here the header is read and checked first.
    member = archive.getinfo(f"{name}.npy")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # the others are unpacked without a limit
        raise ValueError(translate("errors", "{name} is not packed as numpy.savez does it").format(name=name))
    with archive.open(member) as file:
        shape, fortran_order, dtype = _npy_header(file)
        if dtype.hasobject:
            raise ValueError(translate("errors", "{name} holds Python objects").format(name=name))
        if shape and shape[0] > MOST_IMAGES:
            raise ValueError(
                translate("errors", "{name} announces {count} images, the most is {most}").format(
                    name=name, count=grouped(shape[0]), most=grouped(MOST_IMAGES)
                )
            )
        size = dtype.itemsize * math.prod(shape)
        if size > most:
            raise ValueError(
                translate("errors", "{name} announces {size} bytes, the most is {most}").format(
                    name=name, size=grouped(size), most=grouped(most)
                )
            )
        content = read_exactly(file, size)
    return np.frombuffer(content, dtype).reshape(shape, order="F" if fortran_order else "C")


def _npy_header(file: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, order and type of what follows; numpy.lib.format tells the format.

    NumPy's own reader takes the header for Python, and memory for as much of it as is claimed.
    """
    start = file.read(10)
    if start[:8] != b"\x93NUMPY\x01\x00":
        raise ValueError(translate("errors", "it is not an array in the npy format 1.0"))
    header = file.read(int.from_bytes(start[8:], "little")).decode("latin-1")
    dtype, fortran_order, shape = (re.search(pattern, header) for pattern in _HEADER)
    if not (dtype and fortran_order and shape):
        raise ValueError(translate("errors", "an array's header makes no sense"))
    sides = tuple(int(side) for side in re.findall("[0-9]+", shape[1]))
    if max(sides, default=0) > MOST_BYTES:
        raise ValueError(translate("errors", "an array announces {count} in a row").format(count=grouped(max(sides))))
    try:
        return sides, fortran_order[1] == "True", np.dtype(dtype[1])
    except TypeError as error:
        raise ValueError(translate("errors", "an array is of a type that there is not")) from error
