"""Generated dossiers: any text, any numbers within bounds, rows that refer to one another."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import (
    Aspect,
    BriefingIssued,
    BriefingSection,
    BriefingText,
    Cell,
    Driver,
    DriverEffect,
    NameAbroad,
    Pole,
    Recommendation,
    Reservation,
    Settings,
    Source,
    Step,
    Term,
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def judgments(low: float, high: float, margin: float = 0.0) -> st.SearchStrategy[Judgment]:
    """Any judgment in the bounds; `margin` keeps the likely value away from them."""
    return st.builds(
        lambda numbers, likely, c: Judgment(
            min(*numbers, likely), likely, max(*numbers, likely), c
        ),
        st.tuples(st.floats(low, high), st.floats(low, high)),
        st.floats(low + margin, high - margin),
        st.floats(50, 100),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier in order, with a row or more in most tables; names are any text."""
    poles = [
        Pole(f"p{i}", f"{draw(texts)}{i}", draw(texts)) for i in range(draw(st.integers(0, 2)))
    ]
    aspects = [Aspect(f"a{i}", f"{draw(texts)}{i}") for i in range(draw(st.integers(0, 2)))]
    sources = [
        Source(f"s{i}", f"{draw(texts)}{i}", published=draw(st.none() | days))
        for i in range(draw(st.integers(0, 2)))
    ]
    used = (
        st.lists(st.sampled_from([s.id for s in sources]), unique=True) if sources else st.just([])
    )
    drivers = [
        Driver(
            "d",
            f"{draw(texts)}d",
            draw(st.sampled_from(["challenge", "opportunity", "external"])),
            draw(texts),
            draw(st.sampled_from(["ongoing", "event"])),
            draw(judgments(0, 100)),
            draw(judgments(0, 120)),
            draw(st.floats(0, 120)),
            tuple(draw(used)),
            draw(st.none() | days),
        )
    ]
    cells = [
        Cell(
            a.id,
            p.id,
            draw(st.sampled_from(["", "t"])),
            draw(judgments(0, 100, margin=0.5)),
            draw(judgments(-50, 50)),
            draw(st.floats(0.5, 100)),
            draw(st.floats(0, 40)),
            draw(texts),
            tuple(draw(used)),
        )
        for a in aspects
        for p in poles
    ]
    return Dossier(
        settings=Settings(
            title=f"{draw(texts)}!",
            handling_mark=draw(texts),
            as_of=draw(days),
            horizon=draw(st.integers(1, 120)),
            seed=draw(st.integers(0, 2**31 - 1)),
            trend_damping=draw(st.floats(0, 1)),
            ageing=draw(st.booleans()),
            authority=draw(texts),
            author=draw(texts),
            portion_marks=draw(st.booleans()),
        ),
        poles=tuple(poles),
        terms=(Term("t", "T", draw(judgments(0, 100, margin=0.5)), draw(judgments(-50, 50))),),
        aspects=tuple(aspects),
        cells=tuple(cells),
        drivers=tuple(drivers),
        driver_effects=tuple(
            DriverEffect("d", c.aspect_id, c.pole_id, draw(judgments(-100, 100))) for c in cells[:1]
        ),
        recommendations=(Recommendation("r", f"{draw(texts)}r", draw(texts)),),
        steps=(Step("x", "r", f"{draw(texts)}x", share=draw(st.floats(0, 100))),),
        sources=tuple(sources),
        reservations=(
            Reservation(
                "v", f"{draw(texts)}v", "drivers", "d", "likelihood", draw(judgments(0, 100))
            ),
        ),
        briefing_texts=(BriefingText("en", f"{draw(texts)}e", draw(texts), draw(texts)),),
        names_abroad=tuple(
            NameAbroad(f"n{language}", f"{draw(texts)}n", language, f"{draw(texts)}n")
            for language in ("he", "ru")
        ),
        briefings_issued=(
            BriefingIssued("b", draw(days), "full", "en", draw(texts), record=draw(texts)),
        ),
        briefing_sections=(
            BriefingSection("full", f"{draw(texts)}s", draw(st.booleans())),
            BriefingSection("cable", f"{draw(texts)}s"),
        ),
    )
