"""The benchmarks' one table: each adds a line of what was measured and what it should be."""

from pathlib import Path

import pytest

import digitpad  # noqa: F401 - before NumPy, because it says how many threads OpenBLAS may use
from tests.bench import held_out


class Table:
    """Lines of what, measured, must, aim."""

    def __init__(self):
        self.lines = []

    def add(self, what, measured, must="", aim=""):
        self.lines.append((what, measured, must, aim))

    def add_rate(self, benchmark, what, count, must="", aim=""):
        """A line from pytest-benchmark's median for `count` digits."""
        if benchmark.enabled:
            self.add(what, f"{count / benchmark.stats['median']:,.0f}/s", must, aim)


table_key = pytest.StashKey[Table]()


def pytest_addoption(parser):
    parser.addoption("--data", type=Path, help="the folder with mnist/ and pen-strokes-train.jsonl.gz")
    parser.addoption("--train-seconds", type=float, default=60, help="how long to train where training is measured")


def pytest_configure(config):
    config.stash[table_key] = Table()


@pytest.fixture(scope="session")
def table(pytestconfig):
    return pytestconfig.stash[table_key]


@pytest.fixture(scope="session")
def split(pytestconfig):
    folder = pytestconfig.getoption("data")
    if folder is None or not folder.is_dir():
        pytest.skip("needs the reference data: make bench DATA=folder")
    return held_out.read(folder)


def pytest_terminal_summary(terminalreporter, config):
    header = ("what", "measured", "must", "aim")
    lines = [header, *config.stash[table_key].lines]
    widths = [max(len(str(line[column])) for line in lines) for column in range(4)]
    terminalreporter.section("benchmarks")
    for line in lines:
        terminalreporter.write_line("  ".join(str(cell).ljust(width) for cell, width in zip(line, widths, strict=True)))
