"""What a person can name as data: `generated`, a fetched set, their own handwriting, or a path."""

import re
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitpad.data import idx
from digitpad.data.catalogue import CATALOGUE
from digitpad.data.digits import Digits, from_drawings
from digitpad.data.generator import Generated, generate
from digitpad.data.npz import read_npz
from digitpad.data.samples import Progress, handwriting, read_drawings
from digitpad.errors import RefusedFileError, RefusedValueError
from digitpad.ink.framing import frame_image
from digitpad.ink.paper import ink_lightness
from digitpad.ink.pen import SIDE
from digitpad.net.batches import Source
from digitpad.paths import Folders
from digitpad.words import grouped, translate

GENERATED_COUNT = 20_000
MOST_GENERATED = 200_000
"""As many fit in memory; training makes them as it goes, and may ask for any number."""

LARGEST_IMAGE = 2_000_000
"""The most pixels of an image that is to be framed."""


def load(spec: str, folders: Folders, progress: Progress | None = None) -> Digits:
    """The digits that `spec` names.

    It is `generated[:COUNT[:SEED]]`, `mnist`, `mnist-test`, `handwriting`, or a path: a folder with a pair of IDX
    files or the images file of one, an `.npz` with `x` (n, h, w) uint8 and `y` (n,), or labelled strokes
    `.jsonl[.gz]`. Images that are not 28x28 are framed like a drawing. What takes long tells `progress`.

    Raises RefusedValueError when there is no such set, RefusedFileError when its file is missing or damaged, and
    whatever `progress` raises.
    """
    if is_generated(spec):
        count, seed = parse_generated(spec)
        if count > MOST_GENERATED:
            raise RefusedValueError(
                translate("errors", "{spec}: at most {most} digits are generated at once; ask for fewer").format(
                    spec=spec, most=grouped(MOST_GENERATED)
                )
            )
        return generate(count, seed)
    if spec in CATALOGUE:
        path = CATALOGUE[spec].folder(folders) / next(
            file.name for file in CATALOGUE[spec].files if idx.IMAGES_NAME.fullmatch(file.name)
        )
        if not path.exists():
            raise RefusedFileError(
                path,
                translate("errors", "it is not there yet"),
                translate("errors", "run: digitpad data fetch {spec}").format(spec=spec),
            )
        try:
            return _framed(spec, *idx.read_pair(path), progress)
        except RefusedFileError as error:  # a file of the right size counts as fetched, whatever is in it
            aside = error.path.replace(error.path.with_name(f"{error.path.name}.old"))
            remedy = translate("errors", "fetch it again, the damaged file is beside it now, as {name}")
            raise RefusedFileError(error.path, error.reason, remedy.format(name=aside.name)) from error
    if spec == "handwriting":
        path = handwriting(folders)
        if not path.exists() or path.stat().st_size == 0:
            raise RefusedFileError(
                path,
                translate("errors", "there are no samples yet"),
                translate("errors", "draw some digits and label them"),
            )
        return _drawn(spec, path, progress)
    path = Path(spec)
    try:
        if path.is_dir():
            return _framed(spec, *idx.read_pair(idx.only_images(path)), progress)
        there = path.exists()
    except OSError as error:  # a name too long, a folder that is locked
        raise RefusedFileError(
            path,
            translate("errors", "it cannot be opened: {why}").format(why=error.strerror),
            _known(),
        ) from error
    if not there:
        raise RefusedValueError(
            translate("errors", "{spec}: no such data; {remedy}").format(spec=spec, remedy=_known())
        )
    if path.suffix == ".npz":
        return _framed(spec, *read_npz(path), progress)
    if path.name.endswith((".jsonl", ".jsonl.gz")):
        return _drawn(spec, path, progress)
    if idx.IMAGES_NAME.fullmatch(path.name):
        return _framed(spec, *idx.read_pair(path), progress)
    raise RefusedFileError(
        path,
        translate("errors", "it is not a kind of data this program knows"),
        _known(),
    )


def source(spec: str, folders: Folders, augment: bool, progress: Progress | None = None) -> Source:
    """Mini-batches of the digits that `spec` names; with `augment`, each is deformed anew each epoch.

    Generated digits are made while training goes on, each of them once: `spec` says how many make an epoch, and its
    seed, with that of the training, which ones they are.

    Raises what `load` does.
    """
    if is_generated(spec):
        return Generated(*parse_generated(spec))
    return load(spec, folders, progress).source(augment)


def is_generated(spec: str) -> bool:
    """Whether `spec` asks for digits to be made up."""
    return spec.partition(":")[0] == "generated"


def parse_generated(spec: str) -> tuple[int, int]:
    """The count and the seed of `generated[:COUNT[:SEED]]`; raises RefusedValueError for anything else."""
    name, *parts = spec.split(":")
    if name != "generated" or len(parts) > 2 or not all(re.fullmatch("[0-9]{1,18}", part) for part in parts):
        raise RefusedValueError(
            translate(
                "errors", "{spec}: write generated:COUNT:SEED with whole numbers, such as generated:5000:1"
            ).format(spec=spec)
        )
    count, seed = [int(part) for part in parts] + [GENERATED_COUNT, 0][len(parts) :]
    if not 1 <= count <= 10**9:
        raise RefusedValueError(
            translate("errors", "{spec}: the count of digits must be between 1 and a thousand million").format(
                spec=spec
            )
        )
    return count, seed


def _known() -> str:
    return translate(
        "errors", "use generated, mnist, mnist-test, handwriting, a folder or file of IDX, an .npz or a strokes .jsonl"
    )


def _drawn(name: str, path: Path, progress: Progress | None) -> Digits:
    if progress is None:
        return from_drawings(name, read_drawings(path), path)
    drawings = read_drawings(path, partial(_half, progress, 0))
    return from_drawings(name, drawings, path, partial(_half, progress, 1))


def _half(progress: Progress, halves: int, done: int, total: int | None) -> None:
    """Tell the first or second half of a work in two parts, which take about as long."""
    progress(halves * (total or 0) + done, None if total is None else 2 * total)


def _framed(name: str, images: NDArray[np.uint8], labels: NDArray[np.uint8], progress: Progress | None) -> Digits:
    height, width = images.shape[1:]
    if height * width > LARGEST_IMAGE:
        raise RefusedFileError(
            Path(name),
            translate("errors", "its images have {height} x {width} pixels").format(
                height=grouped(height), width=grouped(width)
            ),
            translate("errors", "make them smaller"),
        )
    # Counts of 0 to 16 and pictures of 0 and 1 are greys too.
    most = int(images.max())
    if 0 < most <= 16:
        images *= np.uint8(255 // most)
    if images.shape[1:] == (SIDE, SIDE):
        return Digits(name, images, labels)
    lightness = 0.0
    for image in images[:: max(len(images) // 1000, 1)]:
        lightness += ink_lightness(image)
        if progress is not None:
            progress(0, len(images))
    framed = np.empty((len(images), SIDE, SIDE), np.uint8)
    for number, image in enumerate(images):
        framed[number] = frame_image(image, lightness < 0)
        if progress is not None:
            progress(number + 1, len(images))
    return Digits(name, framed, labels)
