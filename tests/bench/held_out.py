"""What the shipped networks learn from and what is kept from them, and digits as other sources would have them.

`python -m tests.bench.held_out DATA_FOLDER OUT_FOLDER` writes the held-out part as `scans.npz` and `strokes.jsonl.gz`,
so that `digitpad evaluate` can read it. The data folder holds `mnist/` (the training set as IDX files) and
`pen-strokes-train.jsonl.gz`, drawings with their `writer`. Every fifth writer and the last 5,000 images of MNIST are
held out.
"""

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from digitpad.data.digits import Digits, from_drawings
from digitpad.data.specs import load
from digitpad.ink.strokes import Drawing
from digitpad.paths import Folders

EVERY = 5
IMAGES = 5000


@dataclass(frozen=True)
class Split:
    """Scans and strokes to learn from, and those held out; the strokes of each writer apart."""

    scans: Digits
    strokes: Digits
    held_out_scans: Digits
    held_out_writers: tuple[Digits, ...]


def read(folder: Path) -> Split:
    """Split what lies in the data folder."""
    scans = load(str(folder / "mnist"), Folders.of_user())
    cut = len(scans) - IMAGES
    drawings, writers = read_strokes(folder)
    strokes = from_drawings("strokes", drawings, folder)
    aside = np.unique(writers)[::EVERY]
    return Split(
        scans.take(np.arange(cut)),
        strokes.take(np.flatnonzero(~np.isin(writers, aside))),
        scans.take(np.arange(cut, len(scans))),
        tuple(strokes.take(np.flatnonzero(writers == writer)) for writer in aside),
    )


def read_strokes(folder: Path) -> tuple[list[Drawing], np.ndarray]:
    """The drawings, each at a random place and size on a canvas of 280x280, and who wrote each."""
    with gzip.open(folder / "pen-strokes-train.jsonl.gz", "rt") as file:
        lines = list(file)
    rng = np.random.default_rng(0)
    return [placed(Drawing.from_json(line), rng) for line in lines], np.array([json.loads(i)["writer"] for i in lines])


def placed(drawing: Drawing, rng: np.random.Generator, canvas: float = 280.0) -> Drawing:
    """The same drawing at a random place and size, from a fifth of the canvas to all of it."""
    points = np.concatenate(drawing.strokes)
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    size = canvas * rng.uniform(0.2, 1.0) / max(extent.max(), 1e-9)
    corner = rng.uniform(0, 1, 2) * (canvas - extent * size)
    return Drawing((canvas, canvas), tuple((stroke - low) * size + corner for stroke in drawing.strokes), drawing.label)


def joined(parts: tuple[Digits, ...]) -> Digits:
    return Digits(
        "joined", np.concatenate([part.images for part in parts]), np.concatenate([part.labels for part in parts])
    )


def as_mail_scans(digits: Digits, folder: Path) -> Digits:
    """As digits of the US mail are kept: cut out and shrunk to 16x16 greys, then read from a file and framed."""
    return _through_a_file(np.stack([_cut_out(image, 16) for image in digits.images]), digits, folder / "scans.npz")


def as_counts(digits: Digits, folder: Path) -> Digits:
    """As 8x8 counts from 0 to 16: cut out at 32x32, black or white, and counted in blocks of 4x4."""
    large = np.stack([_cut_out(image, 32) for image in digits.images]) > 127
    counts = large.reshape(-1, 8, 4, 8, 4).sum(axis=(2, 4)).astype(np.uint8)
    return _through_a_file(counts, digits, folder / "counts.npz")


def _cut_out(image: np.ndarray, side: int) -> np.ndarray:
    """The digit alone, enlarged or shrunk until its longer side is `side`, in the middle of a square."""
    rows, columns = np.flatnonzero(image.max(axis=1) > 64), np.flatnonzero(image.max(axis=0) > 64)
    digit = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = side / max(digit.shape)
    height, width = (max(round(length * scale), 1) for length in digit.shape)
    small = np.asarray(Image.fromarray(digit).resize((width, height), Image.Resampling.BICUBIC))
    square = np.zeros((side, side), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = small
    return square


def _through_a_file(images: np.ndarray, digits: Digits, path: Path) -> Digits:
    np.savez(path, x=images, y=digits.labels)
    return load(str(path), Folders.of_user())


def write(folder: Path, out: Path) -> None:
    """Write what is held out for `digitpad evaluate`."""
    out.mkdir(parents=True, exist_ok=True)
    scans = read(folder).held_out_scans
    np.savez_compressed(out / "scans.npz", x=scans.images, y=scans.labels)
    drawings, writers = read_strokes(folder)
    aside = np.isin(writers, np.unique(writers)[::EVERY])
    with gzip.open(out / "strokes.jsonl.gz", "wt") as file:
        file.writelines(drawing.to_json() + "\n" for drawing, held in zip(drawings, aside, strict=True) if held)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
