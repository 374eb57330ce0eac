"""Images and labels in IDX files, the format MNIST is published in (yann.lecun.com/exdb/mnist)."""

import re
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data.packed import DAMAGE, open_packed, read_exactly, reason
from digitpad.errors import RefusedFileError
from digitpad.words import grouped, translate

IMAGES_MAGIC = 0x0803
LABELS_MAGIC = 0x0801
MOST_IMAGES = 200_000
"""More than three times MNIST, and ..."""
MOST_BYTES = 160_000_000
"""... what they take when they are 28x28."""
IMAGES_NAME = re.compile(r"(?P<before>.*)images(?P<dash>[-.])idx3-ubyte(?P<gz>\.gz)?")


def only_images(folder: Path) -> Path:
    """The images file of the one set in `folder`; raises RefusedFileError when there is none or more than one."""
    # The same set may lie there twice, packed and unpacked; the unpacked one, last in this order, is read.
    sets: dict[str, Path] = {}
    for path in sorted(folder.iterdir(), reverse=True):
        if match := IMAGES_NAME.fullmatch(path.name):
            sets[match["before"]] = path
    if not sets:
        raise RefusedFileError(
            folder,
            translate("errors", "it holds no IDX images"),
            translate("errors", "use a folder with *-images-idx3-ubyte and *-labels-idx1-ubyte"),
        )
    if len(sets) > 1:
        names = ", ".join(sorted(path.name for path in sets.values()))
        raise RefusedFileError(
            folder,
            translate("errors", "it holds more than one set"),
            translate("errors", "name one of {names}").format(names=names),
        )
    return next(iter(sets.values()))


def read_pair(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The images (n, h, w) in `path`, whose name matches `IMAGES_NAME`, and the labels (n,) in the file beside it.

    Raises RefusedFileError as `read_images` and `read_labels` do, and when the two do not belong together.
    """
    match = IMAGES_NAME.fullmatch(path.name)
    assert match is not None
    stem = f"{match['before']}labels{match['dash']}idx1-ubyte"
    beside = [path.with_name(stem + ending) for ending in (match["gz"] or "", "", ".gz")]
    labels_path = next((candidate for candidate in beside if candidate.exists()), None)
    if labels_path is None:
        raise RefusedFileError(
            path,
            translate("errors", "its labels {name} are not beside it").format(name=beside[0].name),
            translate("errors", "put them there"),
        )
    images = read_images(path)
    labels = read_labels(labels_path)
    if len(images) != len(labels):
        raise RefusedFileError(
            path,
            translate("errors", "it has {images} images but {labels} labels").format(
                images=grouped(len(images)), labels=grouped(len(labels))
            ),
            translate("errors", "use files that belong together"),
        )
    return images, labels


def read_images(path: Path) -> NDArray[np.uint8]:
    """The (n, h, w) images of an IDX file, packed with gzip or not.

    Raises RefusedFileError for anything but one whole file of images that fit the memory set aside for them.
    """
    return _read(path, IMAGES_MAGIC, 3, translate("errors", "images"))


def read_labels(path: Path) -> NDArray[np.uint8]:
    """The (n,) labels, each 0..9, of an IDX file, packed with gzip or not.

    Raises RefusedFileError for anything but one whole file of such labels.
    """
    labels = _read(path, LABELS_MAGIC, 1, translate("errors", "labels"))
    if labels.max() > 9:
        raise RefusedFileError(
            path,
            translate("errors", "it has a label {label}, digits are 0 to 9").format(label=labels.max()),
            translate("errors", "use a set of digits"),
        )
    return labels


def _read(path: Path, magic: int, dimensions: int, what: str) -> NDArray[np.uint8]:
    remedy = translate("errors", "use a whole IDX file of {what}").format(what=what)
    try:
        with open_packed(path) as file:
            header = file.read(4 * (1 + dimensions))
            if len(header) < 4 * (1 + dimensions):
                raise RefusedFileError(path, translate("errors", "it is too short for an IDX file"), remedy)
            found, *shape = struct.unpack(f">{1 + dimensions}I", header)
            if found != magic:
                raise RefusedFileError(
                    path,
                    translate(
                        "errors", "it does not start like an IDX file of {what} ({found:#010x}, not {magic:#010x})"
                    ).format(what=what, found=found, magic=magic),
                    remedy,
                )
            size = int(np.prod([int(side) for side in shape], dtype=object))
            if size == 0:
                raise RefusedFileError(path, translate("errors", "it holds no {what}").format(what=what), remedy)
            if shape[0] > MOST_IMAGES:
                raise RefusedFileError(
                    path,
                    translate("errors", "it announces {count} {what}, the most is {most}").format(
                        count=grouped(shape[0]), what=what, most=grouped(MOST_IMAGES)
                    ),
                    translate("errors", "use a smaller set"),
                )
            if size > MOST_BYTES:
                raise RefusedFileError(
                    path,
                    translate("errors", "it announces {size} bytes, the most is {most}").format(
                        size=grouped(size), most=grouped(MOST_BYTES)
                    ),
                    translate("errors", "use a smaller set"),
                )
            return np.frombuffer(read_exactly(file, size), np.uint8).reshape(shape)
    except DAMAGE as error:
        raise RefusedFileError(
            path, translate("errors", "it cannot be read: {why}").format(why=reason(error)), remedy
        ) from error
