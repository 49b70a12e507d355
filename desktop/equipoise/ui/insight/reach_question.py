"""The question of a reverse search: which goal, how probable, which weights stay as they are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from equipoise.dossier.rows import Goal
from equipoise.dossier.yardsticks import YARDSTICKS
from equipoise.editing.session import Session
from equipoise.ui.insight.reach_words import goal_name, goal_statement, success
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.rooms.choice_box import ChoiceBox

_FIRST_WANTED = 80


class ReachQuestion(QWidget):
    """Goal or red line, wanted probability, locked recommendations."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.goal_box = ChoiceBox(self)
        self.goal_box.setAccessibleName("Goal or red line")
        plain_tooltip(self.goal_box, "The goal that should hold, or red line that must not break.")
        self.statement = plain_label("", self)
        self.statement.setObjectName("muted")
        self.statement.setWordWrap(True)
        self.probability = QSpinBox(self)
        self.probability.setRange(1, 99)
        self.probability.setSuffix(" %")
        self.probability.setValue(_FIRST_WANTED)
        self.probability.setAccessibleName("Wanted probability in percent")
        plain_tooltip(
            self.probability,
            "How probable it should be that the goal holds or the red line does not break.",
        )
        self.word = plain_label("", self)
        self.locks: dict[str, QCheckBox] = {}
        self._lock_grid = QGridLayout()
        self._lay_out()
        self.goal_box.activated.connect(lambda _index: self._say())
        self.probability.valueChanged.connect(lambda _value: self._say())
        self.refresh()

    def _lay_out(self) -> None:
        held = QWidget(self)
        held.setLayout(self._lock_grid)
        self._lock_grid.setContentsMargins(2, 2, 2, 2)
        self._lock_grid.setVerticalSpacing(3)
        self._lock_grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(self)
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(72)
        area.setMaximumHeight(108)
        area.setAccessibleName("Weights that stay as they are")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(_caption("What should be &true", self.goal_box, self), 0, 0)
        grid.addWidget(self.goal_box, 0, 1, 1, 2)
        grid.addWidget(self.statement, 1, 1, 1, 2)
        grid.addWidget(_caption("&How probable", self.probability, self), 2, 0)
        grid.addWidget(self.probability, 2, 1)
        grid.addWidget(self.word, 2, 2)
        kept = plain_label("Weights that\nstay as they are", self)
        kept.setAlignment(Qt.AlignmentFlag.AlignTop)
        kept.setContentsMargins(0, 4, 0, 0)
        grid.addWidget(kept, 3, 0)
        grid.addWidget(area, 3, 1, 1, 2)
        grid.setColumnStretch(2, 1)

    def refresh(self) -> None:
        """Offer the goals and recommendations that there are; what was chosen stays chosen."""
        dossier, scenario_id = self._session.dossier, self._session.scenario_id
        aside = dossier.set_aside_in(scenario_id)
        goals = [(g.id, goal_name(g)) for g in dossier.goals if g.id not in aside]
        kept = self.goal_box.value()
        if all(key != kept for key, _ in goals):
            kept = goals[0][0] if goals else ""
        self.goal_box.show_options(goals, kept)
        self._offer_locks()
        self._say()

    def _offer_locks(self) -> None:
        dossier = self._session.dossier
        weights = dossier.weights_of(self._session.scenario_id)
        if list(self.locks) != list(weights):
            locked = self.locked()
            for box in self.locks.values():
                self._lock_grid.removeWidget(box)
                box.hide()
                box.deleteLater()
            self.locks = {row_id: QCheckBox(self) for row_id in weights}
            for place, (row_id, box) in enumerate(self.locks.items()):
                box.setChecked(row_id in locked)
                plain_tooltip(box, "Tick to keep this weight; the search moves the others only.")
                self._lock_grid.addWidget(box, place // 2, place % 2)
        for row_id, box in self.locks.items():
            name = one_line(dossier.name_of("recommendations", row_id))
            box.setText(f"{name}: {weights[row_id]:g} %".replace("&", "&&"))
            box.setAccessibleName(f"Keep the weight of {name}")

    def _say(self) -> None:
        dossier, goal = self._session.dossier, self.goal()
        if goal is None:
            self.statement.setText("No goal or red line is in force: add one in the Overview.")
            self.word.setText("")
            return
        self.statement.setText(goal_statement(dossier, goal))
        word = YARDSTICKS[dossier.settings.yardstick].word(self.wanted())
        self.word.setText(f"{word} that it {success(goal)}")

    def goal(self) -> Goal | None:
        """The goal or red line chosen; None without one."""
        found: Goal | None = self._session.dossier.find("goals", self.goal_box.value())
        return found

    def choose_goal(self, goal_id: str) -> None:
        """Choose a goal or red line."""
        self.goal_box.setCurrentIndex(self.goal_box.findData(goal_id))
        self._say()

    def wanted(self) -> float:
        """The wanted probability, 0…1."""
        return self.probability.value() / 100

    def locked(self) -> frozenset[str]:
        """The recommendations whose weights stay as they are."""
        return frozenset(row_id for row_id, box in self.locks.items() if box.isChecked())

    def set_locked(self, recommendation_ids: Iterable[str]) -> None:
        """Tick these recommendations and no other."""
        wanted = set(recommendation_ids)
        for row_id, box in self.locks.items():
            box.setChecked(row_id in wanted)


def _caption(text: str, buddy: QWidget, parent: QWidget) -> QLabel:
    label = plain_label(text, parent)
    label.setBuddy(buddy)
    return label
