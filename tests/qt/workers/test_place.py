import os
import subprocess
import sys
import time

import pytest

from digitpad.qt.workers.place import FRESH, MOST, Place, left


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "unsaved"


def leave(folder, content=b"", age=0.0):
    """As a window does that is killed when it has kept something; returns where."""
    place = Place.new(folder)
    place.path.write_bytes(content)
    os.utime(place.path, (time.time() - age,) * 2)
    place.let_go()
    return place.path


def aged(path):
    os.utime(path, (time.time() - 2 * FRESH,) * 2)


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_looking_for_what_was_left_makes_no_folder(folder):
    assert left(folder) == []
    assert not folder.exists()


def test_what_was_left_is_found_the_latest_first(folder):
    first, last = leave(folder, age=100), leave(folder)
    assert [place.path for place in left(folder)] == [last, first]


def test_a_place_is_held_by_one_only(folder):
    place = Place.new(folder)
    place.path.write_bytes(b"")
    assert left(folder) == []
    place.let_go()
    (found,) = left(folder)
    assert left(folder) == []
    found.let_go()
    assert len(left(folder)) == 1


def test_the_place_of_another_program_is_free_once_that_is_killed(folder):
    code = (
        "import sys; from pathlib import Path; from digitpad.qt.workers.place import Place;"
        f"place = Place.new(Path({str(folder)!r})); place.path.write_bytes(b''); print('held', flush=True);"
        "sys.stdin.read()"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout.readline() == b"held\n"
        assert left(folder) == []
    finally:
        other.kill()
        other.communicate()
    assert len(left(folder)) == 1


def test_what_is_given_up_is_gone_with_the_part_of_a_write_that_was_killed(folder):
    path = leave(folder)
    (folder / f".{path.name}.abcdefgh.part").write_bytes(b"half")
    (place,) = left(folder)
    place.give_up()
    assert files(folder) == []


def test_only_so_many_are_kept_and_the_log_tells_what_is_removed(folder, caplog):
    paths = [leave(folder, age=age) for age in range(MOST + 3)]
    for place in left(folder):
        place.let_go()
    assert [path for path in paths if path.exists()] == paths[:MOST]
    assert len(files(folder)) == 2 * MOST
    assert sorted(record.args[0] for record in caplog.records) == sorted(paths[MOST:])


def test_a_lock_without_a_checkpoint_goes_unless_its_window_may_just_be_beginning(folder):
    path = leave(folder)
    path.unlink()
    assert left(folder) == []
    assert len(files(folder)) == 1
    aged(path.with_suffix(".lock"))
    assert left(folder) == []
    assert files(folder) == []


def test_a_window_with_nothing_to_lose_keeps_its_place(folder):
    place = Place.new(folder)
    place.path.write_bytes(b"")
    place.clear()
    aged(place.path.with_suffix(".lock"))
    assert left(folder) == []
    assert len(files(folder)) == 1


def test_a_checkpoint_without_a_lock_is_found(folder):
    path = leave(folder)
    path.with_suffix(".lock").unlink()
    assert [place.path for place in left(folder)] == [path]


def test_only_the_last_one_that_cannot_be_read_is_kept(folder):
    for content in (b"first", b"last"):
        leave(folder, content)
        (place,) = left(folder)
        aside = place.set_aside()
    assert files(folder) == [aside.name]
    assert aside.read_bytes() == b"last"
    assert left(folder) == []
