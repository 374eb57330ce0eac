"""The application: one window and its event loop."""

import gc
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyle

from digitpad import log
from digitpad.net.storage import load_network
from digitpad.paths import Folders, resource
from digitpad.qt import accessibility, crashes, faults, language, memory, messages
from digitpad.qt.main_window import MainWindow
from digitpad.qt.preferences import FILE, remembered

INTERRUPT_MS = 200
"""Python sees a Ctrl+C of the terminal at most so late; while Qt waits for events it would see none."""

SMALLEST = QSize(1024, 700)
"""The smallest window that everything is laid out for."""

SETTLED_MS = 2000
"""When everything is there that the window is made of, at the latest."""


def create_window(profile_dir: Path | None = None) -> MainWindow:
    """The main window, not yet shown, with the walk, whose controls are found in it by name; a QApplication must exist.

    With `profile_dir`, settings, samples and downloads are kept there instead of in the user's folders.
    """
    window = start_window(profile_dir)
    window.walk.hide()  # it is there from now on
    return window


def start_window(profile_dir: Path | None = None) -> MainWindow:
    """The same as the app starts with it: what is not in sight at first is built when it is asked for."""
    # the thread that trains gives way to the pen within a millisecond; by default it may keep it waiting for five
    sys.setswitchinterval(0.001)
    memory.prepare()
    # the style sheet builds on this style; the platforms' own would mix their colours in
    if QApplication.style().name() != "fusion":
        QApplication.setStyle("fusion")
    accessibility.install()
    folders = Folders.of_user() if profile_dir is None else Folders.below(Path(profile_dir))
    language.use(remembered(folders.settings / FILE, "language"))
    window = MainWindow(folders)
    memory.look_after(window)
    return window


def fit_screen(window: MainWindow) -> None:
    """Make a window that is larger than the screen smaller, as far as everything in it has room."""
    wanted, room = window.size(), window.screen().availableSize()
    if wanted.boundedTo(room) != wanted:
        room.setHeight(room.height() - window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
        window.resize(wanted.boundedTo(room).expandedTo(SMALLEST.boundedTo(wanted)))


def run_app(model: Path | None = None, profile_dir: Path | None = None) -> int:
    """Show the window, with the network in the file `model` if given, until it is closed; returns the exit code.

    Raises RefusedFileError when there is no network in that file; there is no window then.
    """
    network = None if model is None else load_network(model)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("digitpad")
    application.setDesktopFileName("digitpad")
    application.setWindowIcon(QIcon(str(resource("icons/digitpad.svg"))))
    logs = (Folders.of_user() if profile_dir is None else Folders.below(profile_dir)).logs
    kept = log.keep(logs)
    watched = crashes.watch(logs)
    window = start_window(profile_dir)
    fit_screen(window)
    if network is not None and model is not None:
        window.session.use(network, model)

    def tell_fault(line: str) -> None:
        report = window.menus.report
        window.notice.tell(line, report.text().replace("&", ""), report.trigger)

    def leave() -> None:
        window.close()
        application.quit()  # a dialog may be open, too

    # Python may see the signal in the middle of painting, where nothing can be closed
    before = signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, leave))
    awake = QTimer(interval=INTERRUPT_MS)
    awake.timeout.connect(lambda: None)
    awake.start()
    # to look through all this again and again would take 30 ms each time
    QTimer.singleShot(SETTLED_MS, gc.freeze)
    try:
        with messages.logged(), faults.caught(tell_fault):
            window.show()
            return application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        crashes.forget(watched, logs)
        log.forget(kept)
