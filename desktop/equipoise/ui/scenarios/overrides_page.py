"""The judgments that a scenario puts in the place of the dossier's own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import judgment_text
from equipoise.dossier.rows import Override
from equipoise.dossier.scenarios import OverrideKey
from equipoise.editing import scenario_edits
from equipoise.editing.session import Session
from equipoise.ui.judgment.judgment_editor import JudgmentEditor
from equipoise.ui.judgment.judgment_popup import first_judgment
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.rooms.field_delegate import ROW_HEIGHT
from equipoise.ui.scenarios.input_chooser import InputChooser
from equipoise.ui.scenarios.judged_inputs import JudgedInput, judged_input, judged_inputs

_EMPTY = "No judgment is changed: the scenario uses those of the dossier. Press Add to change one."
_PLACE = Qt.ItemDataRole.UserRole


class OverridesPage(QWidget):
    """The list of changed judgments, and the editor of the one chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scenario_id = ""
        self._editing: OverrideKey | None = None
        self.editor: JudgmentEditor | None = None
        self.listing = QTreeWidget(self)
        self.listing.setColumnCount(3)
        self.listing.setHeaderLabels(["Judgment", "In the dossier", "In this scenario"])
        self.listing.setRootIsDecorated(False)
        self.listing.setAlternatingRowColors(True)
        self.listing.setAccessibleName("Judgments changed in this scenario")
        header = self.listing.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.listing.currentItemChanged.connect(self._show_editor)
        self.hint = plain_label(_EMPTY, self)
        self.hint.setWordWrap(True)
        self.add_button = QPushButton("&Add…", self)
        plain_tooltip(self.add_button, "Choose a judgment to change in this scenario (Alt+A)")
        self.add_button.clicked.connect(self.choose)
        self.remove_button = QPushButton("&Remove", self)
        plain_tooltip(
            self.remove_button, "Use the dossier's own judgment again (Del). Undo brings it back."
        )
        self.remove_button.clicked.connect(self.remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.listing)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        self._title = plain_label("", self)
        self._title.setObjectName("heading")
        self._title.setWordWrap(True)
        self._room = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.listing, 1)
        layout.addLayout(buttons)
        layout.addWidget(self._title)
        layout.addLayout(self._room)

    def show_scenario(self, scenario_id: str) -> None:
        """Show what another scenario changes."""
        if scenario_id != self._scenario_id:
            self._close_editor()
        self._scenario_id = scenario_id
        self._fill()

    def refresh(self, difference: Difference) -> None:
        """Show the judgments as they are; names and the dossier's own may have changed."""
        if not difference.tables <= {"weights"}:
            self._fill()

    def commit(self) -> None:
        """Take over what is typed but not yet taken over."""
        if self.editor is not None:
            self.editor.commit()

    def choose(self) -> InputChooser:
        """Open the list of judgments that the scenario does not change yet."""
        taken = {(o.table, o.row_id, o.field) for o in self._overrides()}
        choices = [c for c in judged_inputs(self._session.dossier) if c.place not in taken]
        chooser = InputChooser(
            choices,
            self,
            title="Choose a judgment to change in this scenario",
            question="What holds in this scenario instead of the dossier's judgment?",
            choose="&Change this one",
        )
        chooser.chosen.connect(self.add)
        chooser.open()
        return chooser

    def add(self, place: OverrideKey) -> None:
        """Begin to change a judgment, from what the dossier says."""
        found = judged_input(self._session.dossier, place)
        if found is None:
            return
        judgment = found.judgment or first_judgment(found.spec)
        scenario_id = self._scenario_id
        if self._session.attempt(
            f"Change {found.label} in “{self._scenario_name()}”",
            lambda dossier: scenario_edits.set_override(dossier, scenario_id, place, judgment),
        ):
            self._select(place)

    def remove(self) -> None:
        """Take the change of the judgment chosen away."""
        item = self.listing.currentItem()
        if item is None:
            return
        place: OverrideKey = tuple(item.data(0, _PLACE))
        scenario_id = self._scenario_id
        self._session.attempt(
            f"{item.text(0)} as in the dossier, in “{self._scenario_name()}”",
            lambda dossier: scenario_edits.set_override(dossier, scenario_id, place, None),
        )

    def _overrides(self) -> tuple[Override, ...]:
        return self._session.dossier.overrides_of(self._scenario_id)

    def _scenario_name(self) -> str:
        return one_line(self._session.dossier.name_of("scenarios", self._scenario_id))

    def _fill(self) -> None:
        dossier = self._session.dossier
        overrides = {(o.table, o.row_id, o.field): o for o in self._overrides()}
        shown = [self.listing.topLevelItem(i) for i in range(self.listing.topLevelItemCount())]
        present = {tuple(item.data(0, _PLACE)): item for item in shown if item is not None}
        for place, item in present.items():
            if place not in overrides:
                self.listing.takeTopLevelItem(self.listing.indexOfTopLevelItem(item))
        for place, override in overrides.items():
            found = judged_input(dossier, place)
            item = present.get(place) or QTreeWidgetItem(self.listing)
            item.setData(0, _PLACE, list(place))
            gone = f"{one_line(dossier.name_of_part('overrides', override))} (deleted)"
            item.setSizeHint(0, QSize(0, ROW_HEIGHT))
            texts = (
                gone if found is None else found.label,
                "" if found is None or found.judgment is None else judgment_text(found.judgment),
                judgment_text(override.judgment),
            )
            for column, text in enumerate(texts):
                item.setText(column, text)
                item.setToolTip(column, tooltip_text(text))
        if self.listing.currentItem() is None and self.listing.topLevelItemCount():
            self.listing.setCurrentItem(self.listing.topLevelItem(0))  # type: ignore[arg-type]
        self.hint.setText("" if overrides else _EMPTY)
        self._show_editor()

    def _select(self, place: OverrideKey) -> None:
        for row in range(self.listing.topLevelItemCount()):
            item = self.listing.topLevelItem(row)
            if item is not None and tuple(item.data(0, _PLACE)) == place:
                self.listing.setCurrentItem(item)

    def _show_editor(self) -> None:
        item = self.listing.currentItem()
        self.remove_button.setEnabled(item is not None)
        place: OverrideKey | None = None if item is None else tuple(item.data(0, _PLACE))
        found = None if place is None else judged_input(self._session.dossier, place)
        if found is None:
            self._close_editor()
            return
        if self._editing != place:
            self._close_editor()
            self._open_editor(found)
        override: Override | None = self._session.dossier.find(
            "overrides", "/".join((self._scenario_id, *found.place))
        )
        self._title.setText(found.label)
        if self.editor is not None:
            self.editor.show_judgment(None if override is None else override.judgment)

    def _open_editor(self, found: JudgedInput) -> None:
        place, scenario_id = found.place, self._scenario_id

        def write(judgment: Judgment | None, gesture: int | None) -> None:
            self._session.attempt(
                f"Change {found.label} in “{self._scenario_name()}”",
                lambda dossier: scenario_edits.set_override(dossier, scenario_id, place, judgment),
                gesture,
            )

        self._editing = place
        self.editor = JudgmentEditor(self._session, found.spec, found.label, self)
        self.editor.edited.connect(write)
        self._room.addWidget(self.editor)

    def _close_editor(self) -> None:
        self._title.setText("")
        self._editing = None
        if self.editor is not None:
            editor, self.editor = self.editor, None
            editor.hide()
            editor.deleteLater()
