"""What the strip shows of a dossier: one bar a step, or one for a recommendation without steps."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.dossier.dossier import Dossier
from equipoise.dossier.fields import Choice, specifications
from equipoise.dossier.judgment import Judgment
from equipoise.dossier.rows import Recommendation, Step
from equipoise.ui.charts.wording import EN_DASH, calendar_month
from equipoise.ui.plain import one_line

IMPLIED = "implied"
"""Status of the bar that stands for the lead time and phase-in of a recommendation."""

IMPLIED_WORD = "Lead time and phase-in"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the row it stands for, when it begins and how long it takes, in months.

    `table` is `steps` or `recommendations`. `overridden` says that the scenario shown puts another
    judgment in the place of its start or duration.
    """

    table: str
    row_id: str
    recommendation: str
    name: str
    owner: str
    status: str
    reversible: bool
    start: Judgment
    duration: Judgment
    after_step_id: str = ""
    overridden: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Table and identifier of the row."""
        return self.table, self.row_id

    @property
    def end(self) -> float:
        """Month in which it is likely finished."""
        return self.start.likely + self.duration.likely

    @property
    def earliest_end(self) -> float:
        """Low start and low duration together."""
        return self.start.low + self.duration.low

    @property
    def latest_end(self) -> float:
        """High start and high duration together."""
        return self.start.high + self.duration.high


def status_word(status: str) -> str:
    """The word for a bar's status."""
    if status == IMPLIED:
        return IMPLIED_WORD
    spec = specifications(Step)["status"]
    return spec.word(status) if isinstance(spec, Choice) else status


def bars_of(dossier: Dossier, scenario_id: str, recommendation_id: str | None) -> list[Bar]:
    """The bars of one recommendation, or of all of them (None), in the order of the tables."""
    overridden = {
        (o.table, o.row_id)
        for o in dossier.overrides_of(scenario_id)
        if o.field in ("start", "duration", "lead_time", "phase_in")
    }
    bars: list[Bar] = []
    for row in dossier.recommendations:
        if recommendation_id in (None, row.id):
            steps = dossier.steps_of(row.id)
            bars += [_step_bar(row, step, overridden) for step in steps]
            if not steps:
                bars.append(_implied_bar(row, overridden))
    return bars


def _step_bar(owner: Recommendation, step: Step, overridden: set[tuple[str, str]]) -> Bar:
    return Bar(
        "steps",
        step.id,
        owner.name,
        step.name,
        step.owner,
        step.status,
        step.reversible,
        step.start,
        step.duration,
        step.after_step_id,
        ("steps", step.id) in overridden,
    )


def _implied_bar(row: Recommendation, overridden: set[tuple[str, str]]) -> Bar:
    return Bar(
        "recommendations",
        row.id,
        row.name,
        row.name,
        "",
        IMPLIED,
        True,
        row.lead_time,
        row.phase_in,
        overridden=("recommendations", row.id) in overridden,
    )


def too_early(dossier: Dossier, bar: Bar) -> bool:
    """Whether a step is planned to begin before its precondition is likely finished."""
    before = dossier.find("steps", bar.after_step_id)
    if before is None or before.status == "done":
        return False
    return bool(bar.start.likely < before.start.likely + before.duration.likely)


def described(dossier: Dossier, bar: Bar) -> str:
    """All that is known of a bar, line by line, in plain text."""
    as_of = dossier.settings.as_of
    begin = calendar_month(as_of, int(bar.start.likely))
    end = calendar_month(as_of, int(bar.end))
    lines = [one_line(bar.name)]
    if bar.status == IMPLIED:
        lines.append("No steps: its lead time and phase-in apply.")
    else:
        owner = one_line(bar.owner) or "no owner"
        back = "can be taken back" if bar.reversible else "cannot be taken back"
        lines.append(f"{one_line(bar.recommendation)} · {status_word(bar.status)} · {owner}")
        lines.append(f"This step {back}.")
    low, high = bar.start.low, bar.start.high
    lines.append(
        f"Begins likely in month {bar.start.likely:g} ({begin}); "
        f"low to high {low:g}{EN_DASH}{high:g}."
    )
    lines.append(
        f"Takes likely {bar.duration.likely:g} months, until month {bar.end:g} ({end}); "
        f"finished between month {bar.earliest_end:g} and {bar.latest_end:g}."
    )
    before = dossier.find("steps", bar.after_step_id)
    if before is not None:
        owner = one_line(dossier.name_of("recommendations", before.recommendation_id))
        lines.append(f"After “{one_line(before.name)}” ({owner}).")
        if before.status == "blocked":
            lines.append("That step is blocked.")
        if too_early(dossier, bar):
            lines.append("That step is likely not finished by then.")
    if bar.overridden:
        lines.append("The scenario shown puts another judgment in the place of this one.")
    return "\n".join(lines)
