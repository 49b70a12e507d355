"""Taking a sheet into a table: preview, matching of columns, report; all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.editing.background import LatestSearch, Progress, Stop
from equipoise.editing.import_plan import ImportPlan, LineFault, LineKind
from equipoise.editing.session import Session
from equipoise.editing.table_columns import IDENTITY, SHEET_TABLES, best_table
from equipoise.editing.table_import import BY_IDENTIFIER, BY_NAME, imported, plan_import
from equipoise.store.sheets.sheet import Sheet
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.sheets.column_matcher import ColumnMatcher
from equipoise.ui.sheets.preview_model import PreviewModel
from equipoise.ui.sheets.wording import import_label, summary, unread_note
from equipoise.ui.shown_theme import shown_theme

_MOST_LISTED = 300
_MOST_SHOWN = 6
_ROW = 24
_WIDEST_COLUMN = 220
_SIZE = (1040, 620)


class ImportTableDialog(QDialog):
    """Shows what a sheet would do to a table, and does it as one undo step when told to.

    `sheets` are those of one file, or the one of the clipboard; `table` is the table to begin with,
    empty for the one that the first sheet fits best. `plan` is what would happen now, None while it
    is being worked out.
    """

    def __init__(
        self, session: Session, sheets: Sequence[Sheet], table: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import a table")
        self.plan: ImportPlan | None = None
        self._session = session
        self._sheets = tuple(sheets)
        self._basis: Dossier | None = None
        self._widths_due = True
        self._search = LatestSearch(self)
        self._search.done.connect(self._planned)
        self.sheet_box = _box("Sheet of the file", [sheet.name for sheet in self._sheets])
        self.table_box = _box("Table of the dossier", [TABLES[key].many for key in SHEET_TABLES])
        self.key_box = _box("How rows are known", ["Identifier, else name", "Name"])
        self.matcher = ColumnMatcher(self)
        self.model = PreviewModel(self._sheets[0], self)
        self.view = self._preview()
        self.said = plain_label("", self)
        self.said.setWordWrap(True)
        self.said.setObjectName("heading")
        self.note = plain_label("", self)
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.faults = QListWidget(self)
        self.faults.setAccessibleName("What stands in the way")
        self.faults.setWordWrap(True)
        plain_tooltip(self.faults, "Choose a fault to see its place in the sheet")
        self.problem = ProblemLabel(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = self.buttons.addButton("&Import", QDialogButtonBox.ButtonRole.AcceptRole)
        plain_tooltip(self.take, "Take all lines in. One undo step.")
        self._lay_out()
        first = table or best_table(self._sheets[0])
        self.table_box.setCurrentIndex(SHEET_TABLES.index(first))
        self.sheet_box.setCurrentIndex(self._fitting_sheet(first))
        self._connect()
        self.resize(*_SIZE)
        self._show_sheet()

    # -- set-up ------------------------------------------------------------------------------

    def _preview(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.model)
        view.setAccessibleName("Lines of the sheet")
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalHeader().setDefaultSectionSize(_ROW)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setHighlightSections(False)
        return view

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for text, box, tip in (
            ("&Sheet", self.sheet_box, "The sheet of the file to take in"),
            ("&Table", self.table_box, "The table of the dossier that it is taken into"),
            (
                "Rows known &by",
                self.key_box,
                "How a line finds its row; choose the name for identifiers of another dossier",
            ),
        ):
            label = QLabel(text, self)
            label.setBuddy(box)
            plain_tooltip(box, tip)
            shown = box is not self.sheet_box or len(self._sheets) > 1
            label.setVisible(shown)
            box.setVisible(shown)
            top.addWidget(label)
            top.addWidget(box)
            top.addSpacing(12)
        top.addStretch()
        columns = QWidget(self)
        beside = QVBoxLayout(columns)
        beside.setContentsMargins(0, 0, 8, 0)
        heading = plain_label("Column of the sheet → field", columns)
        heading.setObjectName("muted")
        beside.addWidget(heading)
        beside.addWidget(self.matcher)
        splitter = QSplitter(self)
        splitter.addWidget(columns)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([320, 700])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)
        for widget in (self.said, self.note, self.faults, self.problem, self.buttons):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.sheet_box.currentIndexChanged.connect(self._show_sheet)
        self.table_box.currentIndexChanged.connect(self._show_sheet)
        self.key_box.currentIndexChanged.connect(self._work_out)
        self.matcher.changed.connect(self._work_out)
        self.faults.currentRowChanged.connect(self._show_fault)
        self.faults.itemActivated.connect(lambda item: self._show_fault(self.faults.row(item)))
        self._session.changed.connect(self._session_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _fitting_sheet(self, table: str) -> int:
        """The sheet that has the table's name, else the first."""
        name = TABLES[table].many.casefold()
        names = [sheet.name.strip().casefold() for sheet in self._sheets]
        return names.index(name) if name in names else 0

    # -- what is chosen ----------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet:
        """The sheet to take in."""
        return self._sheets[self.sheet_box.currentIndex()]

    @property
    def table(self) -> str:
        """The table that it is taken into."""
        return SHEET_TABLES[self.table_box.currentIndex()]

    @property
    def key(self) -> str:
        """How lines find their rows."""
        by_name = self.key_box.isEnabled() and self.key_box.currentIndex() == 1
        return BY_NAME if by_name else BY_IDENTIFIER

    def _show_sheet(self) -> None:
        self.model.show_sheet(self.sheet)
        self.matcher.show_columns(self.table, self.sheet.headings)
        self._widths_due = True
        self._work_out()

    def _fit_columns(self) -> None:
        """Give columns the width of what stands in them, once for each sheet."""
        if self._widths_due:
            self._widths_due = False
            self.view.resizeColumnsToContents()
            for column in range(self.model.columnCount()):
                if self.view.columnWidth(column) > _WIDEST_COLUMN:
                    self.view.setColumnWidth(column, _WIDEST_COLUMN)

    def _session_changed(self, _difference: Difference) -> None:
        self._work_out()

    def _work_out(self) -> None:
        self.plan = None
        self.take.setEnabled(False)
        self.problem.show_problem("")
        self.said.setText("Checking the sheet …")
        dossier, table, sheet = self._session.dossier, self.table, self.sheet
        matching = self.matcher.matching()
        self.key_box.setEnabled(IDENTITY in matching)
        key = self.key
        self._basis = dossier

        def work(_progress: Progress, _stop: Stop) -> ImportPlan:
            return plan_import(dossier, table, sheet, matching, key=key)

        self._search.start(work)

    # -- what comes of it --------------------------------------------------------------------

    def _planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.model.theme = shown_theme(self.palette())
        unread = frozenset(c for c, target in enumerate(self.matcher.matching()) if target is None)
        self.model.show_plan(plan, unread)
        self._fit_columns()
        self.said.setText(summary(plan))
        self.note.setText(unread_note(plan))
        self.note.setVisible(bool(plan.unread))
        self.faults.clear()
        for fault in plan.faults[:_MOST_LISTED]:
            item = QListWidgetItem(one_line(_told(fault)), self.faults)
            item.setToolTip(tooltip_text(_told(fault)))
        more = len(plan.faults) - _MOST_LISTED
        if more > 0:
            self.faults.addItem(f"and {more:,} more")
        shown = min(self.faults.count(), _MOST_SHOWN)
        self.faults.setFixedHeight(shown * max(self.faults.sizeHintForRow(0), 1) + 6)
        self.faults.setVisible(bool(plan.faults))
        self.take.setEnabled(plan.result is not None and _does_anything(plan))
        if self._session.read_only:
            self.take.setEnabled(False)
            self.problem.show_problem("This dossier is open for reading only.")

    def _show_fault(self, row: int) -> None:
        if self.plan is None or not 0 <= row < min(len(self.plan.faults), _MOST_LISTED):
            return
        fault = self.plan.faults[row]
        line = 0 if fault.line is None else self.model.row_of(fault.line)
        column = 0 if fault.column is None else fault.column + 1
        index = self.model.index(line, column)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def accept(self) -> None:
        """Take the sheet in as one undo step; stay open where that is refused."""
        plan = self.plan
        if plan is None or plan.result is None or not self.take.isEnabled():
            return
        basis, planned = self._basis, plan.result
        table, sheet, matching, key = self.table, self.sheet, self.matcher.matching(), self.key

        def make(dossier: Dossier) -> Dossier:
            if dossier is basis:
                return planned
            return imported(dossier, table, sheet, matching, key=key)

        self._session.changed.disconnect(self._session_changed)
        before = self._session.dossier
        refusal = refusal_of(self._session, lambda: self._session.attempt(import_label(plan), make))
        self._session.changed.connect(self._session_changed)
        taken = self._session.dossier is not before  # though it may not be saved yet
        if refusal and not taken:
            self.problem.show_problem(refusal)
            return
        super().accept()

    def done(self, result: int) -> None:
        """Close; a check that still runs is given up."""
        self._search.stop()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self.model.theme = shown_theme(self.palette())
            self.view.viewport().update()
        super().changeEvent(event)


def _box(name: str, words: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems([one_line(word) for word in words])
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _told(fault: LineFault) -> str:
    text = str(fault)
    return text[0].upper() + text[1:]


def _does_anything(plan: ImportPlan) -> bool:
    return bool(plan.count(LineKind.NEW) or plan.count(LineKind.CHANGED))
