"""Yardsticks: estimative words for probabilities. One yardstick a dossier, never mixed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EstimativeTerm:
    """A word and the closed range of probability, in percent, that it stands for."""

    word: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A published scale of estimative words."""

    key: str
    name: str
    source: str
    terms: tuple[EstimativeTerm, ...]

    def term(self, probability: float) -> EstimativeTerm:
        """The term for a probability in 0…1.

        A probability in a gap takes the nearer range's term, ties to the range nearer 50 %; an
        end-point shared by two ranges belongs to the range nearer 50 %. Below the first range
        and above the last, the first and the last term apply. Raises ValueError outside 0…1.
        """
        if not 0 <= probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not {probability}")
        percent = round(probability * 100, 9)

        def rank(term: EstimativeTerm) -> tuple[float, float]:
            distance = max(term.low - percent, percent - term.high, 0.0)
            return round(distance, 9), abs((term.low + term.high) / 2 - 50)

        return min(self.terms, key=rank)

    def word(self, probability: float) -> str:
        """The word alone, in lower case, as it stands inside a sentence."""
        return self.term(probability).word

    def statement(self, probability: float, clause: str) -> str:
        """One sentence without its full stop: "It is likely (68 %) that <clause>"."""
        word = self.word(probability)
        if word.endswith(("chance", "possibility")):
            opening = "There is" if word.startswith("almost no") else "There is a"
        else:
            opening = "It is"
        return f"{opening} {word} ({percent_text(probability)}) that {clause}"


def percent_text(probability: float) -> str:
    """A probability in whole percent; what is possible is never rounded to 0 or 100 %."""
    percent = probability * 100
    if 0 < percent <= 0.5:
        return "under 1 %"
    if 99.5 <= percent < 100:
        return "over 99 %"
    return f"{percent:.0f} %"


def _terms(*rows: tuple[str, float, float]) -> tuple[EstimativeTerm, ...]:
    return tuple(EstimativeTerm(*row) for row in rows)


PHIA = Yardstick(
    "phia",
    "UK PHIA probability yardstick",
    "UK Professional Head of Intelligence Assessment, Explaining Uncertainty in UK Intelligence "
    "Assessment, 24 March 2025",
    _terms(
        ("remote chance", 0, 5),
        ("highly unlikely", 10, 20),
        ("unlikely", 25, 35),
        ("realistic possibility", 40, 50),
        ("likely or probable", 55, 75),
        ("highly likely", 80, 90),
        ("almost certain", 95, 100),
    ),
)

ICD203 = Yardstick(
    "icd203",
    "US ICD 203 degrees of likelihood",
    "US Office of the Director of National Intelligence, Intelligence Community Directive 203, "
    "Analytic Standards",
    _terms(
        ("almost no chance", 1, 5),
        ("very unlikely", 5, 20),
        ("unlikely", 20, 45),
        ("roughly even chance", 45, 55),
        ("likely", 55, 80),
        ("very likely", 80, 95),
        ("almost certain", 95, 99),
    ),
)

YARDSTICKS = {yardstick.key: yardstick for yardstick in (PHIA, ICD203)}
