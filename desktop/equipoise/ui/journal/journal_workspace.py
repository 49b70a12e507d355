"""The Journal workspace: the edits at the left, the chosen one in full at the right."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.validation import storage_problem
from equipoise.editing.background import LatestSearch
from equipoise.editing.session import Session
from equipoise.store.errors import StoreError
from equipoise.store.journal import Edit
from equipoise.ui.journal.edit_details import EditDetails
from equipoise.ui.journal.edit_index import Criteria, EditIndex
from equipoise.ui.journal.edit_words import entry_lines, moment_words
from equipoise.ui.journal.filter_bar import FilterBar
from equipoise.ui.journal.journal_model import JournalModel
from equipoise.ui.journal.journal_view import JournalView
from equipoise.ui.journal.past_dialog import PastDialog
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.theme import Theme

_AT_ONCE = 1000
"""Edits that are read again with every change; of a longer journal only what is new is."""

_NONE_YET = "No edit yet. Whatever is changed in the dossier will be listed here."
_NONE_FITS = "No edit fits the filters. Clear them to see all."
_READING = "Reading the journal …"
_NOT_SAVED = (
    "The last edits could not be saved, and going back starts from what the file holds. See to "
    "what stands in the way of saving, and try again."
)


class History(Protocol):
    """Where the edits of the open dossier are kept."""

    @property
    def read_only(self) -> bool:
        """Whether reasons can only be read."""
        ...

    def edits(self, limit: int | None = None) -> list[Edit]:
        """The latest edits, newest first; all without a limit. Raises StoreError."""
        ...

    def annotate(self, edit_id: str, note: str) -> None:
        """Keep why an edit was made. Raises StoreError, and KeyError for an unknown edit."""
        ...


class JournalWorkspace(QWidget):
    """Who changed what, when and why; hidden, it only remembers that something changed.

    `view_wanted` carries a past dossier to be looked at, and words for when that was; `go_to` asks
    the window to show a row (table, identifier); `failed` carries an exception that is a bug.
    """

    view_wanted = Signal(object, str)
    go_to = Signal(str, str)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._history = history
        self._stale = True
        self._index = EditIndex()
        self._whole = False
        self._heard: tuple[Dossier, bool] | None = None
        self.setAccessibleName("Journal")
        self.filters = FilterBar(self)
        self.model = JournalModel(self)
        self.list = JournalView(self.model, self)
        self.details = EditDetails(self)
        self.message = plain_label("", self)
        self.message.setObjectName("over")
        self.message.setWordWrap(True)
        self.tabs = QTabWidget(self)
        self._reading = LatestSearch(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.details)
        splitter.setSizes([560, 600])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        plain_tooltip(splitter.handle(1), "Drag to share the width.")
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.filters)
        column.addWidget(self.message)
        column.addWidget(splitter, 1)
        self.message.hide()
        self.tabs.setDocumentMode(True)
        self.tabs.setTabBarAutoHide(True)
        self.tabs.setAccessibleName("Parts of the journal")
        self.add_tab(page, "Ed&its")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.tabs)

    def _connect(self) -> None:
        self.session.changed.connect(lambda _difference: self._hear())
        self.session.gesture_ended.connect(self._hear)
        self.session.saved_changed.connect(lambda _saved: self._hear())
        self.filters.changed.connect(self._filter)
        self.list.chosen.connect(self._show)
        self.details.noted.connect(self._annotate)
        self.details.concern.connect(self.filters.concern)
        self.details.go_to.connect(self.go_to)
        self.details.view_asked.connect(lambda edit: self.go_back(edit, restore=False))
        self.details.restore_asked.connect(lambda edit: self.go_back(edit, restore=True))
        self._reading.done.connect(self._take)
        self._reading.failed.connect(self._troubled)

    def add_tab(self, widget: QWidget, title: str) -> int:
        """Put another part beside the list of edits; its number."""
        return self.tabs.addTab(widget, title)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in the colours of a theme."""
        self.model.set_theme(theme)
        self.list.viewport().update()

    def stop(self) -> None:
        """Take over what is typed, and end what runs in the background."""
        self.details.commit()
        self._reading.stop()
        for dialog in self.findChildren(PastDialog):
            dialog.reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up before anything is seen."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def _hear(self) -> None:
        if self.session.in_gesture:
            return  # The edit is in the journal when the gesture ends.
        dossier, saved = self.session.dossier, self.session.all_saved
        if self._heard is not None and dossier is self._heard[0] and saved == self._heard[1]:
            return
        self._heard = (dossier, saved)
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def _refresh(self) -> None:
        """Read the journal: a short one and the news of a long one at once, else beside."""
        self._stale = False
        try:
            latest = self._history.edits(_AT_ONCE)
        except StoreError as problem:
            self._troubled(problem)
            return
        if len(latest) < _AT_ONCE:
            self._reading.cancel()
            self._take(latest)
            return
        news = self._news(latest)
        if news is not None and not self._reading.active:
            self._take([*news, *self._index.edits])
            return
        if not self._whole:
            self._show_edits(latest)
            self.list.empty = _READING
        read = self._history.edits
        self._reading.start(lambda _tell, _stop: read())

    def _news(self, latest: list[Edit]) -> list[Edit] | None:
        """The edits made since the journal was read; None where all must be read again.

        A merge may say of edits that were read long ago that it brought them.
        """
        if not self._whole:
            return None
        known = self._index.places
        news = [edit for edit in latest if edit.id not in known]
        if len(news) == len(latest) or any(
            edit.taken_in_by for edit in (*news, *self._index.edits)
        ):
            return None
        return news

    def _take(self, edits: list[Edit]) -> None:
        self._whole = True
        self._show_edits(edits)

    def _show_edits(self, edits: list[Edit]) -> None:
        self._say("")
        self._index = EditIndex(edits, self.session.dossier)
        self.list.empty = _NONE_FITS if edits else _NONE_YET
        self.details.set_read_only(self._history.read_only)
        self.filters.show_choices(self.session.dossier, self._index)
        self.model.set_edits(self._index)
        self.filters.show_count(self.model.listed, len(self._index))

    def _filter(self, criteria: Criteria) -> None:
        self.model.set_criteria(criteria)
        self.filters.show_count(self.model.listed, len(self._index))

    def _show(self, edit: Edit | None) -> None:
        if edit is None:
            self.details.show_edit(None, (), "")
        else:
            lines = entry_lines(edit, self._index.name_of)
            self.details.show_edit(edit, lines, self._origin(edit))

    def _origin(self, edit: Edit) -> str:
        """Where an edit came from, what it takes back, or that it was taken back."""
        if edit.taken_in_by:
            place = self._index.places.get(edit.taken_in_by)
            if place is None:
                return "Taken in from another copy."
            merge = self._index.edits[place]
            return (
                f"Taken in from another copy by “{one_line(merge.action)}” of "
                f"{moment_words(merge)}, by {one_line(merge.signature)}."
            )
        if edit.of and edit.of in self._index.places:
            first = self._index.edits[self._index.places[edit.of]]
            verb = "Takes back" if edit.kind == "undo" else "Does again"
            return f"{verb} “{one_line(first.action)}” of {moment_words(first)}."
        return "Undone since." if edit.id in self._index.taken_back else ""

    def _annotate(self, edit_id: str, note: str) -> None:
        problem = storage_problem(note)
        if not problem:
            try:
                self._history.annotate(edit_id, note)
            except StoreError as refusal:
                problem = str(refusal)
            except KeyError:
                problem = "This edit is no longer in the journal of the file."
        place = self._index.places.get(edit_id)
        action = "" if place is None else one_line(self._index.edits[place].action)
        self.details.tell(edit_id, action, problem)
        if problem or place is None:
            return
        self.model.annotate(edit_id, note)
        if edit_id == self.details.edit_id:
            self._show(self._index.edits[place])

    def go_back(self, edit: Edit, *, restore: bool) -> PastDialog | None:
        """Compare now with the state after an edit; None where that cannot be done yet."""
        self.session.save_again()
        if not self.session.all_saved:
            self._say(_NOT_SAVED)
            return None
        if not self._whole or self._reading.active:
            self._say("The journal is still being read. Try again in a moment.")
            return None
        self._say("")
        dialog = PastDialog(self.session, self._index.edits, edit, self, restore=restore)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.view_wanted.connect(self.view_wanted)
        dialog.go_to.connect(self.go_to)
        dialog.failed.connect(self.failed)
        dialog.open()
        return dialog

    def _troubled(self, problem: Any) -> None:
        if isinstance(problem, StoreError):
            self._say(str(problem))
        else:
            self.failed.emit(problem)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
