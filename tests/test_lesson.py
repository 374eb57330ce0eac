import re
import shutil

import pytest

from digitpad import words
from digitpad.errors import RefusedFileError
from digitpad.lesson import CASES, KEYS, LARGEST, lesson, plain
from digitpad.paths import resource

SHIPPED = resource("lesson")
TRANSLATED = sorted(path for path in SHIPPED.iterdir() if path.is_dir())
STEP = "05-target.md"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "lesson")


@pytest.fixture(params=[SHIPPED, *TRANSLATED], ids=lambda path: path.name)
def shipped(request):
    """A folder with the shipped texts, in each language."""
    return request.param


def refusal(folder):
    with pytest.raises(RefusedFileError) as refused:
        lesson(folder)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_shipped_texts_are_thirteen_in_the_order_of_the_walk(shipped):
    texts = lesson(shipped).texts
    assert list(texts) == list(KEYS)
    assert len(texts) == 13
    assert all(text.title for text in texts.values())


def test_no_file_of_the_folder_is_left_unread(shipped):
    read = {f"{number:02}-{step}.md" for number, step in enumerate(KEYS, 1)} | {"glossary.md"}
    others = {"README.md"} | {path.name for path in TRANSLATED} if shipped == SHIPPED else set()
    assert {path.name for path in shipped.iterdir()} == read | others


def test_every_case_of_every_step_has_a_section(shipped):
    for step, text in lesson(shipped).texts.items():
        assert {case for case, _ in text.sections if case} == CASES[step]


@pytest.mark.parametrize("folder", TRANSLATED, ids=lambda path: path.name)
def test_a_translation_tells_the_same_numbers_in_the_same_places(folder):
    english, translated = lesson(SHIPPED), lesson(folder)
    for step, text in english.texts.items():
        told = {case: sorted(re.findall(r"\{.+?\}", body)) for case, body in text.sections}
        again = {case: sorted(re.findall(r"\{.+?\}", body)) for case, body in translated.texts[step].sections}
        assert again == told, step
    assert len(translated.glossary) == len(english.glossary)


def test_every_bold_term_is_in_the_glossary_and_every_term_of_the_glossary_is_used(shipped):
    read = lesson(shipped)
    bodies = " ".join(" ".join(body for text in read.texts.values() for _, body in text.sections).split())
    terms = {term.casefold() for term in read.glossary}
    assert {term.casefold() for term in re.findall(r"\*\*(.+?)\*\*", bodies)} <= terms
    words = " ".join([bodies, *read.glossary.values()]).casefold()
    assert [term for term in terms if term not in words] == []


def test_the_instructions_for_teachers_name_every_placeholder_and_every_heading():
    written = set(re.findall(r"`([^`]+)`", (SHIPPED / "README.md").read_text(encoding="utf-8")))
    assert {f"{{{key}}}" for keys in KEYS.values() for key in keys} <= written
    assert {case for cases in CASES.values() for case in cases} <= written


def test_a_text_shows_what_is_always_shown_and_the_sections_that_hold(folder):
    (folder / STEP).write_text(
        "# Wanted\n\nIt is {output} at {neuron}.\n\n## wrong answer\n\nNot {label:.1f}, {loss:+}.\n\n"
        "## right answer\n\nYes.\n"
    )
    text = lesson(folder).texts["target"]
    numbers = {"neuron": "output 3", "output": 0.25, "label": 3, "loss": 2.0}
    assert text.title == "Wanted"
    assert text.fill(numbers, ("wrong answer", "mean-square")) == "It is 0.25 at output 3.\n\nNot 3.0, +2."
    assert text.fill(numbers, ()) == "It is 0.25 at output 3."


def test_a_text_may_be_translated_with_a_byte_order_mark_and_windows_line_ends(folder):
    (folder / STEP).write_bytes("# Ziel für {label}\r\n\r\nHöher.\r\n".encode("utf-8-sig"))
    text = lesson(folder).texts["target"]
    assert (text.title, text.fill({}, ())) == ("Ziel für {label}", "Höher.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("# A\n\n{lable} is wrong", "{lable}"),
        ("# A\n\n{wanted} is of another step", "{wanted}"),
        ("# A\n\n{} and {0}", "{}"),
        ("# A\n\n{label.real}", "{label.real}"),
        ("# A\n\n{label[0]}", "{label[0]}"),
        ("# A\n\n{label!r}", "{label}"),
        ("# A\n\n{loss:999999999}", "{loss}"),
        ("# A\n\n{loss:{label}}", "{loss}"),
        ("# A\n\n{neuron:.3f}", "{neuron}"),
        ("# A\n\n{two\nlines\x07}", "{two lines }"),
        ("# A\n\n{" + "x" * 5000 + "}", "xxx…;"),
        ("# A\n\nb ![c](/dev/zero)", "picture"),
        ("# A ![c][d]\n\nb\n\n[d]: /dev/zero", "picture"),
        ("# A\n\n<img src='/dev/zero'>", "HTML"),
        ("# A\n\n{loss", "brace"),
        ("# A\n\nloss}", "brace"),
        ("# A\n\nb\n\n## wrong anwser\n\nc", "wrong anwser"),
        ("# A\n\nb\n\n## mean-square\n\nc\n\n## mean-square\n\nd", "twice"),
        ("No title", "title"),
        ("", "title"),
        ("# A\n", "nothing below"),
        ("# A\n\n" + "b" * LARGEST, "KB"),
    ],
)
def test_a_broken_text_is_refused_naming_the_file_and_what_is_wrong(folder, content, told):
    (folder / STEP).write_text(content)
    message = refusal(folder)
    assert STEP in message
    assert told in message


def test_a_missing_text_a_folder_in_its_place_and_no_text_at_all_are_refused(folder):
    (folder / STEP).write_bytes(b"# A\n\n\xff\xfe")
    assert "UTF-8" in refusal(folder)
    (folder / STEP).unlink()
    assert STEP in refusal(folder)
    (folder / STEP).mkdir()
    assert STEP in refusal(folder)
    assert "01-neuron.md" in refusal(folder / "nowhere")


def test_a_text_may_say_that_one_number_is_smaller_than_another(folder):
    (folder / STEP).write_text("# A\n\n1 < 2, [a] and b!\n")
    assert lesson(folder).texts["target"].fill({}, ()) == "1 < 2, [a] and b!"


@pytest.mark.parametrize(
    "content", ["", "# Glossary\n\n## loss\n\n![a](/dev/zero)\n", "# Glossary\n\nnone yet", "# Glossary\n\n## loss\n"]
)
def test_a_glossary_without_terms_or_meanings_is_refused(folder, content):
    (folder / "glossary.md").write_text(content)
    assert "glossary.md" in refusal(folder)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (-3.0, "−3"),
        (109386, "109,386"),
        (0.1, "0.1"),
        (0.1 + 1e-9, "0.100"),
        (2.345678, "2.35"),
        (0.009999999776482582, "0.0100"),
        (1234.5678, "1,235"),
        (-0.000123456, "−0.000123"),
        (0.99996, "0.99996"),
        (0.9999999403953552, "0.9999999"),
        (-0.9996, "−0.9996"),
        (1.0000001, "1.00"),
        (3.15e-7, "0.00000032"),
        (-3.14e-12, "−3.1 × 10⁻¹²"),
        (float("inf"), "inf"),
    ],
)
def test_numbers_are_written_as_people_do(number, text):
    assert plain(number) == text


def test_thousands_are_no_decimals_where_a_comma_is_the_point(monkeypatch):
    monkeypatch.setattr(words, "language", "de")
    assert [plain(109386), plain(1234.5), plain(0.25)] == ["109\u202f386", "1\u202f234", "0.25"]
