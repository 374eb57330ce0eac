"""Strokes files and one's own handwriting."""

import gzip
import json

import numpy as np
import pytest

from digitpad.data import samples
from digitpad.data.samples import add_sample, count_samples, handwriting, read_drawings, remove_last_sample
from digitpad.errors import RefusedFileError, RefusedValueError
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
        (gzip.compress(b"text" * 99)[:-12], "cannot be read"),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(tmp_path, content, reason):
    path = tmp_path / "digits.jsonl"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match=reason):
        read_drawings(path)


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_LINES", 2), ("MOST_POINTS", 5), ("MOST_BYTES", 150), ("LONGEST_LINE", 40)]
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
    assert count_samples(folders).tolist() == [0] * 10
    for label in (3, 3, 7):
        add_sample(drawing(label), folders)
    assert count_samples(folders).tolist() == [0, 0, 0, 2, 0, 0, 0, 1, 0, 0]
    remove_last_sample(folders)
    assert count_samples(folders)[7] == 0
    remove_last_sample(folders)
    remove_last_sample(folders)
    remove_last_sample(folders)
    assert count_samples(folders).tolist() == [0] * 10


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


def test_adding_to_a_damaged_file_loses_nothing_and_counting_says_so(folders):
    add_sample(drawing(1), folders)
    handwriting(folders).write_bytes(handwriting(folders).read_bytes() + b'{"canvas"')
    add_sample(drawing(2), folders)
    assert b'{"canvas"\n' in handwriting(folders).read_bytes()
    with pytest.raises(RefusedFileError, match="line 2"):
        count_samples(folders)


def test_a_sample_is_a_line_any_program_can_read(folders):
    add_sample(drawing(4), folders)
    assert json.loads(handwriting(folders).read_text()) == {
        "canvas": [280, 280],
        "strokes": [[[10, 20.5], [30, 40]]],
        "label": 4,
    }
