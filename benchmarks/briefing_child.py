"""One full briefing in a process of its own; prints processor seconds as JSON.

`ours LANGUAGE FILE` makes it from the dossier and keeps in the file what the typesetter was handed;
`typst LANGUAGE FILE` has typst compile just that. Libraries are imported before the clock starts.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import scipy.special  # noqa: F401
import typst

from equipoise.briefing.material import gather
from equipoise.briefing.press.pdf import page_source, printable, render_pdf
from equipoise.briefing.produce import written
from equipoise.briefing.request import Request
from equipoise.files import resource
from equipoise.store.shipped import shipped_dossier

DAY = date(2026, 9, 1)


def ours(language: str, kept: Path) -> dict[str, object]:
    """From the dossier to the bytes of the file."""
    dossier = shipped_dossier()
    begun = time.process_time()
    material = gather(dossier, "balanced")
    gathered = time.process_time()
    document = written(material, Request(DAY, language=language))
    content = render_pdf(document)
    ended = time.process_time()
    kept.write_text(json.dumps(page_source(printable(document))), encoding="utf-8")
    return {
        "whole": ended - begun,
        "gather": gathered - begun,
        "content": hashlib.sha256(content).hexdigest(),
    }


def theirs(kept: Path) -> dict[str, object]:
    """From the same source to the same bytes, by typst alone."""
    source = json.loads(kept.read_text(encoding="utf-8"))
    begun = time.process_time()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[resource("fonts")]
    )
    content = typst.compile(
        resource("briefing", "briefing.typ"),
        root=resource("briefing"),
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=source,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC),
    )
    ended = time.process_time()
    pages = typst.query(
        resource("briefing", "briefing.typ"),
        "<pages>",
        field="value",
        root=resource("briefing"),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=source,
    )
    return {
        "typst": ended - begun,
        "pages": json.loads(pages)[0],
        "content": hashlib.sha256(content).hexdigest(),
    }


if __name__ == "__main__":
    side, language, file = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    print(json.dumps(ours(language, file) if side == "ours" else theirs(file)))
