import logging
import stat
import sys
from pathlib import Path

import pytest

from digitpad import log

logger = logging.getLogger("digitpad.test")


@pytest.fixture
def kept(tmp_path):
    """A log that is kept in a folder which is not there yet."""
    made = log.keep(tmp_path / "logs")
    yield made
    log.forget(made)


def told(lines):
    """The messages without their times."""
    return [line.split("digitpad.test: ")[-1] for line in lines]


def test_nothing_is_created_before_there_is_something_to_tell(kept):
    assert not kept.path.parent.exists()
    assert log.last_lines(50) == []
    logger.info("training begins")
    assert told(log.last_lines(50)) == ["training begins"]
    assert told(kept.path.read_text(encoding="utf-8").splitlines()) == ["training begins"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders of a person are private there anyway")
def test_only_its_owner_can_read_the_log(kept):
    logger.info("training begins")
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="folders of a person are private there anyway")
def test_a_log_that_others_could_read_they_can_read_no_longer(tmp_path):
    old = tmp_path / log.NAME
    old.write_text("earlier\n")
    old.chmod(0o644)
    kept = log.keep(tmp_path)
    logger.info("training begins")
    log.forget(kept)
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert told(old.read_text(encoding="utf-8").splitlines()) == ["earlier", "training begins"]


def test_an_exception_is_kept_with_its_traceback(kept):
    try:
        [].pop()
    except IndexError:
        logger.exception("training stopped")
    lines = told(log.last_lines(50))
    assert lines[:2] == ["training stopped", "Traceback (most recent call last):"]
    assert lines[-1] == "IndexError: pop from empty list"


def test_what_an_earlier_run_told_comes_before_what_this_one_told(tmp_path):
    for run in ("first", "second"):
        kept = log.keep(tmp_path)
        logger.info("%s one", run)
        logger.info("%s two", run)
        lines = told(log.last_lines(3))
        log.forget(kept)
    assert lines == ["first two", "second one", "second two"]


def test_no_more_is_kept_than_there_is_room_for(kept):
    for number in range(log.KEPT + 10):  # twice as much as goes into the file
        logger.info("%d %s", number, "x" * 2 * log.LONGEST)
    assert len(kept.last(log.KEPT)) == log.KEPT
    assert max(map(len, kept.last(log.KEPT))) <= log.LONGEST + 1
    assert told(kept.last(1))[0].startswith(f"{number} xxx")
    files = sorted(path.name for path in kept.path.parent.iterdir())
    assert files == [log.NAME, f"{log.NAME}.1"]
    assert max(path.stat().st_size for path in kept.path.parent.iterdir()) <= log.LARGEST


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    kept = log.keep(tmp_path / "file" / "logs")
    logger.warning("a line")
    assert told(log.last_lines(5)) == ["a line"]
    log.forget(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(tmp_path):
    import os

    os.mkfifo(tmp_path / log.NAME)
    kept = log.keep(tmp_path)
    logger.warning("a line")
    assert told(log.last_lines(5)) == ["a line"]
    log.forget(kept)


def test_a_record_that_cannot_be_written_out_stops_nothing(kept):
    kept.handle(logging.LogRecord("digitpad.test", logging.INFO, "", 0, "%d", ("no number",), None))
    logger.info("a line")
    assert told(log.last_lines(5)) == ["a line"]


def test_nothing_is_kept_when_the_log_is_forgotten(tmp_path):
    log.forget(log.keep(tmp_path))
    logger.info("a line")
    assert log.last_lines(5) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of other systems")
@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("/home/anna/digits.npz: damaged", "~/digits.npz: damaged"),
        ("in /home/anna.", "in ~."),
        ("'/home/anna'", "'~'"),
        ("file:///home/anna/x and /home/anna/y", "file:~/x and ~/y"),
        ("/home/annabel /home/anna-2", "/home/annabel /home/anna-2"),
        ("/mnt/home/anna", "/mnt/home/anna"),
    ],
)
def test_the_home_folder_is_left_out_and_nothing_else(text, without, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anna"))
    assert log.without_home(text) == without


def test_no_home_folder_is_none_to_leave_out(monkeypatch):
    def none():
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", none)
    assert log.without_home("/home/anna") == "/home/anna"


def test_the_home_folder_is_left_out_of_the_file_too(kept, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anna"))
    logger.info("/home/anna/x")
    assert told(kept.path.read_text(encoding="utf-8").splitlines()) == ["~/x"]
