from pathlib import Path

import numpy as np
import pytest

from digitpad.data.specs import load
from digitpad.paths import Folders
from digitpad.qt.workers import SHEET, Sampler, Setup

WAIT = 60_000  # milliseconds; reached only by a test that fails


@pytest.fixture
def sample(tmp_path, owner, begin):
    """Starts samplers and notes their sheets."""

    def start(setup):
        made = Sampler(setup, Folders.below(tmp_path), 0, owner)
        made.sheets = []
        made.sampled.connect(made.sheets.append)
        return begin(made)

    return start


def test_a_sheet_of_generated_digits_is_full_and_the_next_one_is_another(qtbot, sample):
    sampler = sample(Setup())
    qtbot.waitUntil(lambda: len(sampler.sheets) == 1, timeout=WAIT)
    with qtbot.assertNotEmitted(sampler.sampled, wait=50):
        pass  # it waits to be asked
    sampler.more()
    qtbot.waitUntil(lambda: len(sampler.sheets) == 2, timeout=WAIT)
    for sheet in sampler.sheets:
        assert sheet.shape == (10, SHEET, 28, 28)
        assert sheet.any(axis=(2, 3)).all()
    images = np.concatenate(sampler.sheets, axis=1).reshape(-1, 784)
    assert len(np.unique(images, axis=0)) == len(images)


@pytest.mark.parametrize("augment", [True, False])
def test_a_sheet_of_few_digits_has_gaps_and_shows_what_training_sees(qtbot, sample, digits, augment):
    sampler = sample(Setup(digits, augment=augment))
    for count in (1, 2):
        qtbot.waitUntil(lambda count=count: len(sampler.sheets) == count, timeout=WAIT)
        sampler.more()
    first, second = sampler.sheets[:2]
    assert first.any(axis=(2, 3)).sum(axis=1).tolist() == [0, 10, 0, 0, 0, 0, 0, 10, 0, 0]
    own = {image.tobytes() for image in load(digits, Folders.below(Path("nowhere"))).images}
    shown = [image.tobytes() in own for sheet in (first, second) for image in sheet[[1, 7], :10].reshape(-1, 784)]
    assert shown == [not augment] * 40


def test_samples_of_a_broken_file_are_refused_in_its_own_words(qtbot, sample, tmp_path):
    path = tmp_path / "broken.npz"
    path.write_bytes(b"not a zip file")
    sampler = sample(Setup(str(path)))
    qtbot.waitUntil(lambda: bool(sampler.failures), timeout=WAIT)
    assert sampler.failures[0].startswith(f"{path}: ")
    assert sampler.wait(WAIT)
