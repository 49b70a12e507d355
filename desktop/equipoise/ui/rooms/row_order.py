"""Which rows of a table are shown, and in what order: scope, filter, sorting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from equipoise.dossier.dossier import Dossier
from equipoise.ui.rooms.field_access import FieldAccess


@dataclass(frozen=True)
class Shown:
    """Identifiers of rows from top to bottom, and the place of each."""

    ids: list[str]

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each row; neither these nor the identifiers are to be changed."""
        return {row_id: place for place, row_id in enumerate(self.ids)}


class RowOrder:
    """The rows in a scope that hold every word of a filter, sorted by a column or as they stand.

    Sorting is stable, downwards too, and rows that have nothing in the column come last either way.
    What is read from the rows is kept until they change: a filter that is taken away again, or an
    order that is turned round, reads none.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self._dossier = Dossier()
        self._columns: tuple[FieldAccess, ...] = ()
        self._scope: Callable[[Any], bool] | None = None
        self._words: tuple[str, ...] = ()
        self._sorted_by: tuple[str, bool] | None = None
        self._texts: dict[str, str] = {}
        self._keys: dict[str, list[Any]] = {}
        self._all: Shown | None = None

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """The key of the column sorted by, and whether downwards; None for the user's order."""
        return self._sorted_by

    def show(self, dossier: Dossier, touched: Iterable[str] | None) -> None:
        """Another state of the dossier, in which only these rows look different (None: any)."""
        self._dossier = dossier
        if touched is None:
            self._texts.clear()
        else:
            for row_id in touched:
                self._texts.pop(row_id, None)
        self._forget_order()

    def set_columns(self, columns: Sequence[FieldAccess]) -> None:
        """Sort by and search in other columns."""
        self._columns = tuple(columns)
        self._texts.clear()
        self._forget_order()

    def set_scope(self, scope: Callable[[Any], bool] | None) -> None:
        """Only rows of which `scope` is true."""
        self._scope = scope
        self._forget_order()

    def set_filter(self, text: str) -> None:
        """Only rows in which every word of the text occurs somewhere."""
        self._words = tuple(text.casefold().split())

    def sort(self, column: str, *, downwards: bool) -> None:
        """Sort by the column of this key; "" is the user's own order."""
        wanted = (column, downwards) if column else None
        if wanted != self._sorted_by:
            self._sorted_by = wanted
            self._all = None

    def in_scope(self) -> int:
        """Number of rows there are without the filter."""
        return len(self._rows())

    def shown(self) -> Shown:
        """The rows shown."""
        every = self._in_order()
        if not self._words:
            return every
        ids = every.ids
        texts = self._searched(ids)
        for word in self._words:
            ids = [row_id for row_id in ids if word in texts[row_id]]
        return Shown(ids)

    def _forget_order(self) -> None:
        self._keys.clear()
        self._all = None

    def _rows(self) -> Sequence[Any]:
        rows: Sequence[Any] = self._dossier.table(self._table)
        return rows if self._scope is None else [row for row in rows if self._scope(row)]

    def _in_order(self) -> Shown:
        if self._all is None:
            rows = self._rows()
            ids = [row.id for row in rows]
            access = self._sorting_column()
            if access is not None:
                ids = [ids[place] for place in self._sorted(rows, access)]
            self._all = Shown(ids)
        return self._all

    def _sorting_column(self) -> FieldAccess | None:
        if self._sorted_by is None:
            return None
        key = self._sorted_by[0]
        return next((access for access in self._columns if access.key == key), None)

    def _sorted(self, rows: Sequence[Any], access: FieldAccess) -> list[int]:
        if access.key not in self._keys:
            self._keys[access.key] = access.sort_keys(self._dossier, rows)
        keys = self._keys[access.key]
        present: Sequence[int] = range(len(keys))
        absent: list[int] = []
        if None in keys:
            present = [place for place, key in enumerate(keys) if key is not None]
            absent = [place for place, key in enumerate(keys) if key is None]
        downwards = self._sorted_by is not None and self._sorted_by[1]
        return [*sorted(present, key=keys.__getitem__, reverse=downwards), *absent]

    def _searched(self, ids: list[str]) -> dict[str, str]:
        """What is searched in each row, in small letters; at least of these rows."""
        unread = [row_id for row_id in ids if row_id not in self._texts]
        if unread:
            rows = [self._dossier.get(self._table, row_id) for row_id in unread]
            columns = [access.texts(self._dossier, rows) for access in self._columns]
            for row_id, *texts in zip(unread, *columns, strict=True):
                self._texts[row_id] = "\n".join(texts).casefold()
        return self._texts
