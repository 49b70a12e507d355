"""What a merge would do, before it is done: what comes in, what waits for a choice, notes."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from equipoise.dossier.difference_words import lines
from equipoise.dossier.dossier import Dossier
from equipoise.dossier.merging.merge import Merged
from equipoise.ui.difference.difference_table import DifferenceTable
from equipoise.ui.merge.conflicts_table import ConflictsTable
from equipoise.ui.plain import one_line, plain_label, plain_tooltip

_LATER = (
    "Where both sides differ, ours stays in force and the other waits under Journal, Conflicts, "
    "until somebody chooses. The merge is one edit: undo takes it back."
)
_NOTHING = "Nothing comes in: this dossier has all that the other one has."


class MergeDialog(QDialog):
    """Accepted by “Merge”. Changes nothing itself."""

    def __init__(
        self, merged: Merged, ours: Dossier, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(one_line(title))
        new = {conflict.id for conflict in merged.conflicts}
        incoming = tuple(
            line
            for line in lines(ours, merged.dossier)
            if not (line.table == "conflicts" and (line.row_id in new or not line.row_id))
        )
        changes_anything = bool(incoming or merged.conflicts)
        self.heading = plain_label(one_line(title), self)
        self.heading.setObjectName("heading")
        self.said = plain_label("" if changes_anything else _NOTHING, self)
        self.incoming = DifferenceTable(self)
        self.incoming.show_lines(incoming)
        self.conflicts = ConflictsTable(self)
        self.conflicts.show_conflicts(merged.dossier, merged.conflicts)
        self.notes = QPlainTextEdit("\n\n".join(merged.notes), self)
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName("Notes")
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(_framed(self.incoming), f"What comes &in ({len(incoming)})")
        self.tabs.addTab(_framed(self.conflicts), f"C&onflicts ({len(merged.conflicts)})")
        self.tabs.addTab(_framed(self.notes), f"&Notes ({len(merged.notes)})")
        for place, count in enumerate((len(incoming), len(merged.conflicts), len(merged.notes))):
            self.tabs.setTabEnabled(place, bool(count))
        buttons = QDialogButtonBox(self)
        self.merge_button = buttons.addButton("&Merge", QDialogButtonBox.ButtonRole.AcceptRole)
        self.merge_button.setDefault(True)
        self.merge_button.setEnabled(changes_anything)
        plain_tooltip(self.merge_button, "Take all this in as one edit, which can be undone.")
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        plain_tooltip(cancel, "Change nothing (Esc).")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        later = plain_label(_LATER, self)
        later.setWordWrap(True)
        later.setObjectName("muted")
        later.setVisible(changes_anything)
        self.said.setVisible(not changes_anything)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.said)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(later)
        layout.addWidget(buttons)
        self.resize(980, 580)


def _framed(widget: QWidget) -> QWidget:
    """A page with a little air above."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 0, 0)
    layout.addWidget(widget)
    return page
