"""The translations: complete, made of the texts in the code, and compiled."""

import ast
import string
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import digitpad
from digitpad.paths import resource

CODE = Path(digitpad.__file__).parent
SOURCES = sorted(resource("translations").glob("*.ts"))
COMPLETE = [path for path in SOURCES if path.stem != "digitpad_en"]
"""English has a file for singular and plural alone."""


def messages(path):
    """(context, English text, its translations) for each message of a file, and whether all of it is finished."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            finished = translation.get("type") is None and all(forms)
            yield context.findtext("name"), message.findtext("source"), forms, finished


def tool(name, *arguments):
    script = Path(sys.executable).with_name(f"pyside6-{name}")
    ran = subprocess.run([script, "-silent", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr


def calls():
    """(context, arguments) for each text in the code that is to be translated."""
    for path in sorted(CODE.rglob("*.py")):
        yield from _calls(ast.parse(path.read_text("utf-8")), path.name, "")


def _calls(node, where, inside):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            called = ast.unparse(child.func)
            if called.endswith(".tr"):
                assert called == "self.tr", f"{where}:{child.lineno}: lupdate takes the context from self alone"
                yield inside, child.args, f"{where}:{child.lineno}"
            elif called in ("translate", "QCoreApplication.translate", "QT_TRANSLATE_NOOP"):
                assert isinstance(child.args[0], ast.Constant), f"{where}:{child.lineno}"
                assert len(child.args) == 2, f"{where}:{child.lineno}: lupdate loses what follows the text here"
                yield child.args[0].value, child.args[1:], f"{where}:{child.lineno}"
        yield from _calls(child, where, child.name if isinstance(child, ast.ClassDef) else inside)


@pytest.mark.parametrize("path", COMPLETE, ids=lambda path: path.stem)
def test_every_text_in_the_code_is_translated(path):
    known = {(context, text) for context, text, _, finished in messages(path) if finished}
    missing = []
    for context, arguments, where in calls():
        text = arguments[0]
        assert isinstance(text, ast.Constant), f"{where}: lupdate cannot read this text"
        if (context, text.value) not in known:
            missing.append(f"{where}: {context}: {text.value}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_make_translations_would_change_nothing(path, tmp_path):
    copy, compiled = tmp_path / path.name, tmp_path / f"{path.stem}.qm"
    copy.write_bytes(path.read_bytes())
    options = ("-extensions", "py", CODE, "-locations", "none", "-no-obsolete")
    tool("lupdate", *options, *(["-pluralonly"] if path not in COMPLETE else []), "-ts", copy)
    assert copy.read_text("utf-8") == path.read_text("utf-8")
    tool("lrelease", "-fail-on-unfinished", copy, "-qm", compiled)
    assert compiled.read_bytes() == path.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_message_is_finished_and_has_the_placeholders_and_the_opening_letter_of_the_english_one(path):
    def placeholders(text):
        return {(name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(text) if name}

    assert list(messages(path))
    for context, text, forms, finished in messages(path):
        assert finished, (context, text)
        for form in forms:
            assert placeholders(form) == placeholders(text), (context, text, form)
            assert ":,}" not in form, (context, text, "a comma is not right in every language: words.grouped")
            assert ("&" in form) == ("&" in text), (context, text, form)
            assert form.strip() == form, (context, text, form)
