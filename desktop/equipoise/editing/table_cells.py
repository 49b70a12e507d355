"""From the cells of a line to the values of fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.field_text import text_of, value_of
from equipoise.dossier.fields import Day, Field, Judged, Reference, References, Text
from equipoise.dossier.json_form import value_to_plain
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.number_text import read_number
from equipoise.dossier.validation import value_problem
from equipoise.editing.row_names import RowNames
from equipoise.editing.table_columns import PARTS
from equipoise.store.sheets.sheet import Value


@dataclass(frozen=True, slots=True)
class Absent:
    """Stands for a field about which a line says nothing that a row could take over."""


ABSENT = Absent()


def cell_text(cell: Value) -> str:
    """A cell as text: numbers in as many digits as give them back, days as year-month-day."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case str():
            return cell
        case date():
            return cell.isoformat()
        case _:
            return repr(value_to_plain(cell))


class CellReader:
    """Reads cells against the rows of a dossier, as they will be named after the import."""

    def __init__(self, dossier: Dossier, names: RowNames) -> None:
        self._dossier = dossier
        self._names = names

    def value(self, spec: Field, cell: Value, *, new: bool) -> Any:
        """The value of a field. Raises ValueError in plain words.

        An empty cell empties the field. Where the field cannot be empty, a new row takes what new
        rows have (`ABSENT`), and a row that is there already is at fault.
        """
        text = cell_text(cell)
        if not text.strip() and not _may_be_empty(spec):
            if new:
                return ABSENT
            raise ValueError("is empty; write a value, or leave the column out")
        value: Any
        match spec:
            case Reference():
                value = self._names.row_of(spec, text)
            case References():
                value = self._names.rows_of(spec, text)
            case _:
                value = value_of(self._dossier, spec, text)
        return value

    def judgment(
        self, spec: Judged, cells: Mapping[str, Value], old: Judgment | None, *, new: bool
    ) -> Any:
        """A judgment in columns of its own: part → cell, for the parts that have a column.

        Parts without a column stay as they are. Raises ValueError in plain words, after the name
        of a part where that is at fault alone.
        """
        texts = {part: cell_text(cell).strip() for part, cell in cells.items()}
        if not any(texts.values()):
            if spec.optional:
                return None
            if new:
                return ABSENT
            raise ValueError("is empty; write numbers, or leave the columns out")
        parts = {} if old is None else {part: getattr(old, part) for part in PARTS}
        for part, text in texts.items():
            if text:
                parts[part] = _number(part, text)
            elif part != "confidence" or old is not None:
                raise ValueError(f"{part} is empty")
        missing = [part for part in PARTS[:3] if part not in parts]
        if missing:
            raise ValueError(f"there is no column for {' and '.join(missing)}")
        judgment = Judgment(**parts)
        if problem := value_problem(spec, judgment):
            raise ValueError(problem)
        return judgment

    def shown(self, spec: Field, value: Any) -> str:
        """A value as a person reads it, with the names that rows will have."""
        match spec:
            case Reference():
                return self._names.name(spec.table, value) if value else ""
            case References():
                return "; ".join(self._names.name(spec.table, item) for item in value)
            case _:
                return text_of(self._dossier, spec, value)


def _number(part: str, text: str) -> float:
    try:
        return read_number(text)
    except ValueError as error:
        raise ValueError(f"{part}: {error}") from error


def _may_be_empty(spec: Field) -> bool:
    match spec:
        case Text():
            return not spec.required
        case Reference() | Judged() | Day():
            return spec.optional
        case References():
            return True
        case _:
            return False
