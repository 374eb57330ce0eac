import logging
import subprocess
import sys
from pathlib import Path

import pytest

from digitpad import log
from digitpad.data.catalogue import CATALOGUE
from digitpad.qt.report import LINES, model, report
from digitpad.qt.versions import versions
from digitpad.qt.widgets.report_box import ReportBox


@pytest.fixture
def kept(tmp_path):
    """A log that is kept."""
    made = log.keep(tmp_path)
    yield made
    log.forget(made)


def test_it_tells_versions_screens_settings_the_network_and_what_happened_last(qapp, network, kept):
    logging.getLogger("digitpad.test").info("the network was refused")
    text = report(network, {"theme": "dark", "setup": {"data": "mnist"}})
    lines = text.splitlines()
    assert text.startswith(versions())
    assert "platform: offscreen" in lines
    assert sum(line.startswith("screen: ") for line in lines) == len(qapp.screens())
    assert "theme: dark" in lines
    assert "setup: {'data': 'mnist'}" in lines
    assert "network: 784 – 128 – 64 – 10, relu, cross-entropy" in lines
    assert lines[-1].endswith("the network was refused")


def test_of_the_log_only_the_end_is_told(qapp, network, kept):
    for number in range(2 * LINES):
        logging.getLogger("digitpad.test").info("line %d", number)
    told = report(network, {}).splitlines()
    assert told[-1].endswith(f"line {2 * LINES - 1}")
    assert sum("digitpad.test: line " in line for line in told) == LINES


def test_without_a_log_it_says_that_there_is_none(qapp, network):
    assert report(network, {}).splitlines()[-1] == "nothing was told"


def test_it_names_no_home_folder_and_is_no_longer_for_a_recipe_that_goes_on_and_on(qapp, network, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anna"))
    network.recipe = {"data": ["/home/anna/digits.npz"], "more": "x" * 100_000}
    text = report(network, {"model": Path("/home/anna/a.safetensors")})
    assert "anna" not in text
    assert "model: ~/a.safetensors" in text
    assert '"~/digits.npz"' in text
    assert len(text) < 5000


def test_the_window_shows_its_report_with_what_was_chosen_and_told(window, qtbot, tmp_path, kept):
    window.menus.themes["dark"].trigger()
    window.panel.hidden.setText("24")
    window.session.open_model(tmp_path / "none.safetensors")
    qtbot.keyClick(window.panel.step_button, " ")
    qtbot.waitUntil(lambda: window.session.steps_done == 1)
    window.menus.report.trigger()
    lines = window.findChild(ReportBox).text.toPlainText().splitlines()
    assert "theme: dark (dark)" in lines
    assert "model: in no file: trained here, 1 steps (opened last: shipped, default)" in lines
    assert "training: resting, after 1 steps" in lines
    assert any(line.startswith("setup: {'data': 'generated', 'hidden': (24,)") for line in lines)
    end = "\n".join(lines[lines.index(f"the last {LINES} lines of the log:") :])
    assert "none.safetensors: cannot be read" in end
    assert "loading, after 0 steps" in end


def test_it_tells_where_the_network_on_screen_is_from(window, tmp_path):
    session = window.session
    assert model(session) == "shipped, default"
    window._edit_weight(0, 400, 3, 0.75)
    assert model(session) == "in no file: changed by hand (opened last: shipped, default)"
    path = tmp_path / "m.safetensors"
    session.save_model(path)
    assert model(session) == str(path)
    window.canvas.undo_stack.undo()
    assert model(session) == f"in no file (opened last: {path})"


def test_settings_that_make_no_sense_can_be_reported(window):
    window.panel.hidden.setText("many")
    window.menus.report.trigger()
    assert "setup: cannot be trained with" in window.findChild(ReportBox).text.toPlainText()


def test_nothing_that_was_drawn_is_in_the_report(window, hand, kept):
    window.menus.report.trigger()
    before = window.findChild(ReportBox).text.toPlainText()
    hand(window.canvas, 3)
    window.menus.report.trigger()
    assert window.findChildren(ReportBox)[-1].text.toPlainText() == before


def test_a_download_is_logged_where_it_begins_and_where_it_ends(window, caplog):
    caplog.set_level(logging.INFO, "digitpad")
    for done in (0, 1000, 2000):
        window.session.downloading.emit(CATALOGUE["mnist"], done)
    window.session.download_ended.emit()
    assert [record.getMessage() for record in caplog.records] == ["downloading mnist", "the download ended"]


def test_the_app_logs_what_nothing_caught_and_what_qt_warns_of_and_offers_the_report(tmp_path):
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QTimer, qWarning\n"
        "from PySide6.QtWidgets import QDialog, QPushButton; from digitpad.qt import app\n"
        "def fail(): raise ZeroDivisionError('of a slot')\n"
        "def show(self, event):\n"
        "    QTimer.singleShot(0, fail); QTimer.singleShot(1, lambda: qWarning('of the test'))\n"
        "    QTimer.singleShot(20, lambda: print(self.notice.text))\n"
        "    QTimer.singleShot(30, self.findChild(QPushButton, 'noticeAction').click)\n"
        "    QTimer.singleShot(40, lambda: print(self.findChild(QDialog, 'reportBox').text.toPlainText()))\n"
        "    QTimer.singleShot(50, self.close)\n"
        "app.MainWindow.showEvent = show\n"
        f"sys.exit(app.run_app(None, Path({str(tmp_path)!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Report a problem tells what happened" in done.stdout.splitlines()[0]
    told = (tmp_path / "logs" / log.NAME).read_text(encoding="utf-8")
    for text in (told, done.stderr, done.stdout):
        assert "Traceback" in text
        assert "ZeroDivisionError: of a slot" in text
        assert "Qt: of the test" in text
