"""A form over the fields of one row, built from their specifications."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import SETTINGS, Difference
from equipoise.dossier.dossier import TABLES
from equipoise.dossier.field_text import help_of
from equipoise.dossier.fields import Field, Judged, References, Text
from equipoise.editing.session import Session
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.field_access import FieldAccess, find_row
from equipoise.ui.rooms.field_editor import FieldEditor
from equipoise.ui.rooms.field_editors import make_field_editor


def scrolled(content: QWidget) -> QScrollArea:
    """A scroll area that gives a form its width and scrolls it up and down."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


MakeEditor = Callable[[Session, Field, str, QWidget], FieldEditor]
"""Makes the editor of a field: session, specification, label, parent."""


class DetailsForm(QWidget):
    """Shows and edits one row of a table (or the settings), two fields side by side.

    Texts and lists of sources take the whole width, and every field does in a `narrow` form.
    `makers` make the editors of some fields, by key, in the place of the usual ones. Beside a
    judgment stands how many reservations there are against it.
    """

    def __init__(
        self,
        session: Session,
        table: str,
        fields: Sequence[FieldAccess],
        parent: QWidget | None = None,
        *,
        makers: Mapping[str, MakeEditor] | None = None,
        narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._makers = dict(makers or {})
        self._narrow = narrow
        self._fields = tuple(fields)
        self._row_id = SETTINGS if table == SETTINGS else ""
        self._editors: dict[str, FieldEditor] = {}
        self._blocks: dict[str, QWidget] = {}
        self._captions: dict[str, QLabel] = {}
        self._content = QWidget(self)
        one = "settings" if table == SETTINGS else TABLES[table].one
        self._nothing = plain_label(f"Choose a {one} in the table to see its details.", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._content)
        layout.addWidget(self._nothing)
        layout.addStretch(1)
        self._build()
        self._content.setVisible(table == SETTINGS)
        self._nothing.setVisible(table != SETTINGS)

    def _build(self) -> None:
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        line, column = 0, 0
        for access in self._fields:
            wide = self._narrow or isinstance(access.spec, References | Text)
            if wide and column:
                line, column = line + 1, 0
            grid.addWidget(
                self._block(access), line, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop
            )
            column = 0 if wide or column else 1
            line += 0 if column else 1

    def _block(self, access: FieldAccess) -> QWidget:
        block = QWidget(self._content)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        caption = plain_label(_caption(access), block)
        caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        plain_tooltip(caption, help_of(access.spec))
        make = self._makers.get(access.key, make_field_editor)
        editor = make(self._session, access.spec, access.label, block)
        editor.edited.connect(
            lambda value, gesture, access=access: self._edit(access, value, gesture)
        )
        column.addWidget(caption)
        column.addWidget(editor)
        self._editors[access.key] = editor
        self._blocks[access.key] = block
        self._captions[access.key] = caption
        return block

    @property
    def row_id(self) -> str:
        """The row shown; "" if none is."""
        return self._row_id

    def editor(self, key: str) -> FieldEditor:
        """The editor of a field. Raises KeyError."""
        return self._editors[key]

    def show_field(self, key: str, visible: bool) -> None:
        """Show or hide a field that does or does not apply to the row."""
        self._blocks[key].setVisible(visible)

    def show_row(self, row_id: str) -> None:
        """Show another row, once what was typed for the present one is taken over; "" for none."""
        if row_id != self._row_id:
            self.commit()
            for editor in self._editors.values():
                editor.discard()
            self._row_id = row_id
        self.refresh(None)

    def commit(self) -> None:
        """Take over everything typed but not yet taken over."""
        if find_row(self._session.dossier, self._table, self._row_id) is not None:
            for editor in self._editors.values():
                if not editor.commit():
                    self._session.refused.emit(
                        f"{editor.label} was left as it was: {editor.problem.message}"
                    )

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        dossier = self._session.dossier
        row = find_row(dossier, self._table, self._row_id)
        self._content.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if row is None:
            return
        for access in self._fields:
            if (
                difference is None
                or self._table in difference.tables
                or access.depends & difference.tables
            ):
                self._editors[access.key].show_value(dossier, access.read(dossier, row))
        if difference is None or difference.tables & {self._table, "reservations"}:
            self._tell_reservations()

    def _tell_reservations(self) -> None:
        for access in self._fields:
            if isinstance(access.spec, Judged):
                against = self._session.dossier.reservations_about(
                    self._table, self._row_id, access.key
                )
                count = "1 reservation" if len(against) == 1 else f"{len(against)} reservations"
                persons = "\n".join(reservation.person for reservation in against)
                said, help_text = _caption(access), help_of(access.spec)
                caption = self._captions[access.key]
                caption.setText(f"{said} · {count}" if against else said)
                plain_tooltip(
                    caption, f"{help_text}\n{count}:\n{persons}" if against else help_text
                )

    def _edit(self, access: FieldAccess, value: object, gesture: int | None) -> None:
        write = access.write
        row_id = self._row_id
        if write is None or find_row(self._session.dossier, self._table, row_id) is None:
            return
        name = one_line(
            "the dossier"
            if self._table == SETTINGS
            else self._session.dossier.name_of(self._table, row_id)
        )
        refusal = refusal_of(
            self._session,
            lambda: self._session.attempt(
                f"Change {access.label} of {name}",
                lambda dossier: write(dossier, row_id, value),
                gesture,
            ),
        )
        self._editors[access.key].refuse(refusal)


def _caption(access: FieldAccess) -> str:
    unit = getattr(access.spec, "unit", "")
    unit = "" if unit.casefold() == access.label.casefold() else unit
    return f"{access.label} ({unit})" if unit else access.label
