"""The words of the sample's briefings in English as they have been printed so far.

`python tests/briefing/golden_english.py` keeps those of today in their place, a file a kind, a line
a text, so that a changed wording can be read in the difference.
"""

from __future__ import annotations

from pathlib import Path

from briefing_sample import PRODUCED, sample_material

from equipoise.briefing.composing.compose import compose
from equipoise.briefing.document import texts
from equipoise.briefing.kinds import KINDS
from equipoise.briefing.request import Request

GOLDEN = Path(__file__).parent / "golden"


def kept() -> dict[str, list[str]]:
    """The lines kept of each kind."""
    return {
        path.stem: path.read_text(encoding="utf-8").splitlines()
        for path in sorted(GOLDEN.glob("*.txt"))
    }


def today() -> dict[str, list[str]]:
    """The lines of each kind as it is composed now.

    The annex is left out: it names the versions of what computes it.
    """
    material = sample_material()
    return {
        kind: [
            text.replace("\n", " / ")
            for text in texts(compose(material, Request(PRODUCED, kind=kind, version="9.8.7")))
            if text.strip()
        ]
        for kind in KINDS
        if kind != "annex"
    }


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, lines in today().items():
        (GOLDEN / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
