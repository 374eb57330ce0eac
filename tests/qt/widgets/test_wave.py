import pytest

from digitpad.qt.widgets.placement import place
from digitpad.qt.widgets.wave import DURATION_MS, Wave

THREE_LAYERS = place((784, 12, 8, 10), 740, 380)


@pytest.mark.parametrize("animated", [True, False])
def test_the_wave_goes_from_the_picture_past_the_outputs_and_never_back(qtbot, animated):
    wave = Wave()
    wave.animated = animated
    assert wave.front(THREE_LAYERS) is None
    wave.start()
    fronts = []
    for time in range(0, DURATION_MS, 10):
        wave.setCurrentTime(time)
        fronts.append(wave.front(THREE_LAYERS))
    assert fronts == sorted(fronts)
    assert fronts[0] == THREE_LAYERS.leave(0)
    assert len(set(fronts)) == (len(fronts) if animated else 3)
    wave.setCurrentTime(DURATION_MS)
    assert wave.front(THREE_LAYERS) is None
