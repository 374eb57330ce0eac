import pytest

from digitpad.net.schedules import SCHEDULES


def test_constant_never_changes():
    assert [SCHEDULES["constant"](done) for done in (0, 0.5, 1)] == [1, 1, 1]


def test_cosine_falls_from_one_to_nothing():
    assert [SCHEDULES["cosine"](done) for done in (0, 0.5, 1)] == pytest.approx([1, 0.5, 0])


def test_step_takes_a_tenth_after_each_third():
    assert [SCHEDULES["step"](done) for done in (0, 0.32, 0.34, 0.67, 1)] == pytest.approx([1, 1, 0.1, 0.01, 0.01])
