"""What the documents point to is there, and what they tell to type works."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from digitpad.cli import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_picture_and_file_that_a_document_links_to_is_there(name):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / name).read_text())
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_every_command_in_the_readme_exists():
    commands = re.findall(r"^digitpad (.+?)(?: +#.*)?$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert len(commands) > 4
    for command in commands:
        words = shlex.split(command)
        name = words[: 2 if words[0] == "data" else 1]
        options = {word for word in words if word.startswith("--")}
        help_text = CliRunner().invoke(main, [*name, "--help"]).stdout
        assert "Usage" in help_text
        assert options <= set(re.findall(r"--[a-z-]+", help_text))


def test_make_has_every_target_that_the_documents_name():
    rules = re.findall(r"^([a-z -]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    targets = {target for rule in rules for target in rule.split()}
    for name in DOCUMENTS:
        assert set(re.findall(r"`make ([a-z-]+)", (ROOT / name).read_text())) <= targets
