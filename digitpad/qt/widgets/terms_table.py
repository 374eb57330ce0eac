"""The links of one neuron as rows: where each comes from or goes to, its weight, and what it carries."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QEvent, QLineF, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from digitpad.net.neuron import Neuron
from digitpad.qt import theme
from digitpad.qt.neuron_text import number
from digitpad.qt.widgets.fields import Rate

NAME, INPUT, WEIGHT, PRODUCT, BAR = range(5)
"""The columns."""

WIDTHS = {INPUT: 42, WEIGHT: 59, PRODUCT: 59, BAR: 40}
"""Of the columns in pixels; the names take what is left."""

ROW = 22
"""Height of a row in pixels."""

LARGEST_WEIGHT = 1000.0
"""That a person can type in."""

# put together once: it takes Python as long as painting the text
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITABLE = FIXED | Qt.ItemFlag.ItemIsEditable

Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        text: what it is about.
        spoken: the whole line in words.
        input, weight, product: numbers, where there are any.
        bar: what the bar shows, where there is one.
        neuron: where a click on the line leads.
        link: layer of weights, source and target, when the weight is one that can be changed.
        opens: whether a click asks for more lines.
        total: whether it is what all lines above add up to.
    """

    text: str
    spoken: str
    input: float | None = None
    weight: float | None = None
    product: float | None = None
    bar: float | None = None
    neuron: Neuron | None = None
    link: tuple[int, int, int] | None = None
    opens: bool = False
    total: bool = False

    def written(self, column: int) -> str:
        """The text in a column."""
        if column == NAME:
            return self.text
        value = {INPUT: self.input, WEIGHT: self.weight, PRODUCT: self.product}.get(column)
        return "" if value is None else number(value, signed=column == PRODUCT and not self.total)


class TermsTable(QTableView):
    """Shows rows without scrolling: it is as high as they are.

    Signals:
        picked: the Neuron of a row that was clicked.
        weight_edited: layer of weights from 0, source, target, and the value that was typed.
        more: more rows are wanted.
    """

    picked = Signal(object)
    weight_edited = Signal(int, int, int, float)
    more = Signal()

    def __init__(self, headings: Sequence[str], parent: QWidget | None = None) -> None:
        """Make an empty table with a heading for each column."""
        super().__init__(parent)
        self.editable = True
        self.hovered = -1
        self.longest = 1.0  # of the bars
        self.shown = theme.LIGHT
        self._rows = _Rows(headings, self)
        self._waiting: list[Row] | None = None  # what came while a weight was being typed
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header, metrics = self.horizontalHeader(), QFontMetrics(theme.font(theme.SMALL))
        header.setMinimumSectionSize(0)
        header.setFixedHeight(ROW - 4)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            heading = metrics.horizontalAdvance(headings[column]) + 6
            header.resizeSection(column, max(width, heading))
        self.clicked.connect(self._click)
        self.entered.connect(self._hover)

    @property
    def rows(self) -> list[Row]:
        """What is shown, from the top."""
        return self._rows.rows

    def show_rows(self, rows: list[Row]) -> None:
        """Show these; not before a weight that is being typed is done."""
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = rows
            return
        self._waiting = None
        self.longest = max((abs(row.bar) for row in rows if row.bar is not None), default=0.0) or 1.0
        link = self.rows[self.currentIndex().row()].link if self.hasFocus() and self.currentIndex().isValid() else None
        self._rows.show(rows)
        self._go_to(link)
        for column in (INPUT, PRODUCT):
            self.setColumnHidden(column, not any(row.written(column) for row in rows))
        self.setFixedHeight(ROW - 4 + ROW * len(rows))

    def _go_to(self, link: tuple[int, int, int] | None) -> None:
        """Let the keyboard stay with the weight it was at, which a change of it may have moved to another row."""
        places = [row for row, shown in enumerate(self.rows) if link and shown.link == link]
        if places and places[0] != self.currentIndex().row():
            column = self.currentIndex().column() if self.currentIndex().isValid() else WEIGHT
            self.setCurrentIndex(self._rows.index(places[0], column))

    def show_theme(self, shown: theme.Theme) -> None:
        """Paint in these colours."""
        self.shown = shown
        self.setStyleSheet(
            "QTableView, QHeaderView { background: transparent; }"
            "QHeaderView::section { background: transparent; border: 0; padding: 0 2px;"
            f"color: {shown.muted.name()}; font-size: {theme.SMALL}px; }}"
        )

    def show_editable(self, editable: bool) -> None:
        """Whether weights can be changed now."""
        self.editable = editable
        if not editable:
            self.give_up_edit()
        self.viewport().update()

    def give_up_edit(self) -> None:
        """Close the field, if there is one, and forget what was typed."""
        if self.state() == QAbstractItemView.State.EditingState:
            for field in self.viewport().findChildren(_WeightField):
                self.closeEditor(field, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def can_edit(self, index: Index) -> bool:
        """Whether there is a weight at `index` that can be changed now."""
        return self.editable and index.column() == WEIGHT and self.rows[index.row()].link is not None

    def edit_weight(self, row: int) -> None:
        """Let the person type the weight of this row, when it has one."""
        index = self._rows.index(row, WEIGHT)
        if self.can_edit(index):
            self.setCurrentIndex(index)
            self.edit(index)

    def _click(self, index: QModelIndex) -> None:
        if index.column() != WEIGHT:
            self._activate(self.rows[index.row()])

    def _activate(self, row: Row) -> None:
        if row.opens:
            self.more.emit()
        elif row.neuron is not None:
            self.picked.emit(row.neuron)

    def _hover(self, index: QModelIndex) -> None:
        row = self.rows[index.row()]
        self.hovered = index.row()
        leads = row.opens or row.neuron is not None
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if self.can_edit(index) else shape)
        self.viewport().update()

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._waiting is not None:
            self.show_rows(self._waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # also what the field leaves over, such as the Enter that ends it
        elif event.key() == Qt.Key.Key_F2:
            self.edit_weight(index.row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if index.column() == WEIGHT:
                self.edit_weight(index.row())
            else:
                self._activate(self.rows[index.row()])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, NAME))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Rows(QAbstractTableModel):
    """The rows as Qt asks for them."""

    def __init__(self, headings: Sequence[str], table: TermsTable) -> None:
        super().__init__(table)
        self.rows: list[Row] = []
        self._headings = headings
        self._table = table

    def show(self, rows: list[Row]) -> None:
        same = len(rows) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(rows) - 1, BAR))

    def rowCount(self, parent: Any = None) -> int:
        return len(self.rows)

    def columnCount(self, parent: Any = None) -> int:
        return BAR + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        return EDITABLE if self._table.can_edit(index) else FIXED

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if section == NAME else RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.written(column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            if self._table.can_edit(index):
                exact = f"{row.weight:.6g}".replace("-", "−")
                return self.tr("{weight}: double-click or press F2 to change it").format(weight=exact)
            return row.spoken
        return None


class _Painter(QStyledItemDelegate):
    """Paints the cells and makes the field to type a weight."""

    def __init__(self, table: TermsTable) -> None:
        super().__init__(table)
        self._table = table
        self._plain = theme.figures(theme.SMALL)
        self._bold = theme.figures(theme.SMALL, QFont.Weight.Bold)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        table, shown = self._table, self._table.shown
        row, column = table.rows[index.row()], index.column()
        room = QRectF(option.rect)
        if column == NAME and table.hovered == index.row() and (row.opens or row.neuron is not None):
            painter.fillRect(room.adjusted(0, 0, table.width(), 0), shown.paper)
        if row.total:
            painter.setPen(QPen(shown.outline, 1))
            painter.drawLine(QLineF(room.left(), room.top() + 0.5, room.right() + 1, room.top() + 0.5))
        if column == BAR:
            if row.bar is not None:
                self._paint_bar(painter, room, row.bar / table.longest)
        elif text := row.written(column):
            second = column == INPUT or (column == NAME and row.neuron is None and not row.total)
            painter.setPen(shown.muted if second else shown.ink)
            painter.setFont(self._bold if row.total else self._plain)
            if column == NAME:  # a long one goes on into the empty columns beside it
                painter.drawText(QRectF(room.left() + 2, room.top(), table.width(), room.height()), LEFT, text)
            else:
                painter.drawText(room.adjusted(2, 0, -2, 0), RIGHT, text)
            painter.setFont(self._plain)
            painter.setPen(shown.muted)
            if row.input is not None and column in (WEIGHT, PRODUCT):
                sign = "×" if column == WEIGHT else "="
                painter.drawText(room.adjusted(1, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, sign)
            if table.can_edit(index):
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.setPen(QPen(shown.outline, 1, Qt.PenStyle.DotLine))
                painter.drawLine(
                    QLineF(room.right() - 1 - width, room.bottom() - 3, room.right() - 1, room.bottom() - 3)
                )
        if table.hasFocus() and table.currentIndex() == index:
            painter.setPen(QPen(shown.accent, 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _paint_bar(self, painter: QPainter, room: QRectF, share: float) -> None:
        """To the right when it adds, to the left when it takes away; the sign is in side and colour."""
        shown = self._table.shown
        middle, reach = room.center().x() + theme.GRID / 4, room.width() / 2 - theme.GRID / 2
        length = max(abs(share) * reach, 0.5)
        left = middle if share >= 0 else middle - length
        painter.fillRect(
            QRectF(left, room.center().y() - 4, length, 8), shown.positive if share >= 0 else shown.negative
        )
        painter.fillRect(QRectF(middle - 0.5, room.top() + 3, 1, room.height() - 6), shown.outline)

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        return _WeightField(self._table.rows[index.row()], parent)

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        # as wide as six places need, to the left over the input
        editor.setGeometry(option.rect.adjusted(-WIDTHS[INPUT], 0, 0, 0))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave it alone: it has had its value from the beginning."""

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, _WeightField)
        editor.interpretText()
        if editor.link is not None and editor.value() != editor.before:
            self._table.weight_edited.emit(*editor.link, editor.value())


class _WeightField(Rate):
    """To type the weight of a row."""

    def __init__(self, row: Row, parent: QWidget) -> None:
        super().__init__(-LARGEST_WEIGHT, LARGEST_WEIGHT, decimals=6)
        self.setParent(parent)
        self.setAccessibleName(self.tr("Weight, {text}").format(text=row.spoken))
        self.setStyleSheet("QAbstractSpinBox { min-height: 18px; max-height: 18px; border-radius: 4px; }")
        self.link = row.link
        self.setValue(row.weight or 0.0)
        self.before = self.value()  # rounded to the places that are shown
        self.selectAll()
