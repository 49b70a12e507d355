"""The technical annex: every row that bears on the results, every constant, seed and version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from equipoise.briefing.composing.framing import framed
from equipoise.briefing.composing.full import full_briefing
from equipoise.briefing.content.assumptions import (
    cells_table,
    confidence_table,
    dampings_table,
    driver_effects_table,
    recommendation_effects_table,
    settings_table,
    sources_table,
    spillovers_table,
    yardstick_table,
)
from equipoise.briefing.content.changes import changes_table
from equipoise.briefing.content.chart_data import charts_of
from equipoise.briefing.content.chart_tables import chart_tables
from equipoise.briefing.content.constants import constants_table, versions_table
from equipoise.briefing.content.effort import recommendations_table, steps_table, weights_table
from equipoise.briefing.content.fragility import contribution_sentences, mind_changers
from equipoise.briefing.content.goals import goals_table
from equipoise.briefing.content.lineage import lineage_table
from equipoise.briefing.content.method import end_matter_table, method_paragraphs
from equipoise.briefing.content.options import options_table
from equipoise.briefing.content.row_tables import (
    bands_of_table,
    linkages_table,
    reviews_table,
    scenarios_table,
    step_order_table,
    terms_table,
)
from equipoise.briefing.content.running import running_versions
from equipoise.briefing.content.situation import (
    aspects_table,
    bands_table,
    drivers_table,
    impacts_table,
)
from equipoise.briefing.document import Document
from equipoise.briefing.language.speech import Speech
from equipoise.briefing.material import Material
from equipoise.briefing.request import Request


def annex(
    material: Material,
    request: Request,
    speech: Speech,
    versions: Callable[[], tuple[tuple[str, str], ...]] = running_versions,
) -> Document:
    """The technical annex of the material; `versions` says what the program runs on."""
    dossier, projection = material.dossier, material.projection
    everything = len(dossier.recommendations)
    shifts = contribution_sentences(dossier, material.fragility, speech)
    full = full_briefing(material, replace(request, kind="full", sections=None), speech)
    return framed(
        material,
        request,
        speech,
        sections=(
            (
                "situation",
                (
                    aspects_table(dossier, projection, speech),
                    cells_table(dossier, speech),
                    terms_table(dossier, speech),
                    spillovers_table(dossier, speech),
                    impacts_table(dossier, speech),
                ),
            ),
            (
                "drivers",
                (
                    drivers_table(dossier, material.scenario_id, material.drivers, speech),
                    driver_effects_table(dossier, speech),
                ),
            ),
            (
                "effort",
                (
                    weights_table(dossier, projection, speech, listed=everything, after=shifts),
                    recommendations_table(dossier, projection, material.swings, speech),
                    recommendation_effects_table(dossier, speech),
                    dampings_table(dossier, speech),
                    linkages_table(dossier, speech),
                    steps_table(dossier, speech),
                    step_order_table(dossier, speech),
                ),
            ),
            (
                "success",
                (
                    goals_table(dossier, projection, speech),
                    bands_of_table(dossier, speech),
                    bands_table(dossier, projection, speech),
                    mind_changers(dossier, material.fragility, speech),
                ),
            ),
            (
                "scenarios",
                (
                    scenarios_table(material, speech),
                    changes_table(dossier, material.scenario_id, material.changes, speech),
                    options_table(material, speech),
                ),
            ),
            (
                "sources",
                (
                    sources_table(dossier, speech),
                    reviews_table(dossier, speech),
                    confidence_table(speech),
                    yardstick_table(dossier, speech),
                ),
            ),
            ("constants", (settings_table(dossier, speech), constants_table(dossier, speech))),
            ("method", method_paragraphs(dossier, speech)),
            ("chart-data", chart_tables(dossier, charts_of(full), speech)),
            ("lineage", lambda codes: (lineage_table(material, codes, speech),)),
            (
                "about",
                (
                    end_matter_table(material, request, speech),
                    versions_table(versions(), speech),
                ),
            ),
        ),
    )
