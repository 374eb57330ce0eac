"""Picture files as arrays of grey."""

import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from digitpad.data.images import ENOUGH, read_image
from digitpad.errors import RefusedFileError

GREY = np.random.default_rng(0).integers(0, 256, (20, 30)).astype(np.uint8)


def saved(tmp_path, image, name="a.png", **options):
    path = tmp_path / name
    image.save(path, **options)
    return path


def png(width, height, data=b""):
    """A PNG of 8-bit grey that announces a size; its pixels may be anything."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "no ending"])
def test_grey_comes_back_as_it_was(tmp_path, name):
    path = saved(tmp_path, Image.fromarray(GREY), name, format="BMP" if name == "a.bmp" else "PNG")
    assert np.array_equal(read_image(path), GREY)


def test_a_jpeg_comes_back_nearly_as_it_was(tmp_path):
    smooth = np.add.outer(np.arange(64), np.arange(80)).astype(np.uint8)
    path = saved(tmp_path, Image.fromarray(smooth), "a.jpg", quality=95)
    assert np.abs(read_image(path).astype(int) - smooth).max() <= 4


def test_every_kind_of_colour_becomes_grey(tmp_path):
    image = Image.fromarray(np.where(GREY > 127, 255, 0).astype(np.uint8))
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        converted = (
            Image.fromarray(np.asarray(image).astype(np.uint16) * 257) if mode == "I;16" else image.convert(mode)
        )
        assert np.array_equal(read_image(saved(tmp_path, converted)), np.asarray(image)), mode


def test_16_bits_keep_their_middle_greys(tmp_path):
    path = saved(tmp_path, Image.fromarray((GREY.astype(np.uint16) << 8) + 77))
    assert np.array_equal(read_image(path), GREY)


@pytest.mark.parametrize(("ink", "paper"), [(0, 255), (255, 0), (60, 255)])
def test_transparent_pictures_lie_on_paper_that_shows_their_ink(tmp_path, ink, paper):
    pixels = np.zeros((10, 10, 4), np.uint8)
    pixels[..., :3] = ink
    pixels[4:6, 2:8, 3] = 255
    pixels[6, 2:8, 3] = 128
    grey = read_image(saved(tmp_path, Image.fromarray(pixels)))
    assert (grey[4:6, 2:8] == ink).all()
    assert (grey[:4] == paper).all()
    assert abs(int(grey[6, 2]) - (ink + paper) / 2) < 2


def test_a_palette_with_a_transparent_colour_is_transparent(tmp_path):
    image = Image.new("P", (4, 4), 0)
    image.putpalette([10, 10, 10, 0, 0, 0])
    image.putpixel((1, 1), 1)
    grey = read_image(saved(tmp_path, image, transparency=0))
    assert grey[1, 1] == 0
    assert grey[0, 0] == 255


def test_a_camera_held_sideways_makes_no_difference(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    smooth = np.add.outer(np.arange(64), np.zeros(80)).astype(np.uint8)
    path = saved(tmp_path, Image.fromarray(smooth), "a.jpg", exif=exif, quality=95)
    assert read_image(path).shape == (80, 64)


def test_large_pictures_come_back_smaller(tmp_path):
    image = Image.new("L", (3 * ENOUGH, 2 * ENOUGH), 255)
    for name in ("a.png", "a.jpg"):
        grey = read_image(saved(tmp_path, image, name))
        assert max(grey.shape) <= ENOUGH
        assert (grey == 255).all()


def test_an_enormous_picture_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.png"
    for side in (6_000, 60_000):
        path.write_bytes(png(side, side, zlib.compress(bytes(1000))))
        with pytest.raises(RefusedFileError, match="are more than 20,000,000"):
            read_image(path)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"text", png(10, 10), png(10, 10, zlib.compress(b"123"))])
def test_what_is_no_picture_is_refused(tmp_path, content):
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match="damaged or not"):
        read_image(path)


def test_a_missing_picture_is_refused(tmp_path):
    with pytest.raises(RefusedFileError, match="no such file"):
        read_image(tmp_path / "nothing.png")


def test_cut_and_changed_pictures_are_read_or_refused(tmp_path):
    rng = np.random.default_rng(7)
    whole = []
    for name in ("a.png", "a.jpg", "a.bmp"):
        whole.append(saved(tmp_path, Image.fromarray(GREY), name).read_bytes())
    path = tmp_path / "mutant"
    refused = 0
    for number in range(300):
        content = bytearray(whole[number % 3])
        for at in rng.integers(0, len(content), rng.integers(1, 6)):
            content[at] = rng.integers(0, 256)
        path.write_bytes(content[: rng.integers(0, len(content) + 1)] if rng.random() < 0.3 else content)
        try:
            assert read_image(path).ndim == 2
        except RefusedFileError:
            refused += 1
    assert refused > 100


def bmp(width, height, pixels):
    """A BMP of 8 bits, packed by runs."""
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, len(pixels), 0, 0, 0, 0)
    offset = 14 + len(head) + 1024
    return b"BM" + struct.pack("<IHHI", offset + len(pixels), 0, 0, offset) + head + bytes(1024) + pixels


def test_a_packed_bmp_is_read_unless_it_is_large(tmp_path):
    path = tmp_path / "a.bmp"
    path.write_bytes(bmp(30, 20, (b"\x1e\x05" + b"\0\0") * 20 + b"\0\1"))
    assert read_image(path).shape == (20, 30)
    path.write_bytes(bmp(4000, 4000, b"\1\0\0\0" * 4000))
    with pytest.raises(RefusedFileError, match="packed and large"):
        read_image(path)


def test_a_jpeg_of_many_passes_is_refused(tmp_path):
    path = saved(tmp_path, Image.fromarray(GREY), "a.jpg", progressive=True)
    assert read_image(path).shape == GREY.shape
    whole = path.read_bytes()
    last = whole.rindex(b"\xff\xda")
    path.write_bytes(whole[:-2] + whole[last:-2] * 50 + b"\xff\xd9")
    with pytest.raises(RefusedFileError, match="more than 40 passes"):
        read_image(path)
