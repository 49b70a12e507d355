"""The order of a table's rows when two copies of it come together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence


def merged_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], present: Collection[str]
) -> tuple[list[str], bool]:
    """The identifiers in `present` in order, and whether an order of theirs was left aside.

    If they alone put rows in another order, their order holds; else ours does. New rows of the
    other side stand behind the neighbour that they have there. Rows of neither come last.
    """
    we, they = _reordered(base, ours), _reordered(base, theirs)
    if they and not we:
        first, second = theirs, ours
    else:
        first, second = ours, theirs
    order = _inserted(first, second)
    known = set(order)
    order += [row_id for row_id in present if row_id not in known]
    result = [row_id for row_id in order if row_id in present]
    if (they and we) or not base:
        common = set(ours) & set(theirs)
        theirs_left = [row_id for row_id in theirs if row_id in present and row_id in common]
        return result, [row_id for row_id in result if row_id in common] != theirs_left
    return result, False


def _reordered(base: Sequence[str], side: Sequence[str]) -> bool:
    standing, known = set(side), set(base)
    return [i for i in base if i in standing] != [i for i in side if i in known]


def _inserted(order: Iterable[str], other: Sequence[str]) -> list[str]:
    """`order`, with what only `other` has behind its neighbour there (first, if it has none)."""
    present = list(order)
    known = set(present)
    after: dict[str, list[str]] = {}
    neighbour = ""
    for row_id in other:
        if row_id in known:
            neighbour = row_id
        else:
            after.setdefault(neighbour, []).append(row_id)
    result = list(after.get("", ()))
    for row_id in present:
        result.append(row_id)
        result.extend(after.get(row_id, ()))
    return result
