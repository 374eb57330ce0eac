import io
import zipfile

import numpy as np
import pytest

from digitpad.data.npz import read_npz
from digitpad.errors import RefusedFileError


def test_the_images_and_labels_of_an_archive_are_read(tmp_path):
    images = np.arange(3 * 4 * 5, dtype=np.uint8).reshape(3, 4, 5)
    np.savez(tmp_path / "a.npz", x=images, y=[7, 0, 9])
    x, y = read_npz(tmp_path / "a.npz")
    assert np.array_equal(x, images)
    assert y.tolist() == [7, 0, 9]


@pytest.mark.parametrize("header", [b"{'shape': ((((", b"{'descr': '|u1'", b"\xff\xfe", b"1" * 100])
def test_a_header_that_makes_no_sense_is_refused(tmp_path, header):
    content = io.BytesIO()
    content.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("x.npy", content.getvalue())
    with pytest.raises(RefusedFileError, match="cannot be read"):
        read_npz(tmp_path / "a.npz")


def npy(header, data=b"", version=1):
    return b"\x93NUMPY" + bytes([version, 0]) + len(header).to_bytes(2, "little") + header + data


HEADER = b"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4), }"


def archive_of(path, x, method=zipfile.ZIP_STORED):
    y = io.BytesIO()
    np.save(y, np.array([1, 2]))
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("x.npy", x)
        archive.writestr("y.npy", y.getvalue())
    return path


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        b"{'shape': (2, 3, 4), 'fortran_order': False, 'descr': '|u1'}",
        b'{"descr": "|u1", "fortran_order": False, "shape": (2,3,4)}\n',
    ],
)
def test_a_header_may_be_written_in_any_order_and_with_any_quotes(tmp_path, header):
    x, _ = read_npz(archive_of(tmp_path / "a.npz", npy(header, bytes(range(24)))))
    assert np.array_equal(x, np.arange(24).reshape(2, 3, 4))


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (HEADER.replace(b"2,", b"200001,"), "announces 200,001 images"),
        (HEADER.replace(b"3,", b"%d," % 10**30), "announces 1,000"),
        (HEADER.replace(b"2,", b"0,").replace(b"3,", b"%d," % 10**30), "announces 1,000"),
        (HEADER.replace(b"3, 4", b"30000, 40000"), "announces 2,400,000,000 bytes"),
        (HEADER.replace(b"3,", b"-3,"), "makes no sense"),
        (HEADER.replace(b"3,", b"True,"), "makes no sense"),
        (HEADER.replace(b"|u1", b"|u3"), "a type that there is not"),
        (HEADER.replace(b"|u1", b"|O"), "Python objects"),
        (b"-" * 9000 + b"1", "makes no sense"),
        (b"{'shape': (" + b"1" * 60_000, "makes no sense"),
    ],
)
def test_a_header_that_asks_for_too_much_or_makes_no_sense_is_refused(tmp_path, header, why):
    with pytest.raises(RefusedFileError, match=why):
        read_npz(archive_of(tmp_path / "a.npz", npy(header, bytes(24))))


def test_another_version_of_the_format_is_refused(tmp_path):
    with pytest.raises(RefusedFileError, match=r"format 1\.0"):
        read_npz(archive_of(tmp_path / "a.npz", npy(HEADER, bytes(24), version=2)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_be_unpacked_without_a_limit_is_refused(tmp_path, method):
    with pytest.raises(RefusedFileError, match="not packed as"):
        read_npz(archive_of(tmp_path / "a.npz", npy(HEADER, bytes(24)), method))


def test_an_archive_with_a_long_list_of_members_is_refused_unread(tmp_path):
    path = archive_of(tmp_path / "a.npz", npy(HEADER, bytes(24)))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(34):
            archive.writestr(f"{number:02}" + "n" * 65_000, b"")
    with pytest.raises(RefusedFileError, match="list of members is too long"):
        read_npz(path)
