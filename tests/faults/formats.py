"""Every kind of file that digitpad opens: whole ones to spoil, and how each is opened and checked."""

import gzip
import io
import json
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import safetensors.numpy
from PIL import Image

from digitpad.data.digits import in_parts
from digitpad.data.images import read_image
from digitpad.data.samples import read_drawings
from digitpad.data.specs import load
from digitpad.ink.framing import frame, frame_image
from digitpad.ink.pen import rasterise
from digitpad.ink.raster import raster
from digitpad.lesson import CASES, KEYS, NAMES, lesson
from digitpad.net.network import Network
from digitpad.net.storage import load_network, tensors, to_safetensors
from digitpad.paths import Folders, resource
from digitpad.qt.workers.checkpoint import load_checkpoint, save_checkpoint
from tests.checkpoints import checkpoint

Pack = Callable[[bytes], bytes]
Beat = Callable[..., None]


@dataclass(frozen=True)
class Format:
    """One kind of file.

    Attributes:
        name: what the file is called; others that it needs lie beside it.
        wholes: contents that are accepted, each with what packs it: what is inside is spoiled, and packed again.
        open: opens the file as the app does, calling `beat` while it works, and fails when the result is not sound.
        beside: the other files.
    """

    name: str
    wholes: tuple[tuple[bytes, Pack], ...]
    open: Callable[[Path, Beat], None]
    beside: tuple[tuple[str, bytes], ...] = ()


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">{1 + array.ndim}I", 0x0800 + array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


def npy(array: np.ndarray) -> bytes:
    content = io.BytesIO()
    np.save(content, array, allow_pickle=False)
    return content.getvalue()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def header_of(content: bytes) -> dict:
    (length,) = struct.unpack("<Q", content[:8])
    return json.loads(content[8 : 8 + length])


def png(width: int, height: int, pixels: bytes, depth: int = 8, colour: int = 0) -> bytes:
    """A PNG that announces a size; its pixels may be anything."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width & 0xFFFFFFFF, height & 0xFFFFFFFF, depth, colour, 0, 0, 0)
    data = zlib.compress(pixels, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def as_it_is(content: bytes) -> bytes:
    return content


def with_header(header: bytes) -> bytes:
    """A model file with this header before the right weights."""
    return struct.pack("<Q", len(header)) + header + _WEIGHTS


def with_notes(notes: bytes) -> bytes:
    """A checkpoint with these notes beside the right tensors."""
    told = header_of(CHECKPOINT)
    told["__metadata__"]["checkpoint"] = notes.decode(errors="replace")
    header = json.dumps(told).encode()
    (length,) = struct.unpack("<Q", CHECKPOINT[:8])
    return struct.pack("<Q", len(header)) + header + CHECKPOINT[8 + length :]


def as_png(content: bytes) -> bytes:
    """A PNG with a size, a depth and a kind of colour from the first bytes, and the others as pixels."""
    width, height, depth, colour = struct.unpack(">HHBB", content[:6].ljust(6, b"\0"))
    return png(width, height, content[6:], depth, colour)


RNG = np.random.default_rng(1)
IMAGES = RNG.integers(0, 256, (5, 28, 28)).astype(np.uint8)
SMALL = RNG.integers(0, 17, (5, 8, 8)).astype(np.uint8)
LABELS = np.array([3, 1, 4, 1, 5], np.uint8)

_NETWORK = Network((784, 6, 10)).initialise(RNG)
_NETWORK.recipe = {"optimizer": "adam", "epochs": 3, "data": ["generated"], "teacher": {"sizes": [784, 10]}}
MODEL = to_safetensors(_NETWORK)
METADATA = header_of(MODEL)["__metadata__"]
_HEADER_END = 8 + struct.unpack("<Q", MODEL[:8])[0]
HEADER, _WEIGHTS = MODEL[8:_HEADER_END], MODEL[_HEADER_END:]


def model_with(**changes: str) -> bytes:
    return safetensors.numpy.save(tensors(_NETWORK), {**METADATA, **changes})


def _checkpoint() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "c.safetensors")
        save_checkpoint(checkpoint(_NETWORK, RNG), path)
        return path.read_bytes()


CHECKPOINT = _checkpoint()
NOTES = header_of(CHECKPOINT)["__metadata__"]["checkpoint"].encode()
STROKES = (
    b'{"canvas": [280, 280], "strokes": [[[10, 20.5], [30, 40], [50.25, 9]], [[7, 7]]], "label": 3}\n'
    b'{"canvas": [1.5, 2e2], "strokes": [[[0, 0], [1, 2]]], "label": 0}\n'
)
TARGET = "05-target.md"
LESSON = tuple((path.name, path.read_bytes()) for path in sorted(resource("lesson").glob("*.md")))
SETTINGS = json.dumps(
    {
        "version": 1,
        "animate": True,
        "geometry": "AdnQywADAAAAAAAAAAAAAAAAA4MAAALXAAAAAAAAAAAAAAODAAAC1wAAAAAAAAAABQAAAAAAAAAAAAAAA4MAAALX",
        "columns": "AAAA/wAAAAEAAAACAAABkAAAAPAB/////wEAAAABAA==",
        "theme": "dark",
        "setup": {"data": "generated", "hidden": [20, 10], "activation": "tanh", "learning_rate": 0.02},
    }
).encode()


def _picture(kind: str, mode: str = "L") -> bytes:
    content = io.BytesIO()
    image = Image.fromarray(RNG.integers(0, 256, (20, 30)).astype(np.uint8)).convert(mode)
    image.save(content, kind)
    return content.getvalue()


def _rle() -> bytes:
    pixels = b"".join(bytes([30, row]) + b"\0\0" for row in range(20)) + b"\0\1"
    head = struct.pack("<IiiHHIIiiII", 40, 30, 20, 1, 8, 1, len(pixels), 0, 0, 256, 0)
    palette = bytes(value for grey in range(256) for value in (grey, grey, grey, 0))
    offset = 14 + len(head) + len(palette)
    return b"BM" + struct.pack("<IHHI", offset + len(pixels), 0, 0, offset) + head + palette + pixels


def open_model(path: Path, beat: Beat) -> None:
    network = load_network(path)
    assert np.isfinite(network.probabilities(RNG.random((3, 784), np.float32))).all()
    copy = path.with_suffix(".copy")
    copy.write_bytes(to_safetensors(network))
    assert json.dumps(load_network(copy).recipe) == json.dumps(network.recipe)  # NaN is not itself


def open_set(path: Path, beat: Beat) -> None:
    digits = load(str(path), Folders.below(path.parent / "profile"), beat)
    assert digits.images.shape == (len(digits), 28, 28)
    assert digits.images.dtype == digits.labels.dtype == np.uint8
    assert digits.labels.shape == (len(digits),)
    assert digits.labels.max() <= 9


def open_labels(path: Path, beat: Beat) -> None:
    open_set(path.with_name(path.name.replace("labels-idx1", "images-idx3")), beat)


def open_strokes(path: Path, beat: Beat) -> None:
    drawings = read_drawings(path, beat)
    for part in in_parts(drawings):
        assert rasterise(frame(part)).shape[1:] == (28, 28)
        beat()
    del drawings
    open_set(path, beat)


def open_picture(path: Path, beat: Beat) -> None:
    grey = read_image(path)
    beat()
    assert frame_image(grey).shape == (28, 28)


def open_checkpoint(path: Path, beat: Beat) -> None:
    """As the window does it when a person wants everything back."""
    from digitpad.qt.recovery import question

    old = load_checkpoint(path)
    assert np.isfinite(old.network.probabilities(raster(old.drawing).reshape(1, -1))).all()
    assert np.isfinite(old.curve.losses).all()
    assert question(old).endswith("?")
    if old.setup:
        window = Window.made = Window.made or Window()
        window.panel.show_setup(old.setup)
        assert window.panel.setup is None or np.isfinite(window.panel.setup.learning_rate)
    copy = path.with_suffix(".copy")
    save_checkpoint(old, copy)
    assert load_checkpoint(copy).setup == old.setup


def open_lesson(path: Path, beat: Beat) -> None:
    for step, text in lesson(path.parent).texts.items():
        text.fill({key: "x" if key in NAMES else 0.25 for key in KEYS[step]}, CASES[step])


class Window:
    """The parts of the window that settings are for, made once."""

    made: "Window | None" = None

    def __init__(self) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtGui import QAction, QActionGroup
        from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QWidget

        from digitpad.qt.widgets.training_panel import TrainingPanel

        self.application = QApplication([])
        self.frame, self.columns, self.panel = QMainWindow(), QSplitter(), TrainingPanel()
        for _ in range(2):
            self.columns.addWidget(QWidget())
        self.frame.setCentralWidget(self.columns)
        self.usual = self.frame.saveGeometry(), self.columns.saveState(), self.panel.setup
        group = QActionGroup(self.application)
        self.themes = {name: QAction(name, group, checkable=True) for name in ("system", "light", "dark")}


def open_settings(path: Path, beat: Beat) -> None:
    """As the window does it; what cannot be used is refused by `Preferences.fault`."""
    from digitpad.errors import RefusedFileError
    from digitpad.qt.preferences import Preferences
    from digitpad.qt.workers import Setup

    window = Window.made = Window.made or Window()
    preferences = Preferences(
        path,
        {
            "geometry": (window.frame.saveGeometry, window.frame.restoreGeometry),
            "columns": (window.columns.saveState, window.columns.restoreState),
        },
        {"theme": window.themes},
    )
    preferences.recall()
    preferences.switch("animate", True)
    try:
        window.panel.show_setup(preferences.setup())
    except Exception:  # as main_window does: the contents can be anything, and the usual choices are there
        window.panel.show_setup(Setup())
    assert window.panel.setup is None or np.isfinite(window.panel.setup.learning_rate)
    screen = window.frame.screen().availableSize()
    assert window.frame.width() <= 2 * screen.width()
    assert window.frame.height() <= 2 * screen.height()
    preferences.remember(window.panel.setup, animate=True)
    if preferences.fault:
        aside = path.with_name(f"{path.name}.old")
        assert aside.exists(), "the old file was not kept"
        aside.unlink()
        raise RefusedFileError(path, preferences.fault, "")


FORMATS = {
    "model": Format("m.safetensors", ((MODEL, as_it_is), (HEADER, with_header)), open_model),
    "idx images": Format(
        "t-images-idx3-ubyte",
        (
            (idx(IMAGES), as_it_is),
            (idx(SMALL), as_it_is),
            (gzip.compress(idx(IMAGES)), as_it_is),
            (idx(SMALL), gzip.compress),
        ),
        open_set,
        (("t-labels-idx1-ubyte", idx(LABELS)),),
    ),
    "idx labels": Format(
        "t-labels-idx1-ubyte",
        ((idx(LABELS), as_it_is), (gzip.compress(idx(LABELS)), as_it_is), (idx(LABELS), gzip.compress)),
        open_labels,
        (("t-images-idx3-ubyte", idx(IMAGES)),),
    ),
    "npz": Format(
        "a.npz",
        (
            (zipped({"x.npy": npy(IMAGES), "y.npy": npy(LABELS)}), as_it_is),
            (zipped({"x.npy": npy(SMALL), "y.npy": npy(LABELS.astype(np.int64))}, zipfile.ZIP_STORED), as_it_is),
            (npy(SMALL), lambda content: zipped({"x.npy": content, "y.npy": npy(LABELS)})),
            (npy(LABELS), lambda content: zipped({"x.npy": npy(SMALL), "y.npy": content})),
        ),
        open_set,
    ),
    "strokes": Format(
        "a.jsonl",
        ((STROKES, as_it_is), (gzip.compress(STROKES), as_it_is), (STROKES, gzip.compress)),
        open_strokes,
    ),
    "png": Format(
        "a.png",
        (
            *((_picture("PNG", mode), as_it_is) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
            (struct.pack(">HHBB", 30, 20, 8, 0) + bytes(31 * 20), as_png),
        ),
        open_picture,
    ),
    "jpeg": Format("a.jpg", tuple((_picture("JPEG", mode), as_it_is) for mode in ("L", "RGB", "CMYK")), open_picture),
    "bmp": Format(
        "a.bmp",
        (*((_picture("BMP", mode), as_it_is) for mode in ("1", "L", "P", "RGB")), (_rle(), as_it_is)),
        open_picture,
    ),
    "lesson": Format(
        TARGET, ((dict(LESSON)[TARGET], as_it_is),), open_lesson, tuple(file for file in LESSON if file[0] != TARGET)
    ),
    "checkpoint": Format("c.safetensors", ((CHECKPOINT, as_it_is), (NOTES, with_notes)), open_checkpoint),
    "settings": Format("window.json", ((SETTINGS, as_it_is),), open_settings),
}
