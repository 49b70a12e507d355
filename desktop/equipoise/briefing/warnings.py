"""What whoever makes a briefing should know about it, though it can be printed."""

from __future__ import annotations

from equipoise.briefing.composing.portions import banner_shortfall
from equipoise.briefing.document import Document, sentences
from equipoise.briefing.press.glyphs import glyph_warnings
from equipoise.dossier.dossier import Dossier


def warnings_of(document: Document, dossier: Dossier, scenario_id: str = "") -> tuple[str, ...]:
    """Warnings in plain words about a briefing of a dossier under a scenario.

    A banner that says less than the rows in the briefing, wordings that contradict their figures,
    what was shortened, characters that no font has, and what the template does unwisely.
    """
    shortfall = banner_shortfall(dossier, (scenario_id,) if scenario_id else ())
    return (
        *((shortfall,) if shortfall else ()),
        *(
            f"the wording “{said.text}” says figures or words that are not computed; computed is: "
            f"{said.computed}"
            for said in sentences(document)
            if said.contradicts
        ),
        *((document.shortened,) if document.shortened else ()),
        *glyph_warnings(document, dossier),
        *document.template.warnings,
    )
