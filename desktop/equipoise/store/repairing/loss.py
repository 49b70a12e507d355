"""What a repair could not bring back as it was."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.dossier.dossier import TABLES


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that is not in the repaired dossier as it was in the file.

    `table` is the key of the table ("" if unknown), `row` the identifier of the row ("" for the
    table as a whole), `what` says in words what is lost and what stands there now.
    """

    table: str
    row: str
    what: str

    def __str__(self) -> str:
        heading = TABLES[self.table].many if self.table in TABLES else self.table.capitalize()
        where = ", ".join(part for part in (heading, f"“{self.row}”" if self.row else "") if part)
        return f"{where}: {self.what}" if where else self.what
