"""Names abroad: how briefings in other languages write the dossier's names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.names_abroad import names_printed, names_without
from equipoise.dossier.rows import LANGUAGES
from equipoise.editing import briefing_edits
from equipoise.editing.edits import new_identifier
from equipoise.editing.session import Session
from equipoise.ui.briefing.missing_names import MissingNames
from equipoise.ui.briefing.names_table import NamesTable
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox
from equipoise.ui.rooms.room import Room

_TABLE = "names_abroad"
_ALL = "All languages"
_WORDS = dict(LANGUAGES)
_READ_ONLY = "This dossier is open for reading only."
_FIRST = "he"


class NamesPane(Room):
    """The names of a language (or of all), what it lacks, and a line to add one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.language = ChoiceBox(self)
        self.language.show_options([("", _ALL), *LANGUAGES], _FIRST)
        self.language.setAccessibleName("Language shown")
        plain_tooltip(self.language, "Show only names in this language")
        self.table = NamesTable(session, self._lead_to_adding, self)
        self.lacking = QCheckBox(self)
        self.missing = MissingNames(self)
        self.name = QComboBox(self)
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.name.setMinimumContentsLength(8)
        completer = QCompleter(self.name.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.into = ChoiceBox(self)
        self.into.show_options(list(LANGUAGES), _FIRST)
        self.written = QLineEdit(self)
        self.add_button = QPushButton("Add", self)
        self.problem = ProblemLabel(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.addWidget(self._caption("Language", self.language), 0, 0)
        head.addWidget(self.language, 0, 1)
        head.setColumnStretch(1, 1)
        grid = QGridLayout()
        for row, (said, widget, tip) in enumerate(
            (
                ("Name", self.name, "A name of the dossier, chosen or typed"),
                ("In", self.into, "The language that it is written in"),
                ("Written", self.written, "How briefings in that language write it (Enter adds)"),
            )
        ):
            grid.addWidget(self._caption(said, widget), row, 0)
            grid.addWidget(widget, row, 1, 1, 1 if widget is self.written else 2)
            widget.setAccessibleName(f"{said} (a name to add)")
            plain_tooltip(widget, tip)
        grid.addWidget(self.add_button, 2, 2)
        grid.setColumnStretch(1, 1)
        lists = QVBoxLayout()
        lists.addWidget(self.table, 3)
        lists.addWidget(self.lacking)
        lists.addWidget(self.missing, 3)
        self.column.addLayout(head)
        self.column.addLayout(lists, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.problem)

    def _caption(self, said: str, widget: QWidget) -> QWidget:
        label = plain_label(said, self)
        label.setBuddy(widget)
        return label

    def _connect(self) -> None:
        self.language.activated.connect(lambda _row: self.show_language(self.language.value()))
        self.lacking.toggled.connect(lambda _on: self._show_missing())
        self.missing.written.connect(self._write_missing)
        self.add_button.clicked.connect(self.add)
        self.written.returnPressed.connect(self.add)
        for typed in (self.name.editTextChanged, self.written.textChanged, self.into.activated):
            typed.connect(lambda _typed: self.problem.show_problem(""))

    # -- the protocol of rooms ---------------------------------------------------------------

    def refresh(self, difference: Difference | None) -> None:
        """Show the names as they are."""
        if difference is None:
            self.table.show_language(self.language.value())
        self.table.refresh(difference)
        if difference is None or not difference.tables <= {"weights"}:
            self._show_missing()
            self._offer_names()
        editable = not self.session.read_only
        for widget in (self.name, self.into, self.written, self.add_button):
            widget.setEnabled(editable)
        tip = "Add this name, locked; unlock it in the table to change it"
        plain_tooltip(self.add_button, tip if editable else _READ_ONLY)

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a name abroad."""
        row = self.session.dossier.find(table, row_id) if table == _TABLE else None
        if row is None:
            return False
        self.catch_up()
        if self.language.value() not in ("", row.language):
            self.show_language(row.language)
        self.table.focus_row(row_id)
        return True

    def commit(self) -> None:
        """Take over names typed but not yet taken over."""
        self.missing.commit()

    # -- what is done ------------------------------------------------------------------------

    def show_language(self, language: str) -> None:
        """Show the names of a language; "" for all."""
        self.language.show_options([("", _ALL), *LANGUAGES], language)
        if language:
            self.into.show_options(list(LANGUAGES), language)
        self.table.show_language(language)
        self._show_missing()

    def add(self) -> None:
        """Add the name typed."""
        name, written = self.name.currentText().strip(), self.written.text().strip()
        if not name or not written:
            self.problem.show_problem("Give a name of the dossier, and how it is written.")
            (self.written if name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row_id = new_identifier()
        refusal = self._add(name, self.into.value(), written, row_id)
        self.problem.show_problem(refusal)
        if not refusal:
            self.written.clear()
            self.name.setCurrentIndex(-1)
            self.name.clearEditText()
            self.focus_row(_TABLE, row_id)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_missing(self, name: str, written: str) -> None:
        if self._add(name, self.language.value(), written, new_identifier()):
            self._show_missing()

    def _add(self, name: str, language: str, written: str, row_id: str) -> str:
        return refusal_of(
            self.session,
            lambda: self.session.attempt(
                f"Write {one_line(name)} in {_WORDS[language]}",
                lambda dossier: briefing_edits.add_name_abroad(
                    dossier, name, language, written, name_id=row_id
                ),
            ),
        )

    def _lead_to_adding(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is shown -----------------------------------------------------------------------

    def _show_missing(self) -> None:
        language = self.language.value()
        names = names_without(self.session.dossier, language) if language else ()
        word = _WORDS.get(language, "")
        count = "1 name" if len(names) == 1 else f"{len(names)} names"
        self.lacking.setText(f"List {count} without {word}" if names else f"No name lacks {word}")
        plain_tooltip(
            self.lacking,
            "Names that briefings in this language would print as the dossier has them",
        )
        self.lacking.setVisible(bool(language))
        self.lacking.setEnabled(bool(names))
        self.missing.setVisible(self.lacking.isChecked() and bool(names))
        self.missing.show_names(names, word, editable=not self.session.read_only)

    def _offer_names(self) -> None:
        names = [one_line(name) for name in names_printed(self.session.dossier)]
        if names == [self.name.itemText(row) for row in range(self.name.count())]:
            return
        typed = self.name.currentText()
        self.name.clear()
        self.name.addItems(names)
        self.name.setCurrentIndex(-1)
        self.name.setEditText(typed)
