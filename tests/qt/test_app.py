import signal
import subprocess
import sys

import pytest

from digitpad.errors import RefusedFileError
from digitpad.qt.app import create_window, fit_screen, run_app

WAIT = 20  # seconds; reached only by a test that fails


def test_a_model_that_is_not_there_is_refused_before_there_is_a_window(qapp, tmp_path):
    before = qapp.topLevelWidgets()
    with pytest.raises(RefusedFileError, match=r"missing\.safetensors"):
        run_app(tmp_path / "missing.safetensors", tmp_path / "profile")
    assert qapp.topLevelWidgets() == before
    assert not (tmp_path / "profile").exists()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 1200), (3000, 700), (900, 1000)])
def test_a_window_larger_than_the_screen_is_made_smaller_but_not_too_small_for_what_is_in_it(window, width, height):
    screen = window.screen().availableSize()
    assert (screen.width(), screen.height()) == (800, 800)
    window.resize(width, height)
    fit_screen(window)
    assert window.width() == min(width, 1024)
    assert 700 <= window.height() < 800


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


def test_a_crash_of_qt_is_traced_and_told_in_the_report_of_the_next_start(tmp_path):
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QTimer; from digitpad.qt import app;"
        "{act};"
        f"sys.exit(app.run_app(None, Path({str(tmp_path)!r})))"
    )
    crash = "import faulthandler; app.MainWindow.showEvent = lambda self, event: faulthandler._sigsegv()"
    first = subprocess.run([sys.executable, "-c", code.format(act=crash)], timeout=WAIT, check=False)
    assert first.returncode not in (0, 1)
    close = "app.MainWindow.showEvent = lambda self, event: QTimer.singleShot(0, self.close)"
    subprocess.run([sys.executable, "-c", code.format(act=close)], timeout=WAIT, check=True)
    told = (tmp_path / "logs" / "digitpad.log").read_text(encoding="utf-8")
    assert "digitpad crashed on " in told
    assert "in run_app" in told
    assert [path.name for path in (tmp_path / "logs").iterdir()] == ["digitpad.log"]
