"""The Weights panel: scenario, sliders, unspent rest, normalise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
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
from equipoise.projection.outcome import Swing
from equipoise.ui.plain import plain_label, plain_tooltip
from equipoise.ui.theme import LIGHT, Theme
from equipoise.ui.weights.swing_text import swing_heading, swing_in_words, swing_range
from equipoise.ui.weights.weight_row import FIRST_SWING, WeightRow

_WATCHED = frozenset({"recommendations", "scenarios", "weights", "poles"})


class WeightsPanel(QWidget):
    """Edits the weights of the scenario shown; every slider follows undo and redo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = LIGHT
        self._rows: dict[str, WeightRow] = {}
        self._swings: Mapping[str, Mapping[str, Swing]] = {}
        self._gesture: int | None = None
        self._scenario = QComboBox()
        self._scenario.setAccessibleName("Scenario")
        self._scenario.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        plain_tooltip(
            self._scenario, "The scenario whose weights and forced drivers are shown (Alt+S)"
        )
        self._scenario.activated.connect(self._choose_scenario)
        self._unspent = QProgressBar()
        self._unspent.setRange(0, 1000)
        self._unspent.setFormat("")
        self._unspent.setTextVisible(False)
        self._unspent.setFixedWidth(120)
        self._unspent.setFixedHeight(10)
        self._unspent.setAccessibleName("Effort spent")
        self._unspent_text = plain_label()
        plain_tooltip(self._unspent_text, "What no recommendation gets yet; it does nothing")
        self._normalise = QPushButton("&Normalise")
        plain_tooltip(
            self._normalise,
            "Spend all the effort: weights that are not locked are scaled to fill it (Alt+N)",
        )
        self._normalise.clicked.connect(self._normalise_weights)
        self._clear = QPushButton("C&lear")
        plain_tooltip(self._clear, "Set the weights that are not locked to 0 (Alt+L)")
        self._clear.clicked.connect(self._clear_weights)
        self._swing_heading = plain_label()
        self._swing_heading.setObjectName("muted")
        plain_tooltip(
            self._swing_heading,
            "Change of each pole's index, against no effort, if one recommendation got all the "
            "effort; 90 % of futures",
        )
        self._grid = QGridLayout()
        self._grid.setContentsMargins(8, 0, 8, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(1)
        right = Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(self._swing_heading, 0, 0, 1, FIRST_SWING, right)
        self._grid.setColumnStretch(1, 1)
        self._pole_names: list[QLabel] = []
        self._empty = plain_label("No recommendation yet: add one in the room Recommendations.")
        self._empty.setObjectName("muted")
        self._lay_out()
        session.changed.connect(self._changed)
        session.scenario_changed.connect(self._rebuild)
        self._rebuild()

    def _lay_out(self) -> None:
        heading = plain_label("Weights")
        heading.setObjectName("heading")
        label = plain_label("&Scenario")
        label.setBuddy(self._scenario)
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 0)
        top.setSpacing(6)
        top.addWidget(heading)
        top.addSpacing(10)
        top.addWidget(label)
        top.addWidget(self._scenario)
        top.addStretch(1)
        top.addWidget(self._unspent)
        top.addWidget(self._unspent_text)
        top.addWidget(self._normalise)
        top.addWidget(self._clear)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._empty)
        body.addLayout(self._grid)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(scroll)

    def row(self, recommendation_id: str) -> WeightRow:
        """The row of a recommendation. Raises KeyError."""
        return self._rows[recommendation_id]

    def set_theme(self, theme: Theme) -> None:
        """Colour icons for the theme."""
        self._theme = theme
        for row in self._rows.values():
            row.set_theme(theme)

    def show_swings(self, swings: Mapping[str, Mapping[str, Swing]]) -> None:
        """Say beside each slider what all the effort would buy; by recommendation and pole."""
        self._swings = swings
        poles = [(pole.id, pole.name) for pole in self._session.dossier.poles]
        self._swing_heading.setText(swing_heading(swings))
        for recommendation_id, row in self._rows.items():
            own = swings.get(recommendation_id, {})
            ranges = [swing_range(own.get(pole_id)) for pole_id, _ in poles]
            row.show_swings(ranges, swing_in_words(poles, own))

    def _changed(self, change: Difference) -> None:
        if change.tables & _WATCHED:
            ids = [r.id for r in self._session.dossier.recommendations]
            if ids != list(self._rows) or change.tables & {"scenarios", "poles"}:
                self._rebuild()
            else:
                self._refresh()

    def _rebuild(self) -> None:
        dossier = self._session.dossier
        locked = self._locked()
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
        self._scenario.clear()
        for scenario in dossier.scenarios:
            self._scenario.addItem(scenario.name, scenario.id)
        self._scenario.setCurrentIndex(self._scenario.findData(self._session.scenario_id))
        self._empty.setVisible(not self._rows)
        self.show_swings(self._swings)
        self._refresh()

    def _name_poles(self) -> None:
        for label in self._pole_names:
            label.deleteLater()
        self._pole_names = []
        for column, pole in enumerate(self._session.dossier.poles, start=FIRST_SWING):
            label = plain_label(pole.name)
            label.setObjectName("muted")
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
        return 68 + sum(row.number.sizeHint().height() + 1 for row in rows)

    def unspent(self) -> str:
        """The unspent rest as shown."""
        return self._unspent_text.text()

    def _locked(self) -> frozenset[str]:
        return frozenset(key for key, row in self._rows.items() if row.lock.isChecked())

    def _choose_scenario(self, place: int) -> None:
        self._session.show_scenario(self._scenario.itemData(place))

    def _label(self, row: WeightRow) -> str:
        return f"Weight of {row.name.text()}"

    def _set(self, row: WeightRow, percent: float) -> None:
        scenario_id = self._session.scenario_id
        others = self._locked() - {row.recommendation_id}
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

    def _type(self, row: WeightRow, percent: float) -> None:
        self._set(row, percent)
        self._refresh()

    def _normalise_weights(self) -> None:
        scenario_id, locked = self._session.scenario_id, self._locked()
        self._session.attempt(
            "Normalise weights",
            lambda d: edits.set_weights(
                d, scenario_id, edits.normalised(d.weights_of(scenario_id), locked)
            ),
        )

    def _clear_weights(self) -> None:
        scenario_id, locked = self._session.scenario_id, self._locked()
        self._session.attempt(
            "Clear weights",
            lambda d: edits.set_weights(
                d, scenario_id, {k: 0.0 for k in d.weights_of(scenario_id) if k not in locked}
            ),
        )
