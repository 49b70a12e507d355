"""Several kinds, languages and formats of a briefing, and its charts, written at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.briefing.composing.compose import offered
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.language.messages import LANGUAGES
from equipoise.editing.background import LatestSearch
from equipoise.editing.briefer import Maker, Wish
from equipoise.editing.briefing_set import Ordered, Outcome, Plan, planned, written
from equipoise.projection.model import NothingToProject
from equipoise.ui import dialogs
from equipoise.ui.briefing.kind_names import CHART_NAMES, FORMAT_NAMES, KIND_HELP, kind_name
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.protection.unprotected import may_leave

_INTRODUCTION = (
    "All are made of the scenario shown, the scenarios set beside it, and the sections and "
    "wordings chosen. Each file is written whole or not at all."
)


class ExportDialog(QDialog):
    """Asks what to write and where, writes it beside the window, and lists what came of it.

    `show_for` takes the briefing that is wished for. `failed` carries an exception that is a bug.
    """

    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish: Wish | None = None
        self._maker = Maker()
        self._given_up = Event()
        self._writing = False
        self._remarks: tuple[str, ...] = ()
        self._search = LatestSearch(self)
        self.setWindowTitle("Export several briefings")
        self.kinds = _boxes({kind.key: kind_name(kind.key) for kind in offered()}, KIND_HELP)
        self.formats = _boxes(FORMAT_NAMES, {})
        self.languages = _boxes(LANGUAGES, {})
        self.charts = _boxes(CHART_NAMES, {})
        self.folder = QLineEdit(str(Path.home()))
        self.folder.setAccessibleName("Folder to write to")
        plain_tooltip(self.folder, "The folder that the files are written to (Alt+F)")
        self.choose = QPushButton("Cho&ose…")
        plain_tooltip(self.choose, "Choose the folder that the files are written to")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the export")
        self.progress.setRange(0, 1000)
        self.state = plain_label("")
        self.state.setWordWrap(True)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("What was written")
        self.start = QPushButton("&Export")
        plain_tooltip(self.start, "Write the files")
        self.cancel = QPushButton("&Cancel")
        plain_tooltip(self.cancel, "Stop; files written so far stay")
        self._lay_out()
        self._connect()
        self._enable()

    def _lay_out(self) -> None:
        told = plain_label(_INTRODUCTION)
        told.setWordWrap(True)
        grid = QGridLayout()
        for place, (title, boxes) in enumerate(
            (
                ("Kinds", self.kinds),
                ("Formats", self.formats),
                ("Languages", self.languages),
                ("Charts on their own", self.charts),
            )
        ):
            group = QGroupBox(title)
            column = QVBoxLayout(group)
            column.setSpacing(3)
            for box in boxes.values():
                column.addWidget(box)
            column.addStretch(1)
            grid.addWidget(group, 0, place)
        label = plain_label("&Folder")
        label.setBuddy(self.folder)
        where = QHBoxLayout()
        where.addWidget(label)
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.ActionRole)
        plain_tooltip(
            buttons.button(QDialogButtonBox.StandardButton.Close),
            "Close; what still runs is stopped",
        )
        buttons.rejected.connect(self.reject)
        self.start.setDefault(True)
        self.choose.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addLayout(grid)
        column.addLayout(where)
        column.addWidget(self.progress)
        column.addWidget(self.state)
        column.addWidget(self.report, 1)
        column.addWidget(buttons)
        self.resize(720, 560)

    def _connect(self) -> None:
        for boxes in (self.kinds, self.formats, self.languages, self.charts):
            for box in boxes.values():
                box.toggled.connect(lambda _on: self._enable())
        self.folder.textChanged.connect(lambda _text: self._enable())
        self.choose.clicked.connect(self._choose_folder)
        self.start.clicked.connect(self._begin)
        self.cancel.clicked.connect(self.give_up)
        self._search.done.connect(self._came)
        self._search.failed.connect(self._troubled)
        self._search.progressed.connect(lambda share: self.progress.setValue(round(share * 1000)))
        self._search.busy.connect(lambda _busy: self._enable())

    def show_for(self, wish: Wish, maker: Maker) -> None:
        """Open with this briefing checked; `maker` may have made it already."""
        if self._search.active:
            self.raise_()
            return
        self._wish, self._maker = wish, maker
        for boxes, key in (
            (self.kinds, wish.request.kind),
            (self.languages, wish.request.language),
            (self.formats, "pdf"),
        ):
            if key in boxes and not _checked(boxes):
                boxes[key].setChecked(True)
        self.report.clear()
        self.progress.setValue(0)
        self._say("")
        self.open()

    def stop(self) -> None:
        """Give up, and wait until the thread has ended."""
        self._given_up.set()
        self._search.stop()

    def reject(self) -> None:
        """Close; what still runs is stopped."""
        self.give_up()
        super().reject()

    def ordered(self) -> Ordered:
        """What is to be written as chosen. Raises RuntimeError before `show_for`."""
        if self._wish is None:
            raise RuntimeError("no briefing is wished for")
        wish = self._wish
        wishes = tuple(
            replace(
                wish,
                request=replace(wish.request, kind=kind, language=language),
            )
            for language in _checked(self.languages)
            for kind in _checked(self.kinds)
        )
        name = dialogs.file_name(wish.dossier.settings.title)
        folder = Path(self.folder.text())
        return Ordered(wishes, _checked(self.formats), _checked(self.charts), folder, name)

    def give_up(self) -> None:
        """Stop at once; a file is never left half written."""
        if not self._search.active:
            return
        if self._given_up.is_set():
            return
        self._given_up.set()
        if self._writing:
            self._say("Stopping after the file being made …")
        else:
            self._search.cancel()
            self._say("Cancelled. Nothing was written.")

    def _begin(self) -> None:
        """Compose, so that the names of the files are known; then ask, then write."""
        if not Path(self.folder.text()).is_dir():
            self._say("There is no such folder. Choose one that exists.")
            return
        if not may_leave(self, "What is exported"):
            return
        self._given_up = Event()
        self._writing = False
        self.report.clear()
        self.progress.setValue(0)
        self._say("Computing …")
        ordered, maker = self.ordered(), self._maker
        self._search.start(lambda tell, stopped: planned(ordered, maker, tell, stopped))

    def _came(self, answer: object) -> None:
        if isinstance(answer, Plan):
            self._write(answer)
        elif isinstance(answer, Outcome):
            self._tell(answer)

    def _write(self, plan: Plan) -> None:
        present = plan.present()
        if present and not dialogs.confirm_list(
            self,
            "Files that are there already",
            "These files would be replaced:",
            [str(path) for path in present],
            "&Replace them",
        ):
            self._say("Nothing was written.")
            return
        self._remarks = plan.remarks
        self._writing = True
        self.progress.setValue(0)
        self._say("Writing …")
        given_up = self._given_up
        self._search.start(
            lambda tell, stopped: written(plan, tell, lambda: stopped() or given_up.is_set())
        )

    def _tell(self, outcome: Outcome) -> None:
        """List what was written, what was not, and what should be known about it."""
        count = len(outcome.written)
        files = "1 file" if count == 1 else f"{count} files"
        ending = ", then cancelled." if outcome.given_up else "."
        trouble = f" {len(outcome.troubles)} could not be written." if outcome.troubles else ""
        self._say(f"{files} written{ending}{trouble}")
        lines = [f"NOT written – {trouble}" for trouble in outcome.troubles]
        lines += [f"Note – {remark}" for remark in self._remarks]
        lines += [f"Written – {path}" for path in outcome.written]
        self.report.setPlainText("\n".join(lines))
        if not outcome.given_up:
            self.progress.setValue(self.progress.maximum())

    def _troubled(self, error: object) -> None:
        if isinstance(error, BriefingError | NothingToProject):
            self._say(f"Nothing was written. {error}")
        else:
            self._say("Nothing was written.")
            self.failed.emit(error)

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setAccessibleName(text)

    def _choose_folder(self) -> None:
        chosen = dialogs.ask_folder(self, "Folder for the briefings", Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _enable(self) -> None:
        running = self._search.active
        something = _checked(self.formats) or _checked(self.charts)
        chosen = bool(_checked(self.kinds) and _checked(self.languages) and something)
        self.start.setEnabled(chosen and bool(self.folder.text()) and not running)
        self.cancel.setEnabled(running)


def _boxes(names: Mapping[str, str], helps: Mapping[str, str]) -> dict[str, QCheckBox]:
    made = {}
    for key, name in names.items():
        box = made[key] = QCheckBox(name)
        plain_tooltip(box, helps.get(key, f"Write {name}"))
    return made


def _checked(boxes: Mapping[str, QCheckBox]) -> tuple[str, ...]:
    return tuple(key for key, box in boxes.items() if box.isChecked())
