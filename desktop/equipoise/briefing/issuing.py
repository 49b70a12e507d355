"""Issuing: a briefing's entry in its dossier, by which the next one says what has changed."""

from __future__ import annotations

import secrets

from equipoise.briefing.document import Document
from equipoise.dossier.rows import BriefingIssued


def entry_of(document: Document, scenario_name: str) -> BriefingIssued:
    """The entry of a sealed briefing under a new identifier."""
    return BriefingIssued(
        secrets.token_hex(8),
        document.produced,
        document.kind,
        document.language,
        scenario_name,
        document.seal,
        document.record,
    )
