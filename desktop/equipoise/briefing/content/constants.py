"""The constants of the model that no setting changes, and the versions it ran on."""

from __future__ import annotations

from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.language.speech import Speech
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import (
    AGEING_PER_MONTH,
    DAYS_PER_MONTH,
    LEAST_CONFIDENCE,
    PERT_SHAPE,
)
from equipoise.projection.outcome import FAN_PERCENTILES
from equipoise.projection.responses import POINTS_PER_LATENT, half_life_share
from equipoise.projection.sobol import BITS


def constants_table(dossier: Dossier, speech: Speech) -> Table:
    """Every fixed number of the model, and the monthly shares that follow from half-lives."""
    say, number = speech.say, speech.number
    settings = dossier.settings
    facts = (
        (say("constant-pert"), number(PERT_SHAPE), say("constant-pert.help")),
        (
            say("constant-least-confidence"),
            speech.percent(LEAST_CONFIDENCE),
            say("constant-least-confidence.help"),
        ),
        (say("constant-ageing"), number(AGEING_PER_MONTH), say("constant-ageing.help")),
        (say("constant-month"), number(DAYS_PER_MONTH), say("constant-month.help")),
        (say("constant-latent"), number(POINTS_PER_LATENT), say("constant-latent.help")),
        (
            say("constant-response"),
            number(1 - half_life_share(settings.response_half_life)),
            say("constant-response.help"),
        ),
        (
            say("constant-noise"),
            number(half_life_share(settings.noise_half_life)),
            say("constant-noise.help"),
        ),
        (
            say("constant-quantiles"),
            say("percent", number=", ".join(str(share) for share in FAN_PERCENTILES)),
            say("constant-quantiles.help"),
        ),
        (say("constant-spillovers"), speech.formula("< 1"), say("constant-spillovers.help")),
        (say("constant-bits"), str(BITS), say("constant-bits.help")),
    )
    return Table(
        say("constants-table"),
        (
            Column(say("constants-table.constant"), 1.3),
            Column(say("column-value"), 1),
            Column(say("settings-table.meaning"), 3.2),
        ),
        tuple(Row(tuple(Cell(text) for text in fact)) for fact in facts),
        say("constants-table.note"),
    )


def versions_table(versions: tuple[tuple[str, str], ...], speech: Speech) -> Table:
    """The versions of what the program ran on when the briefing was composed."""
    return Table(
        speech.say("versions-table"),
        (
            Column(speech.say("versions-table.name"), 1),
            Column(speech.say("versions-table.version"), 1),
        ),
        tuple(Row((Cell(name), Cell(number))) for name, number in versions),
        narrow=True,
    )
