"""How a field that is shown or edited is read from a dossier and written to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from equipoise.dossier.difference import SETTINGS
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import sort_keys, texts_of
from equipoise.dossier.fields import Field, References, Text, specifications
from equipoise.dossier.rows import Settings
from equipoise.editing import edits


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """One column of a table, or one line of a form.

    `read` takes the dossier and the row; `write` takes the dossier, the row's identifier and the
    new value, and is None for what can only be looked at. `depends` names the other tables whose
    changes show here. `order` gives what to sort rows by where that is not the value itself, None
    for a row that has nothing here.
    """

    key: str
    label: str
    spec: Field
    read: Callable[[Dossier, Any], Any]
    write: Callable[[Dossier, str, Any], Dossier] | None = None
    depends: frozenset[str] = frozenset()
    order: Callable[[Dossier, Any], Any] | None = None

    def sort_keys(self, dossier: Dossier, rows: Sequence[Any]) -> list[Any]:
        """What to sort rows of a dossier by; None for one that has nothing here."""
        if self.order is not None:
            return [self.order(dossier, row) for row in rows]
        return sort_keys(dossier, self.spec, self._values(dossier, rows))

    def texts(self, dossier: Dossier, rows: Sequence[Any]) -> list[str]:
        """The texts that rows of a dossier show."""
        return texts_of(dossier, self.spec, self._values(dossier, rows))

    def _values(self, dossier: Dossier, rows: Sequence[Any]) -> list[Any]:
        read = self.read
        return [read(dossier, row) for row in rows]

    @property
    def editable(self) -> bool:
        """Whether the field can be changed here."""
        return self.write is not None


def row_class_of(table: str) -> type[Any]:
    """The row class of a table; `settings` stands for the settings."""
    return Settings if table == SETTINGS else TABLES[table].row_class


def find_row(dossier: Dossier, table: str, row_id: str) -> Any | None:
    """A row of a table or the settings; None if there is no such row."""
    return dossier.settings if table == SETTINGS else dossier.find(table, row_id)


def own_field(table: str, name: str, label: str = "") -> FieldAccess:
    """A field of the table's own rows (of the settings for `settings`)."""
    spec = specifications(row_class_of(table))[name]

    def read(_dossier: Dossier, row: Any) -> Any:
        return getattr(row, name)

    def write(dossier: Dossier, row_id: str, value: Any) -> Dossier:
        if table == SETTINGS:
            return edits.set_setting(dossier, name, value)
        return edits.set_field(dossier, table, row_id, name, value)

    named = getattr(spec, "table", None)
    depends = frozenset({named}) if named else frozenset()
    return FieldAccess(name, label or spec.label, spec, read, write, depends)


def own_fields(table: str, names: Iterable[str]) -> tuple[FieldAccess, ...]:
    """Several fields of the table's own rows."""
    return tuple(own_field(table, name) for name in names)


def worked_out(
    key: str,
    label: str,
    meaning: str,
    read: Callable[[Dossier, Any], str],
    depends: Iterable[str] = (),
    *,
    order: Callable[[Dossier, Any], Any] | None = None,
) -> FieldAccess:
    """A text that is worked out from the dossier and cannot be typed."""
    return FieldAccess(key, label, Text(label, meaning), read, None, frozenset(depends), order)


def is_list(access: FieldAccess) -> bool:
    """Whether the field holds any number of rows; such fields are edited in forms only."""
    return isinstance(access.spec, References)
