import gc
import signal
import subprocess
import sys
import threading
import weakref

import pytest

from digitpad.errors import RefusedFileError
from digitpad.qt.app import collect_all, create_window, run_app
from tests.faults.opener import status

WAIT = 20  # seconds; reached only by a test that fails


def test_a_model_that_is_not_there_is_refused_before_there_is_a_window(qapp, tmp_path):
    before = qapp.topLevelWidgets()
    with pytest.raises(RefusedFileError, match=r"missing\.safetensors"):
        run_app(tmp_path / "missing.safetensors", tmp_path / "profile")
    assert qapp.topLevelWidgets() == before
    assert not (tmp_path / "profile").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there a signal ends the process at once")
def test_ctrl_c_in_the_terminal_closes_the_window_and_remembers_it(tmp_path):
    code = (
        "import sys; from pathlib import Path; from digitpad.qt import app;"
        "show = app.MainWindow.showEvent;"
        "app.MainWindow.showEvent = lambda self, event: (show(self, event), print('up', flush=True));"
        f"sys.exit(app.run_app(None, Path({str(tmp_path)!r})))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == 0
    finally:
        process.kill()
        process.communicate()
    assert (tmp_path / "settings" / "window.json").exists()


def test_a_second_window_leaves_the_style_alone_since_a_new_one_visits_widgets_that_are_being_deleted(
    window, qapp, qtbot, tmp_path
):
    style = qapp.style()
    qtbot.addWidget(create_window(tmp_path / "second"))
    assert qapp.style() is style


class Circle:
    """Garbage that only the collector finds, and tells in which thread."""

    def __init__(self, told):
        self.itself, self.told = self, told

    def __del__(self):
        self.told.append(threading.current_thread())


def test_garbage_is_collected_in_the_thread_of_the_window_alone(window, qtbot):
    told = []
    aside = threading.Thread(target=lambda: [Circle(told) for _ in range(10 * gc.get_threshold()[0])])
    aside.start()
    aside.join()
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert set(told) == {threading.main_thread()}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there the C library keeps free memory")
def test_memory_that_a_thread_has_used_and_freed_goes_back_to_the_system():
    kept = []

    def use():
        many = [bytearray(50_000) for _ in range(2_000)]
        kept.append(bytearray(50_000))  # above all the others, so that the heap cannot shrink
        del many

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    before = status("VmRSS")
    collect_all()
    assert before - status("VmRSS") > 50_000_000


def test_nothing_is_left_of_a_window_that_was_deleted(qtbot, tmp_path):
    window = create_window(tmp_path / "profile")
    gone = weakref.ref(window)
    gc.collect()  # from now on it is old
    window.close()
    window.deleteLater()
    del window
    qtbot.waitUntil(lambda: gone() is None)
