"""What the window remembers between two days."""

import json

import pytest
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QSplitter, QWidget

from digitpad.qt.preferences import LARGEST_FILE, Preferences
from digitpad.qt.workers import Setup


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings" / "window.json"


@pytest.fixture
def splitter(qtbot):
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    return splitter


@pytest.fixture
def themes(qapp):
    group = QActionGroup(qapp)
    actions = {name: QAction(name, group, checkable=True) for name in ("system", "dark")}
    actions["system"].setChecked(True)
    return actions


@pytest.fixture
def opened(path, splitter, themes):
    """A function: the settings as the next start finds them."""
    return lambda: Preferences(path, {"split": (splitter.saveState, splitter.restoreState)}, {"theme": themes})


def names(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_what_is_remembered_is_recalled(opened, splitter, themes, path):
    splitter.resize(400, 100)
    splitter.setSizes([100, 300])
    sizes = splitter.sizes()
    themes["dark"].setChecked(True)
    opened().remember(Setup(hidden=(20, 10), learning_rate=0.5), animate=True)
    splitter.setSizes([300, 100])
    themes["system"].setChecked(True)
    second = opened()
    second.recall()
    assert second.fault == ""
    assert splitter.sizes() == sizes
    assert themes["dark"].isChecked()
    assert second.switch("animate", False) is True
    assert second.setup() == Setup(hidden=(20, 10), learning_rate=0.5)
    assert names(path) == ["window.json"]


def test_without_a_file_everything_stays_as_it_is_and_nothing_is_told(opened, themes, path):
    first = opened()
    first.recall()
    assert first.fault == ""
    assert first.setup() == Setup()
    assert first.switch("animate", True) is True
    assert themes["system"].isChecked()
    assert not path.parent.exists()


def test_a_setup_that_makes_no_sense_leaves_the_one_before(opened):
    opened().remember(Setup(batch_size=50))
    opened().remember(None)
    assert opened().setup() == Setup(batch_size=50)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "damaged"),
        (b"garbage", "damaged"),
        (b"[1]", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"{}", "another version"),
        (b'{"version": 2, "theme": "dark"}', "another version"),
        (b"[window]\ntheme=dark\ngeometry=@Variant(\\0\\0\\0\\x9\\x7f\\xff\\xff\\xff)\n", "damaged"),
        (b'{"version": 1, "theme": "dark"}' + b" " * LARGEST_FILE, "larger than"),
        (b"[" * 50_000, "recursion"),
    ],
)
def test_a_file_that_cannot_be_used_is_kept_aside_and_told_in_one_line(opened, path, themes, content, why):
    path.parent.mkdir()
    path.write_bytes(content)
    (path.parent / "window.json.old").write_bytes(b"older")
    first = opened()
    first.recall()
    assert why in first.fault
    assert "window.json.old" in first.fault
    assert "\n" not in first.fault
    assert themes["system"].isChecked()
    assert first.setup() == Setup()
    assert names(path) == ["window.json.old"]
    assert (path.parent / "window.json.old").read_bytes() == content
    first.remember(Setup())
    assert opened().fault == ""
    assert names(path) == ["window.json", "window.json.old"]


def test_a_folder_in_its_place_is_kept_aside_too(opened, path):
    path.mkdir(parents=True)
    assert "not a file" in opened().fault
    assert (path.parent / "window.json.old").is_dir()


def test_a_full_disk_is_told_on_stderr_and_loses_nothing(opened, path, monkeypatch, capsys):
    opened().remember(Setup(batch_size=50))
    before = path.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    opened().remember(Setup())
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"digitpad: {path}: the settings were not kept: No space left on device"
    assert path.read_bytes() == before
    assert names(path) == ["window.json"]


def test_the_file_is_text_that_a_person_can_read(opened, path):
    opened().remember(Setup(data="mnist"), animate=False)
    content = json.loads(path.read_text())
    assert content["version"] == 1
    assert content["theme"] == "system"
    assert content["setup"]["data"] == "mnist"


@pytest.mark.parametrize(
    "setup",
    [
        {"batch_size": 2**31},
        {"batch_size": 0},
        {"batch_size": 9.5},
        {"data": 7},
        {"learning_rate": float("nan")},
        {"learning_rate": float("inf")},
        {"augment": "perhaps"},
        {"colour": "red"},
        [1, 2],
    ],
)
def test_a_setup_that_no_field_can_show_is_not_handed_out(opened, path, setup):
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 1, "setup": setup}))
    with pytest.raises((TypeError, ValueError, AttributeError)):
        opened().setup()
