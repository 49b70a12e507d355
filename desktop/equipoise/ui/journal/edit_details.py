"""One edit in full: what it changed from what to what, why, and the ways back to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from equipoise.dossier.difference_words import Line
from equipoise.store.journal import Edit
from equipoise.ui.difference.lines_view import LinesView
from equipoise.ui.journal.edit_words import day_words, local
from equipoise.ui.plain import one_line, plain_label, plain_tooltip

_NOTE_LINES = 3
_NOTHING_CHOSEN = "Choose an edit at the left to see what it changed."
_OF_ANOTHER_COPY = (
    "This edit was made in another copy: this dossier never was as that copy was then. "
    "Go back to just before or after the merge that brought it."
)


class _NoteArea(QPlainTextEdit):
    """A few lines; `left` follows the loss of focus, and Ctrl+Enter."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin())) + 2
        self.setFixedHeight(_NOTE_LINES * self.fontMetrics().lineSpacing() + margins)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EditDetails(QWidget):
    """Shows an edit. `noted` carries identifier and reason when one was typed.

    `view_asked` and `restore_asked` carry the edit to go back to, `concern` and `go_to` the table
    and identifier of a row. A reason stays as typed until `tell` says that it is written down.
    """

    noted = Signal(str, str)
    view_asked = Signal(object)
    restore_asked = Signal(object)
    concern = Signal(str, str)
    go_to = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit: Edit | None = None
        self._drafts: dict[str, str] = {}
        self._read_only = False
        self.heading = plain_label(_NOTHING_CHOSEN, self)
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.made = plain_label("", self)
        self.made.setObjectName("muted")
        self.made.setWordWrap(True)
        self.origin = plain_label("", self)
        self.origin.setWordWrap(True)
        self.view = LinesView("What the edit changed", self)
        self.view.go_to.connect(self.go_to)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self.view.lines.modelReset.connect(self._enable)
        self.row_button = QPushButton("Only thi&s row", self)
        self.go_button = QPushButton("&Go to row", self)
        self.note = _NoteArea(self)
        self.note.setPlaceholderText("Why was this done? Anybody with the dossier can read it.")
        self.note.setAccessibleName("Why: the reason of this edit")
        self.note.left.connect(self.commit)
        self.note.textChanged.connect(self._enable)
        self.note_button = QPushButton("Write &down", self)
        self.problem = plain_label("", self)
        self.problem.setObjectName("over")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.view_button = QPushButton("View &as of then …", self)
        self.restore_button = QPushButton("Restore the state of the&n …", self)
        self._lay_out()
        for button, act in (
            (self.row_button, self._concern),
            (self.go_button, self._go),
            (self.note_button, self.commit),
            (self.view_button, lambda: self.view_asked.emit(self._edit)),
            (self.restore_button, lambda: self.restore_asked.emit(self._edit)),
        ):
            button.clicked.connect(act)
        self.show_edit(None, (), "")

    def _lay_out(self) -> None:
        caption = plain_label("Wh&y", self)
        caption.setBuddy(self.note)
        of_row, of_note, back = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        of_row.addWidget(self.go_button)
        of_row.addWidget(self.row_button)
        of_row.addStretch(1)
        of_note.addWidget(self.note, 1)
        of_note.addWidget(self.note_button, 0, Qt.AlignmentFlag.AlignTop)
        back.addWidget(self.view_button)
        back.addWidget(self.restore_button)
        back.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        for part in (self.heading, self.made, self.origin):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        column.addLayout(of_row)
        column.addWidget(caption)
        column.addLayout(of_note)
        column.addWidget(self.problem)
        column.addLayout(back)

    @property
    def edit_id(self) -> str:
        """The identifier of the edit shown; "" if none is."""
        return "" if self._edit is None else self._edit.id

    def set_read_only(self, read_only: bool) -> None:
        """Whether reasons can only be read."""
        self._read_only = read_only
        self.note.setReadOnly(read_only)
        why = "This dossier is open for reading only."
        tip = "Take the reason over (Ctrl+Enter); so does leaving the field."
        plain_tooltip(self.note_button, why if read_only else tip)

    def show_edit(self, edit: Edit | None, lines: Sequence[Line], origin: str) -> None:
        """Show another edit; `origin` says where it came from, or what it takes back.

        A reason still being typed is taken over first.
        """
        same = edit is not None and edit.id == self.edit_id
        if not same:
            self.commit()
        typing = same and self.note.toPlainText().strip() != (self._edit.note if self._edit else "")
        self._edit = edit
        self.heading.setText(_NOTHING_CHOSEN if edit is None else one_line(edit.action))
        self.made.setText("" if edit is None else _made(edit))
        self.origin.setText(origin)
        self.origin.setVisible(bool(origin))
        self.view.lines.set_lines(lines)
        if not typing:
            self.note.setPlainText("" if edit is None else self._drafts.get(edit.id, edit.note))
        self._enable()

    def tell(self, edit_id: str, action: str, problem: str) -> None:
        """Say why the reason of an edit is not written down; with no problem it is."""
        if problem:
            self.problem.setText(f"The reason of “{action}” is not written down: {problem}")
        else:
            self._drafts.pop(edit_id, None)
        self.problem.setVisible(bool(self._drafts))

    def commit(self) -> None:
        """Take over the reason that was typed, if it is another than before."""
        edit, note = self._edit, self.note.toPlainText().strip()
        if edit is None or self._read_only:
            return
        if note == edit.note:
            self.tell(edit.id, edit.action, "")
            return
        self._drafts[edit.id] = note
        self.noted.emit(edit.id, note)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed is not left behind."""
        self.commit()
        super().hideEvent(event)

    def _line(self) -> Line | None:
        line = self.view.lines.line(self.view.currentIndex().row())
        return line if line is not None and line.row_id else None

    def _concern(self) -> None:
        line = self._line()
        if line is not None:
            self.concern.emit(line.table, line.row_id)

    def _go(self) -> None:
        line = self._line()
        if line is not None:
            self.go_to.emit(line.table, line.row_id)

    def _enable(self) -> None:
        edit = self._edit
        line = self._line()
        for button, tip in (
            (self.row_button, "List only the edits that concern the row chosen above"),
            (self.go_button, "Show the row chosen above in its room (Enter)"),
        ):
            button.setEnabled(line is not None)
            plain_tooltip(button, tip if line is not None else f"{tip}; choose one first")
        self.note.setEnabled(edit is not None)
        changed = edit is not None and self.note.toPlainText().strip() != edit.note
        self.note_button.setEnabled(changed and not self._read_only)
        for button, tip in (
            (self.view_button, "Compare now with then, and look at the dossier as it was"),
            (self.restore_button, "Compare now with then, and bring that state back"),
        ):
            button.setEnabled(edit is not None and not edit.taken_in_by)
            foreign = edit is not None and edit.taken_in_by
            plain_tooltip(button, _OF_ANOTHER_COPY if foreign else tip)


def _made(edit: Edit) -> str:
    when = local(edit)
    return f"{day_words(when.date())}, {when:%H:%M:%S} · {one_line(edit.signature)}"
