import logging
from pathlib import Path

import pytest

from digitpad import log
from digitpad.qt.report import LINES, report
from digitpad.qt.versions import versions


@pytest.fixture
def kept(tmp_path):
    """A log that is kept."""
    made = log.keep(tmp_path)
    yield made
    log.forget(made)


def test_it_tells_versions_screens_settings_the_network_and_what_happened_last(qapp, network, kept):
    logging.getLogger("digitpad.test").info("the network was refused")
    text = report(network, {"theme": "dark", "setup": {"data": "mnist"}})
    lines = text.splitlines()
    assert text.startswith(versions())
    assert "platform: offscreen" in lines
    assert sum(line.startswith("screen: ") for line in lines) == len(qapp.screens())
    assert "theme: dark" in lines
    assert "setup: {'data': 'mnist'}" in lines
    assert "network: 784 – 128 – 64 – 10, relu, cross-entropy" in lines
    assert lines[-1].endswith("the network was refused")


def test_of_the_log_only_the_end_is_told(qapp, network, kept):
    for number in range(2 * LINES):
        logging.getLogger("digitpad.test").info("line %d", number)
    told = report(network, {}).splitlines()
    assert told[-1].endswith(f"line {2 * LINES - 1}")
    assert sum("digitpad.test: line " in line for line in told) == LINES


def test_without_a_log_it_says_that_there_is_none(qapp, network):
    assert report(network, {}).splitlines()[-1] == "nothing was told"


def test_it_names_no_home_folder_and_is_no_longer_for_a_recipe_that_goes_on_and_on(qapp, network, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/anna"))
    network.recipe = {"data": ["/home/anna/digits.npz"], "more": "x" * 100_000}
    text = report(network, {"model": Path("/home/anna/a.safetensors")})
    assert "anna" not in text
    assert "model: ~/a.safetensors" in text
    assert '"~/digits.npz"' in text
    assert len(text) < 5000
