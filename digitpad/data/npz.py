"""Images and labels in a NumPy archive."""

import tokenize
import zipfile
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data.idx import MOST_BYTES
from digitpad.data.packed import DAMAGE, read_exactly
from digitpad.errors import RefusedFileError


def read_npz(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """`x`, the images (n, h, w), and `y`, their labels (n,), each 0..9.

    Raises RefusedFileError for anything but an archive with two such arrays that fit the memory set aside for them.
    """
    remedy = "save x (n, h, w) uint8 and y (n,) with numpy.savez"
    try:
        with zipfile.ZipFile(path) as archive:
            x = _array(archive, "x")
            y = _array(archive, "y")
    except (
        *DAMAGE,
        tokenize.TokenError,
        ValueError,
        KeyError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
    ) as error:
        reason = str(error).strip("'\"").partition("\n")[0] or type(error).__name__
        raise RefusedFileError(path, f"it cannot be read: {reason}", remedy) from error
    if x.ndim != 3 or x.dtype != np.uint8 or x.size == 0:
        raise RefusedFileError(path, f"x is {x.dtype} {x.shape}", remedy)
    if y.shape != x.shape[:1] or y.dtype.kind not in "iu":
        raise RefusedFileError(path, f"y is {y.dtype} {y.shape} for {len(x):,} images", remedy)
    if y.min() < 0 or y.max() > 9:
        raise RefusedFileError(path, f"y has a label {y.max() if y.max() > 9 else y.min()}", "use a set of digits")
    return x, y.astype(np.uint8)


def _array(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    # numpy.load would take memory for whatever the header claims; here the header is read and checked first.
    with archive.open(f"{name}.npy") as member:
        shape, fortran_order, dtype = _npy_header(member)
        if dtype.hasobject:
            raise ValueError(f"{name} holds Python objects")
        size = dtype.itemsize * int(np.prod(shape, dtype=object))
        if size > MOST_BYTES:
            raise ValueError(f"{name} announces {size:,} bytes, the most is {MOST_BYTES:,}")
        content = read_exactly(member, size)
    return np.frombuffer(content, dtype).reshape(shape, order="F" if fortran_order else "C")


def _npy_header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(member)
    if version == (1, 0):
        return np.lib.format.read_array_header_1_0(member)
    if version == (2, 0):
        return np.lib.format.read_array_header_2_0(member)
    raise ValueError(f"npy format {version[0]}.{version[1]} is not known")
