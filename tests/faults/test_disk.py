"""Saving where there is no room, or where nothing may be written: a message, and nothing is lost.

The superuser may write everywhere, so disks are mounted where that is possible; elsewhere only the other cases are
tested.
"""

import errno
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress

import numpy as np
import pytest

from digitpad.data.samples import add_sample, handwriting
from digitpad.ink.strokes import Drawing
from digitpad.net.network import Network
from digitpad.net.storage import save_network
from digitpad.paths import Folders
from digitpad.qt.preferences import Preferences
from digitpad.qt.session import Session
from digitpad.qt.workers import Setup
from digitpad.qt.workers.checkpoint import load_checkpoint
from digitpad.qt.workers.keeper import Keeper
from tests.faults.formats import CHECKPOINT

SAMPLE = Drawing((280, 280), (np.array([(10.0, 20.0), (30, 40)] * 9),), 3)


@contextmanager
def files_may_not_grow(folder):
    """The system itself lets no file have more than 40 bytes."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40, before[1]))
    try:
        yield "File too large"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def the_disk_is_full(folder):
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    yield "No space left on device"


@contextmanager
def the_disk_is_for_reading_alone(folder):
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield "Read-only file system"


@contextmanager
def the_folder_is_locked(folder):
    """As it is for all who are not the superuser."""

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", refuse)
        yield "Permission denied"


@pytest.fixture
def disk(tmp_path):
    """A folder that is a disk of 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture(params=[files_may_not_grow, the_folder_is_locked, the_disk_is_full, the_disk_is_for_reading_alone])
def trouble(request, tmp_path):
    """A folder, and a context in which nothing can be written there, that tells what the system says of it."""
    of_a_disk = request.param in (the_disk_is_full, the_disk_is_for_reading_alone)
    folder = request.getfixturevalue("disk") if of_a_disk else tmp_path
    return folder, lambda: request.param(folder)


@pytest.fixture
def session(qapp, trouble):
    made = Session(Folders.below(trouble[0]))
    made.lines = []
    made.told.connect(made.lines.append)
    yield made
    made.close()


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "filler"}


def test_a_network_that_cannot_be_saved_is_told_and_the_file_before_stays(session, trouble):
    folder, happens = trouble
    path = folder / "m.safetensors"
    save_network(Network((784, 2, 10)), path)
    before, network = contents(folder), session.network
    with happens() as why:
        assert not session.save_model(path)
    (line,) = session.lines
    assert str(path) in line
    assert why in line
    assert contents(folder) == before
    assert session.network is network


def test_a_sample_that_cannot_be_kept_is_told_and_those_before_stay(session, trouble):
    folder, happens = trouble
    add_sample(SAMPLE, session.folders)
    session.drawing = SAMPLE
    before = contents(folder)
    assert list(before) == [handwriting(session.folders)]
    with happens() as why:
        assert session.keep_sample(3) == 0
    (line,) = session.lines
    assert why in line
    assert contents(folder) == before


def test_a_checkpoint_that_cannot_be_written_is_told_once_and_the_one_before_stays(qapp, trouble):
    folder, happens = trouble
    (folder / "c.safetensors").write_bytes(CHECKPOINT)
    checkpoint = load_checkpoint(folder / "c.safetensors")
    keeper, lines = Keeper(folder / "unsaved", qapp), []
    keeper.failed.connect(lines.append)

    def keep():
        keeper.keep(checkpoint)
        assert keeper.wait(20_000)
        qapp.processEvents()

    keep()
    assert lines == []
    before = contents(folder)
    with happens() as why:
        keep()
        keep()
    (line,) = lines
    assert why in line
    assert contents(folder) == before
    keeper.close(leave=False)


def test_settings_that_cannot_be_kept_are_told_and_those_before_stay(trouble, capsys):
    folder, happens = trouble
    path = folder / "settings" / "window.json"
    Preferences(path, {}, {}).remember(Setup(batch_size=50))
    before = contents(folder)
    with happens() as why:
        Preferences(path, {}, {}).remember(Setup(batch_size=60))
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"digitpad: {path}: the settings were not kept: {why}"
    assert contents(folder) == before
    assert Preferences(path, {}, {}).setup() == Setup(batch_size=50)


def test_settings_on_a_disk_for_reading_that_cannot_be_used_are_told_and_stay_where_they_are(disk):
    path = disk / "window.json"
    path.write_text("garbage")
    with the_disk_is_for_reading_alone(disk):
        fault = Preferences(path, {}, {}).fault
    assert "could not be moved to window.json.old (Read-only file system)" in fault
    assert path.read_text() == "garbage"
