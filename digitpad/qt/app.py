"""The application: one window and its event loop."""

import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from digitpad.paths import Folders, resource
from digitpad.qt.main_window import MainWindow


def create_window(profile_dir: Path | None = None) -> MainWindow:
    """The main window, not yet shown; a QApplication must exist.

    With `profile_dir`, settings, samples and downloads are kept there instead of in the user's folders.
    """
    # the thread that trains gives way to the pen within a millisecond; by default it may keep it waiting for five
    sys.setswitchinterval(0.001)
    # the style sheet builds on this style; the platforms' own would mix their colours in
    QApplication.setStyle("fusion")
    return MainWindow(Folders.of_user() if profile_dir is None else Folders.below(Path(profile_dir)))


def run_app(model: Path | None = None, profile_dir: Path | None = None) -> int:
    """Show the window, with the network in the file `model` if given, until it is closed; returns the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("digitpad")
    application.setDesktopFileName("digitpad")
    application.setWindowIcon(QIcon(str(resource("icons/digitpad.svg"))))
    window = create_window(profile_dir)
    if model is not None:
        window.session.open_model(model)
    window.show()
    return application.exec()
