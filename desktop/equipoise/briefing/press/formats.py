"""The file formats of a briefing."""

from __future__ import annotations

from pathlib import Path

from equipoise.briefing.document import Document

FORMATS = ("pdf", "docx", "html", "md")
"""Each format by the ending of its files."""


def format_of(path: Path) -> str:
    """The format that the ending of a file's name asks for; PDF where it asks for none."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "pdf"


def render(document: Document, form: str) -> bytes:
    """The briefing in one of `FORMATS`. The same document gives the same bytes.

    Raises BriefingError.
    """
    if form == "pdf":
        from equipoise.briefing.press.pdf import render_pdf

        return render_pdf(document)
    if form == "docx":
        from equipoise.briefing.press.docx import render_docx

        return render_docx(document)
    if form == "html":
        from equipoise.briefing.press.html import render_html

        return render_html(document)
    if form == "md":
        from equipoise.briefing.press.markdown import render_markdown

        return render_markdown(document)
    raise ValueError(f"“{form}” is not a format of a briefing; there are: {', '.join(FORMATS)}")
