"""What kinds and formats of briefings are called on screen."""

from __future__ import annotations

from collections.abc import Mapping

KIND_NAMES: Mapping[str, str] = {
    "one-page": "One-page brief",
    "full": "Full briefing",
    "talking-points": "Talking points",
    "cable": "Cable",
    "annex": "Technical annex",
}
"""The name of each of `kinds.KINDS`."""

KIND_HELP: Mapping[str, str] = {
    "one-page": "The bottom line, key judgments, one chart and the recommended effort on one page",
    "full": "Situation, drivers, options, effort, risks, assumptions, sources and method",
    "talking-points": "What to say, and what to say if asked",
    "cable": "Numbered and marked paragraphs, the summary first",
    "annex": "Every row, constant, seed and version that the figures rest on",
}

FORMAT_NAMES: Mapping[str, str] = {
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "html": "HTML",
    "md": "Markdown",
}
"""The name of each of `formats.FORMATS`."""

CHART_NAMES: Mapping[str, str] = {"png": "PNG pictures", "svg": "SVG drawings", "csv": "CSV tables"}
"""The name of each of `chart_files.KINDS`."""


def kind_name(key: str) -> str:
    """The name of a kind."""
    return KIND_NAMES.get(key, key)
