"""Some hundred of the random events that `make monkey` does thousands of, and each state that `make cycles` closes."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("seed", [1, 2])
def test_the_window_bears_whatever_is_done_with_it(seed):
    told = run("monkey", "--events", "150", "--seed", str(seed))
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"150 events from seed {seed}" in told.stdout


def test_the_window_can_be_closed_in_every_state():
    told = run("cycles", "--cycles", "26")
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.startswith("26 cycles through 26 states")


def run(name, *options):
    """In a program of its own: what hangs or crashes there ends no tests."""
    return subprocess.run(
        [sys.executable, "-m", f"tests.faults.{name}", *options], capture_output=True, text=True, check=False
    )
