"""What the results assume: settings, cells, effects, spillovers, sources, words for numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from equipoise.briefing.basis import basis_cell
from equipoise.briefing.document import Cell, Column, Row, Table
from equipoise.briefing.goals import yardstick_of
from equipoise.briefing.wording import day_text, judgment_text, plain_number
from equipoise.dossier.confidence import source_grade
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Choice, Flag, Number, specifications
from equipoise.dossier.rows import Settings, Source

_GRADES = ("low", "moderate", "high")
_RECORDED = frozenset({"horizon", "seed", "draws"})
"""Settings that the record of the briefing states as the projection used them."""


def settings_table(dossier: Dossier) -> Table:
    """Every setting that bears on the results, with its unit and meaning."""
    rows: list[Row] = []
    for name, spec in specifications(Settings).items():
        value = getattr(dossier.settings, name)
        if name in _RECORDED:
            continue
        if isinstance(spec, Number):
            shown = plain_number(value)
            unit = "" if spec.unit == spec.label.lower() else spec.unit
        elif isinstance(spec, Flag):
            shown, unit = ("on" if value else "off"), ""
        elif isinstance(spec, Choice):
            shown, unit = spec.word(value), ""
        else:
            continue
        rows.append(Row((Cell(spec.label), Cell(f"{shown} {unit}".strip()), Cell(spec.help))))
    return Table(
        "Settings",
        (Column("Setting", 1.3), Column("Value", 1), Column("Meaning", 3.2)),
        tuple(rows),
    )


def cells_table(dossier: Dossier) -> Table:
    """Drift, importance and volatility of each cell, with the reasons given."""
    rows: list[Row] = []
    for aspect in dossier.aspects:
        for position, pole in enumerate(dossier.poles):
            cell = dossier.find("cells", f"{aspect.id}/{pole.id}")
            if cell is None:
                continue
            drift = dossier.drift_of(cell)
            rows.append(
                Row(
                    (
                        Cell(aspect.name if position == 0 else ""),
                        Cell(pole.name),
                        Cell("–" if drift is None else judgment_text(drift)),
                        Cell(plain_number(cell.importance)),
                        Cell(plain_number(cell.volatility)),
                        Cell(cell.note or "–"),
                        basis_cell(dossier, cell),
                    ),
                    opens=position == 0,
                )
            )
    return Table(
        "Drift, importance and volatility",
        (
            Column("Aspect", 1.6),
            Column("Pole", 0.9),
            Column("Drift, points a year", 2.3),
            Column("Importance", 1.4, numeric=True),
            Column("Volatility, points", 1.3, numeric=True),
            Column("Why", 4),
            Column("Rests on", 1.6),
        ),
        tuple(rows),
        "Drift and volatility are measured at mid-scale. Importances count within their pole.",
    )


def _effect_rows(
    dossier: Dossier, owners: str, effects: Iterable[Any], owner_of: Callable[[Any], str]
) -> tuple[Row, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for effect in effects:
        name = dossier.name_of("aspects", effect.aspect_id)
        found.setdefault((owner_of(effect), effect.pole_id), []).append(
            f"{name}: {judgment_text(effect.effect)}"
        )
    return tuple(
        Row(
            (
                Cell(owner.name),
                *(Cell("\n".join(found.get((owner.id, pole.id), ["–"]))) for pole in dossier.poles),
                basis_cell(dossier, owner),
            )
        )
        for owner in dossier.table(owners)
    )


def _effects_table(dossier: Dossier, title: str, heading: str, rows: tuple[Row, ...]) -> Table:
    return Table(
        title,
        (
            Column(heading, 1.5),
            *(Column(f"On {pole.name}", 3.2) for pole in dossier.poles),
            Column("Rests on", 1.25),
        ),
        rows,
        (
            "Points at mid-scale, low / likely / high (confidence), at full effort or full force "
            "and fully phased in; 25 points at mid-scale are one latent unit."
        ),
    )


def recommendation_effects_table(dossier: Dossier) -> Table:
    """The judged effects of each recommendation on the cells, a column a pole."""
    rows = _effect_rows(
        dossier,
        "recommendations",
        dossier.recommendation_effects,
        lambda effect: str(effect.recommendation_id),
    )
    return _effects_table(dossier, "Effects of recommendations", "Recommendation", rows)


def driver_effects_table(dossier: Dossier) -> Table:
    """The judged effects of each driver on the cells, a column a pole."""
    rows = _effect_rows(
        dossier, "drivers", dossier.driver_effects, lambda effect: str(effect.driver_id)
    )
    return _effects_table(dossier, "Effects of drivers", "Driver", rows)


def dampings_table(dossier: Dossier) -> Table:
    """Which driver each recommendation damps, and by how much at full effort."""
    rows = tuple(
        Row(
            (
                Cell(dossier.name_of("recommendations", damping.recommendation_id)),
                Cell(dossier.name_of("drivers", damping.driver_id)),
                Cell(judgment_text(damping.share)),
                basis_cell(dossier, dossier.get("recommendations", damping.recommendation_id)),
            )
        )
        for damping in dossier.dampings
    )
    return Table(
        "Damping of drivers",
        (
            Column("Recommendation", 2.2),
            Column("Damps the driver", 2.2),
            Column("Share of its effect, %", 1.7),
            Column("Rests on", 1.6),
        ),
        rows,
    )


def spillovers_table(dossier: Dossier) -> Table:
    """How far a displacement of one cell carries over to another."""

    def place(aspect: str, pole: str) -> str:
        return f"{dossier.name_of('aspects', aspect)} / {dossier.name_of('poles', pole)}"

    rows = tuple(
        Row(
            (
                Cell(place(s.from_aspect_id, s.from_pole_id)),
                Cell(place(s.to_aspect_id, s.to_pole_id)),
                Cell(plain_number(s.strength)),
                Cell(s.note or "–"),
                basis_cell(dossier, s),
            )
        )
        for s in dossier.spillovers
    )
    return Table(
        "Spillovers",
        (
            Column("When this moves", 2.4),
            Column("this follows", 2.4),
            Column("by", 0.6, numeric=True),
            Column("Why", 3),
            Column("Rests on", 1.75),
        ),
        rows,
        "Latent units for each latent unit of displacement; a negative number is a cost.",
    )


def sources_table(dossier: Dossier) -> Table:
    """The sources with their Admiralty grade and what it supports alone."""
    specs = specifications(Source)
    reliability, credibility = specs["reliability"], specs["credibility"]
    rows: list[Row] = []
    for source in dossier.sources:
        grade = f"{source.reliability}{source.credibility}"
        meaning = "\n".join(
            choice.word(value)
            for choice, value in (
                (reliability, source.reliability),
                (credibility, source.credibility),
            )
            if isinstance(choice, Choice)
        )
        published = "" if source.published is None else day_text(source.published)
        rows.append(
            Row(
                (
                    Cell(source.name, published),
                    Cell(grade, meaning),
                    Cell(_GRADES[source_grade(source)]),
                    Cell(source.reference or "–", source.note),
                )
            )
        )
    return Table(
        "Sources",
        (
            Column("Source", 1.5),
            Column("Admiralty grade", 1.5),
            Column("Confidence", 0.9),
            Column("Reference", 3.6),
        ),
        tuple(rows),
        (
            "NATO Admiralty code: reliability of the source A–F, credibility of what it says 1–6. "
            "F and 6 say that it cannot be judged, which is not the worst grade."
        ),
    )


def confidence_table() -> Table:
    """What the confidence words mean."""
    meanings = (
        (
            "high",
            (
                "The best source is graded A or B and 1 or 2, or a moderate one is corroborated by "
                "another of at least moderate grade."
            ),
        ),
        ("moderate", "The best source is graded at least C and 3."),
        ("low", "No source, or none that can be graded that high."),
    )
    return Table(
        "Confidence words",
        (Column("Word", 0.8), Column("What the judgments of a row rest on", 5)),
        tuple(Row((Cell(word), Cell(meaning))) for word, meaning in meanings),
        "A passed review-by date lowers the word by one step.",
    )


def yardstick_table(dossier: Dossier) -> Table:
    """The scale of estimative words, printed once."""
    yardstick = yardstick_of(dossier)
    return Table(
        f"Words for probabilities: {yardstick.name}",
        (Column("Word", 2), Column("Probability", 1)),
        tuple(
            Row((Cell(t.word), Cell(f"{plain_number(t.low)}–{plain_number(t.high)} %")))
            for t in yardstick.terms
        ),
        (
            f"{yardstick.source}. A probability in a gap takes the nearer word, a shared "
            "end-point the word nearer 50 %. Numbers stand in brackets after the words."
        ),
        narrow=True,
    )
