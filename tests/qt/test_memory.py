import gc
import subprocess
import sys
import threading
import weakref

import pytest

from digitpad.qt.app import create_window
from digitpad.qt.memory import collect_all
from tests.faults.opener import status

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about the C library of Linux")


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


@LINUX
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


HEAPS = """
import ctypes, os, sys, threading
from pathlib import Path
from PySide6.QtWidgets import QApplication
from digitpad.qt.app import create_window
application = QApplication([])
window = create_window(Path(sys.argv[1]))
for _ in range(4):
    thread = threading.Thread(target=lambda: [bytearray(5_000) for _ in range(100)])
    thread.start()
    thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
libc.fclose.argtypes = [ctypes.c_void_p]
told = libc.fopen(os.fsencode(sys.argv[1] + "/told"), b"w")
libc.malloc_info(0, told)
libc.fclose(told)
print(Path(sys.argv[1], "told").read_text().count("<heap"))
"""


@LINUX
def test_all_threads_share_one_heap(tmp_path):
    ended = subprocess.run([sys.executable, "-c", HEAPS, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ended.stdout == "1\n"
