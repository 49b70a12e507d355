"""The pages of a briefing in the background: the latest wish wins, figures are computed once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.composing.framing import arranged
from equipoise.briefing.document import Document, Section
from equipoise.briefing.errors import BriefingError
from equipoise.briefing.material import Material, carried_over, gather, set_beside
from equipoise.briefing.press.guard import forget
from equipoise.briefing.press.pdf import render_pages
from equipoise.briefing.press.spots import Spot, spots
from equipoise.briefing.produce import written
from equipoise.briefing.request import Request
from equipoise.briefing.warnings import warnings_of
from equipoise.dossier.dossier import NOT_PROJECTED, TABLES, Dossier, projected_settings
from equipoise.dossier.rows import Settings
from equipoise.editing.latest_wins import Answerer, LatestWinsThread

SectionChoice = tuple[str, bool]
"""A section's key, and whether it is printed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which briefing is wanted: dossier, scenario, others beside it, and what is asked of it."""

    dossier: Dossier
    scenario_id: str
    request: Request
    compared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Briefed:
    """A briefing as wished: its figures, its words, its pages as pictures, and spots on them.

    `warnings` are what whoever makes it should know, in plain words.

    `sections` are all that it could have, in their order, with what is printed of them.
    """

    wish: Wish
    pixels_per_inch: float
    material: Material
    document: Document
    sections: tuple[tuple[Section, bool], ...]
    pages: tuple[bytes, ...]
    spots: tuple[Spot, ...]
    warnings: tuple[str, ...] = ()


class Maker:
    """Makes briefings; what was computed for the last one is used again where it still holds."""

    def __init__(self, known: Briefed | None = None) -> None:
        self._wish = None if known is None else known.wish
        self._material = None if known is None else known.material

    def material(self, wish: Wish) -> Material:
        """What the briefing is made of. Raises NothingToProject, KeyError."""
        before, known = self._wish, self._material
        if before is None or known is None or not same_figures(before, wish):
            known = gather(wish.dossier, wish.scenario_id, wish.compared)
        else:
            if before.dossier is not wish.dossier:
                known = carried_over(known, wish.dossier)
            if before.compared != wish.compared:
                known = set_beside(known, wish.dossier, wish.compared)
        self._wish, self._material = wish, known
        return known

    def document(self, wish: Wish) -> tuple[Document, tuple[tuple[Section, bool], ...]]:
        """The briefing in words, and all sections that it could have with what is printed.

        Raises NothingToProject, BriefingError, KeyError.
        """
        material, kind = self.material(wish), wish.request.kind
        bare = material.dossier.with_table("briefing_sections", ())
        whole = compose(replace(material, dossier=bare), wish.request)
        sections = {section.ident: section for section in whole.sections}
        usual = wish.request.template.sections.get(kind, tuple(sections))
        order = arranged(material.dossier, kind, list(sections), usual)
        choice = tuple((sections[ident], shown) for ident, shown in order)
        return written(material, wish.request, wish.compared), choice


def same_figures(one: Wish, other: Wish) -> bool:
    """Whether the figures of one wish are those of the other."""
    old, new = one.dossier, other.dossier
    if one.scenario_id != other.scenario_id:
        return False
    return old is new or (
        _settings(old) == _settings(new)
        and all(
            old.table(key) is new.table(key) or old.table(key) == new.table(key)
            for key in TABLES
            if key not in NOT_PROJECTED
        )
    )


def _settings(dossier: Dossier) -> Settings:
    """The settings without what is only words."""
    return replace(
        projected_settings(dossier),
        title="",
        subject="",
        setting="",
        conclusion="",
        handling_mark="",
    )


@dataclass(frozen=True, slots=True)
class _Question:
    wish: Wish
    pixels_per_inch: float


class Briefer(Answerer):
    """Answers `ask` from a thread of its own, which begins with the first question.

    `briefed` carries a `Briefed`. `nothing` carries plain words where there are no pages to show;
    `failed` an exception that is a bug.
    """

    briefed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker(self)

    def ask(self, wish: Wish, pixels_per_inch: float) -> None:
        """Ask for the pages of a briefing as pictures of this resolution."""
        self._worker.ask(_Question(wish, pixels_per_inch))

    def stop(self) -> None:
        """End the thread; waits for the step it is in."""
        self._worker.end()


class _Worker(LatestWinsThread[_Question]):
    """Keeps what it made and works on the latest question only."""

    def __init__(self, briefer: Briefer) -> None:
        super().__init__(briefer)
        self._briefer = briefer
        self._maker = Maker()
        self._last: Briefed | None = None

    def answer(self, question: _Question) -> None:
        try:
            made = self._made(question)
        except BriefingError as error:
            self._last = None
            if not self.overtaken():
                self._briefer.nothing.emit(str(error))
            return
        if made is not None:
            self._last = made
            self._briefer.briefed.emit(made)

    def _made(self, question: _Question) -> Briefed | None:
        """What is asked for; None where a newer question waits."""
        wish, sharpness = question.wish, question.pixels_per_inch
        last = self._last
        if last is not None and last.wish == wish and last.wish.dossier is wish.dossier:
            if last.pixels_per_inch == sharpness:
                return replace(last, wish=wish)
            pages = tuple(render_pages(last.document, sharpness))
            return replace(last, wish=wish, pixels_per_inch=sharpness, pages=pages)
        material = self._maker.material(wish)
        if self.overtaken():
            return None
        document, sections = self._maker.document(wish)
        if self.overtaken():
            return None
        pages = tuple(render_pages(document, sharpness))
        if self.overtaken():
            return None
        found = spots(document)
        forget()
        return Briefed(
            wish,
            sharpness,
            material,
            document,
            sections,
            pages,
            found,
            warnings_of(document, wish.dossier, wish.scenario_id),
        )
