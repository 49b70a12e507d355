"""Aspects: the strands of the relationship, and the posture towards each pole."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from equipoise.dossier.difference import Difference
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import specifications
from equipoise.dossier.rows import Cell, Pole
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.ui.plain import one_line, plain_label
from equipoise.ui.rooms.cell_pane import CellPane
from equipoise.ui.rooms.details_form import DetailsForm, scrolled
from equipoise.ui.rooms.field_access import FieldAccess, own_fields
from equipoise.ui.rooms.row_table import RowTable
from equipoise.ui.rooms.spillovers_pane import SpilloversPane
from equipoise.ui.rooms.table_room import TableRoom

_TEXTS = ("name", "strand", "considerations", "impact", "developments", "mark_id")
_IN_FORCE = frozenset({"cells", "terms"})


def posture_columns(pole: Pole) -> tuple[FieldAccess, FieldAccess]:
    """Posture term and level in force of each aspect towards a pole."""
    specs = specifications(Cell)
    name = one_line(pole.name)

    def cell_of(dossier: Dossier, aspect: Any) -> Any:
        return dossier.find("cells", f"{aspect.id}/{pole.id}")

    def term(dossier: Dossier, aspect: Any) -> Any:
        cell = cell_of(dossier, aspect)
        return None if cell is None else cell.term_id

    def set_term(dossier: Dossier, aspect_id: str, term_id: Any) -> Dossier:
        return edits.set_posture(dossier, f"{aspect_id}/{pole.id}", term_id)

    def level(dossier: Dossier, aspect: Any) -> Any:
        cell = cell_of(dossier, aspect)
        return None if cell is None else dossier.level_of(cell)

    def set_level(dossier: Dossier, aspect_id: str, value: Any) -> Dossier:
        return edits.set_field(dossier, "cells", f"{aspect_id}/{pole.id}", "level", value)

    return (
        FieldAccess(f"term {pole.id}", name, specs["term_id"], term, set_term, _IN_FORCE),
        FieldAccess(
            f"level {pole.id}", f"{name}: level", specs["level"], level, set_level, _IN_FORCE
        ),
    )


def aspect_columns(dossier: Dossier) -> tuple[FieldAccess, ...]:
    """Name, postures towards the poles, their levels, strand, texts."""
    pairs = [posture_columns(pole) for pole in dossier.poles]
    terms, levels = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    rest = own_fields("aspects", ("strand", "impact", "considerations", "developments"))
    return (*own_fields("aspects", ("name",)), *terms, *levels, *rest)


class AspectsRoom(TableRoom):
    """Two tabs: the aspects with their details, and the vocabulary of posture terms."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "aspects", aspect_columns(session.dossier), parent)
        self._shown_poles: tuple[Pole, ...] = ()
        self.texts = DetailsForm(session, "aspects", own_fields("aspects", _TEXTS))
        self.spillovers = SpilloversPane(session)
        self.cells: dict[str, CellPane] = {}
        self.details.addTab(scrolled(self.texts), "&Texts")
        self.details.addTab(scrolled(self.spillovers), "&Spillovers")
        self.terms = RowTable(
            session,
            "terms",
            own_fields("terms", ("name", "level", "drift", "description", "mark_id")),
        )
        vocabulary = QWidget(self)
        layout = QVBoxLayout(vocabulary)
        layout.setContentsMargins(0, 8, 0, 0)
        meaning = plain_label(
            "A posture term is a word that stands for a level and a drift. Cells that follow a "
            "term change with it.",
            vocabulary,
        )
        meaning.setWordWrap(True)
        layout.addWidget(meaning)
        layout.addWidget(self.terms)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.assemble(), "As&pects and postures")
        self.tabs.addTab(vocabulary, "Posture &vocabulary")
        self.column.addWidget(self.tabs)

    def refresh(self, difference: Difference | None) -> None:
        """Poles first: they make the columns and the tabs."""
        if difference is None or "poles" in difference.tables:
            self._show_poles()
        super().refresh(difference)
        self.terms.refresh(difference)

    def _show_poles(self) -> None:
        poles = self.session.dossier.poles
        if poles == self._shown_poles:
            return
        self._shown_poles = poles
        self.table.model.set_columns(aspect_columns(self.session.dossier))
        for pane in self.cells.values():
            place = self.details.indexOf(_page_of(pane))
            page = _page_of(pane)
            self.details.removeTab(place)
            page.deleteLater()
        self.cells = {}
        for place, pole in enumerate(poles):
            pane = CellPane(self.session)
            self.cells[pole.id] = pane
            title = one_line(f"Towards {pole.name}").replace("&", "&&")
            self.details.insertTab(place, scrolled(pane), title)
            pane.show_cell(self._cell_id(self.table.current_row_id, pole.id))
        self.details.setCurrentIndex(0)

    @staticmethod
    def _cell_id(aspect_id: str, pole_id: str) -> str:
        return f"{aspect_id}/{pole_id}" if aspect_id else ""

    def show_details(self, row_id: str) -> None:
        """Show an aspect: its texts, its cells, its spillovers."""
        self.texts.show_row(row_id)
        self.spillovers.show_aspect(row_id)
        for pole_id, pane in self.cells.items():
            pane.show_cell(self._cell_id(row_id, pole_id))

    def refresh_details(self, difference: Difference | None) -> None:
        """Show what the difference touches."""
        self.texts.refresh(difference)
        self.spillovers.refresh(difference)
        for pane in self.cells.values():
            pane.refresh(difference)

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on an aspect, a cell, a spillover or a posture term."""
        row = self.session.dossier.find(table, row_id) if table in _HERE else None
        if row is None:
            return False
        self.catch_up()
        self.tabs.setCurrentIndex(1 if table == "terms" else 0)
        if table == "terms":
            self.terms.focus_row(row_id)
        elif table == "aspects":
            self.table.focus_row(row_id)
        elif table == "cells":
            self.table.focus_row(row.aspect_id)
            self.details.setCurrentWidget(_page_of(self.cells[row.pole_id]))
        else:
            self.table.focus_row(row.from_aspect_id)
            self.details.setCurrentWidget(_page_of(self.spillovers))
            self.spillovers.table.focus_row(row_id)
        return True


_HERE = ("aspects", "cells", "spillovers", "terms")


def _page_of(content: QWidget) -> QWidget:
    """The scroll area around a pane: the content's viewport lies in it."""
    viewport = content.parentWidget()
    page = None if viewport is None else viewport.parentWidget()
    if page is None:
        raise ValueError("the pane stands in no scroll area")
    return page
