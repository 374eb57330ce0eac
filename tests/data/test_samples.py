"""Strokes files and one's own handwriting."""

import gzip
import json

import numpy as np
import pytest

from digitpad.data import samples
from digitpad.data.samples import add_sample, handwriting, read_drawings, remove_last_sample
from digitpad.errors import CancelledError, RefusedFileError, RefusedValueError
from digitpad.ink.strokes import Drawing
from digitpad.paths import Folders


def drawing(label=3, strokes=1):
    return Drawing((280, 280), tuple(np.array([(10.0, 20.5), (30, 40 + i)]) for i in range(strokes)), label)


@pytest.fixture
def folders(tmp_path):
    return Folders.below(tmp_path / "profile")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_drawings_come_back_in_order(tmp_path, pack):
    path = tmp_path / "digits.jsonl"
    path.write_bytes(pack("\n\n".join(drawing(label).to_json() for label in (3, None, 7)).encode()))
    assert [one.label for one in read_drawings(path)] == [3, None, 7]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no drawings"),
        (b"\n \n", "no drawings"),
        (b'{"canvas": [1, 1], "strokes": []}\n\nnonsense\n', "line 3: it is not JSON"),
        (b'{"canvas": [1, 1], "strokes": [[[1, 2]]], "label": 11}', "line 1: `label`"),
        (b"\xff\xfe\n", "line 1"),
        (gzip.compress(b"text" * 99, mtime=0)[:-12], "cannot be read"),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(tmp_path, content, reason):
    path = tmp_path / "digits.jsonl"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match=reason):
        read_drawings(path)


@pytest.mark.parametrize(
    ("limit", "most"),
    [("MOST_LINES", 2), ("MOST_POINTS", 5), ("MOST_BYTES", 150), ("MOST_STROKES", 2), ("LONGEST_LINE", 40)],
)
def test_a_file_that_is_too_much_is_refused(tmp_path, monkeypatch, limit, most):
    path = tmp_path / "digits.jsonl"
    path.write_text("\n".join(drawing().to_json() for _ in range(3)))
    assert len(read_drawings(path)) == 3
    monkeypatch.setattr(samples, limit, most)
    with pytest.raises(RefusedFileError, match=r"more than|longer than"):
        read_drawings(path)


def test_a_line_without_end_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"[" * 30_000_000))
    with pytest.raises(RefusedFileError, match="longer than"):
        read_drawings(path)


def test_samples_are_kept_counted_and_taken_back(folders):
    assert [add_sample(drawing(label), folders) for label in (3, 3, 7)] == [1, 2, 3]
    remove_last_sample(folders)
    assert [one.label for one in read_drawings(handwriting(folders))] == [3, 3]
    for _ in range(3):
        remove_last_sample(folders)
    assert handwriting(folders).read_bytes() == b""
    assert add_sample(drawing(5), folders) == 1


def test_taking_back_where_there_is_nothing_makes_no_file(folders):
    remove_last_sample(folders)
    assert not handwriting(folders).exists()


@pytest.mark.parametrize("useless", [drawing(label=None), drawing(strokes=0)])
def test_a_sample_needs_ink_and_a_label(folders, useless):
    with pytest.raises(RefusedValueError, match="needs ink"):
        add_sample(useless, folders)
    assert not handwriting(folders).exists()


def test_a_file_without_a_last_line_feed_keeps_its_last_sample(folders):
    add_sample(drawing(1), folders)
    handwriting(folders).write_bytes(handwriting(folders).read_bytes().rstrip())
    add_sample(drawing(2), folders)
    assert [one.label for one in read_drawings(handwriting(folders))] == [1, 2]


def test_a_failed_write_loses_nothing(folders, monkeypatch):
    add_sample(drawing(1), folders)
    before = handwriting(folders).read_bytes()

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(samples, "write_atomically", full)
    with pytest.raises(OSError, match="No space"):
        add_sample(drawing(2), folders)
    assert handwriting(folders).read_bytes() == before


def test_adding_to_a_damaged_file_succeeds_and_loses_nothing(folders):
    add_sample(drawing(1), folders)
    handwriting(folders).write_bytes(handwriting(folders).read_bytes() + b'{"canvas"')
    assert add_sample(drawing(2), folders) == 3
    lines = handwriting(folders).read_bytes().splitlines()
    assert lines == [drawing(1).to_json().encode(), b'{"canvas"', drawing(2).to_json().encode()]
    with pytest.raises(RefusedFileError, match="line 2"):
        read_drawings(handwriting(folders))


def test_a_drawing_that_would_make_the_file_unreadable_is_refused_before_it_is_written(folders, monkeypatch):
    add_sample(drawing(1), folders)
    before = handwriting(folders).read_bytes()
    with pytest.raises(RefusedValueError, match="cannot be a sample"):
        add_sample(Drawing((280, 280), (np.full((2, 2), 1e300),), 2), folders)
    monkeypatch.setattr(samples, "MOST_LINES", 1)
    with pytest.raises(RefusedFileError, match="it is full"):
        add_sample(drawing(2), folders)
    assert handwriting(folders).read_bytes() == before


def test_samples_that_take_more_than_can_be_read_again_are_not_read_and_not_lost(folders):
    folders.samples.mkdir(parents=True)
    with handwriting(folders).open("wb") as file:
        file.truncate(2**33)
    for change in (lambda: add_sample(drawing(1), folders), lambda: remove_last_sample(folders)):
        with pytest.raises(OSError, match="larger than"):
            change()
    assert handwriting(folders).stat().st_size == 2**33


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_reading_tells_how_far_it_is_and_can_be_cancelled(tmp_path, pack):
    path = tmp_path / "digits.jsonl"
    path.write_bytes(pack("\n".join(drawing().to_json() for _ in range(3)).encode()))
    told = []
    read_drawings(path, lambda *done: told.append(done))
    in_all = path.stat().st_size if pack is bytes else None
    assert [total for _, total in told] == [in_all] * 3
    assert in_all is None or told[-1] == (in_all, in_all)

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        read_drawings(path, cancel)


def test_a_sample_is_a_line_any_program_can_read(folders):
    add_sample(drawing(4), folders)
    assert json.loads(handwriting(folders).read_text()) == {
        "canvas": [280, 280],
        "strokes": [[[10, 20.5], [30, 40]]],
        "label": 4,
    }
