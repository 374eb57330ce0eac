"""Images and labels in IDX files."""

import gzip
import struct

import numpy as np
import pytest

from digitpad.data.idx import MOST_IMAGES, read_images, read_labels
from digitpad.errors import RefusedFileError


def idx(array):
    return struct.pack(f">{1 + array.ndim}I", 0x0800 + array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


IMAGES = np.arange(3 * 4 * 5).reshape(3, 4, 5)
LABELS = np.array([0, 9, 5])


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_images_and_labels_come_back(tmp_path, pack):
    (tmp_path / "images").write_bytes(pack(idx(IMAGES)))
    (tmp_path / "labels").write_bytes(pack(idx(LABELS)))
    assert np.array_equal(read_images(tmp_path / "images"), IMAGES)
    assert np.array_equal(read_labels(tmp_path / "labels"), LABELS)


WHOLE = idx(IMAGES)
PACKED = gzip.compress(WHOLE, mtime=0)  # by itself it tells the time, and tests are named by it
HUGE = struct.pack(">4I", 0x0803, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "too short"),
        (WHOLE[:10], "too short"),
        (WHOLE[:-1], "60 bytes of data announced, 59 there"),
        (WHOLE + b"\0", "more data"),
        (b"\x89PNG" + WHOLE, "does not start like"),
        (idx(LABELS) + bytes(20), "does not start like"),
        (struct.pack(">4I", 0x0803, 0, 28, 28), "holds no images"),
        (struct.pack(">4I", 0x0803, 3, 0, 28), "holds no images"),
        (HUGE, "the most is"),
        (struct.pack(">4I", 0x0803, MOST_IMAGES, 28, 28), "announced, 0 there"),
        (struct.pack(">4I", 0x0803, MOST_IMAGES + 1, 1, 1), "announces 200,001 images"),
        (struct.pack(">4I", 0x0803, MOST_IMAGES, 40, 40), "announces 320,000,000 bytes"),
        (PACKED[:-9], "ended before"),
        (PACKED[:20] + b"\0\0\0\0" + PACKED[24:], "cannot be read"),
        (b"\x1f\x8b" + bytes(30), "cannot be read"),
    ],
)
def test_a_damaged_file_is_refused_in_one_line(tmp_path, content, reason):
    path = tmp_path / "t-images-idx3-ubyte"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match=reason) as refusal:
        read_images(path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_more_than_is_announced_is_not_unpacked(tmp_path):
    # 30 MB of zeros in 30 kB: refused after one byte too many.
    path = tmp_path / "bomb"
    path.write_bytes(gzip.compress(WHOLE + bytes(30_000_000)))
    with pytest.raises(RefusedFileError, match="more data"):
        read_images(path)


def test_labels_are_digits(tmp_path):
    path = tmp_path / "labels"
    path.write_bytes(idx(np.array([3, 10])))
    with pytest.raises(RefusedFileError, match="label 10"):
        read_labels(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RefusedFileError, match="No such file"):
        read_images(tmp_path / "nothing")


def test_cut_and_changed_files_are_read_whole_or_refused(tmp_path):
    rng = np.random.default_rng(6)
    path = tmp_path / "mutant"
    refused = 0
    for whole in (idx(IMAGES), gzip.compress(idx(IMAGES))):
        for _ in range(300):
            content = bytearray(whole)
            for at in rng.integers(0, len(content), rng.integers(1, 4)):
                content[at] = rng.integers(0, 256)
            path.write_bytes(content[: rng.integers(0, len(content) + 1)] if rng.random() < 0.3 else content)
            try:
                assert read_images(path).ndim == 3
            except RefusedFileError:
                refused += 1
    assert refused > 300
