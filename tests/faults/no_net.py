"""Stands for a download where there is no net."""

import time
from collections.abc import Callable
from pathlib import Path

from digitpad.errors import DownloadError
from digitpad.paths import Folders


def fetch(name: str, folders: Folders, progress: Callable[[int, int], None], seconds: float = 0.2) -> Path:
    """Go on for so long, and arrive at nothing."""
    pieces = round(100 * seconds)
    for done in range(pieces):
        progress(done, pieces)
        time.sleep(0.01)
    raise DownloadError(f"{name} was not fetched: there is no net here")
