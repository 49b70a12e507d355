"""Portion marks: in front of each part of a briefing, in short, how closely it is held.

And whether the banner, which speaks for the whole, says as much as the most closely held part.
Short forms are those customary with each list of marks: for the US those of ISOO's booklet on
marking (2018), for the EU those of Council Decision 2013/488/EU, annex III. TLP 2.0 knows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from equipoise.briefing.codes import LETTERS
from equipoise.briefing.document import (
    BarChart,
    Document,
    FanChart,
    KeyJudgment,
    LayerChart,
    Paragraph,
    Point,
    Row,
    Sentence,
    Table,
    mapped,
)
from equipoise.briefing.material import Material
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.marks import MARKED_TABLES, default_mark, mark_of
from equipoise.dossier.rows import Mark

_SHORT = {
    "UNCLASSIFIED": "U",
    "RESTRICTED": "R",
    "CONFIDENTIAL": "C",
    "SECRET": "S",
    "TOP SECRET": "TS",
    "OFFICIAL": "O",
    "OFFICIAL-SENSITIVE": "OS",
    "NATO UNCLASSIFIED": "NU",
    "NATO RESTRICTED": "NR",
    "NATO CONFIDENTIAL": "NC",
    "NATO SECRET": "NS",
    "COSMIC TOP SECRET": "CTS",
    "RESTREINT UE/EU RESTRICTED": "R-UE/EU-R",
    "CONFIDENTIEL UE/EU CONFIDENTIAL": "C-UE/EU-C",
    "SECRET UE/EU SECRET": "S-UE/EU-S",
    "TRÈS SECRET UE/EU TOP SECRET": "TS-UE/EU-TS",
}
_CODE = re.compile(r"([A-Z])(\d+)(?:\.(\d+))?")
_TABLES = {letter: table for table, letter in LETTERS.items()}
_NOT_PRINTED = frozenset({"briefing_texts", "briefings_issued"})
"""Wordings count where they stand; a briefing issued earlier is not part of a new one."""


def short_mark(name: str) -> str:
    """The customary short form of a mark in brackets, else its name: “(S)”, “(TLP:AMBER)”."""
    name = " ".join(name.split())
    return f"({_SHORT.get(name.upper(), name)})"


def highest_in_force(dossier: Dossier, scenario_ids: Iterable[str] = ()) -> Mark | None:
    """The highest mark among the rows that a briefing rests on; None without marks.

    Of scenarios only those named count, all of them where none is. The dossier's own texts count as
    the default mark.
    """
    shown = frozenset(scenario_ids)
    found = [default_mark(dossier)]
    for key in MARKED_TABLES:
        if key not in _NOT_PRINTED:
            found += [
                mark_of(dossier, key, row)
                for row in dossier.table(key)
                if key != "scenarios" or not shown or row.id in shown
            ]
    return _highest(found)


def banner_shortfall(dossier: Dossier, scenario_ids: Iterable[str] = ()) -> str:
    """What the banner lacks, in plain words; empty if it names a mark that is high enough.

    The banner is free text, in which the names of the dossier's marks are looked for.
    """
    highest = highest_in_force(dossier, scenario_ids)
    banner = " ".join(dossier.settings.handling_mark.split())
    if highest is None or _rank_named(banner, dossier) >= highest.rank:
        return ""
    says = f"says “{banner}”" if banner else "is empty"
    return (
        f"the handling mark of the briefing {says}, but rows in it are held as “{highest.name}”; "
        "write that mark under Overview, or mark the rows otherwise"
    )


def with_portions(document: Document, material: Material) -> Document:
    """The document with a mark in front of each paragraph, finding, point, chart and table row.

    A table row has the mark in force for the dossier row that its code leads to. A text of the
    user's has that of its row; those of the settings count as the default mark, and as the
    scenario's. A generated sentence or chart rests on figures computed from all rows, and has the
    highest mark among them: one row that was left out might be what made the figure. A wording of
    the user's, and footnotes with reservations, can only raise a mark. Without marks in the dossier
    the document stays as it is.
    """
    marks = _Marks(material, document.language)
    if marks.highest is None:
        return document
    return replace(
        mapped(document, marks.marked),
        bottom_line=tuple(marks.sentence(sentence) for sentence in document.bottom_line),
    )


class _Marks:
    """The marks in force for the parts of one briefing."""

    def __init__(self, material: Material, language: str) -> None:
        self._dossier = material.dossier
        self._scenario_id = material.scenario_id
        self.highest = highest_in_force(
            material.dossier, {material.scenario_id, *material.compared} - {""}
        )
        self._wordings = {
            row.place: row for row in material.dossier.briefing_texts if row.language == language
        }

    def marked(self, part: Any) -> Any:
        """A part with its mark, if it is one that carries a mark."""
        if isinstance(part, Paragraph | KeyJudgment):
            return replace(part, mark=self._short(map(self._of_sentence, part.said)))
        if isinstance(part, Point):
            said = [part.said, *(s for answer in part.answers for s in answer.said)]
            return replace(part, mark=self._short(map(self._of_sentence, said)))
        if isinstance(part, Row):
            of_row = self._of_codes(part.codes) if part.codes else self.highest
            return replace(part, mark=self._short((of_row, *self._of_notes(part))))
        if isinstance(part, Table):
            return replace(part, after=tuple(self.sentence(s) for s in part.after))
        if isinstance(part, FanChart | BarChart | LayerChart):
            return replace(part, title=f"{self._short((self.highest,))} {part.title}")
        return part

    def sentence(self, sentence: Sentence) -> Sentence:
        """A sentence that stands alone, with its mark."""
        return replace(sentence, mark=self._short((self._of_sentence(sentence),)))

    def _short(self, marks: Iterable[Mark | None]) -> str:
        highest = _highest(marks)
        return "" if highest is None else short_mark(highest.name)

    def _of_sentence(self, sentence: Sentence) -> Mark | None:
        found = self.highest
        if sentence.own:
            found = self._of_codes(sentence.codes) if sentence.codes else self._of_settings()
        wording = self._wordings.get(sentence.place) if sentence.place else None
        worded = None if wording is None else mark_of(self._dossier, "briefing_texts", wording)
        return _highest((found, worded, *self._of_notes(sentence)))

    def _of_settings(self) -> Mark | None:
        scenario = self._dossier.find("scenarios", self._scenario_id)
        of_scenario = None if scenario is None else mark_of(self._dossier, "scenarios", scenario)
        return _highest((default_mark(self._dossier), of_scenario))

    def _of_codes(self, codes: tuple[str, ...]) -> Mark | None:
        return _highest(self._of_code(code) for code in codes)

    def _of_code(self, code: str) -> Mark | None:
        """The mark of the row behind a code; the highest where the code names more than one."""
        found = _CODE.fullmatch(code)
        table = None if found is None else _TABLES.get(found[1])
        if found is None or table is None:
            return self.highest
        row = self._row(table, int(found[2]), int(found[3] or 0))
        return self.highest if row is None else mark_of(self._dossier, table, row)

    def _row(self, table: str, first: int, second: int) -> Any:
        if table == "cells":
            aspect, pole = _at(self._dossier.aspects, first), _at(self._dossier.poles, second)
            both = aspect is not None and pole is not None
            return self._dossier.find("cells", f"{aspect.id}/{pole.id}") if both else None
        return _at(self._dossier.table(table), first)

    def _of_notes(self, part: Sentence | Row) -> list[Mark | None]:
        if not part.notes:
            return []
        reservations = self._dossier.reservations
        return [mark_of(self._dossier, "reservations", row) for row in reservations]


def _at(rows: tuple[Any, ...], place: int) -> Any:
    return rows[place - 1] if 0 < place <= len(rows) else None


def _highest(marks: Iterable[Mark | None]) -> Mark | None:
    return max((m for m in marks if m is not None), key=lambda mark: mark.rank, default=None)


def _rank_named(banner: str, dossier: Dossier) -> float:
    """The highest rank of the marks whose names stand in a banner; below all where none does."""
    return max(
        (
            mark.rank
            for mark in dossier.marks
            if re.search(rf"(?<!\w){re.escape(mark.name.strip())}(?!\w)", banner, re.IGNORECASE)
        ),
        default=float("-inf"),
    )
