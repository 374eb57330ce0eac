"""The texts of the walk through one step of learning: Markdown files that a teacher can edit or translate.

How they are written is told in resources/lesson/README.md.
"""

import math
import re
import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from digitpad import words
from digitpad.errors import RefusedFileError
from digitpad.paths import check_file, resource
from digitpad.words import translate

LARGEST = 2**16
"""Bytes in a text; the longest shipped one has not a tenth of it."""

LONGEST_REASON = 600
"""Letters; the longest list of what a step knows is shorter."""

_COMMON = {"label", "reading", "output", "reading_output", "loss", "learning_rate"}
_PLACE = _COMMON | {"layer", "neuron"}
_TARGET = _PLACE | {"activation", "target", "difference", "label_difference", "label_term", "other_terms"}
_WEIGHTS = _PLACE | {
    *("sources", "silent", "source", "source_activation", "weight"),
    *("sum_wanted", "weight_wanted", "bias_wanted"),
}
_HIDDEN = _WEIGHTS | {
    *("activation", "sum", "slope", "wanted"),
    *("next_neurons", "next", "next_wanted", "next_weight", "part", "other_parts"),
}

KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        step: frozenset(keys)
        for step, keys in {
            "neuron": _PLACE
            | {
                *("inputs", "source", "source_activation", "weight", "product"),
                *("products", "bias", "sum", "activation"),
            },
            "pixels": _COMMON | {"pixels", "inked", "row", "column", "activation"},
            "forward": _COMMON | {"layer", "layers", "links", "neurons", "active", "strongest", "strongest_activation"},
            "outputs": _PLACE | {"activation", "second", "second_output", "untrained_reading", "untrained_output"},
            "target": _TARGET,
            "output-wanted": _TARGET | {"sum", "slope", "wanted", "lowest", "lowest_wanted"},
            "output-weights": _WEIGHTS,
            "hidden-wanted": _HIDDEN,
            "hidden-weights": _HIDDEN,
            "earlier-layers": _HIDDEN,
            "apply": _PLACE
            | {
                *("source", "weight", "weight_wanted", "weight_change", "weight_after", "changed", "parameters"),
                *("loss_after", "output_after", "reading_after"),
            },
            "many-examples": {"neuron", "images", "learning_rate", "loss", "loss_after", "correct", "correct_after"},
            "new-digit": {"links", "biases", "parameters"},
        }.items()
    }
)
"""The placeholders that the text of each step may have, by step, in the order of the walk."""

NAMES = frozenset({"neuron", "source", "next", "strongest", "lowest"})
"""The placeholders that stand for what a neuron is called."""

_FUNCTIONS = ("relu", "leaky-relu", "sigmoid", "tanh", "softmax", "sigmoid output")
_LOSSES = ("cross-entropy", "mean-square")
_ANSWERS = ("right answer", "wrong answer")
_STATES = ("live neuron", "dead neuron", "leaking neuron", "saturated neuron")
_DIRECTIONS = ("up", "down", "level")
_WISHES = tuple(f"next {wish}, weight {sign}" for wish in ("up", "down") for sign in ("positive", "negative"))
_FALLS = ("loss fell", "loss rose", "loss stayed")

CASES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        step: frozenset(cases)
        for step, cases in {
            "neuron": _FUNCTIONS,
            "pixels": (),
            "forward": (),
            "outputs": ("trained", "random weights", "softmax", "sigmoid output", *_ANSWERS, "sure answer"),
            "target": (*_LOSSES, *_ANSWERS),
            "output-wanted": ("label", "another digit", *_LOSSES, "saturated neuron"),
            "output-weights": ("silent neurons", *_DIRECTIONS, "saturated neuron"),
            "hidden-wanted": (*_WISHES, *_DIRECTIONS, *_STATES),
            "hidden-weights": ("silent neurons", *_DIRECTIONS, *_STATES),
            "earlier-layers": (*_WISHES, *_DIRECTIONS, *_STATES),
            "apply": (*_FALLS, "still right", "now right", "still wrong", "now wrong"),
            "many-examples": _FALLS,
            "new-digit": (),
        }.items()
    }
)
"""The sections that the text of each step may have besides what is always shown."""

_SPEC = re.compile(r"\+?,?(\.[0-9][f%])?")
# Qt would read whatever file such a thing names, and all of it.
_FETCHING = re.compile(r"!\[|<[a-zA-Z/!?]")


@dataclass(frozen=True)
class Text:
    """The text of one step.

    Attributes:
        step: a name in `KEYS`.
        title: one line.
        sections: (case, Markdown) in the order of the file; the case is "" for what is always shown.
    """

    step: str
    title: str
    sections: tuple[tuple[str, str], ...]

    def fill(self, values: Mapping[str, object], cases: Collection[str]) -> str:
        """The Markdown to show: all sections whose case holds, with `values`, one for each of the step's `KEYS`.

        They are numbers, and for `NAMES` what to call a neuron.
        """
        shown = [body for case, body in self.sections if not case or case in cases]
        return _Filler().vformat("\n\n".join(shown), (), values)


@dataclass(frozen=True)
class Lesson:
    """All texts.

    Attributes:
        texts: by step, in the order of the walk.
        glossary: what each term means, Markdown, by term.
    """

    texts: Mapping[str, Text]
    glossary: Mapping[str, str]


def lesson(folder: Path | None = None) -> Lesson:
    """Read the texts of `folder`: ``01-neuron.md`` and so on, and ``glossary.md``; by default the `shipped` ones.

    Raises RefusedFileError, naming the file and what in it, when one is missing, too large, no UTF-8 text, has no
    title or nothing below it, has a picture or HTML, or names a case or a placeholder that its step does not have.
    """
    folder = shipped() if folder is None else folder
    texts = {}
    for number, step in enumerate(KEYS, 1):
        path = folder / f"{number:02}-{step}.md"
        texts[step] = _text(path, step)
    return Lesson(MappingProxyType(texts), MappingProxyType(_glossary(folder / "glossary.md")))


def shipped() -> Path:
    """The folder of the shipped texts in the person's language, or of the English ones when there are none in it."""
    english = resource("lesson")
    translated = english / words.language
    return translated if translated.is_dir() else english


def plain(number: float | int) -> str:
    """A number as people write it: whole ones with commas, others with three digits that count.

    At most eight places behind the point; what is smaller goes by powers of ten. What is not quite 1 never reads 1.
    In other languages than English a comma may be read as a point, so thousands are set apart by a thin space.
    """
    text = _english(number)
    return text if words.language == "en" else text.replace(",", "\u202f")


def _english(number: float | int) -> str:
    if not math.isfinite(number) or number == int(number):
        return f"{number + 0:,.0f}".replace("-", "−")  # + 0 makes a zero of minus zero
    if abs(number) < 1e-7:
        front, exponent = f"{number:.1e}".split("e")
        return f"{front} × 10{str(int(exponent)).translate(_RAISED)}".replace("-", "−")
    places = min(max(2 - int(f"{number:.2e}".split("e")[1]), 0), 8)
    while abs(number) < 1 and abs(round(number, places)) == 1:
        places += 1
    text = f"{number:,.{places}f}"
    short = text.rstrip("0")
    exact = "." in short and float(short.replace(",", "")) == number
    return (short if exact else text).replace("-", "−")


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Filler(string.Formatter):
    """Writes numbers plainly where the text does not say how."""

    def format_field(self, value: Any, spec: str) -> str:
        if isinstance(value, str):
            return value
        if spec.strip("+"):
            return format(value, spec).replace("-", "−")
        return ("+" if spec and value > 0 else "") + plain(value)


def _text(path: Path, step: str) -> Text:
    title, sections = _sections(path)
    if not title:
        raise _refused(path, translate("errors", "does not begin with a title, '# ...'"))
    for case, body in sections:
        if case and case not in CASES[step]:
            known = ", ".join(sorted(CASES[step])) or translate("errors", "none")
            raise _refused(
                path,
                translate(
                    "errors", "has a section '## {case}', which this step does not know (it knows {known})"
                ).format(case=case, known=known),
            )
        _check_placeholders(path, step, body)
    if not any(body for _, body in sections):
        raise _refused(path, translate("errors", "has nothing below its title"))
    return Text(step, title, sections)


def _glossary(path: Path) -> dict[str, str]:
    _, sections = _sections(path)
    terms = {term: body for term, body in sections if term}
    if not terms or not all(terms.values()):
        raise _refused(path, translate("errors", "needs terms, '## ...', each with its meaning below"))
    return terms


def _sections(path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The title and the sections of a file; "" for the title when there is none."""
    try:
        check_file(path)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise _refused(path, translate("errors", "is larger than {size} KB").format(size=LARGEST // 1024))
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise _refused(path, translate("errors", "cannot be read ({why})").format(why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise _refused(path, translate("errors", "is not a text in UTF-8")) from error
    if _FETCHING.search(text):
        raise _refused(path, translate("errors", "has a picture or HTML, which a text cannot have"))
    title = ""
    bodies: dict[str, list[str]] = {"": []}
    lines = bodies[""]
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            if heading in bodies:
                raise _refused(
                    path, translate("errors", "has the section '## {heading}' twice").format(heading=heading)
                )
            lines = bodies[heading] = []
        elif line.startswith("# ") and not title and lines is bodies[""] and not "".join(lines).strip():
            title = line[2:].strip()
        else:
            lines.append(line)
    return title, tuple((heading, "\n".join(body).strip()) for heading, body in bodies.items())


def _check_placeholders(path: Path, step: str, body: str) -> None:
    try:
        fields = [field for field in string.Formatter().parse(body) if field[1] is not None]
    except ValueError as error:
        raise _refused(
            path, translate("errors", "has a brace without its partner ({why})").format(why=error)
        ) from error
    for _, name, spec, conversion in fields:
        if name not in KEYS[step]:
            known = ", ".join(sorted(KEYS[step]))
            raise _refused(
                path,
                translate(
                    "errors", "has the placeholder {{{name}}}, which this step does not know (it knows {known})"
                ).format(name=name, known=known),
            )
        if conversion or not _SPEC.fullmatch(spec or "") or (spec and name in NAMES):
            raise _refused(
                path,
                translate("errors", "has the placeholder {{{name}}} with a format that it cannot have").format(
                    name=name
                ),
            )


def _refused(path: Path, reason: str) -> RefusedFileError:
    # what the text says may be long, and of more lines than one
    reason = " ".join("".join(sign if sign.isprintable() else " " for sign in reason).split())
    reason = reason if len(reason) <= LONGEST_REASON else reason[:LONGEST_REASON] + "…"
    return RefusedFileError(path, reason, translate("errors", "correct it, or put the shipped text back"))
