"""Editing in the cells of a table: one editor for each kind of field."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from equipoise.dossier.field_text import help_of
from equipoise.dossier.fields import Choice, Day, Field, Judged, Number, Reference, Text
from equipoise.ui.judgment.number_field import NumberField
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import plain_tooltip
from equipoise.ui.rooms.cell_painting import (
    PICTURE,
    paint_chevron,
    paint_focus,
    paint_ground,
    paint_judgment,
    text_colour,
    without_focus,
)
from equipoise.ui.rooms.choice_box import ChoiceBox, options_of
from equipoise.ui.rooms.day_field import DayField
from equipoise.ui.rooms.row_table_model import RowTableModel

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 30
_PADDING = 14
_NARROWEST = 56


def _widest(spec: Field) -> int:
    """Beyond this a column does not grow by itself, in pixels."""
    if isinstance(spec, Text):
        return 240 if spec.long else 170
    return 200


class FieldDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a `RowTableModel`.

    Enter and Tab take an edit over; if it is refused the editor stays open as typed and the
    reason stands below it. `moved_on` asks for the cell before (-1) or after (1).
    """

    moved_on = Signal(int)

    def __init__(self, model: RowTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._index = QPersistentModelIndex()
        self._note: ProblemLabel | None = None
        self._unheard = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of one height; as wide as the text, a picture or a mark need."""
        spec = self._spec(index)
        text = str(index.data() or "")
        width = option.fontMetrics.horizontalAdvance(text) + _PADDING
        if isinstance(spec, Judged):
            width += PICTURE + _PADDING
        elif isinstance(spec, Choice | Reference | Number):
            width += _PADDING
        return QSize(max(_NARROWEST, min(width, _widest(spec))), ROW_HEIGHT)

    def _spec(self, index: Index) -> Field:
        return self._model.columns[index.column()].spec

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Judgments with their picture, choices with a mark, what is worked out muted."""
        bare = QStyleOptionViewItem(option)
        focus = without_focus(bare)
        self._paint_cell(painter, bare, index)
        if focus:
            paint_focus(painter, bare)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        access = self._model.columns[index.column()]
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        if isinstance(access.spec, Judged):
            paint_ground(painter, full)
            value = self._model.value(index.row(), index.column())
            scale = self._model.scale(index.column())
            paint_judgment(painter, full, full.rect, spec=access.spec, judgment=value, scale=scale)
            return
        if not access.editable:
            full.palette.setColor(full.palette.ColorRole.Text, text_colour(full, muted=True))
        super().paint(painter, full, index)
        if access.editable and isinstance(access.spec, Choice | Reference):
            paint_chevron(painter, full)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for the field's kind."""
        access = self._model.columns[index.column()]
        editor = self._editor_for(access.spec, parent)
        editor.setAccessibleName(f"{access.label} of {self._model.name_at(index.row())}")
        plain_tooltip(editor, help_of(access.spec))
        self._index = QPersistentModelIndex(index)
        self._note = ProblemLabel(parent)
        self._note.setAutoFillBackground(True)
        self._note.setMargin(4)
        editor.destroyed.connect(self._note.deleteLater)
        return editor

    def _editor_for(self, spec: Field, parent: QWidget) -> QWidget:
        if isinstance(spec, Number):
            return NumberField(spec.minimum, spec.maximum, spec.step, parent)
        if isinstance(spec, Choice | Reference):
            box = ChoiceBox(parent)
            box.activated.connect(lambda: self._take_over(box))
            QTimer.singleShot(0, box, box.showPopup)
            return box
        if isinstance(spec, Day):
            today = self._model.dossier.settings.as_of
            return DayField(optional=spec.optional, today=today, parent=parent)
        if isinstance(spec, Text) and spec.long:
            area = QPlainTextEdit(parent)
            area.setTabChangesFocus(True)
            return area
        return QLineEdit(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value once; afterwards the editor belongs to what is typed."""
        if editor.property("shown"):
            return
        editor.setProperty("shown", True)
        text = self._model.text(index.row(), index.column())
        if isinstance(editor, ChoiceBox):
            value = self._model.value(index.row(), index.column())
            editor.show_options(options_of(self._model.dossier, self._spec(index)), value)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, NumberField):
            editor.lineEdit().setText(text)
            editor.lineEdit().selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the cell; long texts get room."""
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            room = _room_of(editor)
            rect.setSize(rect.size().expandedTo(QSize(min(320, room.width()), 96)))
            rect.moveRight(min(rect.right(), room.right()))
            rect.moveBottom(min(rect.bottom(), max(room.bottom(), rect.height())))
        editor.setGeometry(rect)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take over when the editor closes by losing the focus; a refusal is told."""
        refusal = self._hand_over(editor, index)
        if refusal and self._unheard:
            self._model.session.refused.emit(refusal)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab take over, and leave the editor open where that is refused."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            key = Qt.Key(event.key())
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if isinstance(watched, QComboBox):
                    return super().eventFilter(watched, event)
                if isinstance(watched, QPlainTextEdit) and not control:
                    return False
                self._take_over(watched)
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                if self._take_over(watched):
                    self.moved_on.emit(1 if key == Qt.Key.Key_Tab else -1)
                return True
        return super().eventFilter(watched, event)

    def _take_over(self, editor: QWidget) -> bool:
        index = self._index
        if not index.isValid():
            return False
        refusal = self._hand_over(editor, index)
        if refusal:
            self._tell(editor, refusal)
            return False
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def _hand_over(self, editor: QWidget, index: Index) -> str:
        """Make the edit; why it was refused, "" if it was not."""
        row, column = index.row(), index.column()
        self._unheard = False
        if isinstance(editor, ChoiceBox):
            return self._model.set_value(row, column, editor.value())
        try:
            value = self._model.value_from_text(row, column, _said(editor))
        except ValueError as problem:
            self._unheard = True
            return str(problem)
        return self._model.set_value(row, column, value)

    def _tell(self, editor: QWidget, refusal: str) -> None:
        if self._note is None:
            return
        note = self._note
        note.show_problem(refusal)
        room = _room_of(editor)
        width = min(max(editor.width(), 300), room.width())
        note.setFixedWidth(width)
        note.adjustSize()
        x = max(0, min(editor.x(), room.width() - width))
        below = editor.geometry().bottom() + 2
        above = editor.y() - note.height() - 2
        note.move(x, below if below + note.height() <= room.height() or above < 0 else above)
        note.raise_()


def _room_of(editor: QWidget) -> QRect:
    """The table's viewport, which an editor may fill."""
    around = editor.parentWidget()
    return editor.rect() if around is None else around.rect()


def _said(editor: QWidget) -> str:
    """What an editor says, as text that the model reads."""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QAbstractSpinBox | QLineEdit):
        return editor.text()
    raise TypeError(f"no editor of a table: {type(editor).__name__}")
