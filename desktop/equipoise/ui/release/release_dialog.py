"""Make a copy at or below a handling mark: choose the mark, see what goes, have it written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import SETTINGS, Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.marks import default_mark
from equipoise.dossier.release import Release, release
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.editing.session import Session
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.release.outcome import Outcome, outcome, outcome_words
from equipoise.ui.release.preview_list import PreviewList
from equipoise.ui.rooms.choice_box import ChoiceBox

_BESIDES = (
    "The copy is a new file. It holds no journal, so nobody's name, day or reason of an edit and "
    "no earlier state; no pages of the file that were deleted; no alternatives left undecided; "
    "and no protection by a passphrase unless it is given one."
)
_WEIGH = (
    "Numbers that stay were judged by people who knew the rest, and weights keep their percent. "
    "Read the copy before it leaves."
)
_NO_MARKS = "There is no handling mark yet. Load or add marks in the Overview first."


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


class ReleaseDialog(QDialog):
    """Stays beside the main window and follows the dossier while it is visible.

    `go_to` asks for a row (table, identifier), `write_wanted` carries the `Release` to be written,
    `failed` an exception that is a bug.
    """

    go_to = Signal(str, str)
    write_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Release copy – Equipoise")
        self._session = session
        self._stale = True
        self._release: Release | None = None
        self.mark = ChoiceBox(self)
        self.mark.setMinimumContentsLength(24)
        self.mark.setAccessibleName("Mark of the copy")
        plain_tooltip(
            self.mark, "The copy holds rows of this mark and of lower ranks, and bears this mark."
        )
        self.said = plain_label("", self)
        self.outcome = plain_label("", self)
        self.problem = ProblemLabel(self)
        self.left_out = PreviewList("Left out", ("Row", "Counts as", "Why"), self)
        self.mentions = PreviewList(
            "Texts that stay and name what is left out", ("Row", "Field", "Names", "Text"), self
        )
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.left_out, "&Left out")
        self.tabs.addTab(self.mentions, "&Still named")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.write_button = buttons.addButton(
            "&Write copy …", QDialogButtonBox.ButtonRole.ActionRole
        )
        plain_tooltip(self.write_button, "Choose a file and write the copy to it.")
        self.write_button.setAutoDefault(False)
        self.write_button.clicked.connect(self._write)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._releasing, self._projecting = LatestSearch(self), LatestSearch(self)
        self._releasing.done.connect(self._show_release)
        self._releasing.failed.connect(self._fail)
        self._projecting.done.connect(self._show_outcome)
        self._projecting.failed.connect(self._fail)
        self.mark.activated.connect(lambda _index: self._ask())
        for preview in (self.left_out, self.mentions):
            preview.go_to.connect(self.go_to)
        session.changed.connect(self._hear)
        session.scenario_changed.connect(lambda: self._hear(None))
        session.gesture_ended.connect(lambda: self._hear(None))
        self.resize(820, 620)

    def _lay_out(self, buttons: QWidget) -> None:
        caption = QLabel("Copy &at or below", self)
        caption.setBuddy(self.mark)
        head = QHBoxLayout()
        head.addWidget(caption)
        head.addWidget(self.mark)
        head.addStretch(1)
        besides, weigh = plain_label(_BESIDES, self), plain_label(_WEIGH, self)
        besides.setObjectName("muted")
        for label in (self.said, self.outcome, besides, weigh):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.said)
        layout.addWidget(self.outcome)
        layout.addWidget(self.problem)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(besides)
        layout.addWidget(weigh)
        layout.addWidget(buttons)

    @property
    def busy(self) -> bool:
        """Whether the copy or its outcome is being worked out."""
        return self._releasing.active or self._projecting.active

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the window was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for the answer any more."""
        super().hideEvent(event)
        if self.busy and not event.spontaneous():
            self._stale = True
            self._releasing.cancel()
            self._projecting.cancel()

    def _hear(self, _difference: Difference | None) -> None:
        if not self.isVisible():
            self._stale = True
            self._forget()
        elif not self._session.in_gesture:
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        marks = sorted(self._session.dossier.marks, key=lambda mark: mark.rank)
        options = [(mark.id, one_line(mark.name)) for mark in marks]
        kept = self.mark.value()
        if kept not in dict(options):
            kept = options[0][0] if options else ""
        self.mark.show_options(options, kept)
        self._ask()

    def _forget(self) -> None:
        self._release = None
        self.write_button.setEnabled(False)
        self._projecting.cancel()

    def _ask(self) -> None:
        self._forget()
        dossier, mark_id = self._session.dossier, self.mark.value()
        self.outcome.setText("")
        if not mark_id:
            self._releasing.cancel()
            self.said.setText("")
            self.problem.show_problem(_NO_MARKS)
            self._show_lists(dossier, None)
            return

        def search(_progress: Progress, _stop: Stop) -> tuple[Dossier, Release]:
            return dossier, release(dossier, mark_id)

        self.said.setText("Looking for what to leave out …")
        self._releasing.start(search)

    def _show_release(self, answer: tuple[Dossier, Release]) -> None:
        dossier, found = answer
        self._release = found
        self.write_button.setEnabled(True)
        self.said.setText(_summary(dossier, found))
        self.problem.show_problem(_warning(dossier, found))
        self._show_lists(dossier, found)
        scenario_id = self._session.scenario_id

        def search(_progress: Progress, stop: Stop) -> tuple[Dossier, Outcome | None]:
            return dossier, outcome(dossier, found.dossier, scenario_id, stop)

        self.outcome.setText("Projecting how the outcome changes …")
        self._projecting.start(search)

    def _show_lists(self, dossier: Dossier, found: Release | None) -> None:
        left_out, named = (found.left_out, found.mentions) if found else ((), ())
        self.left_out.show_left_out(dossier, left_out)
        self.mentions.show_mentions(dossier, named)
        self.tabs.setTabText(0, f"&Left out ({len(left_out)})")
        self.tabs.setTabText(1, f"&Still named ({len(named)})")

    def _show_outcome(self, answer: tuple[Dossier, Outcome | None]) -> None:
        self.outcome.setText(outcome_words(*answer))

    def _fail(self, problem: BaseException) -> None:
        self._forget()
        self.said.setText("")
        self.outcome.setText("")
        self.problem.show_problem("The copy met a fault of the program's own; none is written.")
        self.failed.emit(problem)

    def _write(self) -> None:
        if self._release is not None:
            self.write_wanted.emit(self._release)


def _summary(dossier: Dossier, found: Release) -> str:
    """How much stays, how much goes, and where references were taken away."""
    before = sum(len(dossier.table(key)) for key in TABLES)
    gone = sum(1 for entry in found.left_out if entry.table != SETTINGS)
    texts = len(found.left_out) - gone
    stay, are = ("stays" if before - gone == 1 else "stay"), ("is" if gone == 1 else "are")
    parts = [f"Of {_rows(before)}, {before - gone} {stay} and {gone} {are} left out."]
    if texts:
        parts.append(f"{texts} of the settings' texts {'is' if texts == 1 else 'are'} emptied.")
    if found.cleared:
        rows = len({(entry.table, entry.row_id) for entry in found.cleared})
        takes = "loses" if rows == 1 else "lose"
        fields = sorted({entry.field.lower() for entry in found.cleared})
        parts.append(
            f"{_rows(rows)} that {'stays' if rows == 1 else 'stay'} {takes} what named a row left "
            f"out ({', '.join(fields)})."
        )
    return " ".join(parts)


def _warning(dossier: Dossier, found: Release) -> str:
    """What a person should see to before the copy is written; empty if there is nothing."""
    parts = []
    if found.mentions:
        texts = (
            "1 text that stays names"
            if len(found.mentions) == 1
            else (f"{len(found.mentions)} texts that stay name")
        )
        parts.append(f"{texts} a row left out. Read under “Still named”, and edit or mark the row.")
    default = default_mark(dossier)
    if found.dossier.gaps() and not dossier.gaps() and default is not None:
        parts.append("The copy holds too little to project.")
        if default.rank > found.mark.rank:
            parts.append(
                f"Rows without a mark, and what cannot carry one, count as {one_line(default.name)}"
                ": choose a lower default mark in the Overview if they may be released."
            )
    return " ".join(parts)
