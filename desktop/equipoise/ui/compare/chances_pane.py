"""Goals and red lines in each scenario, and how probably one scenario beats another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.rows import Goal
from equipoise.dossier.yardsticks import YARDSTICKS, percent_text
from equipoise.ui.charts.wording import MINUS, month_words
from equipoise.ui.compare.marks import BADGE, Shown, badge
from equipoise.ui.compare.plain_table import FittingTable, cell
from equipoise.ui.plain import one_line, plain_label, plain_tooltip
from equipoise.ui.theme import LIGHT, Theme

_OVER = "▲ over"
_ALL_GOALS = "All goals together"
_ASIDE = "set aside"
_BEYOND = "beyond\nhorizon"


class ChancesPane(QScrollArea):
    """The table of goals and red lines above, and a matrix a pole below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._shown: Shown | None = None
        self._at = 0
        self.goals = FittingTable("Goals and red lines by scenario")
        self.matrices: dict[str, FittingTable] = {}
        self._titles: dict[str, QLabel] = {}
        self._goals_title = plain_label("Goals hold, red lines break: probability")
        self._goals_title.setObjectName("heading")
        plain_tooltip(
            self._goals_title,
            "For a goal the probability that it holds, for a red line the risk that it breaks; "
            f"“{_OVER}” marks a risk above the accepted one.",
        )
        self._no_goals = plain_label("No goal or red line yet: add them in the Overview.")
        self._no_goals.setObjectName("muted")
        self._no_goals.setWordWrap(True)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(8, 6, 8, 8)
        self._column.setSpacing(4)
        for widget in (self._goals_title, self._no_goals, self.goals):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Colour marks and words anew."""
        self._theme = theme
        self._fill()

    def set_shown(self, shown: Shown) -> None:
        """Show another comparison."""
        self._shown = shown
        self._fill()

    def set_at(self, month: int) -> None:
        """Show who beats whom in another month."""
        if month != self._at:
            self._at = month
            self._fill_matrices()

    def _fill(self) -> None:
        self._fill_goals()
        self._fill_matrices()

    def _head(self, shown: Shown, scenario_id: str) -> QTableWidgetItem:
        colour = self._theme.series[shown.slots[scenario_id]]
        return cell(shown.letter(scenario_id), shown.label(scenario_id), colour, strong=True)

    # -- goals and red lines -----------------------------------------------------------------

    def _fill_goals(self) -> None:
        shown = self._shown
        if shown is None:
            return
        goals = shown.dossier.goals
        self._no_goals.setVisible(not goals)
        self.goals.setVisible(bool(goals))
        rows = []
        for goal in goals:
            kind = "Red line" if goal.kind == "red_line" else "Goal"
            name = cell(f"{kind}: {one_line(goal.name)}", _statement(shown, goal))
            rows.append([name, *(self._chance(shown, goal, i) for i in shown.ids)])
        if any(goal.kind == "goal" for goal in goals):
            rows.append(
                [
                    cell(_ALL_GOALS, "That all goals in force hold together.", strong=True),
                    *(self._all_goals(shown, i) for i in shown.ids),
                ]
            )
        heads = [cell(""), *(self._head(shown, i) for i in shown.ids)]
        self.goals.fill(heads, rows)

    def _chance(self, shown: Shown, goal: Goal, scenario_id: str) -> QTableWidgetItem:
        red = goal.kind == "red_line"
        projection = shown.projection(scenario_id)
        chance = (projection.red_lines if red else projection.goals).get(goal.id)
        where = f"{shown.label(scenario_id)}: "
        if goal.id in shown.dossier.set_aside_in(scenario_id):
            tip = f"{where}“{goal.name}” is not in force in this scenario."
            return self._centred(cell(_ASIDE, tip, self._theme.muted))
        if chance is None:
            tip = f"{where}month {goal.month} lies beyond the horizon."
            return self._centred(cell(_BEYOND, tip, self._theme.muted))
        yardstick = YARDSTICKS[shown.dossier.settings.yardstick]
        text, over = short_percent(chance), red and chance * 100 > goal.accepted_risk
        verb = "breaks" if red else "holds"
        tip = f"{where}{yardstick.statement(chance, f'“{goal.name}” {verb}')}."
        if red:
            tip += f" Accepted risk: {goal.accepted_risk:g} %."
        if over:
            text = f"{text}\n{_OVER}"
        colour = self._theme.danger if over else ""
        return self._centred(cell(text, tip, colour, strong=over))

    def _all_goals(self, shown: Shown, scenario_id: str) -> QTableWidgetItem:
        chance = shown.projection(scenario_id).all_goals
        if chance is None:
            tip = "No goal is in force in this scenario, or one lies beyond the horizon."
            return self._centred(cell(MINUS, tip, self._theme.muted))
        yardstick = YARDSTICKS[shown.dossier.settings.yardstick]
        words = yardstick.statement(chance, "all goals in force hold")
        return self._centred(
            cell(short_percent(chance), f"{shown.label(scenario_id)}: {words}.", strong=True)
        )

    @staticmethod
    def _centred(item: QTableWidgetItem) -> QTableWidgetItem:
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        return item

    # -- who beats whom ----------------------------------------------------------------------

    def _fill_matrices(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self._match_poles(shown)
        month = min(self._at, shown.last_month)
        when = month_words(shown.dossier.settings.as_of, month)
        for pole in shown.dossier.poles:
            self._titles[pole.id].setText(f"{one_line(pole.name)}: row beats column · {when}")
            heads = [cell(""), *(self._head(shown, i) for i in shown.ids)]
            rows = []
            for one in shown.ids:
                name = cell(shown.name(one), shown.label(one))
                name.setIcon(badge(self._theme, shown.slots[one], self.font()))
                rows.append(
                    [name, *(self._beats(shown, one, i, pole.id, month) for i in shown.ids)]
                )
            self.matrices[pole.id].fill(heads, rows)

    def _match_poles(self, shown: Shown) -> None:
        """One title and matrix for each pole, in the order of the poles."""
        wanted = [pole.id for pole in shown.dossier.poles]
        if list(self.matrices) == wanted:
            return
        for widget in (*self.matrices.values(), *self._titles.values()):
            self._column.removeWidget(widget)
            widget.deleteLater()
        self.matrices, self._titles = {}, {}
        for pole in shown.dossier.poles:
            title = plain_label("", self._page)
            title.setObjectName("heading")
            plain_tooltip(
                title,
                "The share of futures in which this pole's index is higher in one scenario than in "
                "another; each future is the same but for what the scenarios decide.",
            )
            table = FittingTable(f"Probability that one scenario beats another: {pole.name}")
            table.setIconSize(BADGE)
            table.setWordWrap(False)
            self._titles[pole.id], self.matrices[pole.id] = title, table
            for widget in (title, table):
                self._column.insertWidget(self._column.count() - 1, widget)

    def _beats(
        self, shown: Shown, one: str, other: str, pole_id: str, month: int
    ) -> QTableWidgetItem:
        if one == other:
            return self._centred(cell("·", "", self._theme.muted))
        chance = shown.answer.comparison.beats(one, other, pole_id, month)
        yardstick = YARDSTICKS[shown.dossier.settings.yardstick]
        pole = shown.dossier.name_of("poles", pole_id)
        clause = (
            f"the index of {pole} is higher in “{shown.name(one)}” than in “{shown.name(other)}”"
        )
        when = month_words(shown.dossier.settings.as_of, month)
        tip = f"{yardstick.statement(chance, clause)}. {when}."
        return self._centred(cell(short_percent(chance), tip, strong=chance > 0.5))


def short_percent(probability: float) -> str:
    """A probability as `percent_text` writes it, with signs for "under" and "over"."""
    return percent_text(probability).replace("under ", "<").replace("over ", ">")


def _statement(shown: Shown, goal: Goal) -> str:
    """What a goal or red line says, in full."""
    pole = shown.dossier.name_of("poles", goal.pole_id)
    aspect = f"{shown.dossier.name_of('aspects', goal.aspect_id)} / " if goal.aspect_id else ""
    relation = "at least" if goal.relation == "at_least" else "at most"
    text = (
        f"{goal.name}: {aspect}{pole} {relation} {goal.threshold:g} {goal.time} month {goal.month}."
    )
    if goal.kind == "red_line":
        text += f" Accepted risk: {goal.accepted_risk:g} %."
    return text
