"""The text of a page, whose bold terms say what they mean when they are pointed at or chosen."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget

from digitpad.qt import theme

Format = Qt.TextFormat.MarkdownText


class WalkText(QWidget):
    """Markdown and, below it, the meaning of the term that was chosen last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(wordWrap=True, textFormat=Format)
        self.label.setObjectName("walkText")
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.meaning = QLabel(wordWrap=True, textFormat=Format)
        self.meaning.setObjectName("walkMeaning")
        self.meaning.hide()
        self._glossary: dict[str, str] = {}
        self.label.linkHovered.connect(self._hover)
        self.label.linkActivated.connect(self._explain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.label)
        layout.addWidget(self.meaning)

    def show_text(self, text: str, glossary: Mapping[str, str]) -> None:
        """Show `text`, Markdown, with its terms leading to the `glossary`."""
        self._glossary = {term.casefold(): meaning for term, meaning in glossary.items()}
        linked = re.sub(r"\*\*(.+?)\*\*", self._linked, text, flags=re.DOTALL)
        linked = linked.replace(" × ", "\u00a0×\u00a0")
        if linked != self.label.text():
            self.label.setText(linked)
            self.meaning.hide()

    def show_theme(self) -> None:
        """Take the colour of links from the palette, which is looked up only when a text is set."""
        text = self.label.text()
        self.label.clear()
        self.label.setText(text)

    def _linked(self, match: re.Match[str]) -> str:
        term = " ".join(match[1].split())
        return f"[**{term}**]({quote(term)})" if term.casefold() in self._glossary else match[0]

    def _hover(self, link: str) -> None:
        meaning = self._glossary.get(unquote(link).casefold(), "")
        QToolTip.showText(QCursor.pos(), " ".join(meaning.split()), self.label)

    def _explain(self, link: str) -> None:
        term = unquote(link)
        text = f"**{term}**: {self._glossary[term.casefold()]}"
        self.meaning.setVisible(self.meaning.isHidden() or self.meaning.text() != text)  # once more takes it away
        self.meaning.setText(text)
        QToolTip.hideText()
