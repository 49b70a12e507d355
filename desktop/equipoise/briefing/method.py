"""How the results come about, in plain sentences with every constant; and the end matter."""

from __future__ import annotations

from datetime import date

from equipoise.briefing.document import Cell, Column, Paragraph, Row, Table
from equipoise.briefing.wording import day_text, month_text, plain_number
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import AGEING_PER_MONTH, LEAST_CONFIDENCE, PERT_SHAPE
from equipoise.projection.outcome import Projection


def method_paragraphs(dossier: Dossier) -> tuple[Paragraph, ...]:
    """The model in a few plain sentences."""
    s = dossier.settings
    ageing = (
        f"A judgment past its review-by date loses {plain_number(AGEING_PER_MONTH)} percentage "
        f"point of this confidence a month, down to {plain_number(LEAST_CONFIDENCE)} %."
        if s.ageing
        else "Judgments do not age in this dossier."
    )
    returns = (
        "Effort counts linearly."
        if s.diminishing_returns == 0
        else "The first share of effort counts most: a share w of the effort brings "
        "(1 − e^(−kw)) / (1 − e^(−k)) of the full effect, with "
        f"k = {plain_number(s.diminishing_returns)}."
    )
    return (
        Paragraph(
            "Each judgment is a low, a likely and a high value, and how sure the judge "
            "is that the truth lies between low and high. It is widened to its full range by "
            "dividing its spread by that confidence, kept inside the bounds of the quantity, and "
            f"drawn from a PERT distribution of shape {plain_number(PERT_SHAPE)}. {ageing}",
            lead="Judgments",
        ),
        Paragraph(
            "Each aspect has a level towards each pole between 0 and 100. It moves on the "
            "logistic scale, so that it never leaves these bounds; near 50, one unit of that "
            "scale is 25 points. A level follows its drift, of which a share of "
            f"{plain_number(s.trend_damping)} is left after each month; what drivers, "
            "recommendations and spillovers do to it; and passing disturbances with a half-life "
            f"of {plain_number(s.noise_half_life)} months. Half of a new influence shows after "
            f"{plain_number(s.response_half_life)} months.",
            lead="Levels",
        ),
        Paragraph(
            "The weights are shares of one budget; what is left is unspent. A "
            "recommendation acts as its steps are phased in, and may take away a part of a "
            f"driver’s effect. {returns} A driver is acting already, or happens at most once, "
            "with its likelihood, in a month of its window.",
            lead="Effort",
        ),
        Paragraph(
            "An index is the mean of a pole’s levels, weighted by importance. All inputs are "
            "drawn together, many times, from one seed (scrambled Sobol’ points); medians, ranges "
            "and probabilities are counted over these draws. Contributions are Aumann–Shapley "
            "shares along the straight path from no effort to the weights, so that they add up to "
            "the change without a rest. Likelihood and confidence are kept apart throughout.",
            lead="Results",
        ),
    )


def end_matter_table(
    dossier: Dossier, projection: Projection, scenario: str, version: str, produced: date
) -> Table:
    """What is needed to compute the same briefing again."""
    last = int(projection.months[-1])
    as_of = dossier.settings.as_of
    facts = (
        ("Dossier", dossier.settings.title),
        ("Scenario", scenario),
        ("As of (month 0)", day_text(as_of)),
        ("Months", f"0 to {last} ({month_text(as_of, last)})"),
        ("Seed", str(projection.seed)),
        ("Draws", str(projection.draws)),
        ("Program", f"Equipoise {version}"),
        ("Produced", day_text(produced)),
    )
    return Table(
        "Record of this briefing",
        (Column("Item", 1), Column("Value", 4)),
        tuple(Row((Cell(name), Cell(value))) for name, value in facts),
        "The same dossier, seed, draws and months give the same numbers.",
    )
