import logging
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

from tests.faults.health import FEWEST, Health

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and threads are read from /proc")


@pytest.fixture
def health(qapp):
    with Health(FEWEST) as made:
        yield made


def fail():
    raise RuntimeError("a cable was pulled")


def test_what_is_raised_in_a_slot_is_a_fault(health, qapp):
    QTimer.singleShot(0, fail)
    qapp.processEvents()
    (fault,) = health.faults
    assert "a cable was pulled" in fault


def test_what_is_raised_in_a_thread_is_a_fault(health):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "a cable was pulled" in health.faults[0]


def test_what_the_app_catches_and_logs_is_a_fault_unless_a_file_is_to_blame(health):
    logger = logging.getLogger("digitpad.qt.faults")
    for error in (OSError("no such file"), ZeroDivisionError("by zero")):
        logger.error("It was not done", exc_info=error)
    (fault,) = health.faults
    assert "by zero" in fault


def test_a_warning_of_qt_is_a_fault_and_the_offscreen_platform_is_none(health):
    qWarning("This plugin does not support raise()")
    qWarning("QPainter: not active")
    assert health.faults == ["Qt: QPainter: not active"]


def test_windows_and_threads_that_are_left_are_faults(health, monkeypatch):
    monkeypatch.setattr("tests.faults.health.PATIENCE", 0.0)
    end = threading.Event()
    # several, because a thread of the test before may not quite have ended when they were counted
    threads = [threading.Thread(target=end.wait) for _ in range(4)]
    for thread in threads:
        thread.start()
    left = QWidget()
    health.judge_end()
    end.set()
    for thread in threads:
        thread.join()
    assert "QWidget" in health.faults[0]
    assert "thread" in health.faults[0]
    left.deleteLater()


@pytest.mark.parametrize(("step", "growth"), [(0, 0.0), (1_000_000, 0.125)])
def test_memory_that_grows_over_the_last_half_is_a_fault(health, monkeypatch, step, growth):
    sizes = iter(range(100_000_000, 100_000_000 + FEWEST * step + 1, step) if step else [100_000_000] * FEWEST)
    monkeypatch.setattr("tests.faults.health.status", lambda _: next(sizes))
    for _ in range(FEWEST):
        health.sample()
    assert health.growth == pytest.approx(growth, abs=0.01)
    health.judge_growth()
    assert bool(health.faults) == (growth > 0)


def test_memory_that_comes_and_goes_has_not_grown(health, monkeypatch):
    sizes = [100_000_000] * FEWEST
    for spike in (3, 12, FEWEST - 6, FEWEST - 2):
        sizes[spike] += 40_000_000
    told = iter(sizes)
    monkeypatch.setattr("tests.faults.health.status", lambda _: next(told))
    for _ in range(FEWEST):
        health.sample()
    health.judge_growth()
    assert (health.growth, health.faults) == (0, [])


def test_a_window_that_hangs_ends_the_program_which_tells_where():
    program = """
import time
from tests.faults import health
health.HANG = 1
with health.Health():
    time.sleep(60)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "Timeout" in told.stderr
