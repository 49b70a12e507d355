"""The English briefings as they have been printed so far, kept to be compared with.

`python tests/briefing/golden_english.py` keeps those of today in their place.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing_sample import PRODUCED, sample_document

from equipoise import __version__
from equipoise.briefing.compose import compose
from equipoise.briefing.document import Document, plain
from equipoise.briefing.material import gather
from equipoise.briefing.request import Request
from equipoise.dossier.json_form import loads
from equipoise.files import shipped_data

GOLDEN = Path(__file__).parent / "golden"
COMPUTED = {"p5", "p25", "p50", "p75", "p95", "values"}
"""Series whose last digits may depend on the processor; the sample's are written by hand."""
LATER = {"language", "direction", "words", "measure", "end", "seal_line"}
"""What documents have told the typesetter since the first of them was kept."""


def kept() -> dict[str, str]:
    """The lines of each kept document, by its name."""
    return {
        path.name.removesuffix(".json.gz"): gzip.decompress(path.read_bytes()).decode("utf-8")
        for path in sorted(GOLDEN.glob("*.json.gz"))
    }


def today() -> Iterator[tuple[str, str]]:
    """The lines of the same documents as they are composed now."""
    yield "sample", _lines(sample_document(), LATER)
    dossier = loads(shipped_data("israel.json").read_text(encoding="utf-8"))
    for scenario_id in ("", *(scenario.id for scenario in dossier.scenarios)):
        document = compose(gather(dossier, scenario_id), Request(PRODUCED))
        yield f"israel {scenario_id}".strip(), _lines(document, LATER | COMPUTED)


def _lines(document: Document, left_out: set[str]) -> str:
    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without(item) for key, item in value.items() if key not in left_out}
        if isinstance(value, list | tuple):
            return [without(item) for item in value]
        return value

    lines = json.dumps(without(plain(document)), ensure_ascii=False, indent=1, sort_keys=True)
    return lines.replace(f"Equipoise {__version__}", "Equipoise")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, lines in today():
        path = GOLDEN / f"{name}.json.gz"
        path.write_bytes(gzip.compress(lines.encode("utf-8"), 9, mtime=0))
