"""Which probabilities a walk shows, and how their lines are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from equipoise.dossier.dossier import Dossier
from equipoise.projection.outcome import Floats
from equipoise.ui.theme import Theme

if TYPE_CHECKING:
    from equipoise.insight.walk import Walk

ALL_GOALS = "all goals"
_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DotLine,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A probability against the weight: what it says, its values 0…1, how it is drawn."""

    name: str
    values: Floats
    colour: str
    dash: Qt.PenStyle
    width: float


def lines_of(dossier: Dossier, walk: Walk, set_aside: frozenset[str], theme: Theme) -> list[Line]:
    """Goals in their pole's colour, risks of red lines dashed, all goals together last.

    Goals and red lines set aside are left out.
    """
    found: list[Line] = []
    places = {pole.id: place for place, pole in enumerate(dossier.poles)}
    for goal in dossier.goals:
        if goal.id in set_aside:
            continue
        if goal.id in walk.goals:
            colour = theme.pole(places[goal.pole_id])
            found.append(Line(goal.name, walk.goals[goal.id], colour, _dash(found, colour), 2.0))
        elif goal.id in walk.red_lines:
            name, colour = f"Risk: {goal.name}", theme.danger
            dash = _dash(found, colour, dashed=True)
            found.append(Line(name, walk.red_lines[goal.id], colour, dash, 1.6))
    if walk.all_goals is not None and len(found) > 1:
        found.append(Line(ALL_GOALS, walk.all_goals, theme.text, Qt.PenStyle.SolidLine, 2.6))
    return found


def _dash(lines: list[Line], colour: str, *, dashed: bool = False) -> Qt.PenStyle:
    """A dash that tells a line from those of its colour; red lines are never solid."""
    dashes = _DASHES[1:] if dashed else _DASHES
    return dashes[sum(line.colour == colour for line in lines) % len(dashes)]
