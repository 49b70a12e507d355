"""The status bar: handling mark, plain-language result, seed and draws, saved state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from equipoise.ui.plain import plain_label, plain_tooltip

if TYPE_CHECKING:
    from equipoise.dossier.dossier import Dossier
    from equipoise.projection.outcome import Projection


class StatusBar(QStatusBar):
    """Always shows the handling mark; the rest follows the projection and the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)
        self._handling = plain_label()
        self._handling.setObjectName("handling")
        self._result = plain_label()
        self._result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._draws = plain_label()
        self._counted = ""
        self._saved = plain_label()
        self._protected = plain_label()
        self._conflicts = plain_label()
        plain_tooltip(self._handling, "Handling mark of this dossier; printed on every page")
        plain_tooltip(
            self._result, "Computed from the judgments in this dossier and the weights shown"
        )
        plain_tooltip(
            self._draws,
            "Futures drawn, the seed that fixes them, and the sampling error: how far other draws "
            "would move the indices, in points (three standard errors)",
        )
        plain_tooltip(self._saved, "Whether every edit is in the dossier file")
        self.addWidget(self._handling)
        self.addWidget(self._result, 1)
        plain_tooltip(self._protected, "Whether the dossier file is encrypted with a passphrase")
        plain_tooltip(
            self._conflicts, "What two merged copies say differently; choose under Journal"
        )
        for label in (self._conflicts, self._draws, self._protected, self._saved):
            label.setObjectName("muted")
            label.setProperty("alignment", "AlignRight|AlignVCenter")
            self.addPermanentWidget(label)

    def show_dossier(self, dossier: Dossier) -> None:
        """Take the handling mark from the dossier."""
        self._handling.setText(dossier.settings.handling_mark or "no handling mark")
        open_conflicts = len(dossier.conflicts)
        self._conflicts.setVisible(bool(open_conflicts))
        self._conflicts.setText(
            f"{open_conflicts} conflict{'s' if open_conflicts > 1 else ''} to settle"
        )

    def show_projection(self, dossier: Dossier, projection: Projection) -> None:
        """Say the result in the words of the dossier's yardstick."""
        self._result.setText(result_in_words(dossier, projection))
        error = projection.sampling_error.index
        self._counted = f"{projection.draws:,} draws · seed {projection.seed} · ± {error:.1f}"
        self._draws.setText(self._counted)

    def show_busy(self, busy: bool) -> None:
        """Say that a newer or more exact projection is under way."""
        self._draws.setText("computing …" if busy else self._counted)

    def show_nothing(self, reason: str) -> None:
        """Say why there is no result."""
        self._result.setText(reason)
        self._counted = ""
        self._draws.clear()

    def show_protected(self, protected: bool) -> None:
        """Say whether the file is encrypted."""
        self._protected.setText("protected" if protected else "not protected")

    def show_saved(self, text: str) -> None:
        """Say whether the edits are in the file."""
        self._saved.setText(text)

    def result(self) -> str:
        """The result as shown."""
        return self._result.text()


def result_in_words(dossier: Dossier, projection: Projection) -> str:
    """The result, as “Likely (68 %) that all goals hold”, and the red line most at risk."""
    from equipoise.dossier.yardsticks import YARDSTICKS, percent_text

    yardstick = YARDSTICKS[dossier.settings.yardstick]
    parts: list[str] = []
    if projection.all_goals is not None:
        word = yardstick.word(projection.all_goals).capitalize()
        parts.append(f"{word} ({percent_text(projection.all_goals)}) that all goals hold")
    risks = {k: risk for k, risk in projection.red_lines.items() if risk is not None}
    if risks:
        worst = max(risks, key=lambda k: risks[k])
        goal = dossier.find("goals", worst)
        if goal is not None:
            over = " – over the accepted risk" if risks[worst] * 100 > goal.accepted_risk else ""
            parts.append(f"red line most at risk: {goal.name} ({percent_text(risks[worst])}){over}")
    return "; ".join(parts) or "No goal or red line yet: add them in the Overview."
