import threading
from dataclasses import replace

from digitpad.data import catalogue, download
from digitpad.paths import Folders
from digitpad.qt.workers import Downloader

WAIT = 60_000  # milliseconds; reached only by a test that fails


def test_a_download_that_no_mirror_delivers_is_told(qtbot, tmp_path, monkeypatch, owner):
    nowhere = replace(catalogue.CATALOGUE["mnist-test"], mirrors=("https://127.0.0.1:1/nothing",))
    monkeypatch.setitem(catalogue.CATALOGUE, "mnist-test", nowhere)
    downloader = Downloader("mnist-test", Folders.below(tmp_path), owner)
    with qtbot.waitSignal(downloader.failed, timeout=WAIT) as failed:
        downloader.start()
    assert "mnist-test" in failed.args[0]
    assert downloader.wait(WAIT)


def test_a_cancelled_download_ends_at_the_next_piece_and_says_nothing(qtbot, tmp_path, monkeypatch, owner):
    cancelled = threading.Event()

    def fetch(name, folders, progress):
        progress(1, 10)
        cancelled.wait()
        progress(2, 10)
        raise AssertionError("it went on")

    monkeypatch.setattr(download, "fetch", fetch)
    downloader = Downloader("mnist", Folders.below(tmp_path), owner)
    said = []
    for signal in (downloader.failed, downloader.fetched):
        signal.connect(lambda *line: said.append(line))
    with qtbot.waitSignal(downloader.progressed, timeout=WAIT) as progressed:
        downloader.start()
    assert progressed.args == [1, 10]
    downloader.leave()
    with qtbot.waitSignal(downloader.finished, timeout=WAIT):
        cancelled.set()
    assert said == []
