"""The dossier as it was after an edit: how it differs from now, to look at or to bring back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from equipoise.dossier.difference_words import Line, lines
from equipoise.dossier.dossier import Dossier
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.editing.session import Session
from equipoise.store.history import HistoryGap, state_after
from equipoise.store.journal import Edit
from equipoise.ui.difference.difference_table import DifferenceTable
from equipoise.ui.journal.edit_words import moment_words
from equipoise.ui.plain import one_line, plain_label, plain_tooltip

_WORKING = "Going back through the journal …"


@dataclass(frozen=True, slots=True)
class _Then:
    dossier: Dossier
    lines: tuple[Line, ...]


class PastDialog(QDialog):
    """Now against then. `view_wanted` carries the dossier of then and words for when that was.

    Going back runs in the background; `failed` carries an exception that is a bug. `go_to` carries
    table and identifier of a row that the user wants to see as it is now.
    """

    view_wanted = Signal(object, str)
    go_to = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        edits: Sequence[Edit],
        edit: Edit,
        parent: QWidget | None = None,
        *,
        restore: bool = False,
    ) -> None:
        """For an edit of the file's own; `edits` is its whole journal, newest first.

        `restore` says which of the two buttons Enter presses.
        """
        super().__init__(parent)
        self.setWindowTitle("Then and now – Equipoise")
        self._session = session
        self._now = session.dossier
        self._then: _Then | None = None
        self._edit = edit
        self.heading = plain_label(
            f"The dossier as it was on {moment_words(edit)}, after “{one_line(edit.action)}”", self
        )
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.said = plain_label(_WORKING, self)
        self.said.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.table = DifferenceTable(self)
        self.table.name_sides("Now", "Then")
        self.table.sentence.setText("")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.view_button = self.buttons.addButton("Open read-only &view", role)
        self.restore_button = self.buttons.addButton("&Restore", role)
        plain_tooltip(self.view_button, "Look at the dossier of then in a window of its own")
        plain_tooltip(
            self.restore_button, "Bring the state of then back as a new edit, which can be undone"
        )
        (self.restore_button if restore else self.view_button).setDefault(True)
        layout = QVBoxLayout(self)
        for part in (self.heading, self.said, self.progress):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)
        self.resize(860, 520)
        self.view_button.clicked.connect(self._view)
        self.restore_button.clicked.connect(self._restore)
        self.buttons.rejected.connect(self.reject)
        self.table.go_to.connect(self._go)
        self._enable()
        self._search = LatestSearch(self)
        self._search.done.connect(self._show_then)
        self._search.failed.connect(self._show_problem)
        now, edit_id = self._now, edit.id
        self._search.start(lambda tell, stop: _back(now, edits, edit_id, tell, stop))

    def done(self, result: int) -> None:
        """Give up going back when the dialog closes."""
        self._search.stop()
        super().done(result)

    def _show_then(self, then: _Then) -> None:
        self._then = then
        self.progress.hide()
        self.said.setText(
            "What restoring it would change is listed below."
            if then.lines
            else "The dossier is now as it was then."
        )
        self.table.show_lines(then.lines)
        self._enable()

    def _show_problem(self, problem: Exception) -> None:
        self.progress.hide()
        if isinstance(problem, HistoryGap):
            self.said.setText(f"This moment cannot be brought back: {problem}.")
        else:
            self.said.setText("This moment cannot be brought back.")
            self.failed.emit(problem)

    def _enable(self) -> None:
        then = self._then
        self.view_button.setEnabled(then is not None)
        writable = not self._session.read_only
        self.restore_button.setEnabled(then is not None and bool(then.lines) and writable)
        if not writable:
            plain_tooltip(self.restore_button, "This dossier is open for reading only.")

    def _view(self) -> None:
        if self._then is not None:
            self.accept()
            self.view_wanted.emit(self._then.dossier, f"as of {moment_words(self._edit)}")

    def _restore(self) -> None:
        if self._then is None:
            return
        then = self._then.dossier
        self._session.refused.connect(self.said.setText)
        restored = self._session.attempt(
            f"Restore the state of {moment_words(self._edit)}", lambda _now: then
        )
        self._session.refused.disconnect(self.said.setText)
        if restored:
            self.accept()

    def _go(self, table: str, row_id: str) -> None:
        self.reject()
        self.go_to.emit(table, row_id)


def _back(now: Dossier, edits: Sequence[Edit], edit_id: str, tell: Progress, stop: Stop) -> _Then:
    """The state after an edit, and what differs from now. Raises HistoryGap."""

    def read() -> Iterator[Edit]:
        for number, edit in enumerate(edits):
            if number % 256 == 0:
                if stop():
                    return
                tell(number / len(edits))
            yield edit

    then = state_after(now, read(), edit_id)
    return _Then(then, lines(now, then))
