import faulthandler
import logging
import os
import subprocess
import sys

import pytest

from digitpad import log
from digitpad.qt import crashes

CRASH = """
import faulthandler, sys
from pathlib import Path
from digitpad.qt import crashes
def paint():
    faulthandler._sigsegv()
assert crashes.watch(Path(sys.argv[1])) is not None
paint()
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "logs"


@pytest.fixture(scope="module", autouse=True)
def traced_again(request):
    """After these tests the others' own crashes go to the terminal again."""
    traced = faulthandler.is_enabled()
    yield
    if traced:
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            faulthandler.enable(os.dup(2))


@pytest.fixture(autouse=True)
def no_other_trace():
    faulthandler.disable()


@pytest.fixture
def crashed(folder):
    """A run of the app has crashed."""
    run = subprocess.run([sys.executable, "-c", CRASH, str(folder)], capture_output=True, check=False)
    assert run.returncode != 0
    assert run.stderr == b""


def files(folder):
    return [path.name for path in folder.iterdir()]


def test_a_crash_leaves_a_trace_that_the_next_start_takes_into_the_log(crashed, folder, caplog):
    assert files(folder) == [crashes.NAME]
    crashes.forget(crashes.watch(folder), folder)
    (told,) = caplog.messages
    assert "digitpad crashed on 20" in told
    assert "in paint" in told
    assert files(folder) == []


def test_a_crash_is_in_the_report_of_a_problem(crashed, folder):
    kept = log.keep(folder)
    crashes.forget(crashes.watch(folder), folder)
    assert any("in paint" in line for line in log.last_lines(50))
    log.forget(kept)


def test_a_trace_is_told_once(crashed, folder, caplog):
    for _ in range(2):
        crashes.forget(crashes.watch(folder), folder)
    assert len(caplog.messages) == 1


def test_a_run_without_a_crash_tells_nothing_and_leaves_nothing(folder, caplog):
    watched = crashes.watch(folder)
    assert faulthandler.is_enabled()
    crashes.forget(watched, folder)
    assert not faulthandler.is_enabled()
    assert files(folder) == []
    assert caplog.messages == []


def test_a_killed_run_was_no_crash(folder, caplog):
    folder.mkdir()
    (folder / crashes.NAME).touch()
    crashes.forget(crashes.watch(folder), folder)
    assert caplog.messages == []
    assert files(folder) == []


def test_a_second_window_leaves_the_trace_to_the_first(folder):
    first = crashes.watch(folder)
    faulthandler.disable()  # as it is in the other program
    crashes.forget(crashes.watch(folder), folder)
    assert files(folder) == [crashes.NAME]
    crashes.forget(first, folder)


def test_who_has_python_trace_elsewhere_is_left_alone(folder):
    faulthandler.enable(sys.__stderr__)
    assert crashes.watch(folder) is None
    assert faulthandler.is_enabled()
    assert not folder.exists()


def test_a_disk_that_refuses_hinders_no_start(folder):
    folder.write_bytes(b"no folder")
    assert crashes.watch(folder) is None
    logging.getLogger("digitpad").info("the app goes on")
