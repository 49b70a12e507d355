"""Numbers and judgments as people write them, and back."""

from __future__ import annotations

import re

from equipoise.dossier.judgment import Judgment

_NUMBER = r"[-−+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][-+]?\d+)?"
_JUDGMENT = re.compile(
    rf"\s*({_NUMBER})\s*(?:–|—|;|/|…|to|\s)\s*({_NUMBER})\s*(?:–|—|;|/|…|to|\s)\s*({_NUMBER})"
    rf"(?:\s*(?:·|;|@|,|at|\s)\s*({_NUMBER})\s*%?)?\s*"
)
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+")


def number_text(value: float) -> str:
    """The shortest decimal text of a number, to twelve significant digits."""
    return f"{value:.12g}"


def judgment_text(judgment: Judgment) -> str:
    """A judgment in one line: "40 – 55 – 70 · 75 %"."""
    numbers = " – ".join(
        number_text(value) for value in (judgment.low, judgment.likely, judgment.high)
    )
    return f"{numbers} · {number_text(judgment.confidence)} %"


def read_number(text: str) -> float:
    """The number that a text says, with a decimal point or comma.

    Raises ValueError in plain words where the text is no number or can be read in two ways.
    """
    cleaned = text.strip().replace("−", "-").replace("\u00a0", "").replace("\u202f", "")
    cleaned = cleaned.removesuffix("%").strip()
    if not cleaned:
        raise ValueError("a number is needed here; the field is empty")
    if _THOUSANDS.fullmatch(cleaned):
        raise ValueError(
            f"“{text.strip()}” can be read in two ways; write it without a comma, "
            "or with a point before the decimals"
        )
    if not re.fullmatch(_NUMBER, cleaned):
        raise ValueError(f"“{text.strip()}” is not a number")
    return float(cleaned.replace(",", "."))


def read_judgment(text: str) -> Judgment:
    """The judgment in a text such as "40 – 55 – 70 · 75 %"; the confidence may be left out.

    Raises ValueError in plain words.
    """
    found = _JUDGMENT.fullmatch(text)
    if found is None:
        raise ValueError(
            f"“{text.strip()}” is not a judgment; write low – likely – high · confidence, "
            "for example 40 – 55 – 70 · 75 %"
        )
    numbers = [read_number(part) for part in found.groups() if part is not None]
    return Judgment(*numbers)
