"""Asking for a scenario's name; a name that is refused stays typed, with the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from equipoise.editing.session import Session
from equipoise.ui.judgment.problem_label import ProblemLabel
from equipoise.ui.judgment.refusals import refusal_of
from equipoise.ui.plain import plain_label, plain_tooltip


class NameDialog(QDialog):
    """Hands the name typed to `use`, which makes the edit, and closes unless that was refused."""

    def __init__(
        self,
        session: Session,
        title: str,
        name: str,
        use: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._session = session
        self._use = use
        self.line = QLineEdit(name, self)
        self.line.setAccessibleName("Name of the scenario")
        self.line.setMaxLength(300)
        self.line.selectAll()
        plain_tooltip(self.line, "The name that the bar, charts and briefings show")
        self.problem = ProblemLabel(self)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label("Name of the scenario", self))
        layout.addWidget(self.line)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(380)

    def accept(self) -> None:
        """Use the name; stay open where it is refused."""
        name = self.line.text().strip()
        refusal = refusal_of(self._session, lambda: self._use(name))
        self.problem.show_problem(refusal)
        if not refusal:
            super().accept()
