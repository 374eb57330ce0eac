"""Sets of labelled digits, from wherever they come."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from digitpad.data import idx
from digitpad.data.augment import augment_images, redraw
from digitpad.data.catalogue import CATALOGUE, DataSet
from digitpad.data.packed import read_exactly
from digitpad.data.samples import handwriting, read_drawings
from digitpad.errors import RefusedFileError, RefusedValueError
from digitpad.ink.framing import frame, frame_image
from digitpad.ink.paper import ink_lightness
from digitpad.ink.pen import SIDE, rasterise
from digitpad.ink.strokes import Drawing, Segments
from digitpad.net.batches import Batch, Shuffled, Source, scale
from digitpad.paths import Folders

GENERATED_COUNT = 20_000
MOST_GENERATED = 200_000
SPECS = "generated, mnist, mnist-test, handwriting, a folder or file of IDX, an .npz or a strokes .jsonl"
_IMAGES_NAME = re.compile(r"(?P<before>.*)images(?P<dash>[-.])idx3-ubyte(?P<gz>\.gz)?")


@dataclass(frozen=True, eq=False)
class Digits:
    """Labelled digits in memory.

    images: (n, 28, 28) uint8, 255 = ink.
    labels: (n,) uint8, 0..9.
    drawings: the n drawings that the images were made from, when they were.
    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    drawings: Segments | None = None

    def __len__(self) -> int:
        return len(self.labels)

    def source(self, augment: bool) -> Source:
        """Mini-batches for training; with `augment`, every image is deformed anew each epoch."""
        if augment and self.drawings is not None:
            return Redrawn(self.drawings, self.labels)
        return Shuffled(self.images, self.labels, augment_images if augment else None)

    def split(self, fraction: float, seed: int) -> tuple["Digits", "Digits"]:
        """A set for training, and one of `fraction` of the digits for validation, drawn at random by `seed`.

        Each has at least one digit; raises RefusedValueError when there are not two.
        """
        if len(self) < 2:
            raise RefusedValueError(f"{self.name} has too few digits to set some aside for validation")
        order = np.random.default_rng(seed).permutation(len(self))
        aside = min(max(round(fraction * len(self)), 1), len(self) - 1)
        return self.take(np.sort(order[aside:])), self.take(np.sort(order[:aside]))

    def take(self, chosen: NDArray[np.intp]) -> "Digits":
        """The digits with these numbers, in this order."""
        drawings = None if self.drawings is None else self.drawings.take(chosen)
        return Digits(self.name, self.images[chosen], self.labels[chosen], drawings)


class Redrawn:
    """Drawings as a source of mini-batches: each is deformed as strokes and drawn again, anew each epoch."""

    # Drawings deformed at once: NumPy's overhead is small beside the work, and all of it stays in the cache.
    TOGETHER = 512

    def __init__(self, drawings: Segments, labels: NDArray[np.uint8]) -> None:
        self._drawings = drawings
        self._labels = labels

    def __len__(self) -> int:
        return len(self._labels)

    def epoch(self, rng: np.random.Generator, batch_size: int) -> Iterator[Batch]:
        """Go through all drawings once in random order; see `Source`."""
        order = rng.permutation(len(self))
        inputs = np.empty((batch_size, SIDE * SIDE), np.float32)
        together = max(self.TOGETHER // batch_size, 1) * batch_size
        for first in range(0, len(order), together):
            chosen = order[first : first + together]
            images = redraw(self._drawings.take(chosen), rng)
            for at in range(0, len(chosen), batch_size):
                batch = images[at : at + batch_size]
                yield scale(batch, inputs[: len(batch)]), self._labels[chosen[at : at + batch_size]]


def load(spec: str, folders: Folders) -> Digits:
    """The digits that `spec` names.

    It is `generated[:COUNT[:SEED]]`, `mnist`, `mnist-test`, `handwriting`, or a path: a folder with a pair of IDX
    files or the images file of one, an `.npz` with `x` (n, h, w) uint8 and `y` (n,), or labelled strokes
    `.jsonl[.gz]`. Images that are not 28x28 are framed like a drawing.

    Raises RefusedValueError when there is no such set, RefusedFileError when its file is missing or damaged.
    """
    if spec.partition(":")[0] == "generated":
        from digitpad.data.generator import generate  # the generator makes Digits, so it imports this module

        return generate(*parse_generated(spec))
    if spec in CATALOGUE:
        return _fetched(CATALOGUE[spec], folders)
    if spec == "handwriting":
        path = handwriting(folders)
        if not path.exists() or path.stat().st_size == 0:
            raise RefusedFileError(path, "there are no samples yet", "draw some digits and label them")
        return from_drawings(spec, read_drawings(path), path)
    path = Path(spec)
    if path.is_dir():
        return _idx_pair(spec, _only_pair(path))
    if not path.exists():
        raise RefusedValueError(f"{spec}: no such data; use {SPECS}")
    if path.suffix == ".npz":
        return _npz(spec, path)
    if path.name.endswith((".jsonl", ".jsonl.gz")):
        return from_drawings(spec, read_drawings(path), path)
    if _IMAGES_NAME.fullmatch(path.name):
        return _idx_pair(spec, path)
    raise RefusedFileError(path, "it is not a kind of data this program knows", f"use {SPECS}")


def from_drawings(name: str, drawings: list[Drawing], path: Path) -> Digits:
    """The digits of labelled `drawings`, framed and drawn with the canonical pen.

    Raises RefusedFileError, naming `path`, when one has no label or no ink.
    """
    for number, drawing in enumerate(drawings, start=1):
        if drawing.label is None or drawing.empty:
            lack = "label" if drawing.label is None else "ink"
            raise RefusedFileError(path, f"drawing {number} has no {lack}", "label every drawing with its digit")
    segments = Segments.of(drawings)
    labels = np.array([drawing.label for drawing in drawings], np.uint8)
    return Digits(name, rasterise(frame(segments)), labels, segments)


def parse_generated(spec: str) -> tuple[int, int]:
    """The count and the seed of `generated[:COUNT[:SEED]]`; raises RefusedValueError for anything else."""
    name, *parts = spec.split(":")
    if name != "generated" or len(parts) > 2 or not all(re.fullmatch("[0-9]{1,18}", part) for part in parts):
        raise RefusedValueError(f"{spec}: write generated:COUNT:SEED with whole numbers, such as generated:5000:1")
    count, seed = [int(part) for part in parts] + [GENERATED_COUNT, 0][len(parts) :]
    if not 1 <= count <= MOST_GENERATED:
        raise RefusedValueError(f"{spec}: the count of digits must be between 1 and {MOST_GENERATED:,}")
    return count, seed


def _fetched(data_set: DataSet, folders: Folders) -> Digits:
    images = next(file.name for file in data_set.files if _IMAGES_NAME.fullmatch(file.name))
    path = data_set.folder(folders) / images
    if not path.exists():
        raise RefusedFileError(path, "it is not there yet", f"run: digitpad data fetch {data_set.name}")
    return _idx_pair(data_set.name, path)


def _only_pair(folder: Path) -> Path:
    # The same set may lie there twice, packed and unpacked; the unpacked one, last in this order, is read.
    sets: dict[str, Path] = {}
    for path in sorted(folder.iterdir(), reverse=True):
        if match := _IMAGES_NAME.fullmatch(path.name):
            sets[match["before"]] = path
    if not sets:
        raise RefusedFileError(
            folder, "it holds no IDX images", "use a folder with *-images-idx3-ubyte and *-labels-idx1-ubyte"
        )
    if len(sets) > 1:
        names = " or ".join(sorted(path.name for path in sets.values()))
        raise RefusedFileError(folder, "it holds more than one set", f"name one: {names}")
    return next(iter(sets.values()))


def _idx_pair(name: str, path: Path) -> Digits:
    match = _IMAGES_NAME.fullmatch(path.name)
    assert match is not None
    stem = f"{match['before']}labels{match['dash']}idx1-ubyte"
    beside = [path.with_name(stem + ending) for ending in (match["gz"] or "", "", ".gz")]
    labels_path = next((candidate for candidate in beside if candidate.exists()), None)
    if labels_path is None:
        raise RefusedFileError(path, f"its labels {beside[0].name} are not beside it", "put them there")
    images = idx.read_images(path)
    labels = idx.read_labels(labels_path)
    if len(images) != len(labels):
        raise RefusedFileError(
            path, f"it has {len(images):,} images but {len(labels):,} labels", "use files that belong together"
        )
    return Digits(name, _framed(images), labels)


def _npz(name: str, path: Path) -> Digits:
    remedy = "save x (n, h, w) uint8 and y (n,) with numpy.savez"
    try:
        with zipfile.ZipFile(path) as archive:
            x = _array(archive, "x")
            y = _array(archive, "y")
    except (OSError, EOFError, ValueError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        reason = str(error).strip("'\"").partition("\n")[0] or type(error).__name__
        raise RefusedFileError(path, f"it cannot be read: {reason}", remedy) from error
    if x.ndim != 3 or x.dtype != np.uint8 or x.size == 0:
        raise RefusedFileError(path, f"x is {x.dtype} {x.shape}", remedy)
    if y.shape != x.shape[:1] or y.dtype.kind not in "iu":
        raise RefusedFileError(path, f"y is {y.dtype} {y.shape} for {len(x):,} images", remedy)
    if y.min() < 0 or y.max() > 9:
        raise RefusedFileError(path, f"y has a label {y.max() if y.max() > 9 else y.min()}", "use a set of digits")
    return Digits(name, _framed(x), y.astype(np.uint8))


def _array(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    # numpy.load would take memory for whatever the header claims; here the header is read and checked first.
    with archive.open(f"{name}.npy") as member:
        shape, fortran_order, dtype = _npy_header(member)
        if dtype.hasobject:
            raise ValueError(f"{name} holds Python objects")
        size = dtype.itemsize * int(np.prod(shape, dtype=object))
        if size > idx.MOST_BYTES:
            raise ValueError(f"{name} announces {size:,} bytes, the most is {idx.MOST_BYTES:,}")
        content = read_exactly(member, size)
    return np.frombuffer(content, dtype).reshape(shape, order="F" if fortran_order else "C")


def _npy_header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(member)
    if version == (1, 0):
        return np.lib.format.read_array_header_1_0(member)
    if version == (2, 0):
        return np.lib.format.read_array_header_2_0(member)
    raise ValueError(f"npy format {version[0]}.{version[1]} is not known")


def _framed(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    # Counts of 0 to 16 and pictures of 0 and 1 are greys too.
    most = int(images.max())
    if 0 < most <= 16:
        images = images * np.uint8(255 // most)
    if images.shape[1:] == (SIDE, SIDE):
        return images
    ink_is_dark = sum(ink_lightness(image) for image in images[:: max(len(images) // 1000, 1)]) < 0
    return np.stack([frame_image(image, ink_is_dark) for image in images])
