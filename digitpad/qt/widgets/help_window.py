"""The help: one page of text in a window of its own, beside what it tells of."""

import re

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from digitpad.qt import theme
from digitpad.qt.widgets.close_button import CloseButton

MARGIN = 3 * theme.GRID
"""Above a heading."""


class HelpWindow(QDialog):
    """Shows Markdown, with links from its beginning to each heading, and finds words in it."""

    def __init__(self, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpWindow")
        self.setWindowTitle(self.tr("digitpad help"))
        self.setSizeGripEnabled(True)
        headings = re.findall(r"^## (.+)$", markdown, re.MULTILINE)
        contents = " · ".join(f"[{heading}](#{slug(heading)})" for heading in headings)
        self._markdown = markdown.replace("\n## ", f"\n{contents}\n\n## ", 1)
        self._theme = theme.LIGHT
        self.page = _Page()
        self.page.setObjectName("helpPage")
        self.page.setAccessibleName(self.tr("The help"))
        self.page.setProperty("page", True)
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.words = QLineEdit()
        self.words.setObjectName("helpWords")
        self.words.setAccessibleName(self.tr("Find in the help"))
        self.words.setPlaceholderText(self.tr("Find"))
        self.words.setMaximumWidth(280)
        self.words.textEdited.connect(self._look_for)
        self.words.returnPressed.connect(self.find_next)
        self._found = QLabel()
        self._found.setObjectName("helpFound")
        self._found.setProperty("rank", "second")
        key = QKeySequence.StandardKey
        for keys, act in (
            (key.Close, self.close),
            (key.Find, self._ask),
            (key.FindNext, self.find_next),
            (key.FindPrevious, self.find_previous),
        ):
            shortcut = QShortcut(self)
            shortcut.setKeys(keys)
            shortcut.activated.connect(act)
        above = QHBoxLayout()
        above.setSpacing(theme.GRID)
        above.addWidget(self.words, 1)
        above.addWidget(self._found)
        above.addStretch()
        above.addWidget(CloseButton(self, "help"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addLayout(above)
        layout.addWidget(self.page, 1)
        self._set()
        self.page.setFocus()
        self.resize(self.sizeHint())  # by itself Qt would keep to two thirds of the screen

    def show_theme(self, shown: theme.Theme) -> None:
        """Write in these colours, from the same place on."""
        self._theme = shown
        before = self.page.verticalScrollBar().value()
        self._set()
        self.page.verticalScrollBar().setValue(before)

    def find_next(self) -> None:
        """Go to the next place with the words that were typed, from the end to the beginning."""
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    def find_previous(self) -> None:
        """Go to the place before."""
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def _find(self, direction: QTextDocument.FindFlag, otherwise: QTextCursor.MoveOperation) -> None:
        words = self.words.text()
        found = not words or self.page.find(words, direction)
        if not found:
            self.page.moveCursor(otherwise)
            found = self.page.find(words, direction)
        self._found.setText("" if found else self.tr("Not in the help"))

    def _look_for(self) -> None:
        """Go to the first place from the one where the last words were found."""
        cursor = self.page.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.page.setTextCursor(cursor)
        self.find_next()

    def _ask(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _follow(self, link: QUrl) -> None:
        block = self.page.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == link.fragment():
                self.page.setTextCursor(QTextCursor(block))
                bar, top = self.page.verticalScrollBar(), self.page.cursorRect().top()
                bar.setValue(bar.value() + top - MARGIN)
                return
            block = block.next()

    def _set(self) -> None:
        document = self.page.document()
        document.setDefaultFont(theme.font())
        document.setMarkdown(self._markdown)
        document.setDocumentMargin(2 * theme.GRID)
        block = document.begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setBorderCollapse(True)
                shape.setBorder(1)
                shape.setBorderBrush(self._theme.line)
                shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                shape.setCellPadding(theme.GRID // 2)
                shape.setTopMargin(theme.GRID)
                shape.setBottomMargin(theme.GRID)
                shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(shape)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        if shape.headingLevel():
            shape.setTopMargin(MARGIN if block.position() else 0)
            shape.setBottomMargin(theme.GRID)
            cursor.setBlockFormat(shape)
        elif cursor.currentTable() is None:
            shape.setTopMargin(theme.GRID // 2)
            shape.setBottomMargin(theme.GRID // 2)
            cursor.setBlockFormat(shape)
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isAnchor():
                # Qt has one colour for links, which would be read as the sign of a weight
                own = QTextCharFormat()
                own.setForeground(self._theme.accent)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(own)
            pieces += 1

    def sizeHint(self) -> QSize:
        return QSize(760, 620)


class _Page(QTextBrowser):
    """Reads no file and asks no network, whatever a text names."""

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32)  # without any picture Qt would read the file by itself
        nothing.fill(0)
        return nothing


def slug(heading: str) -> str:
    """What a link to a heading is called, as on GitHub: lower case, hyphens for spaces, without other signs."""
    return re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-")
