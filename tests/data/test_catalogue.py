"""What the catalogue promises about the data sets that can be fetched."""

from pathlib import PurePath

import pytest

from digitpad.data.catalogue import CATALOGUE
from digitpad.paths import Folders


def test_mnist_and_its_test_set_are_known() -> None:
    assert list(CATALOGUE) == ["mnist", "mnist-test"]


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_set_has_two_independent_https_mirrors(name: str) -> None:
    mirrors = CATALOGUE[name].mirrors
    assert all(mirror.startswith("https://") and not mirror.endswith("/") for mirror in mirrors)
    assert len({mirror.split("/")[2] for mirror in mirrors}) >= 2


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_file_can_be_recognised_and_stays_inside_its_folder(name: str) -> None:
    for file in CATALOGUE[name].files:
        assert len(bytes.fromhex(file.sha256)) == 32
        assert PurePath(file.name).name == file.name
        assert file.size > 0


def test_a_set_is_kept_below_the_downloads(tmp_path) -> None:
    folders = Folders.below(tmp_path)
    assert CATALOGUE["mnist"].folder(folders) == folders.downloads / "mnist"
    assert CATALOGUE["mnist"].size == 9_912_422 + 28_881
