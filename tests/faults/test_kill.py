"""A few of the kills that `make kill` does hundreds of."""

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="programs are forked")
def test_a_program_killed_while_it_saves_leaves_the_file_before_or_the_one_after():
    # in a program of its own: the one with the tests has threads, and is not to be forked
    told = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill", "--kills", "15"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("15 kills")
