"""Small files made to harm: they claim much, unpack to much, lead elsewhere, or keep a reader busy."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from PIL import Image

from tests.faults.formats import (
    HEADER,
    IMAGES,
    LABELS,
    LESSON,
    MODEL,
    SETTINGS,
    STROKES,
    TARGET,
    idx,
    model_with,
    npy,
    png,
    with_header,
    zipped,
)

Bomb = tuple[str, str, bytes | Callable[[], bytes], str]
"""Format, what it is, its content, and what must become of it: "refused", "accepted" or "" for either.

What takes long to make or to open comes as a function that makes it.
"""


def bombs() -> Iterator[Bomb]:
    """All of them; those that are large are made when they are asked for."""
    yield from _models()
    yield from _arrays()
    yield from _archives()
    yield from _strokes()
    yield from _pictures()
    yield from _texts()


def _models() -> Iterator[Bomb]:
    yield "model", "100 bytes that claim 10 GB", struct.pack("<Q", 10**10) + b"{}" * 46, "refused"
    yield "model", "a header that claims all there can be", struct.pack("<Q", 2**64 - 1) + b"{}" * 46, "refused"
    sizes = json.dumps([784, *[4096] * 14, 10])
    yield "model", "layers for 872 MB", model_with(sizes=sizes), "refused"
    for value in (np.nan, np.inf, -np.inf):
        yield "model", f"a weight {value}", MODEL[:-4] + struct.pack("<f", value), "refused"
    yield "model", "weights that overflow", MODEL[:-4000] + struct.pack("<f", 3e38) * 1000, "refused"
    yield "model", "a recipe nested deeply", model_with(recipe='{"a":' * 400 + "1" + "}" * 400), "refused"
    yield "model", "a recipe of NaN", model_with(recipe='{"a": NaN}'), "accepted"
    yield "model", "a recipe of 4300 digits", model_with(recipe='{"a": ' + "9" * 4000 + "}"), ""
    yield "model", "a header nested deeply", with_header(b'{"__metadata__":' + b"[" * 100_000), "refused"
    yield (
        "model",
        "a header of 1 MB of metadata",
        with_header(HEADER.replace(b"{", b'{"%s":{},' % (b"x" * 10**6), 1)),
        "refused",
    )


def _gz(content: bytes, zeros: int) -> bytes:
    return gzip.compress(content + bytes(zeros), 1)


def _arrays() -> Iterator[Bomb]:
    for announced in ((2**32 - 1,) * 3, (10**10 // 784, 28, 28), (200_000, 28, 28)):
        head = struct.pack(">4I", 0x0803, *(side % 2**32 for side in announced))
        yield "idx images", f"a header that announces {announced}", head + bytes(84), "refused"
    yield (
        "idx images",
        "200,000 images in 150 KB",
        lambda: _gz(struct.pack(">4I", 0x0803, 200_000, 28, 28), 200_000 * 784),
        "refused",
    )
    yield "idx images", "300 MB behind five images", lambda: _gz(idx(IMAGES), 300_000_000), "refused"
    many = struct.pack(">4I", 0x0803, 150_000_000, 1, 1)
    yield "idx images", "150 million images of one pixel", lambda: _gz(many, 150_000_000), "refused"
    yield (
        "idx images",
        "one image 150 million pixels wide",
        lambda: _gz(struct.pack(">4I", 0x0803, 1, 1, 150_000_000), 150_000_000),
        "refused",
    )
    yield (
        "idx labels",
        "150 million labels",
        lambda: _gz(struct.pack(">2I", 0x0801, 150_000_000), 150_000_000),
        "refused",
    )
    yield "idx labels", "labels that announce 4 GB", struct.pack(">2I", 0x0801, 2**32 - 1) + bytes(92), "refused"


def _npy_header(text: str, version: tuple[int, int] = (1, 0)) -> bytes:
    head = text.encode() + b"\n"
    return b"\x93NUMPY" + bytes(version) + struct.pack("<H" if version == (1, 0) else "<I", len(head)) + head


def _set_with(x: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return zipped({"x.npy": x, "y.npy": npy(LABELS)}, method)


def _archives() -> Iterator[Bomb]:
    def described(shape: str, descr: str = "'|u1'") -> str:
        return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}"

    for name, header in {
        "that claims 10 GB": described("(12755102, 28, 28)"),
        "with a size that no machine has": described(f"({10**30}, 0, 1)"),
        "with a negative size": described("(-1, 28, 28)"),
        "with sizes that are true": described("(True, True, True)"),
        "of Python objects": described("(5, 28, 28)", "'|O'"),
        "of records": described("(5, 28, 28)", "[('a', '|O')]"),
        "of nothing": described("(5, 28, 28)", "'|V0'"),
        "of 10,000 brackets": "(" * 9000,
        "of 9,000 minus signs": "-" * 9000 + "1",
        "of 9,000 nots": "not " * 2200 + "1",
        "of dots": "a" + ".a" * 4500,
        "that runs": described("(5, 28, 28)", "__import__('os').abort()"),
        "with an escape that is none": described("(5, 28, 28)", r"'\d'"),
        "with numbers that run into words": described("(5, 28, 1if 0else 2)"),
        "of 5,000 dimensions": described("(" + "1," * 3000 + ")"),
    }.items():
        yield "npz", f"an array {name}", _set_with(_npy_header(header) + bytes(84)), "refused"
    many = 300_000_000
    x = _npy_header(described("(200000, 28, 28)"))
    yield "npz", "200,000 images in 150 KB", lambda: _set_with(x + bytes(200_000 * 784)), "refused"
    yield "npz", "300 MB behind five images", lambda: _set_with(npy(IMAGES) + bytes(many)), "refused"
    for version in (2, 3):
        start = b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<I", many)
        yield "npz", f"a header of 300 MB, version {version}", partial(_set_with, start + bytes(10**6)), "refused"
        yield (
            "npz",
            f"a whole header of 300 MB, version {version}",
            lambda s=start: _set_with(s + bytes(many)),
            "refused",
        )
    for method, name in ((zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")):
        yield "npz", f"300 MB packed with {name}", lambda m=method: _set_with(npy(IMAGES) + bytes(many), m), "refused"
    labels = _npy_header(described("(19000000,)", "'<i8'"))
    pixels = _npy_header(described("(19000000, 1, 1)"))
    yield (
        "npz",
        "19 million images of a pixel",
        lambda: zipped({"x.npy": pixels + bytes(19_000_000), "y.npy": labels + bytes(152_000_000)}),
        "refused",
    )
    yield "npz", "a path outside", zipped({"../../x.npy": npy(IMAGES), "/tmp/y.npy": npy(LABELS)}), "refused"
    yield (
        "npz",
        "a path outside beside a whole set",
        zipped({"x.npy": npy(IMAGES), "y.npy": npy(LABELS), "../../../evil": b"evil"}),
        "accepted",
    )
    yield "npz", "a million members", partial(_crowd, 1_000_000), "refused"
    pickled = np.array([{"a": 1}], dtype=object)
    content = io.BytesIO()
    np.save(content, pickled, allow_pickle=True)
    yield "npz", "a pickle", _set_with(content.getvalue()), "refused"
    for value in ("nan", "inf"):
        yield "npz", f"images of {value}", _set_with(npy(np.full((5, 28, 28), float(value)))), "refused"
        yield (
            "npz",
            f"labels of {value}",
            zipped({"x.npy": npy(IMAGES), "y.npy": npy(np.full(5, float(value)))}),
            "refused",
        )


def _crowd(members: int) -> bytes:
    """An archive whose list of members is all there is to it."""
    one = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = one * members
    count = min(members, 0xFFFF)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, members, members, len(listed), 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(listed), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return listed + end64 + locator + end


def _strokes() -> Iterator[Bomb]:
    def line(strokes: str, canvas: str = "[280, 280]", label: str = "3") -> bytes:
        return f'{{"canvas": {canvas}, "strokes": {strokes}, "label": {label}}}\n'.encode()

    for number in (
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "1e308",
        "9" * 4000,
        "9" * 5000,
        "1e-400",
        "true",
        '"7"',
        "null",
    ):
        expected = "accepted" if number == "1e-400" else "refused"
        yield "strokes", f"a coordinate {number[:12]}", line(f"[[[1, {number}], [2, 3]]]"), expected
        if number != "1e-400":
            yield "strokes", f"a canvas {number[:12]}", line("[[[1, 2]]]", f"[280, {number}]"), "refused"
    yield "strokes", "a canvas of nothing", line("[[[1, 2]]]", "[1e-320, 1e-320]"), ""
    yield "strokes", "a canvas of 4 digits and 300 zeros", line("[[[1, 2], [5, 5]]]", "[1e9, 1e-300]"), ""
    yield "strokes", "a label of 5,000 digits", line("[[[1, 2]]]", label="9" * 5000), "refused"
    yield "strokes", "brackets without end", b"[" * 3_000_000, "refused"
    yield "strokes", "names without end", b'{"a":' * 600_000, "refused"
    yield "strokes", "a line of empty lists", lambda: line("[" + "[]," * 990_000 + "[]]"), ""
    yield "strokes", "a line of empty objects", lambda: b"[" + b"{}," * 990_000 + b"{}]", "refused"
    yield "strokes", "a line of small objects", lambda: b"[" + b'{"":0},' * 420_000 + b"{}]", "refused"
    yield "strokes", "300 MB of line feeds", lambda: gzip.compress(b"\n" * 300_000_000, 1), "refused"
    yield "strokes", "300 MB of one line", lambda: gzip.compress(b" " * 300_000_000, 1), "refused"
    dots = line("[" + ",".join(["[[1,2]]"] * 49_000) + "]")
    yield "strokes", "10 million dots", lambda: gzip.compress(dots * 200, 1), "refused"
    yield "strokes", "a million drawings", lambda: gzip.compress(line("[[[1, 2]]]") * 1_000_000, 1), "refused"
    walk = ",".join(f"[{step % 280},{step % 279}]" for step in range(49_000))
    yield "strokes", "10 million points", lambda: gzip.compress(line(f"[[{walk}]]") * 200, 1), "refused"
    yield "strokes", "as many drawings as are read", lambda: gzip.compress(line("[[[1, 2]]]") * 100_000, 1), "accepted"
    short = ",".join(f"[{step},{step % 79}]" for step in range(95))
    yield "strokes", "as many points as are read", lambda: gzip.compress(line(f"[[{short}]]") * 21_000, 1), "accepted"
    yield "strokes", "a coordinate at the end of all", line("[[[1e9, -1e9], [-1e9, 1e9]]]"), "accepted"
    yield "strokes", "bytes that are no text", b"\xff\xfe" + STROKES, "refused"
    yield "strokes", "UTF-16", STROKES.decode().encode("utf-16"), "refused"
    yield "strokes", "half a pair of UTF-16", line("[[[1, 2]]]", label='3, "a": "\\ud800"'), "accepted"


def _bmp(width: int, height: int, bits: int, compression: int, pixels: bytes) -> bytes:
    palette = bytes(4 * 2**bits) if bits <= 8 else b""
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(pixels), 0, 0, 0, 0)
    offset = 14 + len(head) + len(palette)
    return b"BM" + struct.pack("<IHHI", offset + len(pixels), 0, 0, offset) + head + palette + pixels


def _pictures() -> Iterator[Bomb]:
    for width, height in ((2**31 - 1, 2**31 - 1), (100_000, 100_000), (2**31 - 1, 1), (6000, 6000)):
        yield "png", f"{width} x {height} pixels announced", png(width, height, bytes(1000)), "refused"
    for depth, colour, channels, name in (
        (8, 0, 1, "grey"),
        (8, 2, 3, "RGB"),
        (8, 6, 4, "RGBA"),
        (16, 0, 2, "16 bits"),
        (16, 6, 8, "16 bits RGBA"),
    ):
        yield "png", f"20 megapixels of {name}", partial(_black, channels, depth, colour), ""
    yield "png", "20 megapixels in one row", lambda: png(20_000_000, 1, bytes(20_000_001)), ""
    yield "png", "300 MB behind a small picture", lambda: png(10, 10, bytes(300_000_000)), ""
    yield "jpeg", "20 megapixels, progressive", partial(_passes, 0), ""
    for passes in (30, 2000):
        yield "jpeg", f"20 megapixels in {passes} passes more", partial(_passes, passes), ""
    delta = b"\0\2\xff\xff"
    yield "bmp", "20 million pixels skipped over", _bmp(20_000_000, 1, 8, 1, delta * 20), "refused"
    yield "bmp", "a pixel a row, 20 megapixels", _bmp(4472, 4472, 8, 1, b"\1\0\0\0" * 4472), "refused"
    yield "bmp", "100 bytes of 20 megapixels", _bmp(4472, 4472, 24, 0, bytes(46)), "refused"
    yield "bmp", "packed, of 20 megapixels, in steps of one", _bmp(4472, 4472, 8, 1, b"\1\0" * 3_000_000), "refused"
    yield "bmp", "10 GB announced", _bmp(50_000, 50_000, 32, 0, bytes(46)), "refused"


def _black(channels: int, depth: int, colour: int) -> bytes:
    """A PNG of nearly as many pixels as are read."""
    side = 4472
    return png(side, side, bytes((side * channels + 1) * side), depth, colour)


def _passes(more: int) -> bytes:
    """A progressive JPEG of nearly as many pixels as are read, its last pass once more and `more` times again."""
    content = io.BytesIO()
    Image.new("L", (4472, 4472)).save(content, "JPEG", progressive=True)
    jpeg = content.getvalue()
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * more + b"\xff\xd9"


def _texts() -> Iterator[Bomb]:
    target = dict(LESSON)[TARGET]
    yield "lesson", "100 MB", lambda: b"# A\n\n" + b"b" * 100_000_000, "refused"
    yield "lesson", "a picture without end", b"# A\n\n![a](/dev/zero)", "refused"
    yield "lesson", "60 KB of braces", b"# A\n\n" + b"{" * 59_999, "refused"
    yield "lesson", "60 KB of double braces", b"# A\n\n" + b"{{}}" * 15_000, "accepted"
    yield "lesson", "nested braces", b"# A\n\n" + b"{loss:" * 5000 + b"}" * 5000, "refused"
    yield "lesson", "a width of 10 GB", b"# A\n\n{loss:9999999999}", "refused"
    yield "lesson", "a way into the program", b"# A\n\n{loss.__class__.__init__.__globals__}", "refused"
    yield "lesson", "5,000 sections", b"# A\n\nb" + b"".join(b"\n## %d\n" % number for number in range(5000)), "refused"
    yield "lesson", "zero bytes", target + bytes(1000), ""
    yield "lesson", "16 bits a character", target.decode().encode("utf-16"), "refused"
    for name, content in {
        "of 1 MB": SETTINGS + b" " * 10**6,
        "of another version": SETTINGS.replace(b'"version": 1', b'"version": 2'),
        "of a hundred thousand brackets": b"[" * 60_000,
        "that are another program's": b"[window]\ngeometry=@Variant(\\0\\0\\0\\x9\\x7f\\xff\\xff\\xff)\n",
        "empty": b"",
    }.items():
        yield "settings", f"settings {name}", content, "refused"
    for value in ("NaN", "1e999", "-1e999", "9" * 4000, '"fast"', "null", "[]", "{}", "true"):
        for key in ("learning_rate", "batch_size", "hidden", "data", "augment", "activation", "optimizer"):
            content = b'{"version": 1, "setup": {"%s": %s}}' % (key.encode(), value.encode())
            yield "settings", f"{key} {value[:9]}", content, "accepted"
    sizes = json.dumps("A" * 60_000)
    yield (
        "settings",
        "a geometry of 60 KB",
        b'{"version": 1, "geometry": %s, "columns": %s}' % (b'"AAAA"', sizes.encode()),
        "accepted",
    )
