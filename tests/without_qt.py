"""A pytest plugin that makes Qt impossible to import: `pytest -p tests.without_qt -p no:pytest-qt`."""

import sys

sys.modules["PySide6"] = None
sys.modules["pyqtgraph"] = None


def pytest_addoption(parser):
    """Know pytest-qt's settings in its absence, so that the strict configuration passes."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "pytest-qt's own")
