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
