"""The versions of digitpad and of what it runs on: what `--version` and the About box tell alike."""

import platform

import numpy as np
import PySide6
from PySide6.QtCore import qVersion

import digitpad


def versions() -> str:
    """A line each about digitpad, Python with the system, NumPy with its BLAS, and Qt."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return "\n".join(
        (
            f"digitpad {digitpad.__version__}",
            f"Python {platform.python_version()} on {platform.platform()}",
            f"NumPy {np.__version__}, BLAS {blas['name']} {blas['version']}",
            f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        )
    )
