"""What all the effort on one recommendation would buy, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.projection.outcome import Swing

Poles = Sequence[tuple[str, str]]
"""Identifiers and names."""


def swing_heading(swings: Mapping[str, Mapping[str, Swing]]) -> str:
    """What the figures beside the sliders are; empty where nothing is known yet."""
    for by_pole in swings.values():
        for swing in by_pole.values():
            return f"All effort here, points by month {swing.month}:"
    return ""


def swing_range(swing: Swing | None) -> str:
    """Such as “+1.9 to +4.4”."""
    return "" if swing is None else f"{signed(swing.p5)} to {signed(swing.p95)}"


def swing_in_words(poles: Poles, swings: Mapping[str, Swing]) -> str:
    """Such as “All effort here: Russia +1.9 to +4.4, West −1.2 to −0.2 points by month 12”.

    Says also what the range is; empty where nothing is known yet.
    """
    parts = [f"{name} {swing_range(swings[key])}" for key, name in poles if key in swings]
    if not parts:
        return ""
    month = next(iter(swings.values())).month
    return (
        f"All effort here: {', '.join(parts)} points by month {month} "
        "(90 % of futures, against no effort)"
    )


def signed(points: float) -> str:
    """Points with a sign that is a minus, not a hyphen; what rounds to nothing has none."""
    text = f"{abs(points):.1f}"
    if text == "0.0":
        return "0"
    return f"{'−' if points < 0 else '+'}{text}"
