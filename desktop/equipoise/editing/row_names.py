"""How one row names another in a sheet: by name where that is enough, else by its identifier.

`#` and the identifier (percent-encoded) names a row whose name would be read as something else:
because another row has it too, because it holds the sign that separates names, or because there is
no such row any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.field_text import NONE
from equipoise.dossier.fields import Reference, References

_MARK = "#"
_SEPARATOR = ";"


class RowNames:
    """The rows of a dossier by name.

    `renamed` gives names to rows of one `table` by identifier: those that an import will add or
    rename, so that its lines can name each other.
    """

    def __init__(
        self, dossier: Dossier, table: str = "", renamed: Mapping[str, str] | None = None
    ) -> None:
        self._dossier = dossier
        self._renamed = {table: dict(renamed or {})}
        self._ids: dict[str, dict[str, list[str]]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def name(self, table: str, row_id: str) -> str:
        """The name of a row; its identifier if there is no such row."""
        return self._names_of(table).get(row_id, row_id)

    def text(self, spec: Reference, row_id: str) -> str:
        """What stands in a sheet for a reference; `row_of` reads it back."""
        if not row_id:
            return ""
        name = self._names_of(spec.table).get(row_id, "")
        return name if name and self._reads_as(spec, name, row_id) else _marked(row_id)

    def list_text(self, spec: References, row_ids: Sequence[str]) -> str:
        """What stands in a sheet for references; `rows_of` reads it back."""
        one = Reference(spec.label, spec.help, spec.table)
        texts = (self.text(one, row_id) for row_id in row_ids)
        return "; ".join(
            _marked(row_id) if _SEPARATOR in text else text
            for row_id, text in zip(row_ids, texts, strict=True)
        )

    def row_of(self, spec: Reference, text: str) -> str:
        """The identifier of the row that a text names. Raises ValueError in plain words."""
        plain = text.strip()
        if spec.optional and plain.casefold() in ("", NONE):
            return ""
        marked = unquote(plain[1:]) if plain.startswith(_MARK) else ""
        if marked in self._names_of(spec.table):
            return marked
        found = self._ids_of(spec.table).get(plain.casefold(), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValueError(
                f"“{plain}” is the name of {len(found)} rows of {TABLES[spec.table].many}; "
                f"write one of {', '.join(_marked(row_id) for row_id in found[:5])}"
            )
        if marked:
            return marked
        if not plain:
            raise ValueError(f"the name of a row of {TABLES[spec.table].many} is needed here")
        raise ValueError(f"no row of {TABLES[spec.table].many} is named “{plain}”")

    def rows_of(self, spec: References, text: str) -> tuple[str, ...]:
        """The identifiers of the rows that a text names. Raises ValueError in plain words."""
        one = Reference(spec.label, spec.help, spec.table)
        names = (name.strip() for name in text.split(_SEPARATOR))
        return tuple(self.row_of(one, name) for name in names if name)

    def _reads_as(self, spec: Reference, text: str, row_id: str) -> bool:
        try:
            return self.row_of(spec, text) == row_id
        except ValueError:
            return False

    def _names_of(self, table: str) -> dict[str, str]:
        if table not in self._names:
            names = {
                row.id: self._dossier.name_of_row(table, row) for row in self._dossier.table(table)
            }
            self._names[table] = {**names, **self._renamed.get(table, {})}
        return self._names[table]

    def _ids_of(self, table: str) -> dict[str, list[str]]:
        if table not in self._ids:
            found: dict[str, list[str]] = {}
            for row_id, name in self._names_of(table).items():
                found.setdefault(name.strip().casefold(), []).append(row_id)
            self._ids[table] = found
        return self._ids[table]


def _marked(row_id: str) -> str:
    return _MARK + quote(row_id, safe="")
