"""A full PDF from the dossier, against typst's own compilation of the same page source."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from table import Figure, milliseconds, ratio

ROUNDS = 5
LANGUAGES = {"en": "English", "he": "Hebrew", "ru": "Russian"}


def figures() -> Iterator[Figure]:
    """A language at a time; each side in a process of its own, with nothing set before."""
    for language, name in LANGUAGES.items():
        pairs = [_pair(language) for _ in range(ROUNDS)]
        ours = [pair["whole"] for pair in pairs]
        theirs = [pair["typst"] for pair in pairs]
        pages = pairs[0]["pages"]
        gathering = milliseconds([pair["gather"] for pair in pairs])
        yield Figure(
            f"a full briefing as PDF from the dossier, {name}, {pages:.0f} pages",
            "typst's own compilation of the same page source",
            f"{ratio(ours, theirs):.2f}",
            f"{milliseconds(ours)} against {milliseconds(theirs)}, of which {gathering} compute "
            "the figures; the same bytes",
        )


def _pair(language: str) -> dict[str, float]:
    child = str(Path(__file__).with_name("briefing_child.py"))
    found: dict[str, float] = {}
    content: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for side in ("ours", "typst"):
            command = [sys.executable, child, side, language, str(Path(folder) / "source.json")]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            told = json.loads(done.stdout)
            content.add(told.pop("content"))
            found |= told
    assert len(content) == 1, "the two sides made different files"
    return found
