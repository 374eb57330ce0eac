"""A few hundred spoiled files, and those of the ones made to harm that are quick to make; `make fuzz` opens all."""

import sys

import pytest

from tests.faults.fuzz import explode, fuzz, table
from tests.faults.watch import Watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")

PATIENCE = 20.0
"""Seconds; how long opening takes is for `make fuzz` to say, on a machine that has time."""


@pytest.fixture
def watch():
    with Watch(patience=PATIENCE) as watch:
        yield watch


def failures(watch):
    return [failure for tally in watch.tallies.values() for failure in tally.failures]


def test_spoiled_files_are_refused_in_one_line_or_read_soundly(watch):
    fuzz(watch, 400)
    assert failures(watch) == []
    assert sum(tally.opened for tally in watch.tallies.values()) >= 400
    for name, tally in watch.tallies.items():
        assert tally.refused, f"no file of {name} was spoiled enough: {table(watch.tallies)}"
        assert tally.accepted, f"no file of {name} was sound: {table(watch.tallies)}"


def test_small_files_that_claim_much_are_refused(watch):
    explode(watch, heavy=False)
    assert failures(watch) == []


@pytest.mark.parametrize(
    ("what", "seen"),
    [
        ("hang", "hung"),
        ("memory", "210 MB"),
        ("more memory than there may be", "MemoryError"),
        ("raise", "ValueError: raise"),
        ("warn", "warned: warn"),
        ("die", "died"),
        ("", "accepted"),
    ],
)
def test_nothing_that_a_file_must_not_do_goes_unseen(what, seen):
    with Watch(("trap",), patience=0.5 if what == "hang" else PATIENCE) as watch:
        assert seen in watch.open("trap", what.encode(), "a trap")
        assert len(failures(watch)) == (what != "")
