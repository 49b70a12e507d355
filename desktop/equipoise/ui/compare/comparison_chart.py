"""What every chart of a comparison has: the comparison shown and the month looked at."""

from __future__ import annotations

import numpy as np

from equipoise.ui.charts.chart import Chart
from equipoise.ui.compare.marks import Shown

_TEN = 10.0
_LEAST = 30.0


def level_range(shown: Shown) -> tuple[float, float]:
    """The tens between which the 90 % ranges of all indices lie, all poles, scenarios and months.

    Goals on an index lie within them too.
    """
    ends = [g.threshold for g in shown.dossier.goals if not g.aspect_id]
    for scenario_id in shown.ids:
        for fan in shown.projection(scenario_id).index.values():
            ends += [float(np.min(fan.p5)), float(np.max(fan.p95))]
    return _tens(ends)


def draw_range(shown: Shown) -> tuple[float, float]:
    """The tens between which every index drawn lies, all poles, scenarios and months."""
    ends: list[float] = []
    for scenario_id in shown.ids:
        for draws in shown.projection(scenario_id).index_draws.values():
            ends += [float(np.min(draws)), float(np.max(draws))]
    return _tens(ends)


def _tens(ends: list[float]) -> tuple[float, float]:
    """Tens around these levels, at least 30 apart so that small differences don't look large."""
    low = max(0.0, _TEN * np.floor(min(ends) / _TEN))
    high = min(100.0, _TEN * np.ceil(max(ends) / _TEN))
    while high - low < _LEAST:
        low, high = max(0.0, low - _TEN), min(100.0, high + _TEN)
    return float(low), float(high)


def level_steps(low: float, high: float) -> list[float]:
    """The levels that an axis from `low` to `high` names, both tens."""
    step = _TEN if high - low <= 6 * _TEN else 2 * _TEN
    return [float(level) for level in np.arange(low, high + 1, step)]


class ComparisonChart(Chart):
    """A chart of several scenarios; `at` is the month that the whole workspace looks at."""

    shown: Shown | None = None
    at = 0

    def set_shown(self, shown: Shown) -> None:
        """Show another comparison, with the dossier that it was made from."""
        self.shown = shown
        self.set_dossier(shown.dossier)
        self.set_projection(shown.projection(shown.first))

    def set_at(self, month: int) -> None:
        """Look at another month."""
        if month == self.at:
            return
        self.at = month
        if self.isVisible() and not self._redraw_due:
            self.look()
        else:
            self._redraw_due = True

    def look(self) -> None:
        """Show the month looked at; all else is drawn already."""
        self.redraw()

    def adopt(self, other: Chart) -> None:
        """Show what another chart shows, in the same month."""
        if isinstance(other, ComparisonChart):
            self.shown, self.at = other.shown, other.at
        super().adopt(other)
