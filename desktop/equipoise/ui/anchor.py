"""What a reader looks at in a table, found again when its rows were put in another order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QTableView


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row by its identifier, and how many rows stand above it in view.

    Views are meant that scroll by rows, of which none is hidden.
    """

    row_id: str
    above: int

    def hold(self, view: QTableView, place_of: Callable[[str], int]) -> bool:
        """Scroll the row to where it stood; False if it is gone."""
        place = place_of(self.row_id)
        if place < 0:
            return False
        view.verticalScrollBar().setValue(place - self.above)
        return True


def cursor_anchor(view: QTableView, row_id_of: Callable[[int], str]) -> Anchor | None:
    """The row with the cursor, if it is in view."""
    bar = view.verticalScrollBar()
    above = view.currentIndex().row() - bar.value()
    if view.currentIndex().isValid() and 0 <= above < max(bar.pageStep(), 1):
        return Anchor(row_id_of(view.currentIndex().row()), above)
    return None


def top_anchor(view: QTableView, row_id_of: Callable[[int], str]) -> Anchor | None:
    """The topmost row in view; None while the first one is, so that a list stays at its top."""
    top = view.verticalScrollBar().value()
    return Anchor(row_id_of(top), 0) if top > 0 else None
