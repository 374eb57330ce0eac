"""The help against what it tells of: keys, folders, the README, and the window that shows it."""

import re
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QAbstractButton, QMenu

from digitpad.paths import Folders, resource
from digitpad.qt import language, theme
from digitpad.qt.app import create_window
from digitpad.qt.widgets.help_window import slug
from digitpad.qt.widgets.menu_bar import MenuBar

ROOT = Path(__file__).parent.parent.parent
ENGLISH = resource("help/en.md").read_text(encoding="utf-8")
PAGES = sorted(resource("help").iterdir())
TRANSLATED = [page for page in PAGES if page.stem != "en"]

PLAIN_KEYS = [
    *(getattr(Qt.Key, f"Key_{name}") for name in ("Left", "Right", "Up", "Down", "Home", "PageUp", "End", "PageDown")),
    # in this order: a pen that is there is put down before it is lifted
    *(getattr(Qt.Key, f"Key_{name}") for name in ("Delete", "F2", "Space", "Escape", "Return", "Enter")),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Insert),
    *(Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)),
    *(Qt.Key(Qt.Key.Key_A + letter) for letter in range(26)),
]


def sections(text):
    """What stands below each heading."""
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)[1:]
    return {heading: body.strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}


def rows(table):
    """The cells of each row of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def keys(text=ENGLISH):
    """The table of keys: (keys, what they do) by where they do it."""
    told, where = {}, ""
    table = next(body for body in sections(text).values() if "Ctrl+O" in body or "Strg+O" in body)
    for place, names, act in rows(table):
        where = place or where
        names = [str(digit) for digit in range(10)] if re.fullmatch(r"0 \w+ 9", names) else names.split(", ")
        told.setdefault(where, []).append((names, act))
    return told


def named(sequence):
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)


def plain(text):
    """The text of an action without its underlined letter and dots."""
    return text.replace("&", "").removesuffix("…").strip()


def taken(widget):
    """The plain keys that a widget does something with."""
    found = set()
    for key in PLAIN_KEYS:
        text = chr(key) if key < 128 else ""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        widget.keyPressEvent(event)
        if event.isAccepted():
            found.add(named(key))
        widget.keyReleaseEvent(QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, text))
    return found


def shortcuts(widget):
    """The keys of each of its shortcuts, those of the widgets in it left out."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found = [QShortcut.keys(made) for made in widget.findChildren(QShortcut, options=direct)]
    found += [action.shortcuts() for action in widget.findChildren(QAction, options=direct)]
    return [{named(one) for one in sequences} for sequences in found]


def told_of(where):
    """All keys that the help names for a place."""
    return {name for names, _ in keys()[where] for name in names}


def test_the_keys_of_the_menus_are_those_of_the_help_and_do_what_it_says(window):
    told = keys()
    for menu in (action.menu() for action in window.menus.actions()):
        real = {plain(action.text()): [named(one) for one in action.shortcuts()] for action in menu.actions()}
        real = {text: names for text, names in real.items() if names or text == "Quit"}  # which some platforms have not
        written = {act: names for names, act in told[plain(menu.title())]}
        assert list(written) == list(real)
        for text, names in written.items():
            assert set(names) <= set(real[text]) or text == "Quit"
        for below in menu.findChildren(QMenu):
            assert not any(action.shortcuts() for action in below.actions())


def test_the_keys_of_the_widgets_are_those_of_the_help(window, qtbot, hand):
    hand(window.canvas, 3)
    with qtbot.waitSignal(window.session.surveyed):
        window.menus.landscape.trigger()
    anywhere = {name for menu in window.menus.actions() for name in told_of(plain(menu.menu().title()))}
    for where, widget in {
        "canvas": window.canvas,
        "28×28 picture": window.digit_view,
        "network": window.network.view,
        "map of the loss": window.beside.landscape.picture,
    }.items():
        # of buttons the arrows lead to the next one, as everywhere
        qts_own = {"Left", "Right", "Up", "Down"} if isinstance(widget, QAbstractButton) else set()
        assert taken(widget) - anywhere - qts_own == told_of(where), where
        assert shortcuts(widget) == []


def test_the_shortcuts_of_the_panels_are_those_of_the_help(window):
    window.beside.help.show()
    for where, widget, by_keys in (
        ("See why", window.why, set()),
        ("Step by step", window.walk, set()),
        ("inspector", window.network.inspector, {"F2", "Return", "Enter", "Space"}),  # of its tables
        ("help", window.beside.help, {"Esc"}),  # of every dialog
    ):
        real = shortcuts(widget)
        assert all(names & told_of(where) for names in real)
        assert told_of(where) - set().union(*real) == by_keys


def test_the_tables_of_the_inspector_take_the_keys_that_the_help_tells(window, qtbot, hand):
    hand(window.canvas, 3)
    window.network.view.setFocus()
    qtbot.keyClick(window.network.view, Qt.Key.Key_Up)
    terms = window.network.inspector.terms
    terms.setFocus()
    qtbot.keyClick(terms, Qt.Key.Key_F2)
    assert terms.state() == terms.State.EditingState


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_link_of_the_help_leads_to_one_of_its_headings(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((.*?)\)", text)
    assert links
    assert set(links) <= {f"#{slug(heading)}" for heading in sections(text)}
    assert "://" not in text


@pytest.fixture
def speak():
    """Lets the menus and Qt's names of keys be in a language."""
    yield language.use
    language.use("en")


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda path: path.stem)
def test_a_translation_of_the_help_has_the_same_sections_and_calls_the_keys_as_qt_does(page, speak):
    text = page.read_text(encoding="utf-8")
    assert len(sections(text)) == len(sections(ENGLISH))
    speak(page.stem)
    native = QKeySequence.SequenceFormat.NativeText
    english = [[QKeySequence(name).toString(native) for name in names] for told in keys().values() for names, _ in told]
    assert [names for told in keys(text).values() for names, _ in told] == english


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda path: path.stem)
def test_a_translation_of_the_help_calls_what_the_menus_do_as_they_do(page, speak):
    told = keys(page.read_text(encoding="utf-8"))
    speak(page.stem)
    menus = MenuBar(QUndoStack())
    for menu in (action.menu() for action in menus.actions()):
        real = [plain(action.text()) for action in menu.actions() if action.shortcuts() or action is menus.quit]
        assert [act for _, act in told[plain(menu.title())]] == real


def test_the_readme_tells_what_the_help_tells_section_by_section():
    readme = sections((ROOT / "README.md").read_text(encoding="utf-8"))
    for heading, body in sections(ENGLISH).items():
        paragraphs = readme[heading].split("\n\n")
        assert "\n\n".join(part for part in paragraphs if "](resources/screenshots/" not in part) == body, heading


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_help_tells_where_files_are_kept(page, monkeypatch):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platformdirs, "PlatformDirs", platformdirs.unix.Unix)
    folders = Folders.of_user()
    *_, last = sections(page.read_text(encoding="utf-8")).values()
    told = [Path(linux).expanduser() for _, linux, _, _ in rows(last)]
    assert told == [folders.settings, folders.samples, folders.downloads, folders.unsaved, folders.logs]


def test_f1_opens_the_help_beside_the_window_in_its_colours(window, qtbot):
    window.menus.themes["dark"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.beside.help.isVisible()
    assert not window.beside.help.isModal()
    assert window.beside.help.page.toPlainText().startswith("digitpad help")
    assert window.beside.help.page.grab().toImage().pixelColor(20, 20) == theme.DARK.paper
    window.beside.help.close()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.beside.help.isVisible()


def test_the_help_is_as_large_as_it_was_left(window, qtbot, tmp_path):
    window.menus.help.trigger()
    window.beside.help.resize(640, 480)
    window.close()
    for _ in range(2):  # also when it was not opened meanwhile
        again = create_window(tmp_path / "profile")
        qtbot.addWidget(again)
        again.show()
        again.close()
    again.menus.help.trigger()
    assert (again.beside.help.width(), again.beside.help.height()) == (640, 480)


def test_a_place_of_the_help_that_is_garbage_counts_for_nothing(window):
    window.beside.keep_help_place(QByteArray(b"garbage"))
    window.menus.help.trigger()
    assert window.beside.help.isVisible()


def test_a_help_that_is_not_there_is_told_in_one_line(window, monkeypatch, tmp_path):
    monkeypatch.setattr("digitpad.qt.side_windows.resource", lambda name: tmp_path / name)
    window.menus.help.trigger()
    assert window.notice.text.startswith("The help cannot be shown: ")
