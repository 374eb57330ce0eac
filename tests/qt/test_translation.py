"""The window in other languages: which one it speaks, and that every text is translated and has room at 1024x700."""

import json
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QWidget

from digitpad import lesson, words
from digitpad.data.catalogue import CATALOGUE
from digitpad.errors import RefusedValueError
from digitpad.lesson import KEYS
from digitpad.net.network import Network, parse_hidden
from digitpad.net.neuron import Neuron
from digitpad.paths import resource
from digitpad.qt import language
from digitpad.qt.app import create_window
from digitpad.qt.language import LANGUAGES
from digitpad.qt.predictions import PREDICTED
from digitpad.qt.recovery import question
from digitpad.qt.workers.checkpoint import Checkpoint
from tests.qt.pseudo import Pseudo, english, pseudo_lesson, texts

WAIT = 60_000  # milliseconds; reached only by a test that fails


@pytest.fixture
def in_english_again():
    """The other tests read English."""
    yield
    language.use("en")


@pytest.fixture
def small_window(qtbot, hand, tmp_path):
    """Makes a window of 1024x700 with a 3 on its canvas."""

    def make():
        window = create_window(tmp_path)
        qtbot.addWidget(window)
        window.resize(1024, 700)
        with qtbot.waitExposed(window):
            window.show()
        window.menus.animate.setChecked(False)
        hand(window.canvas, 3)
        qtbot.waitUntil(lambda: window.prediction.digit == 3, timeout=WAIT)
        return window

    return make


@pytest.fixture
def strange(qapp, small_window, monkeypatch, tmp_path):
    """The window in a language that nobody speaks."""
    folder = tmp_path / "lesson"
    folder.mkdir()
    pseudo_lesson(lesson.shipped(), folder)
    monkeypatch.setattr(lesson, "shipped", lambda: folder)
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield small_window()
    qapp.removeTranslator(translator)


@pytest.fixture
def german(small_window, in_english_again, tmp_path):
    """The window in German."""
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "window.json").write_text(json.dumps({"version": 1, "language": "de"}))
    return small_window()


@pytest.fixture
def reads_well(qtbot, assert_nothing_is_clipped):
    """Fails for a text that is English or has no room, within a while; `apart` has words that nobody translates."""

    def check(window, *apart):
        for widget in apart:
            widget.hide()
        size = window.width(), window.height()
        qtbot.waitUntil(lambda: assert_nothing_is_clipped(window), timeout=WAIT)
        assert (window.width(), window.height()) == size
        left = {text: words for text in texts(window) if (words := english(text))}
        assert not left

    return check


def child(window, name):
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


# In a language that nobody speaks.


def test_the_window_reads_well_while_a_person_draws(qtbot, strange, reads_well):
    reads_well(strange)
    strange.menus.contributions.trigger()
    reads_well(strange)
    strange.session.network = Network((784, 10))  # of zeros: every digit is as probable
    strange.session.set_drawing(strange.canvas.drawing)
    qtbot.waitUntil(lambda: "ķñőŵ" in strange.prediction.confidence, timeout=WAIT)
    reads_well(strange)
    strange.canvas.clear()
    qtbot.waitUntil(lambda: strange.prediction.digit == -1, timeout=WAIT)
    reads_well(strange)


def test_what_is_said_reads_well(strange, reads_well):
    strange.tools.keep.emit(3)
    assert "{" not in strange.notice.text
    reads_well(strange)
    strange.panel.choose_data("mnist")
    strange.panel.retrain_button.click()
    reads_well(strange)
    strange.panel.hidden.setText("no number")
    strange.panel.retrain_button.click()
    strange.panel.hidden.clear()
    reads_well(strange)


def test_what_is_asked_and_fetched_reads_well(strange, reads_well, three):
    session = strange.session
    checkpoint = Checkpoint(time.time(), False, three, session.network, True, None, None, "", strange.plot.curve, None)
    strange.question.ask(question(checkpoint))
    strange.download_row.show_download(CATALOGUE["mnist"], 5_000_000)
    strange.download_row.hide()
    reads_well(strange)
    strange.question.hide()
    strange.download_row.show_download(CATALOGUE["mnist"], 5_000_000)
    reads_well(strange)


def test_the_inspector_reads_well(strange, reads_well):
    for neuron in (Neuron(1, 5), Neuron(3, 3), Neuron(0, 400)):
        strange.network.view.select(neuron)
        reads_well(strange)


def test_the_stages_read_well(strange, reads_well):
    strange.menus.why.trigger()
    for stage in range(5):
        strange.why.show_stage(stage)
        reads_well(strange)


def test_every_page_of_the_walk_reads_well(qtbot, strange, reads_well):
    strange.menus.walk.trigger()
    reads_well(strange)
    for step in KEYS:
        strange.walk.next.click()
        assert strange.guide.page.step == step
        qtbot.waitUntil(lambda: strange.guide.page.look.network is strange.session.network, timeout=WAIT)
        reads_well(strange)
        if step in PREDICTED:
            strange.walk.predicting.setChecked(True)
            reads_well(strange)
            strange.walk.up.click()
            reads_well(strange)
            strange.walk.predicting.setChecked(False)
        if step == "apply":
            strange.walk.apply.click()
            reads_well(strange)
            strange.walk.take_back.click()


def test_training_reads_well_while_it_runs_and_when_it_rests(qtbot, strange, reads_well):
    strange.panel.retrain_button.click()
    qtbot.waitUntil(lambda: strange.property("stepsDone") > 3, timeout=WAIT)
    reads_well(strange)
    strange.panel.pause_button.click()
    qtbot.waitUntil(lambda: not strange.property("training"), timeout=WAIT)
    reads_well(strange)


def test_samples_and_the_map_of_the_loss_read_well(qtbot, strange, reads_well):
    strange.menus.samples.trigger()
    qtbot.waitUntil(lambda: "0: " in strange.beside.samples.sheet.accessibleDescription(), timeout=WAIT)
    reads_well(strange.beside.samples)
    strange.beside.samples.close()
    strange.menus.landscape.trigger()
    qtbot.waitUntil(lambda: strange.beside.landscape.picture._survey is not None, timeout=WAIT)
    reads_well(strange.beside.landscape)
    strange.beside.landscape.close()


def test_help_report_and_about_box_read_well_but_for_what_is_told_in_english_or_by_a_file(strange, reads_well):
    menus = strange.menus
    for act, box, apart in (
        (menus.about, "aboutBox", "aboutText"),
        (menus.report, "reportBox", "reportText"),
        (menus.help, "helpWindow", "helpPage"),
    ):
        act.trigger()
        shown = child(strange, box)
        reads_well(shown, child(shown, apart))
        shown.close()


# In German.


def test_the_language_that_was_chosen_is_spoken_everywhere(german):
    assert german.menus.actions()[0].text() == "&Datei"
    assert german.panel.retrain_button.text() == "Neu trainieren"
    assert german.menus.languages["de"].isChecked()
    german.menus.walk.trigger()
    german.walk.next.click()
    assert german.guide.page.title == "Ein Neuron"
    with pytest.raises(RefusedValueError, match="Verdeckte Schichten schreibst du wie 128, 64: höchstens"):
        parse_hidden("many")


def test_the_buttons_of_qts_dialogs_speak_it_too(german, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


def test_one_is_one_and_two_are_more(german, qtbot):
    german.menus.why.trigger()
    assert ": 1 Strich auf" in german.why.sentence
    language.use("en")
    german.why.show_stage(0)
    assert ": 1 stroke on" in german.why.sentence


@pytest.mark.parametrize(("typed", "shown"), [("0,05", "0.05"), ("0.25", "0.25")])
def test_a_comma_is_a_point_and_numbers_have_a_point_wherever_they_are(german, qtbot, typed, shown):
    field = german.panel.learning_rate
    assert field.text() == "0.001"
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == shown
    assert field.value() == float(shown)


def test_in_german_no_comma_sets_thousands_apart(german):
    with pytest.raises(RefusedValueError) as refused:
        parse_hidden("4096, 4096")
    assert "20\u202f029\u202f440 Gewichte" in str(refused.value)
    assert "höchstens 16\u202f000\u202f000 sind möglich" in str(refused.value)
    assert "60\u202f000" in words.translate("catalogue", CATALOGUE["mnist"].description)


def test_in_german_what_is_undone_comes_before_the_verb(german):
    menus, stack = german.menus, german.canvas.undo_stack
    assert menus.undo.text() == "Strich &rückgängig machen"
    stack.undo()
    assert menus.redo.text() == "Strich &wiederholen"
    while stack.canUndo():
        stack.undo()
    assert menus.undo.text() == "&Rückgängig"


def test_in_german_every_act_of_a_menu_has_a_letter_of_its_own(german):
    for menu in german.menus.findChildren(QMenu):
        acts = [action.text() for action in menu.actions() if not action.isSeparator()]
        letters = [text[text.index("&") + 1].lower() for text in acts if "&" in text]
        assert len(set(letters)) == len(letters), acts


def test_german_has_room(qtbot, german, assert_nothing_is_clipped):
    def fits():
        assert_nothing_is_clipped(german)
        assert (german.width(), german.height()) == (1024, 700)

    qtbot.waitUntil(fits, timeout=WAIT)
    german.network.view.select(Neuron(1, 5))
    qtbot.waitUntil(fits, timeout=WAIT)
    german.menus.walk.trigger()
    for _ in KEYS:
        german.walk.next.click()
        qtbot.waitUntil(fits, timeout=WAIT)


# The choice.


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_note_on_deforming_digits_has_two_lines_at_most(small_window, request, code):
    panel = (request.getfixturevalue("german") if code == "de" else small_window()).panel
    note = panel._augment_note
    for data in ("generated", "mnist"):
        panel.data.setCurrentIndex(panel.data.findData(data))
        for on in (True, False):
            panel.augment.setChecked(on)
            assert note.heightForWidth(note.width()) <= 2 * note.fontMetrics().lineSpacing() + 2, note.text()


def test_a_language_is_chosen_in_the_menu_for_the_next_start_which_is_said(window, tmp_path, qtbot, in_english_again):
    assert window.menus.languages["system"].isChecked()
    window.menus.languages["en"].trigger()
    assert not window.notice.text
    window.menus.languages["de"].trigger()
    assert "next start" in window.notice.text
    assert window.panel.retrain_button.text() == "Retrain"
    window.close()
    made = create_window(tmp_path / "profile")
    qtbot.addWidget(made)
    assert made.panel.retrain_button.text() == "Neu trainieren"
    assert words.language == "de"


@pytest.mark.parametrize(
    ("preferred", "spoken"),
    [(["de-AT", "de", "en"], "de"), (["fr-FR", "de-DE"], "de"), (["fr-FR"], "en"), (["C"], "en"), ([], "en")],
)
def test_by_default_it_is_the_first_language_that_the_owner_of_the_computer_prefers(monkeypatch, preferred, spoken):
    class Locale:
        @staticmethod
        def system():
            return Locale

        @staticmethod
        def uiLanguages():
            return preferred

    monkeypatch.setattr(language, "QLocale", Locale)
    assert language.spoken("system") == language.spoken(None) == language.spoken(["de"]) == spoken
    assert language.spoken("en") == "en"


@pytest.mark.parametrize("kept", [b"garbage", b'{"version": 1, "language": 7}', b'{"version": 0, "language": "de"}'])
def test_settings_that_cannot_be_used_do_not_choose_a_language(kept, tmp_path, qtbot):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "window.json").write_bytes(kept)
    made = create_window(tmp_path)
    qtbot.addWidget(made)
    assert words.language == "en"


def test_every_language_has_its_texts():
    for code in LANGUAGES:
        assert (resource("translations") / f"digitpad_{code}.qm").is_file()
        assert (resource("help") / f"{code}.md").is_file()
        assert code == "en" or (resource("lesson") / code).is_dir()
