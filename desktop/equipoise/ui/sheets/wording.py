"""What an import would do, and what stands in its way, in words."""

from __future__ import annotations

from equipoise.dossier.dossier import TABLES
from equipoise.editing.import_plan import ImportPlan, LineKind


def summary(plan: ImportPlan) -> str:
    """One sentence for a plan."""
    if plan.faults:
        count = _counted(len(plan.faults), "fault")
        stands = "stands" if len(plan.faults) == 1 else "stand"
        return f"{count} {stands} in the way. It is all or nothing: mend them, then import."
    new, changed, same = (
        plan.count(kind) for kind in (LineKind.NEW, LineKind.CHANGED, LineKind.SAME)
    )
    if not new and not changed:
        return "The sheet says what the table says already: there is nothing to import."
    rows = _counted(new, "new row")
    return f"{rows}, {changed:,} changed, {same:,} as they are. No row is deleted."


def import_label(plan: ImportPlan) -> str:
    """The name of the undo step."""
    rows = plan.count(LineKind.NEW) + plan.count(LineKind.CHANGED)
    return f"Import {_counted(rows, 'row')} into {TABLES[plan.table].many}"


def unread_note(plan: ImportPlan) -> str:
    """Which columns change nothing; "" if each is about something."""
    if not plan.unread:
        return ""
    listed = ", ".join(f"“{heading}”" for heading in plan.unread[:_MOST_NAMED])
    more = len(plan.unread) - _MOST_NAMED
    others = f" and {more:,} more" if more > 0 else ""
    return f"Not read: {listed}{others}."


_MOST_NAMED = 12


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
