import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage

from digitpad.paths import resource
from digitpad.qt import theme
from digitpad.qt.widgets.help_window import HelpWindow, slug

TEXT = (
    "# Help\n\nIntroduction.\n\n## To draw, or not\n\n"
    + "Ink and [keys](#keys).\n\n" * 60
    + "## Keys\n\n| key | does |\n|---|---|\n| W | another view |\n"
    + "\nLast ink.\n\n" * 60
)


@pytest.fixture
def window(qtbot):
    """A window with a page longer than itself, shown."""
    made = HelpWindow(TEXT)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def top(window):
    """The text at the upper edge of the page."""
    return window.page.cursorForPosition(window.page.viewport().rect().topLeft()).block().text()


def colours(document):
    """The colours of links."""
    found, block = set(), document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().charFormat().isAnchor():
                found.add(pieces.fragment().charFormat().foreground().color().name())
            pieces += 1
        block = block.next()
    return found


def test_the_page_begins_with_links_to_its_headings(window):
    text = window.page.toPlainText()
    assert text.startswith("Help\nIntroduction.\nTo draw, or not · Keys\nTo draw, or not\n")
    assert window.page.verticalScrollBar().value() == 0


def test_a_link_leads_to_its_heading(window):
    window.page.anchorClicked.emit(QUrl("#keys"))
    assert 0 < window.page.cursorRect().top() < 60
    assert window.page.textCursor().block().text() == "Keys"


def test_a_link_that_leads_nowhere_does_nothing(window):
    window.page.anchorClicked.emit(QUrl("https://example.org/#nothing"))
    assert window.page.verticalScrollBar().value() == 0


def test_words_are_found_one_after_the_other_and_again_from_the_beginning(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.words.hasFocus()
    qtbot.keyClicks(window.words, "ink")
    first = window.page.textCursor().selectionStart()
    assert window.page.textCursor().selectedText() == "Ink"
    qtbot.keyClick(window.words, Qt.Key.Key_Return)
    second = window.page.textCursor().selectionStart()
    assert second > first
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.page.textCursor().selectionStart() == first
    window.find_previous()
    assert window.page.textCursor().selectionStart() > second
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert window.page.textCursor().selectionStart() == first
    assert window.isVisible()


def test_words_that_are_not_there_are_said_not_to_be(window, qtbot):
    window.words.setFocus()
    qtbot.keyClicks(window.words, "inkblot")
    assert window.findChild(object, "helpFound").text() == "Not in the help"
    window.words.clear()
    qtbot.keyClicks(window.words, "KEYS")
    assert window.findChild(object, "helpFound").text() == ""
    assert window.page.textCursor().selectedText() == "Keys"


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)],
)
def test_ctrl_w_and_escape_close_it(window, qtbot, key, held):
    qtbot.keyClick(window.page, key, held)
    assert not window.isVisible()


def test_another_theme_colours_the_links_anew_and_the_page_stays_where_it_is(window):
    window.page.anchorClicked.emit(QUrl("#keys"))
    before = top(window)
    for shown in (theme.DARK, theme.LIGHT):
        window.show_theme(shown)
        assert colours(window.page.document()) == {shown.accent.name()}
        assert top(window) == before


def test_no_file_and_no_address_is_read_whatever_the_text_names(qtbot, tmp_path):
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    picture.save(str(tmp_path / "red.png"))
    made = HelpWindow(f"# Help\n\n## Picture\n\n![red]({QUrl.fromLocalFile(tmp_path / 'red.png').toString()})\n")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    grabbed = made.page.grab().toImage()
    colours = {grabbed.pixelColor(x, y).name() for x in range(0, 300, 9) for y in range(0, 300, 9)}
    assert "#ff0000" not in colours


@pytest.mark.parametrize("page", sorted(resource("help").glob("*.md")), ids=lambda path: path.stem)
def test_nothing_of_the_help_is_clipped_in_a_small_window(page, qtbot, assert_nothing_is_clipped):
    made = HelpWindow(page.read_text(encoding="utf-8"))
    qtbot.addWidget(made)
    made.show()
    assert made.width() <= 1024
    assert made.height() <= 700
    assert_nothing_is_clipped(made)
    assert made.page.horizontalScrollBar().maximum() == 0


def test_links_are_called_as_elsewhere():
    assert slug("Privacy, and where files are kept") == "privacy-and-where-files-are-kept"
    assert slug("Schritt für Schritt") == "schritt-für-schritt"
