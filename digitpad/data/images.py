"""Picture files as arrays of grey."""

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from digitpad.errors import RefusedFileError

FORMATS = ("PNG", "JPEG", "BMP")
MOST_PIXELS = 20_000_000
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
            # Pillow warns of huge pictures, too late and too high; the size is checked below.
            warnings.simplefilter("ignore")
            return _read(path, Image.open(file, formats=FORMATS))
    except RefusedFileError:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedFileError(path, f"its pixels are more than {MOST_PIXELS:,}", "make it smaller") from error
    except FileNotFoundError as error:
        raise RefusedFileError(path, "there is no such file", "check the name") from error
    except Exception as error:  # a damaged file makes Pillow raise nearly anything
        reason = "it is damaged or not a PNG, JPEG or BMP picture"
        raise RefusedFileError(path, reason, "save it as a PNG picture") from error


def _read(path: Path, image: Image.Image) -> NDArray[np.uint8]:
    if image.width * image.height > MOST_PIXELS:
        reason = f"its {image.width:,} x {image.height:,} pixels are more than {MOST_PIXELS:,}"
        raise RefusedFileError(path, reason, "make it smaller")
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
