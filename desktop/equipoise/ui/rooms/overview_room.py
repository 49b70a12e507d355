"""Overview: the dossier as a whole, postures at a glance, goals, and the model's constants."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from equipoise.dossier.difference import SETTINGS, Difference
from equipoise.dossier.dossier import TABLES, Dossier
from equipoise.dossier.fields import Judged, specifications
from equipoise.dossier.goals import contradictions
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Cell
from equipoise.editing.session import Session
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.plain import one_line, plain_label
from equipoise.ui.rooms.cell_grid import CellContent, CellGrid
from equipoise.ui.rooms.details_form import DetailsForm, scrolled
from equipoise.ui.rooms.field_access import FieldAccess, own_fields
from equipoise.ui.rooms.handling_mark_editor import HandlingMarkEditor
from equipoise.ui.rooms.marks_pane import MarksPane
from equipoise.ui.rooms.room import Room
from equipoise.ui.rooms.row_table import RowTable
from equipoise.ui.rooms.table_room import split

_SITUATION = (
    "title",
    "subject",
    "as_of",
    "portion_marks",
    "handling_mark",
    "setting",
    "conclusion",
    "authority",
    "author",
)
_MODEL = (
    "horizon",
    "yardstick",
    "seed",
    "draws",
    "trend_damping",
    "diminishing_returns",
    "response_half_life",
    "noise_half_life",
    "ageing",
)
_GOAL = (
    "name",
    "kind",
    "pole_id",
    "aspect_id",
    "relation",
    "threshold",
    "time",
    "month",
    "accepted_risk",
    "mark_id",
)
_COUNTED = ("poles", "aspects", "drivers", "recommendations", "steps", "sources", "scenarios")


def counts(dossier: Dossier) -> str:
    """How many rows the main tables hold, in one line."""
    parts = []
    for key in _COUNTED:
        count = len(dossier.table(key))
        parts.append(f"{count} {TABLES[key].one if count == 1 else TABLES[key].many.lower()}")
    return " · ".join(parts)


def attention(dossier: Dossier) -> list[str]:
    """What is missing, overdue or contradictory, in plain words."""
    found = list(dossier.gaps())
    as_of = dossier.settings.as_of
    days = [
        *(cell.review_by for cell in dossier.cells),
        *(driver.review_by for driver in dossier.drivers),
        *(recommendation.review_by for recommendation in dossier.recommendations),
    ]
    overdue = sum(day is not None and day < as_of for day in days)
    if overdue:
        rows = "1 row is" if overdue == 1 else f"{overdue} rows are"
        found.append(f"{rows} past the review-by date: judgments there lose confidence.")
    found.extend(one_line(contradiction.text) for contradiction in contradictions(dossier))
    return found


def _term(dossier: Dossier, cell_id: str) -> str:
    cell = dossier.find("cells", cell_id)
    return dossier.name_of("terms", cell.term_id) if cell is not None and cell.term_id else ""


def _level(dossier: Dossier, cell_id: str) -> Judgment | None:
    cell = dossier.find("cells", cell_id)
    return None if cell is None else dossier.level_of(cell)


def _situation_fields() -> tuple[FieldAccess, ...]:
    """The handling mark offers the dossier's own marks, so it follows them."""
    return tuple(
        replace(access, depends=frozenset({"marks"})) if access.key == "handling_mark" else access
        for access in own_fields(SETTINGS, _SITUATION)
    )


class OverviewRoom(Room):
    """Five tabs under a line that says what there is and what is missing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.counts = plain_label("", self)
        self.counts.setWordWrap(True)
        self.missing = ProblemLabel(self)
        self.missing.setAccessibleName("What is missing")
        self.situation = DetailsForm(
            session,
            SETTINGS,
            _situation_fields(),
            makers={"handling_mark": HandlingMarkEditor},
        )
        self.model_form = DetailsForm(session, SETTINGS, own_fields(SETTINGS, _MODEL))
        level = specifications(Cell)["level"]
        if not isinstance(level, Judged):
            raise TypeError("the level of a cell is not judged")
        self.matrix = CellGrid(
            session, CellContent(level, _level, _term), "Posture and level now, aspects by poles"
        )
        self.matrix.chosen.connect(lambda cell_id: self.go_to.emit("cells", cell_id))
        self.tables = {
            "poles": RowTable(
                session, "poles", own_fields("poles", ("name", "description", "mark_id"))
            ),
            "goals": RowTable(session, "goals", own_fields("goals", _GOAL)),
            "bands": RowTable(session, "bands", own_fields("bands", ("name", "lower"))),
        }
        self.marks = MarksPane(session, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for page, title in (
            (scrolled(self.situation), "S&ituation"),
            (self._postures(), "Post&ures now"),
            (self._goals(), "&Goals and bands"),
            (self._model(), "&Model"),
            (self.marks, "Mar&ks"),
        ):
            self.tabs.addTab(page, title)
        self.column.addWidget(self.counts)
        self.column.addWidget(self.missing)
        self.column.addWidget(self.tabs)

    def _postures(self) -> QWidget:
        hint = "Each cell: posture term, level now (low – likely – high · confidence, in points)."
        top = _titled(f"{hint} Enter goes to the cell.", self.matrix)
        return split(top, _titled("Poles: add, rename and describe them here.", self._poles), _HALF)

    def _goals(self) -> QWidget:
        top = _titled("A goal should hold; a red line must not break.", self.tables["goals"])
        said = "Bands: names for ranges of the index, each from its lower bound to the next."
        return split(top, _titled(said, self.tables["bands"]), _HALF)

    def _model(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        meaning = plain_label(
            "How the projection is computed. Every constant that it uses stands here or with the "
            "row that it belongs to; the same seed and draws always give the same numbers.",
            page,
        )
        meaning.setWordWrap(True)
        meaning.setContentsMargins(8, 8, 8, 0)
        layout.addWidget(meaning)
        layout.addWidget(self.model_form)
        layout.addStretch(1)
        return scrolled(page)

    @property
    def _poles(self) -> RowTable:
        return self.tables["poles"]

    def refresh(self, difference: Difference | None) -> None:
        """Show what the difference touches; None shows everything."""
        dossier = self.session.dossier
        self.counts.setText(counts(dossier))
        self.missing.show_problem("\n".join(attention(dossier)))
        self.situation.refresh(difference)
        self.model_form.refresh(difference)
        if difference is None or difference.tables & {"aspects", "poles", "cells", "terms"}:
            self.matrix.refresh()
        self.tables["goals"].model.new_row_values = {
            "pole_id": dossier.poles[0].id if dossier.poles else "",
            "month": dossier.settings.horizon,
        }
        for table in self.tables.values():
            table.refresh(difference)
        self.marks.refresh(difference)

    def focus_row(self, table: str, row_id: str) -> bool:
        """Put the cursor on a pole, a goal or red line, or a band; or show the settings."""
        if table == SETTINGS:
            self.catch_up()
            self.tabs.setCurrentIndex(0)
            return True
        if table == "marks":
            self.catch_up()
            self.tabs.setCurrentWidget(self.marks)
            self.marks.focus_row(row_id)
            return True
        if table not in self.tables or self.session.dossier.find(table, row_id) is None:
            return False
        self.catch_up()
        self.tabs.setCurrentIndex(1 if table == "poles" else 2)
        self.tables[table].focus_row(row_id)
        return True


_HALF = (300, 220)


def _titled(text: str, content: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 0, 4)
    label = plain_label(text, page)
    label.setWordWrap(True)
    layout.addWidget(label)
    layout.addWidget(content)
    return page
