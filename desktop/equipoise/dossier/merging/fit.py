"""Which changes of theirs must wait so that the merged dossier is in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from equipoise.dossier.difference_words import table_name
from equipoise.dossier.merging.changes import Change, Groups
from equipoise.dossier.merging.values import Rows, dossier_of, name_in
from equipoise.dossier.validation import Problem, problems_of

_MANY = 200
"""Among more changes than these, halving finds sooner what must wait."""

_FEW = 5
_MOST_TRIALS = 400
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """The rows in order, and the changes held back, each with what it would break.

    A change that rests on another one held back has no reason of its own ("").
    """

    rows: Rows
    held_back: Mapping[Change, str]


def fitted(ours: Rows, merged: Rows) -> Fitted:
    """Hold back as few changes as are needed for a dossier in order; `ours` must be one.

    Faults are met one by one: where holding back one group of changes mends a fault without a new
    one, the smallest such group waits. Of many faults, all changes to the rows at fault wait at
    once. Where nothing of that helps, halves and quarters of the changes are tried (Zeller and
    Hildebrandt 2002). In the end, what can be carried out after all is.
    """
    groups = Groups(ours, merged)
    if not groups.changes or not _problems(groups, ()):
        return Fitted(merged, {})
    roots = _needless_removed(groups, _roots(groups))
    held = groups.with_resting(roots)
    reasons: dict[Change, str] = {}
    for root in roots:
        without = groups.with_resting(r for r in roots if r != root)
        broken = _problems(groups, without)[:_TOLD]
        for change in groups.members[root]:
            reasons[change] = "\n".join(str(problem) for problem in broken)
    for group in held - set(roots):
        for change in groups.members[group]:
            reasons.setdefault(change, "")
    return Fitted(groups.without(held), reasons)


def _problems(groups: Groups, held: Iterable[Change]) -> list[Problem]:
    return list(problems_of(dossier_of(groups.without(frozenset(held)))))


def _roots(groups: Groups) -> list[Change]:
    """Groups to hold back (with what rests on them) until nothing is wrong any more."""
    roots: list[Change] = []
    problems = _problems(groups, ())
    if len(problems) > _FEW:
        at_fault = _at_fault(groups, problems)
        left = _problems(groups, groups.with_resting(at_fault))
        if len(left) < len(problems):
            roots, problems = at_fault, left
    while problems:
        found = _mending_one(groups, roots, problems)
        if found is None:
            return roots + _halving(groups, roots)
        root, problems = found
        roots.append(root)
    return roots


def _at_fault(groups: Groups, problems: list[Problem]) -> list[Change]:
    """The groups that touch a row which a problem names."""
    merged = dossier_of(groups.without(()))
    named = {(problem.table, problem.row) for problem in problems}
    return [
        group
        for group, changes in groups.members.items()
        if any(
            (table_name(change.table), name_in(merged, *change.key)) in named for change in changes
        )
    ]


def _mending_one(
    groups: Groups, roots: list[Change], problems: list[Problem]
) -> tuple[Change, list[Problem]] | None:
    """The group whose holding back leaves fewest changes waiting among those that mend a fault."""
    held = groups.with_resting(roots)
    near = [g for g in groups.members if g not in held and _is_near(groups, g, problems)]
    rest = [g for g in groups.members if g not in held and g not in set(near)]
    for candidates in (near, rest):
        if len(candidates) > _MANY:
            continue
        best: tuple[int, Change, list[Problem]] | None = None
        for group in candidates:
            waiting = groups.with_resting([*roots, group])
            size = sum(len(groups.members[g]) for g in waiting)
            if best is not None and size >= best[0]:
                continue
            left = _problems(groups, waiting)
            if len(left) < len(problems) and {_place(p) for p in left} <= {
                _place(p) for p in problems
            }:
                best = size, group, left
        if best is not None:
            return best[1], best[2]
    return None


def _place(problem: Problem) -> tuple[str, str]:
    return problem.table, problem.field


def _is_near(groups: Groups, group: Change, problems: list[Problem]) -> bool:
    """Whether a group touches a table in which something is wrong (weights: a scenario's)."""
    headings = {problem.table for problem in problems}
    tables = {change.table for change in groups.members[group]}
    return any(table_name(table) in headings for table in tables) or (
        "weights" in tables and table_name("scenarios") in headings
    )


def _halving(groups: Groups, roots: list[Change]) -> list[Change]:
    """A set of groups of which none can be spared, found by delta debugging from all of them."""
    held = groups.with_resting(roots)
    waiting = [group for group in groups.members if group not in held]
    parts, trials = 2, 0
    while len(waiting) > 1 and trials < _MOST_TRIALS:
        trials += 2 * parts
        size = -(-len(waiting) // parts)
        chunks = [waiting[i : i + size] for i in range(0, len(waiting), size)]
        for place, chunk in enumerate(chunks):
            others = [g for i, c in enumerate(chunks) if i != place for g in c]
            if not _problems(groups, groups.with_resting([*roots, *chunk])):
                waiting, parts = chunk, 2
                break
            if not _problems(groups, groups.with_resting([*roots, *others])):
                waiting, parts = others, max(parts - 1, 2)
                break
        else:
            if parts >= len(waiting):
                break
            parts = min(2 * parts, len(waiting))
    return waiting


def _needless_removed(groups: Groups, roots: list[Change]) -> list[Change]:
    """The roots without those that can be carried out after all, the latest first."""
    for root in list(reversed(roots)) if len(roots) <= _MANY else []:
        fewer = [other for other in roots if other != root]
        if not _problems(groups, groups.with_resting(fewer)):
            roots = fewer
    return roots
