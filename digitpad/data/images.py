"""Picture files as arrays of grey."""

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from digitpad.errors import RefusedFileError
from digitpad.paths import check_file
from digitpad.words import grouped, translate

FORMATS = ("PNG", "JPEG", "BMP")
MOST_PIXELS = 20_000_000
# In a BMP packed by runs: Pillow unpacks those one pixel after the other.
MOST_PACKED = 1_000_000
# Each pass over a progressive JPEG takes as long as reading it; cameras and programs make about ten.
MOST_PASSES = 40
PASS = b"\xff\xda"
# Larger pictures are shrunk to at most this side on reading; a digit needs far less.
ENOUGH = 1500


def read_image(path: Path) -> NDArray[np.uint8]:
    """The (h, w) grey picture, 255 = white, of a PNG, JPEG or BMP file, turned as its camera says.

    Where it is transparent it is laid on the paper that its ink shows up on: white under dark ink, black under
    light. Pictures larger than `ENOUGH` come back smaller.

    Raises RefusedFileError for a file that is damaged, of another kind, or over `MOST_PIXELS`.
    """
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            check_file(path)
            # Pillow warns of huge pictures, too late and too high; the size is checked below.
            warnings.simplefilter("ignore")
            image = Image.open(file, formats=FORMATS)
            _check_effort(path, image)
            return _read(path, image)
    except RefusedFileError:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedFileError(
            path,
            translate("errors", "its pixels are more than {most}").format(most=grouped(MOST_PIXELS)),
            translate("errors", "make it smaller"),
        ) from error
    except FileNotFoundError as error:
        raise RefusedFileError(
            path, translate("errors", "there is no such file"), translate("errors", "check the name")
        ) from error
    except Exception as error:  # a damaged file makes Pillow raise nearly anything
        reason = translate("errors", "it is damaged or not a PNG, JPEG or BMP picture")
        raise RefusedFileError(path, reason, translate("errors", "save it as a PNG picture")) from error


def _check_effort(path: Path, image: Image.Image) -> None:
    """Refuse what would take Pillow long, or much memory, whatever the size of the file."""
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        reason = translate("errors", "its {width} x {height} pixels are more than {most}")
        reason = reason.format(width=grouped(image.width), height=grouped(image.height), most=grouped(MOST_PIXELS))
        raise RefusedFileError(path, reason, translate("errors", "make it smaller"))
    packed = image.format == "BMP" and image.info.get("compression") in (1, 2)
    if packed and max(pixels, path.stat().st_size) > MOST_PACKED:
        raise RefusedFileError(
            path, translate("errors", "it is packed and large"), translate("errors", "save it as a PNG picture")
        )
    if image.format in ("JPEG", "MPO") and _passes(path) > MOST_PASSES:
        raise RefusedFileError(
            path,
            translate("errors", "it is a JPEG of more than {most} passes").format(most=MOST_PASSES),
            translate("errors", "save it as a PNG picture"),
        )


def _passes(path: Path) -> int:
    """How often a JPEG goes over its picture, small ones inside it included."""
    passes, before = 0, b""
    with path.open("rb") as file:
        while passes <= MOST_PASSES and (piece := file.read(1 << 20)):
            passes += (before + piece).count(PASS)
            before = piece[-1:]
    return passes


def _read(path: Path, image: Image.Image) -> NDArray[np.uint8]:
    image.draft("L", (ENOUGH, ENOUGH))
    if image.mode in ("I", "I;16", "I;16B"):
        # 16 bits of grey, which Pillow's own conversion would cut off at 255.
        image = Image.fromarray((np.asarray(image).astype(np.uint16) >> 8).astype(np.uint8))
    mode = "RGBA" if image.has_transparency_data else "L"
    if image.mode != mode:
        image = image.convert(mode)
    factor = -(-max(image.size) // ENOUGH)
    if factor > 1:
        image = image.reduce(factor)
    if mode == "RGBA":
        image = _laid_on_paper(image)
    return np.array(ImageOps.exif_transpose(image), np.uint8)


def _laid_on_paper(image: Image.Image) -> Image.Image:
    grey = np.asarray(image.convert("L")).astype(np.float32)
    opacity = np.asarray(image.getchannel("A")).astype(np.float32) / 255
    light_ink = float((grey * opacity).sum()) > 127.5 * float(opacity.sum())
    flat = grey * opacity + (0 if light_ink else 255) * (1 - opacity)
    return Image.fromarray(np.rint(flat).astype(np.uint8))
