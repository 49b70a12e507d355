"""What one measurement of reliability found, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Figures:
    """How often something was tried, and each time that it failed, in words.

    `detail` says what else was counted, so that a reader can judge what the trials were worth.
    `control` says what the same measurement found on a set-up that was broken on purpose.
    """

    measurement: str
    count: int
    failures: tuple[str, ...]
    detail: str = ""
    control: str = ""

    def with_control(self, control: Figures) -> Figures:
        """The same figures, with what a control found beside them; one that finds nothing fails."""
        blind = () if control.failures else (f"the control {control.measurement} was not noticed",)
        told = f"{control.measurement}: {len(control.failures):,} of {control.count:,} failed"
        return replace(
            self,
            failures=self.failures + blind,
            control="; ".join(filter(None, (self.control, told))),
        )


def markdown_table(rows: Iterable[Figures]) -> str:
    """The figures as a Markdown table of one row a measurement."""
    lines = ["| measured | trials | failures | control, broken on purpose |", "|---|--:|--:|---|"]
    for row in rows:
        what = f"{row.measurement} ({row.detail})" if row.detail else row.measurement
        lines.append(f"| {what} | {row.count:,} | {len(row.failures):,} | {row.control or '–'} |")
    return "\n".join(lines)


def first_failures(figures: Figures, limit: int = 5) -> str:
    """The first failures, a line each, for the message of a failed test."""
    shown: Sequence[str] = figures.failures[:limit]
    more = len(figures.failures) - len(shown)
    return "\n".join([*shown, *([f"… and {more} more"] if more > 0 else [])])
