"""A language that nobody speaks: English in other letters and a third longer. It shows what is English or clipped."""

import math
import re
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QTranslator
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QWidget

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķłɱñőþɋŕšŧúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶŁṀÑŐÞɊŔŠŦÚṼŴẊÝŽ",
)

KEPT = re.compile(r"\{\{|\}\}|\{[^}]*\}|&(?=\w)|\(\*[^)]*\)")
"""Placeholders, the letter that opens a menu, and kinds of files."""

NAMES = frozenset(
    (
        *("digitpad", "MNIST", "mnist", "IDX", "English", "Deutsch"),
        *("ReLU", "relu", "leaky", "sigmoid", "tanh", "softmax", "max"),
        *("sgd", "momentum", "nesterov", "adam"),
    )
)
"""What is called the same in every language."""


class Pseudo(QTranslator):
    """Has a translation of everything."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return pseudo(text)

    def isEmpty(self):
        return False


def pseudo(text):
    """`text` between brackets, in other letters and a third longer; placeholders count as a number and stay."""
    longer = math.ceil(len(KEPT.sub("12.5", text)) / 3) - 2  # beside the brackets
    return f"[{other_letters(text)}{(' őéáú' * longer)[: max(longer, 0)]}]"


def other_letters(text):
    """`text` but for its placeholders."""
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(LETTERS), kept.group()]
        end = kept.end()
    return "".join([*parts, text[end:].translate(LETTERS)])


def pseudo_lesson(shipped, folder):
    """Write the texts of the walk into `folder`, in this language; a section still has the name of its case."""
    for path in shipped.glob("*.md"):
        lines = []
        for line in path.read_text("utf-8").splitlines():
            if not line or (line.startswith("## ") and path.stem != "glossary"):
                lines.append(line)
            else:  # no brackets: they are links in Markdown
                lines.append(other_letters(line) + ("" if line.startswith("#") else " őéáú" * (len(line) // 15)))
        (folder / path.name).write_text("\n".join(lines), "utf-8")


def english(text):
    """The words of `text` that are not translated."""
    words = re.findall(r"(?<!\w)[A-Za-z]{2,}(?!\w)", text.replace("&", ""))
    return [word for word in words if word not in NAMES]


def texts(window):
    """All that a person can read or hear of `window`."""
    told = {window.windowTitle(), *drawn(window)}
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QMenu):
            told.add(widget.title())
        if not widget.isVisible():
            continue
        told |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            told.add(widget.text())
        if isinstance(widget, QComboBox):
            told |= {widget.itemText(index) for index in range(widget.count())}
    for action in window.findChildren(QAction):
        told |= {action.text(), action.toolTip()}
    return {_plain(text) for text in told}


def drawn(window):
    """The texts that are painted."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(content)
    paper.setSize(window.size())
    window.render(paper)
    root = ElementTree.fromstring(bytes(content.data().data()))
    return {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}


def _plain(text):
    if "</" not in text:
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()
