"""Files that may be compressed."""

import gzip
import io

import pytest

from digitpad.data.packed import open_packed, read_exactly


def test_the_content_tells_whether_a_file_is_packed_not_the_name(tmp_path):
    (tmp_path / "plain.gz").write_bytes(b"words")
    (tmp_path / "packed").write_bytes(gzip.compress(b"words"))
    for name in ("plain.gz", "packed"):
        with open_packed(tmp_path / name) as file:
            assert file.read() == b"words"


def test_exactly_as_many_bytes_as_asked_for_or_none():
    assert read_exactly(io.BytesIO(b"words"), 5) == b"words"
    with pytest.raises(EOFError, match="6 bytes of data announced, 5 there"):
        read_exactly(io.BytesIO(b"words"), 6)
    with pytest.raises(EOFError, match="more data than the 4 bytes"):
        read_exactly(io.BytesIO(b"words"), 4)


def test_memory_grows_with_what_is_there_not_with_what_is_announced():
    with pytest.raises(EOFError, match="announced"):
        read_exactly(io.BytesIO(b"words"), 10**15)
