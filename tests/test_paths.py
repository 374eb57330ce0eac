import os
import stat
import sys

import pytest

from digitpad.paths import Folders, resource, write_atomically


def test_an_atomic_write_replaces_the_file_and_leaves_nothing_beside_it(tmp_path):
    target = tmp_path / "a.bin"
    write_atomically(target, b"old")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    target = tmp_path / "a.bin"
    write_atomically(target, b"old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_is_as_readable_as_any_other_and_an_old_one_keeps_its_mode(tmp_path):
    plain, written = tmp_path / "plain", tmp_path / "written"
    plain.write_bytes(b"")
    write_atomically(written, b"")
    assert written.stat().st_mode == plain.stat().st_mode
    written.chmod(0o640)
    write_atomically(written, b"again")
    assert stat.S_IMODE(written.stat().st_mode) == 0o640


def test_what_is_private_only_its_owner_can_read_even_in_the_place_of_what_others_could(tmp_path):
    written = tmp_path / "written"
    written.write_bytes(b"")
    written.chmod(0o644)
    write_atomically(written, b"mine", private=True)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_a_write_leaves_the_mask_of_the_process_alone_which_other_threads_use(tmp_path, monkeypatch):
    changed = []
    monkeypatch.setattr(os, "umask", lambda mask: changed.append(mask) or 0o22)
    write_atomically(tmp_path / "new", b"")
    assert changed == []


def test_a_link_goes_on_pointing_where_it_did(tmp_path):
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_what_is_no_file_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file"):
        write_atomically(tmp_path / "pipe", b"new")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def part(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"a part")
    return path


def test_what_a_killed_program_left_is_taken_away_by_the_next_write(tmp_path):
    parts = [part(tmp_path, f".a.bin.{name}.part") for name in ("abcdefg1", "_bcdefg2")]
    others = [
        part(tmp_path, name) for name in (".b.bin.abcdefg1.part", ".a.bin.mine.part", ".a.bin.part", "a.bin.part")
    ]
    write_atomically(tmp_path / "a.bin", b"new")
    assert not any(path.exists() for path in parts)
    assert all(path.exists() for path in others)


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be taken away at all")
def test_what_another_program_is_still_writing_is_left_alone(tmp_path):
    import fcntl

    path = part(tmp_path, ".a.bin.abcdefg1.part")
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_atomically(tmp_path / "a.bin", b"new")
        assert path.exists()
    write_atomically(tmp_path / "a.bin", b"new")
    assert not path.exists()


def test_the_folders_of_a_profile_all_lie_inside_it(tmp_path):
    folders = Folders.below(tmp_path)
    assert {folder.parent for folder in (folders.settings, folders.samples, folders.downloads)} == {tmp_path}
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_weights_are_a_resource():
    assert resource("weights/default.safetensors").is_file()
