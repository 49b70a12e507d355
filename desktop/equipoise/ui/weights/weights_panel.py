"""The Weights panel: scenario bar, sliders, unspent rest, what the weights cross."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference import Difference
from equipoise.editing import edits
from equipoise.editing.session import Session
from equipoise.projection.outcome import Projection, Swing
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.scenarios.blind_first import BlindFirst
from equipoise.ui.scenarios.blind_strip import BlindStrip
from equipoise.ui.scenarios.scenario_bar import ScenarioBar
from equipoise.ui.theme import LIGHT, Theme
from equipoise.ui.weights.crossings import Crossing, red_line_crossings, rule_crossings
from equipoise.ui.weights.swing_text import swing_heading, swing_in_words, swing_range
from equipoise.ui.weights.warning_strip import WarningStrip
from equipoise.ui.weights.weight_row import FIRST_SWING, SLIDER, WeightRow

if TYPE_CHECKING:
    from equipoise.ui.scenarios.scenario_window import ScenarioWindow

_WATCHED = frozenset({"recommendations", "scenarios", "weights", "poles"})


_POLES_THAT_FIT = 4
"""Of more poles the swings are reached by scrolling."""


class WeightsPanel(QWidget):
    """Edits the weights of the scenario shown; every slider follows undo and redo.

    `blind` is the course of blind-first weighting, whose `hidden_changed` tells when outcomes must
    be hidden; the panel hides its own. `go_to` asks for the row (table, identifier) behind a
    warning or a difference.
    """

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = LIGHT
        self._rows: dict[str, WeightRow] = {}
        self._swings: Mapping[str, Mapping[str, Swing]] = {}
        self._gesture: int | None = None
        self._risks: Mapping[str, float | None] = {}
        self._window: ScenarioWindow | None = None
        self.blind = BlindFirst(session, self)
        self.bar = ScenarioBar(session, self.blind, self)
        self.bar.page_wanted.connect(self.show_scenario_page)
        self.warnings = WarningStrip(self)
        self.warnings.go_to.connect(self.go_to)
        self.blind_strip = BlindStrip(self.blind, self)
        self._unspent = _spent_gauge()
        self._unspent_text = plain_label()
        plain_tooltip(self._unspent_text, "What no recommendation gets yet; it does nothing")
        self._normalise = QPushButton("&Normalise")
        plain_tooltip(
            self._normalise,
            "Spend all the effort: weights that are not locked are scaled to fill it (Alt+N)",
        )
        self._normalise.clicked.connect(self._normalise_weights)
        self._clear = QPushButton("Clear")
        plain_tooltip(self._clear, "Set the weights that are not locked to 0")
        self._clear.clicked.connect(self._clear_weights)
        self._swing_heading = plain_label()
        self._swing_heading.setObjectName("muted")
        plain_tooltip(
            self._swing_heading,
            "Change of each pole's index, against no effort, if one recommendation got all the "
            "effort; 90 % of futures",
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(8, 4, 8, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(1)
        right = Qt.AlignmentFlag.AlignRight
        spent = QHBoxLayout()
        spent.setSpacing(6)
        spent.addWidget(self._unspent)
        spent.addWidget(self._unspent_text)
        spent.addStretch(1)
        self._grid.addLayout(spent, 0, 0)
        self._grid.addWidget(self._swing_heading, 0, SLIDER, 1, FIRST_SWING - SLIDER, right)
        self._grid.setColumnStretch(SLIDER, 1)
        self._pole_names: list[QLabel] = []
        self._empty = plain_label("No recommendation yet: add one in the room Recommendations.")
        self._empty.setObjectName("muted")
        self._scroll = QScrollArea()
        self._lay_out()
        session.changed.connect(self._changed)
        session.scenario_changed.connect(self._scenario_changed)
        self.blind.changed.connect(self._follow_blind)
        self._rebuild()

    def _lay_out(self) -> None:
        heading = plain_label("Weights")
        heading.setObjectName("heading")
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 0)
        top.setSpacing(6)
        top.addWidget(heading)
        top.addWidget(self.bar, 1)
        top.addWidget(self._normalise)
        top.addWidget(self._clear)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._empty)
        body.addLayout(self._grid)
        body.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.blind_strip)
        layout.addWidget(self.warnings)

    def row(self, recommendation_id: str) -> WeightRow:
        """The row of a recommendation. Raises KeyError."""
        return self._rows[recommendation_id]

    def set_theme(self, theme: Theme) -> None:
        """Colour icons for the theme."""
        self._theme = theme
        self.bar.set_theme(theme)
        self.warnings.set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)

    def show_projection(self, projection: Projection) -> None:
        """Name the red lines that the projection of the scenario shown puts at risk."""
        self._risks = projection.red_lines
        self._warn()

    def show_scenario_page(self, page: str) -> None:
        """Open “What it changes” at a page: drivers, judgments, goals, note or difference."""
        if self._window is None:
            from equipoise.ui.scenarios.scenario_window import ScenarioWindow

            self._window = ScenarioWindow(self._session, self.window())
            self._window.go_to.connect(self.go_to)
        self._window.show_page(page)

    @property
    def scenario_window(self) -> ScenarioWindow | None:
        """The window “What it changes”, once it was asked for."""
        return self._window

    def commit(self) -> None:
        """Take over what is typed in “What it changes” but not yet taken over."""
        if self._window is not None:
            self._window.commit()

    def show_swings(self, swings: Mapping[str, Mapping[str, Swing]]) -> None:
        """Say beside each slider what all the effort would buy; by recommendation and pole."""
        self._swings = swings
        if self.blind.hidden:
            swings = {}
        poles = [(pole.id, pole.name) for pole in self._session.dossier.poles]
        self._swing_heading.setText(swing_heading(swings))
        for recommendation_id, row in self._rows.items():
            own = swings.get(recommendation_id, {})
            ranges = [swing_range(own.get(pole_id)) for pole_id, _ in poles]
            row.show_swings(ranges, swing_in_words(poles, own))

    def _changed(self, change: Difference) -> None:
        ids = [r.id for r in self._session.dossier.recommendations]
        if ids != list(self._rows) or "poles" in change.tables:
            self._rebuild()
        elif change.tables & _WATCHED:
            self._refresh()
        self._warn()

    def _scenario_changed(self) -> None:
        self._risks = {}
        self._rebuild()

    def _follow_blind(self) -> None:
        """Hide what shows outcomes, and make room for the line that leads through the mode."""
        self.warnings.setHidden(self.blind.hidden)
        for label in self._pole_names:
            label.setHidden(self.blind.hidden)
        self.show_swings(self._swings)
        self._warn()
        self.setMinimumHeight(self.wanted_height() if self.blind.active else 0)

    def _warn(self) -> None:
        """Name what the weights cross, and mark the sliders concerned."""
        found: tuple[Crossing, ...] = ()
        if not self.blind.hidden:
            dossier, scenario_id = self._session.dossier, self._session.scenario_id
            found = (
                *red_line_crossings(dossier, scenario_id, self._risks),
                *rule_crossings(dossier, scenario_id),
            )
        self.warnings.show_crossings(found)
        for key, row in self._rows.items():
            row.show_warnings([c.text for c in found if key in c.recommendation_ids])

    def _rebuild(self) -> None:
        self._let_go()
        dossier = self._session.dossier
        locked = self.locked()
        for row in self._rows.values():
            row.remove()
        self._rows = {}
        self._name_poles()
        for line, recommendation in enumerate(dossier.recommendations, start=1):
            row = WeightRow(recommendation.id, self)
            row.place(self._grid, line, len(dossier.poles))
            row.lock.setChecked(recommendation.id in locked)
            row.set_theme(self._theme)
            row.pressed.connect(partial(self._press, row))
            row.moved.connect(partial(self._move, row))
            row.released.connect(partial(self._release, row))
            row.typed.connect(partial(self._type, row))
            self._rows[recommendation.id] = row
        self._empty.setVisible(not self._rows)
        self.show_swings(self._swings)
        self._refresh()
        self._warn()

    def _name_poles(self) -> None:
        for label in self._pole_names:
            label.hide()
            label.deleteLater()
        self._pole_names = []
        fit = len(self._session.dossier.poles) <= _POLES_THAT_FIT
        policy = Qt.ScrollBarPolicy
        self._scroll.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fit else policy.ScrollBarAsNeeded
        )
        for column, pole in enumerate(self._session.dossier.poles, start=FIRST_SWING):
            label = plain_label(pole.name)
            label.setObjectName("muted")
            label.setHidden(self.blind.hidden)
            self._grid.addWidget(label, 0, column, Qt.AlignmentFlag.AlignRight)
            self._pole_names.append(label)

    def _refresh(self) -> None:
        dossier = self._session.dossier
        weights = dossier.weights_of(self._session.scenario_id)
        for recommendation in dossier.recommendations:
            row = self._rows[recommendation.id]
            row.show_name(recommendation.name, recommendation.rationale)
            row.show_weight(weights[recommendation.id])
        spent = sum(weights.values())
        self._unspent.setValue(round(spent * 10))
        self._unspent_text.setText(f"unspent {max(0.0, 100 - spent):.1f} %")
        for control in (self._normalise, self._clear, *(r.slider for r in self._rows.values())):
            control.setEnabled(bool(self._session.scenario_id))

    def wanted_height(self) -> int:
        """The height at which no row needs scrolling, up to eight rows."""
        shown = min(len(self._rows), 8)
        rows = list(self._rows.values())[:shown]
        strips = (self.warnings, self.blind_strip)
        below = sum(strip.sizeHint().height() for strip in strips if not strip.isHidden())
        return 68 + below + sum(row.number.sizeHint().height() + 1 for row in rows)

    def unspent(self) -> str:
        """The unspent rest as shown."""
        return self._unspent_text.text()

    def locked(self) -> frozenset[str]:
        """The recommendations whose weight does not give way."""
        return frozenset(key for key, row in self._rows.items() if row.lock.isChecked())

    def _label(self, row: WeightRow) -> str:
        return f"Weight of {row.name.text()}"

    def _set(self, row: WeightRow, percent: float) -> None:
        scenario_id = self._session.scenario_id
        others = self.locked() - {row.recommendation_id}
        self._session.attempt(
            self._label(row),
            lambda d: edits.set_weight(d, scenario_id, row.recommendation_id, percent, others),
            self._gesture,
        )

    def _press(self, row: WeightRow) -> None:
        self._gesture = self._session.begin_gesture()

    def _move(self, row: WeightRow, percent: float) -> None:
        self._set(row, percent)

    def _release(self, row: WeightRow) -> None:
        self._gesture = None
        self._session.end_gesture(self._label(row))
        self._refresh()

    def _let_go(self) -> None:
        """End a drag whose slider goes away under the mouse: its release is never heard."""
        if self._gesture is not None:
            self._gesture = None
            self._session.end_gesture("Weights")

    def let_go(self) -> None:
        """End a drag as its release would: a slider must not stay pressed when that gets lost."""
        for row in self._rows.values():
            row.slider.setSliderDown(False)

    def _type(self, row: WeightRow, percent: float) -> None:
        self._set(row, percent)
        self._refresh()

    def _normalise_weights(self) -> None:
        scenario_id, locked = self._session.scenario_id, self.locked()
        self._session.attempt(
            "Normalise weights",
            lambda d: edits.set_weights(
                d, scenario_id, edits.normalised(d.weights_of(scenario_id), locked)
            ),
        )

    def _clear_weights(self) -> None:
        scenario_id, locked = self._session.scenario_id, self.locked()
        self._session.attempt(
            "Clear weights",
            lambda d: edits.set_weights(
                d, scenario_id, {k: 0.0 for k in d.weights_of(scenario_id) if k not in locked}
            ),
        )


def _spent_gauge() -> QProgressBar:
    gauge = QProgressBar()
    gauge.setRange(0, 1000)
    gauge.setFormat("")
    gauge.setTextVisible(False)
    gauge.setFixedWidth(64)
    gauge.setFixedHeight(8)
    gauge.setAccessibleName("Effort spent")
    return gauge
