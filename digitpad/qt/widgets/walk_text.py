"""The text of a page, whose bold terms say what they mean when they are pointed at or chosen."""

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget

from digitpad.qt import theme


class WalkText(QWidget):
    """Markdown and, below it, the meaning of the term that was chosen last.

    Signals:
        explained: a meaning is shown.
    """

    explained = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.label.setObjectName("walkText")
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.meaning = QLabel(wordWrap=True, textFormat=Qt.TextFormat.MarkdownText)
        self.meaning.setObjectName("walkMeaning")
        self.meaning.hide()
        self._theme = theme.LIGHT
        self._markdown = ""
        self._glossary: dict[str, str] = {}
        self.label.linkHovered.connect(self._hover)
        self.label.linkActivated.connect(self._explain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.label)
        layout.addWidget(self.meaning)

    def show_text(self, text: str, glossary: Mapping[str, str]) -> None:
        """Show `text`, Markdown, with its terms leading to the `glossary`."""
        self._glossary = {term.casefold(): meaning for term, meaning in glossary.items()}
        linked = re.sub(r"\*\*(.+?)\*\*", self._linked, text, flags=re.DOTALL)
        if linked != self._markdown:
            self._markdown = linked
            self.meaning.hide()
            self._set()

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self._theme = shown
        self.meaning.setStyleSheet(f"background: {shown.raised.name()}; border-radius: 8px; padding: 8px;")
        if self._markdown:
            self._set()

    def _set(self) -> None:
        # not imported before there is a text: the window is on the screen sooner without them
        from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

        document = QTextDocument()
        document.setDefaultFont(theme.font())
        document.setMarkdown(self._markdown.replace(" × ", "\u00a0×\u00a0"))
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(theme.GRID)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        # Qt has one colour for links, which would be read as the sign of a weight
        own = QTextCharFormat()
        own.setForeground(self._theme.accent)
        block = document.begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isAnchor():
                    cursor.setPosition(piece.position())
                    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(own)
                pieces += 1
            block = block.next()
        self.label.setText(document.toHtml())
        reached = Qt.FocusPolicy.StrongFocus if "](" in self._markdown else Qt.FocusPolicy.NoFocus
        self.label.setFocusPolicy(reached)

    def _linked(self, match: re.Match[str]) -> str:
        term = " ".join(match[1].split())
        return f"[**{term}**]({quote(term)})" if term.casefold() in self._glossary else match[0]

    def _hover(self, link: str) -> None:
        meaning = escape(self._glossary.get(unquote(link).casefold(), ""))
        QToolTip.showText(QCursor.pos(), f"<p>{meaning}</p>" if meaning else "", self.label)

    def _explain(self, link: str) -> None:
        term = unquote(link)
        text = f"**{term}**: {self._glossary[term.casefold()]}"
        self.meaning.setVisible(self.meaning.isHidden() or self.meaning.text() != text)  # once more takes it away
        self.meaning.setText(text)
        self.meaning.setAccessibleName(text.replace("**", ""))
        QToolTip.hideText()
        if not self.meaning.isHidden():
            self.explained.emit()
