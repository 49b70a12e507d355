"""What whoever makes a briefing should know about it, though it can be printed."""

from __future__ import annotations

from equipoise.briefing.document import Document
from equipoise.briefing.glyphs import glyph_warnings
from equipoise.dossier.dossier import Dossier


def warnings_of(document: Document, dossier: Dossier) -> tuple[str, ...]:
    """Warnings in plain words: what the template does unwisely, and which characters it lacks."""
    return (*document.template.warnings, *glyph_warnings(document, dossier))
