"""A new dossier from a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from equipoise.dossier.dossier import Dossier


def started(
    template: Dossier,
    as_of: date | None = None,
    *,
    title: str = "",
    subject: str = "",
    poles: Sequence[str] = (),
    horizon: int | None = None,
) -> Dossier:
    """A template with what is given put in its place.

    Without `as_of` it keeps its own day: a worked dossier's judgments were made for that day.
    `poles` name the template's poles in order; goals beyond the horizon move to its end.
    """
    settings = replace(
        template.settings,
        as_of=as_of or template.settings.as_of,
        title=title or template.settings.title,
        subject=subject or template.settings.subject,
        horizon=horizon or template.settings.horizon,
    )
    goals = tuple(replace(goal, month=min(goal.month, settings.horizon)) for goal in template.goals)
    named = list(template.poles)
    for place, name in enumerate(poles[: len(named)]):
        if name.strip():
            named[place] = replace(named[place], name=name.strip())
    return replace(template, settings=settings, goals=goals, poles=tuple(named))
