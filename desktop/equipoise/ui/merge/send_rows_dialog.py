"""Choose rows to send: tick them, see what goes along, add a note."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.parcel import SENDABLE, Parcel, parcel_of_rows
from equipoise.person import Person
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.tick_delegate import TickDelegate

_PLACE = Qt.ItemDataRole.UserRole
_CHECKED = Qt.CheckState.Checked
_LINKS = ("cells", "spillovers")
_MOST_NAMED = 6
_ALONG = (
    "Parts go along: the effects, steps and damping of a recommendation, the cells of an aspect, "
    "all that a scenario decides. Rows that are only referred to are sent as names."
)


def offered() -> tuple[str, ...]:
    """The tables whose rows can be ticked: those with identifiers of their own, and a few links."""
    return tuple(
        key
        for key in SENDABLE
        if key in _LINKS or any(field.name == "id" for field in fields(TABLES[key].row_class))
    )


class SendRowsDialog(QDialog):
    """Accepted by “Send”; `chosen` and `note` say what was entered."""

    def __init__(self, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Send rows")
        self._dossier = dossier
        caption = QLabel("&Rows to send", self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Show only rows whose name contains …")
        self.search.setAccessibleName("Filter rows")
        self.search.setClearButtonEnabled(True)
        plain_tooltip(self.search, "Hides rows; what is ticked stays ticked.")
        self.search.textChanged.connect(self._filter)
        self.rows = QTreeWidget(self)
        self.rows.setColumnCount(1)
        self.rows.header().hide()
        self.rows.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.rows.setAccessibleName("Rows to send")
        self.rows.setItemDelegate(TickDelegate(self.rows))
        plain_tooltip(self.rows, "Space ticks a row; a tick at a table takes all its rows.")
        caption.setBuddy(self.rows)
        self.said = plain_label("", self)
        self.said.setWordWrap(True)
        along = plain_label(_ALONG, self)
        along.setObjectName("muted")
        along.setWordWrap(True)
        note_caption = QLabel("&Note to the receiver", self)
        self._note = QLineEdit(self)
        self._note.setMaxLength(2000)
        self._note.setAccessibleName("Note to the receiver")
        plain_tooltip(self._note, "Who takes the rows in reads it first; may stay empty.")
        note_caption.setBuddy(self._note)
        buttons = QDialogButtonBox(self)
        self.send_button = buttons.addButton("&Send …", QDialogButtonBox.ButtonRole.AcceptRole)
        plain_tooltip(self.send_button, "Choose a file for what is sent. It is not protected.")
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        plain_tooltip(cancel, "Send nothing (Esc).")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._tell_soon = QTimer(self)
        self._tell_soon.setSingleShot(True)
        self._tell_soon.setInterval(0)
        self._tell_soon.timeout.connect(self._tell)
        self._fill()
        self.rows.itemChanged.connect(lambda *_: self._tell_soon.start())
        layout = QVBoxLayout(self)
        layout.addWidget(caption)
        layout.addWidget(self.search)
        layout.addWidget(self.rows, 1)
        for widget in (self.said, along, note_caption, self._note, buttons):
            layout.addWidget(widget)
        self.resize(620, 620)
        self._tell()

    def chosen(self) -> dict[str, list[str]]:
        """The rows ticked: identifiers by table."""
        found: dict[str, list[str]] = {}
        for item in self._items():
            if item.checkState(0) == _CHECKED:
                table, row_id = item.data(0, _PLACE)
                found.setdefault(table, []).append(row_id)
        return found

    def note(self) -> str:
        """What to tell the receiver."""
        return self._note.text().strip()

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for heading in self._headings() for item in _under(heading)]

    def _headings(self) -> list[QTreeWidgetItem]:
        items = [self.rows.topLevelItem(place) for place in range(self.rows.topLevelItemCount())]
        return [item for item in items if item is not None]

    def _fill(self) -> None:
        for key in offered():
            table = self._dossier.table(key)
            if not table:
                continue
            heading = QTreeWidgetItem(self.rows, [f"{TABLES[key].many} ({len(table)})"])
            heading.setFlags(heading.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            heading.setCheckState(0, Qt.CheckState.Unchecked)
            for row in table:
                item = QTreeWidgetItem(heading, [one_line(self._dossier.name_of_row(key, row))])
                item.setCheckState(0, Qt.CheckState.Unchecked)
                item.setData(0, _PLACE, [key, row.id])

    def _filter(self, text: str) -> None:
        """Show rows by name; a table cannot be ticked while rows of it may be hidden."""
        wanted = text.strip().casefold()
        for heading in self._headings():
            shown = 0
            for item in _under(heading):
                item.setHidden(wanted not in item.text(0).casefold())
                shown += not item.isHidden()
            heading.setHidden(not shown)
            heading.setExpanded(bool(wanted))
            flags, tick = heading.flags(), Qt.ItemFlag.ItemIsUserCheckable
            heading.setFlags(flags & ~tick if wanted else flags | tick)

    def _tell(self) -> None:
        chosen = self.chosen()
        self.send_button.setEnabled(bool(chosen))
        if not chosen:
            self.said.setText("Nothing is ticked yet.")
            return
        parcel = parcel_of_rows(self._dossier, chosen, sender=Person(""), sent="")
        self.said.setText(_summary(parcel, sum(len(ids) for ids in chosen.values())))


def _under(heading: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The rows of a table."""
    items = [heading.child(place) for place in range(heading.childCount())]
    return [item for item in items if item is not None]


def _summary(parcel: Parcel, ticked: int) -> str:
    """What goes, under which mark, and which rows go as names only."""
    along = sum(len(rows) for rows in parcel.rows.values()) - ticked
    parts = [f"{ticked} {'row' if ticked == 1 else 'rows'} ticked"]
    if along:
        parts.append(f"{along} more {'goes' if along == 1 else 'go'} along")
    if parcel.handling_mark:
        parts.append(f"handling mark: {one_line(parcel.handling_mark)}")
    names = [one_line(name) for of_table in parcel.names.values() for name in of_table.values()]
    told = f"{', '.join(parts)}."
    if not names:
        return told
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{told}\nSent as names only: {'; '.join(names[:_MOST_NAMED])}{more}."
