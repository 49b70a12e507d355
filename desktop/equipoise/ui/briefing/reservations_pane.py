"""Reservations: who holds which judgment otherwise, why, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Judged
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import judgment_text
from equipoise.dossier.reservations import without_effect
from equipoise.dossier.rows import Reservation
from equipoise.dossier.scenarios import OverrideKey
from equipoise.dossier.validation import judged_field
from equipoise.editing import briefing_edits
from equipoise.editing.edits import new_identifier
from equipoise.editing.session import Session
from equipoise.person import current_person
from equipoise.ui.judgment.judgment_popup import first_judgment
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import one_line, plain_label, plain_tooltip, tooltip_text
from equipoise.ui.rooms.details_form import DetailsForm, scrolled
from equipoise.ui.rooms.field_access import FieldAccess, own_field
from equipoise.ui.rooms.room import Room
from equipoise.ui.scenarios.input_chooser import InputChooser
from equipoise.ui.scenarios.judged_inputs import judged_input, judged_inputs

_TABLE = "reservations"
_ID = Qt.ItemDataRole.UserRole
_NONE = (
    "No reservation. Who holds a judgment otherwise is named here with the value that he or she "
    "holds right; the briefing says what would come of it. Press Add (Ins)."
)
_READ_ONLY = "This dossier is open for reading only."


def judgment_named(dossier: Dossier, reservation: Reservation) -> str:
    """What a reservation is against, on one line: row and field, and whether the row is gone."""
    place = (reservation.table, reservation.row_id, reservation.field)
    found = judged_input(dossier, place)
    if found is not None:
        return found.label
    return f"{one_line(dossier.name_of_part(_TABLE, reservation))} (deleted)"


def judgment_in_force(
    dossier: Dossier, scenario_id: str, reservation: Reservation
) -> Judgment | None:
    """The judgment that a scenario is computed with where there is a reservation against it."""
    place = (reservation.table, reservation.row_id, reservation.field)
    for override in dossier.overrides_of(scenario_id):
        if (override.table, override.row_id, override.field) == place:
            return override.judgment
    found = judged_input(dossier, place)
    return None if found is None else found.judgment


def what_comes_of_it(dossier: Dossier, scenario_id: str, reservation: Reservation) -> str:
    """What the briefing makes of a reservation that has effect, in plain words."""
    if judgment_in_force(dossier, scenario_id, reservation) == reservation.judgment:
        return "This is the value in force: give the one that this person holds right."
    scenario = one_line(dossier.name_of("scenarios", scenario_id))
    where = f" of “{scenario}”" if scenario else ""
    return f"A footnote in the briefing says the outcome{where} under this value."


class ReservationsPane(Room):
    """The list of reservations, and the one chosen in a form below it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._judged: tuple[str, str] | None = None
        self._faults: dict[str, str] = {}
        self.form: DetailsForm | None = None
        self.listing = QListWidget(self)
        self.listing.setAccessibleName("Reservations")
        self.listing.setAlternatingRowColors(True)
        self.listing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain_tooltip(
            self.listing,
            "Who holds which judgment otherwise. Enter leads to the value, Ins adds, Del removes.",
        )
        self.hint = plain_label(_NONE, self)
        self.hint.setWordWrap(True)
        self.add_button = QPushButton("Add…", self)
        self.remove_button = QPushButton("Remove", self)
        self.lead_button = QPushButton("Go to the row", self)
        self.about = plain_label("", self)
        self.about.setObjectName("heading")
        self.about.setWordWrap(True)
        self.in_force = plain_label("", self)
        self.in_force.setWordWrap(True)
        self.effect = plain_label("", self)
        self.effect.setWordWrap(True)
        self.without_effect = ProblemLabel(self)
        self.without_effect.setAccessibleName("Why the reservation is without effect")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.lead_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        details = QWidget()
        self._details = QVBoxLayout(details)
        self._details.setContentsMargins(0, 0, 0, 0)
        said = QVBoxLayout()
        said.setContentsMargins(8, 2, 8, 0)
        for label in (self.about, self.in_force, self.effect, self.without_effect):
            said.addWidget(label)
        self._details.addLayout(said)
        self._details.addStretch(1)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.listing, 2)
        self.column.addLayout(buttons)
        self.column.addWidget(scrolled(details), 5)

    def _connect(self) -> None:
        self.listing.currentItemChanged.connect(self._show)
        self.listing.itemActivated.connect(self.edit_value)
        self.add_button.clicked.connect(self.choose)
        self.remove_button.clicked.connect(self.remove)
        self.lead_button.clicked.connect(self.lead)
        for key, action in ((Qt.Key.Key_Insert, self.choose), (Qt.Key.Key_Delete, self.remove)):
            shortcut = QShortcut(QKeySequence(key), self.listing)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(action)
        self.session.scenario_changed.connect(self._hear_scenario)

    # -- the protocol of rooms ---------------------------------------------------------------

    def refresh(self, difference: Difference | None) -> None:
        """Show the reservations as they are; names, judgments and order may have changed."""
        if difference is None or not difference.tables <= {"weights"}:
            self._forget_faults(difference)
            self._fill()
            if self.form is not None:
                self.form.refresh(difference)

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a reservation."""
        if table != _TABLE or self.session.dossier.find(table, row_id) is None:
            return False
        self.catch_up()
        self._select(row_id)
        self.listing.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # -- what is done ------------------------------------------------------------------------

    def choose(self) -> InputChooser | None:
        """Open the list of judgments that one can have a reservation against."""
        if self.session.read_only:
            return None
        chooser = InputChooser(
            tuple(judged_inputs(self.session.dossier)),
            self,
            title="Choose a judgment to have a reservation against",
            question="Which judgment does somebody hold otherwise?",
            choose="&This one",
        )
        chooser.chosen.connect(self.add)
        chooser.open()
        return chooser

    def add(self, place: OverrideKey) -> None:
        """Enter a reservation of the person who signs edits, from the dossier's own judgment."""
        found = judged_input(self.session.dossier, place)
        if found is None:
            return
        judgment = found.judgment or first_judgment(found.spec)
        person, row_id = str(current_person()), new_identifier()
        if self.session.attempt(
            f"Reservation against {found.label}",
            lambda dossier: briefing_edits.add_reservation(
                dossier, person, place, judgment, reservation_id=row_id
            ),
        ):
            self._select(row_id)
            self.edit_value()

    def edit_value(self) -> None:
        """Lead to the value of the reservation chosen."""
        if self.form is not None:
            self.form.editor("judgment").setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the reservation chosen away."""
        row_id = self.reservation_id()
        if row_id:
            name = one_line(self.session.dossier.name_of(_TABLE, row_id))
            self.session.attempt(
                f"Remove the reservation {name}",
                lambda dossier: briefing_edits.remove_reservation(dossier, row_id),
            )

    def lead(self) -> None:
        """Ask for the row that the reservation chosen is about."""
        reservation = self._reservation()
        if reservation is not None:
            self.go_to.emit(reservation.table, reservation.row_id)

    # -- what is shown -----------------------------------------------------------------------

    def reservation_id(self) -> str:
        """The reservation chosen; "" if none is."""
        item = self.listing.currentItem()
        return "" if item is None else str(item.data(_ID))

    def _reservation(self) -> Reservation | None:
        found: Reservation | None = self.session.dossier.find(_TABLE, self.reservation_id())
        return found

    def _hear_scenario(self) -> None:
        if self.isVisible():
            self._faults.clear()
            self._fill()
        else:
            self._stale = True

    def _select(self, row_id: str) -> None:
        for item in self._items():
            if item.data(_ID) == row_id:
                self.listing.setCurrentItem(item)

    def _fill(self) -> None:
        """Bring the list up to date; the reservation chosen stays, or its neighbour is chosen."""
        rows, listing = self.session.dossier.reservations, self.listing
        listing.blockSignals(True)
        if [row.id for row in rows] != [item.data(_ID) for item in self._items()]:
            kept, place = self.reservation_id(), listing.currentRow()
            listing.clear()
            for row in rows:
                QListWidgetItem(listing).setData(_ID, row.id)
            ids = [row.id for row in rows]
            listing.setCurrentRow(
                ids.index(kept) if kept in ids else min(max(place, 0), len(ids) - 1)
            )
        for item, row in zip(self._items(), rows, strict=True):
            said = self._said(row)
            item.setText("\n".join(said))
            item.setToolTip(tooltip_text("\n".join((*said, row.reason)).rstrip()))
        listing.blockSignals(False)
        listing.setVisible(bool(rows))
        self.hint.setVisible(not rows)
        self._show()

    def _items(self) -> list[QListWidgetItem]:
        return [self.listing.item(row) for row in range(self.listing.count())]

    def _said(self, row: Reservation) -> tuple[str, str, str]:
        mark = "⚠ without effect · " if self._fault(row) else ""
        reason = f" · {one_line(row.reason)}" if row.reason else ""
        return (
            one_line(row.person),
            judgment_named(self.session.dossier, row),
            f"{mark}{judgment_text(row.judgment)}{reason}",
        )

    def _fault(self, row: Reservation) -> str:
        if row.id not in self._faults:
            dossier, scenario_id = self.session.dossier, self.session.scenario_id
            self._faults[row.id] = without_effect(dossier, scenario_id, row)
        return self._faults[row.id]

    def _forget_faults(self, difference: Difference | None) -> None:
        """Whether one has effect hangs on the whole dossier, but not on the other reservations."""
        if difference is None or difference.tables != {_TABLE}:
            self._faults.clear()
        else:
            for change in difference.changes:
                self._faults.pop(change.row_id, None)

    def _show(self) -> None:
        row = self._reservation()
        self._enable(row)
        judged = None if row is None else (row.table, row.field)
        if judged != self._judged:
            self._close_form()
            self._judged = judged
            self._open_form()
        for label in (self.about, self.in_force, self.effect):
            label.setVisible(row is not None)
        if row is None:
            self.without_effect.show_problem("")
            return
        dossier, scenario_id = self.session.dossier, self.session.scenario_id
        self.about.setText(judgment_named(dossier, row))
        in_force = judgment_in_force(dossier, scenario_id, row)
        self.in_force.setVisible(in_force is not None)
        self.in_force.setText("" if in_force is None else f"In force: {judgment_text(in_force)}")
        fault = self._fault(row)
        self.without_effect.show_problem(fault)
        self.effect.setVisible(not fault)
        self.effect.setText("" if fault else what_comes_of_it(dossier, scenario_id, row))
        if self.form is not None:
            self.form.show_row(row.id)

    def _enable(self, row: Reservation | None) -> None:
        read_only = self.session.read_only
        gone = row is None or self.session.dossier.find(row.table, row.row_id) is None
        self.add_button.setEnabled(not read_only)
        self.remove_button.setEnabled(row is not None and not read_only)
        self.lead_button.setEnabled(not gone)
        tips = {
            self.add_button: "Choose a judgment that you hold otherwise (Ins)",
            self.remove_button: "Take this reservation away (Del). Undo brings it back.",
        }
        for button, tip in tips.items():
            plain_tooltip(button, _READ_ONLY if read_only else tip)
        deleted = "That row was deleted."
        tip = "Show the row with this judgment in its room"
        plain_tooltip(self.lead_button, deleted if gone and row is not None else tip)

    def _open_form(self) -> None:
        spec = None if self._judged is None else judged_field(*self._judged)
        if spec is not None:
            self.form = DetailsForm(self.session, _TABLE, _fields(spec), narrow=True)
            self._details.insertWidget(self._details.count() - 1, self.form)

    def _close_form(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            form.commit()
            form.hide()
            form.deleteLater()


def _fields(spec: Judged) -> tuple[FieldAccess, ...]:
    """Person, value, reason and mark; the value in the terms of the field that is judged."""
    value = replace(own_field(_TABLE, "judgment"), spec=replace(spec, label="Value"), label="Value")
    fields = (own_field(_TABLE, "person"), value, own_field(_TABLE, "reason"))
    return tuple(_written(access) for access in (*fields, own_field(_TABLE, "mark_id")))


def _written(access: FieldAccess) -> FieldAccess:
    def write(dossier: Dossier, row_id: str, value: object) -> Dossier:
        changed: dict[str, Any] = {access.key: value}
        row: Reservation = dossier.get(_TABLE, row_id)
        return briefing_edits.replace_reservation(dossier, replace(row, **changed))

    return replace(access, write=write)
